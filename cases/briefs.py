"""How a brief comes to be: begun, written, handed in, returned or passed.

Only this module writes ``Brief.state`` and the text of a section. Every save of a section names
the number it was written from: where somebody has saved since, nothing is overwritten.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import F, Sum
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases import shielding
from cases.brief_findings import missing_words
from cases.brief_paper import paper_of
from cases.brief_rules import BriefStep, require_length, require_step, require_write
from cases.brief_templates import template_to_use
from cases.brief_text import clean
from cases.brief_versions import keep
from cases.documents import add_document, add_version
from cases.events import record
from cases.models import (
    Brief,
    BriefSection,
    BriefState,
    Case,
    Document,
    DocumentKind,
    EventKind,
    VersionReason,
)
from cases.permissions import readers_of, require_edit
from forums.clock import now
from forums.conflicts import require_unchanged
from forums.edits import require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, User


class SectionConflict(Refused):
    """Somebody saved the section since; ``theirs`` is the section as it is, ``mine`` what came."""

    def __init__(self, theirs: BriefSection, mine: str) -> None:
        who = theirs.updated_by or _("Noen")
        super().__init__(
            _("%(who)s lagret «%(heading)s» mens du skrev. Ingenting er overskrevet.")
            % {"who": who, "heading": theirs.heading}
        )
        self.theirs = theirs
        self.mine = mine


@dataclass(frozen=True)
class Saved:
    section: BriefSection
    changed: bool


@transaction.atomic
def start_brief(case: Case, forum: Forum, *, by: User) -> Brief:
    """Begin a brief to the forum, with the sections of the case kind's template."""
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_edit(by, case)
    if case.closed_at is not None:
        raise Refused(_("Saken er avsluttet. Gjenåpne den for å skrive et saksframlegg."))
    brief = Brief(case=case, forum=forum, created_by=by, created_at=now())
    brief.full_clean()
    save_by(brief, by=by)
    template = template_to_use(case.kind, by=by)
    for row in template.sections.filter(is_active=True).order_by("position", "pk"):
        section = BriefSection(
            brief=brief,
            position=row.position,
            heading=row.heading,
            guidance=row.guidance,
            required=row.required,
            min_words=row.min_words,
            use=row.use,
        )
        save_by(section, by=by)
    return brief


@transaction.atomic
def save_section(section: BriefSection, *, by: User, html: str, seen: int) -> Saved:
    """Write the text, cleaned. Raises SectionConflict when ``seen`` is not the newest number.

    What is sent twice is saved once. A text that is passed becomes a draft by being changed.
    """
    brief = _locked(section.brief)
    require_write(by, brief)
    require_length(html)
    section = BriefSection.objects.select_for_update(of=("self",)).get(pk=section.pk)
    text = clean(html)
    if text == section.html:
        return Saved(section, changed=False)
    if seen != section.number:
        raise SectionConflict(section, text)
    section.html, section.number = text, section.number + 1
    section.updated_by, section.updated_at = by, now()
    save_by(section, by=by, fields=["html", "number", "updated_by", "updated_at"])
    if brief.state == BriefState.PASSED:
        brief.state = BriefState.DRAFT
        save_by(brief, by=by, fields=["state"])
    return Saved(section, changed=True)


@transaction.atomic
def name_co_authors(
    brief: Brief, people: Iterable[User], *, by: User, seen: int | None = None
) -> None:
    """Set who else writes; each must be able to see the case. Raises Conflict, see conflicts.py."""
    brief = _locked(brief)
    require_write(by, brief)
    people = list(people)
    require_can_see(people, brief.case)
    require_unchanged(
        brief, seen, ["co_authors"], typed={"co_authors": people}, thing=_("medforfatterne")
    )
    if set(brief.co_authors.values_list("pk", flat=True)) != {person.pk for person in people}:
        brief._history_user = by  # type: ignore[attr-defined]
        brief.co_authors.set(people)


def require_can_see(people: Collection[User], case: Case) -> None:
    """Raise Refused with the names of those who do not see the case."""
    may = readers_of(case).filter(pk__in=[person.pk for person in people])
    found = set(may.values_list("pk", flat=True))
    outside = [str(person) for person in people if person.pk not in found]
    if outside:
        raise Refused(
            _("%(person)s kan ikke se saken, og kan derfor ikke velges.")
            % {"person": ", ".join(outside)}
        )


@transaction.atomic
def submit(brief: Brief, *, by: User, seen: int | None = None) -> Brief:
    brief = _locked(brief)
    require_step(by, brief, BriefStep.SUBMIT, missing_words(brief))
    require_same_text(brief, seen)
    brief.state = BriefState.SUBMITTED
    brief.submitted_by, brief.submitted_at = by, now()
    save_by(brief, by=by, fields=["state", "submitted_by", "submitted_at"])
    keep(brief, VersionReason.SUBMITTED, by=by)
    return brief


@transaction.atomic
def take_back(brief: Brief, *, by: User) -> Brief:
    brief = _locked(brief)
    require_step(by, brief, BriefStep.TAKE_BACK)
    brief.state = BriefState.DRAFT
    return save_by(brief, by=by, fields=["state"])


@transaction.atomic
def send_back(brief: Brief, *, by: User, reason: str) -> Brief:
    """Return the brief to its authors; ``reason`` says what is missing."""
    brief = _locked(brief)
    require_step(by, brief, BriefStep.RETURN)
    require_reason(reason)
    brief.state, brief.return_reason = BriefState.RETURNED, reason
    brief.judged_by, brief.judged_at = by, now()
    save_by(brief, by=by, why=reason, fields=["state", "return_reason", "judged_by", "judged_at"])
    keep(brief, VersionReason.RETURNED, by=by, note=reason[:300])
    # What is missing is between those who write and those who judge; that it came back is not.
    _tell(brief, EventKind.BRIEF_RETURNED, by=by)
    return brief


@transaction.atomic
def pass_brief(brief: Brief, *, by: User, seen: int | None = None) -> Document:
    """Accept the text: it becomes the case's paper, or the paper's next version."""
    brief = _locked(brief)
    require_step(by, brief, BriefStep.ACCEPT, missing_words(brief))
    require_same_text(brief, seen)
    brief.judged_by, brief.judged_at, brief.return_reason = by, now(), ""
    document = _published(brief, by)
    brief.state, brief.document = BriefState.PASSED, document
    fields = ["state", "document", "judged_by", "judged_at", "return_reason"]
    save_by(brief, by=by, fields=fields)
    keep(brief, VersionReason.PASSED, by=by)
    _tell(brief, EventKind.BRIEF_PASSED, by=by)
    return document


def authors_of(brief: Brief) -> list[User | None]:
    """Those who write it, besides the case's officer."""
    return [brief.created_by, brief.submitted_by, *brief.co_authors.order_by("pk")]


def stamp_of(brief: Brief) -> int:
    """A number that goes up with every saved change of the text."""
    total: int = brief.sections.aggregate(total=Sum("number"))["total"] or 0
    return total


def require_same_text(brief: Brief, seen: int | None) -> None:
    """Raise Refused when the text is not the one that the page showed; None asks nothing."""
    if seen is None or seen == stamp_of(brief):
        return
    last = (
        brief.sections.select_related("updated_by")
        .order_by(F("updated_at").desc(nulls_last=True))
        .first()
    )
    who = last.updated_by if last else None
    raise Refused(
        _("%(who)s endret teksten etter at du åpnet siden. Les den på nytt, og send igjen.")
        % {"who": who or _("Noen")}
    )


def _tell(brief: Brief, kind: EventKind, *, by: User) -> None:
    """In the case's history; a passed one names the paper and which version of it."""
    paper = brief.document if kind == EventKind.BRIEF_PASSED else None
    said = _("Versjon %(n)s.") % {"n": paper.versions.count()} if paper else ""
    record(
        brief.case,
        kind,
        by=by,
        to_forum=brief.forum,
        document=paper,
        reason=said,
        concerns=authors_of(brief),
    )


def _published(brief: Brief, by: User) -> Document:
    """The text as a paper; in an exempt case it is kept back on what was weighed for the case."""
    with translation.override(settings.LANGUAGE_CODE):
        title = _("Saksframlegg til %(forum)s") % {"forum": brief.forum.short_name}
    name = slugify(f"saksframlegg-{brief.case.number}-{brief.forum.short_name}")
    file = ContentFile(paper_of(brief), name=f"{name}.pdf")
    if brief.document is not None:
        add_version(brief.document, by=by, file=file, is_told=True)
        return brief.document
    return add_document(
        brief.case,
        by=by,
        kind=DocumentKind.BRIEF,
        title=title,
        file=file,
        exempt_ground=brief.case.exempt_ground,
        considered=shielding.considered_for(brief.case),
        is_told=True,
    )


def _locked(brief: Brief) -> Brief:
    """The newest row, held until the transaction ends; two sections of it still save at once."""
    rows = Brief.objects.select_for_update(of=("self",))
    return rows.select_related("case__kind", "case__exempt_ground", "forum", "document").get(
        pk=brief.pk
    )
