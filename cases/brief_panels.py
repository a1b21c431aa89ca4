"""What the page of a case says about its briefs, and what it offers."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases import actions, sections
from cases.actions import Action
from cases.brief_rules import visible_briefs
from cases.models import (
    Brief,
    BriefSection,
    BriefState,
    BriefVersion,
    Case,
    CommentRound,
    Document,
    VersionReason,
)
from cases.permissions import may_edit, visible_documents
from cases.situation import Situation
from cases.story import Story
from forums.clock import today
from forums.models import User


@dataclass(frozen=True)
class Row:
    """One brief on the page of its case."""

    brief: Brief
    state: str
    label: str
    missing: list[str]
    next: str


NEXT = {
    BriefState.DRAFT: gettext_lazy("Neste: den som skriver, sender det til sekretariatet."),
    BriefState.SUBMITTED: gettext_lazy("Neste: sekretariatet godkjenner eller sender tilbake."),
    BriefState.RETURNED: gettext_lazy("Neste: den som skriver, retter det som mangler."),
    BriefState.PASSED: gettext_lazy("Klart til å settes på sakslisten."),
}


def register_all() -> None:
    sections.register(
        "saksframlegg",
        gettext_lazy("Saksframlegg"),
        "cases/brief/_section.html",
        briefs_of,
        position=65,
        pdf_template="pdf/_briefs.html",
        present=Exists(Brief.objects.filter(case=OuterRef("pk"))),
    )
    actions.register(offers, position=60)


def briefs_of(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """The briefs that the person writes or is asked about, and those passed that the person may
    read: three queries at most."""
    running = CommentRound.objects.open_on(today()).filter(brief=OuterRef("pk"))
    rows = visible_briefs(user, Brief.objects.filter(case=case))
    rows = rows.annotate(in_round=Exists(running)).select_related("forum", "created_by")
    found: list[Brief] = list(rows.order_by("created_at", "pk"))
    passed = passed_in(user, case)
    if not found and not passed:
        return None
    return {"rows": _rows(found), "passed": passed}


def passed_in(user: User, case: Case) -> list[BriefVersion]:
    """Each text that was passed, with who did it and the paper it became; the oldest first."""
    readable = visible_documents(user, Document.objects.filter(case=case))
    rows = BriefVersion.objects.filter(brief__case=case, reason=VersionReason.PASSED)
    rows = rows.filter(brief__document__in=readable).defer("sections")
    return list(rows.select_related("by", "brief__forum", "brief__document").order_by("at", "pk"))


def _rows(found: list[Brief]) -> list[Row]:
    empty: dict[int, list[str]] = {}
    # One that was handed in lacks nothing.
    writing = [brief for brief in found if brief.state in {BriefState.DRAFT, BriefState.RETURNED}]
    lacking = BriefSection.objects.filter(brief__in=writing, required=True, html="")
    for section in lacking.order_by("position", "pk"):
        empty.setdefault(section.brief_id, []).append(section.heading)
    return [_row(brief, empty.get(brief.pk, [])) for brief in found]


def offers(now: Situation, story: Story) -> list[Action]:
    """To begin a brief; to one who could write it."""
    if not may_edit(now.user, now.case) or now.case.closed_at is not None:
        return []
    return [
        Action(
            _("Skriv saksframlegg"),
            _(
                "Du får et utkast med delene fra malen. Bare de som skriver, ser det før "
                "sekretariatet har godkjent det."
            ),
            "",
            reverse("brief_start", args=[now.case.year, now.case.sequence]),
        )
    ]


def _row(brief: Brief, missing: list[str]) -> Row:
    state = BriefState(brief.state)
    label, shape = str(brief.get_state_display()), state.value
    if state in {BriefState.DRAFT, BriefState.RETURNED} and brief.in_round:  # type: ignore[attr-defined]
        label, shape = _("ute til kommentar"), "commenting"
    return Row(brief, shape, label, missing, str(NEXT[state]))
