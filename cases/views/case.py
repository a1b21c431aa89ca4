"""The case page: where it is, who owns it, what comes next, and what the reader may do."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.consequences import consequence
from cases.exports import links_for
from cases.models import Case, Document, DocumentVersion
from cases.moves import Move, Option, Situation, lift_hinder, moves_for
from cases.next_steps import next_steps
from cases.permissions import get_case_for, may_edit, visible_documents
from cases.story import Story
from forums.permissions import Someone
from miljoloftet.http import representative

# The moves that bring a case further; the others are never the page's one primary action.
LEADS_ON = frozenset({Move.PUT_FORWARD, Move.LIFT, Move.CLOSE})


@dataclass(frozen=True)
class Action:
    """A move as the page offers it: the label, what it does, or why it cannot be done now."""

    label: str
    consequence: str
    why_not: str
    url: str
    leads_on: bool

    @property
    def allowed(self) -> bool:
        return not self.why_not


@representative
def case(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    story = Story(found)
    now = situation(found, request.user, story)
    actions = [*in_meetings(request.user, story), *actions_for(now)]
    return render(
        request,
        "cases/case.html",
        {
            "case": found,
            "story": story,
            "telling": story.telling(now.routes),
            "actions": actions,
            "open_actions": [action for action in actions if action.allowed],
            "primary": next((row for row in actions if row.allowed and row.leads_on), None),
            "documents": documents_of(request.user, found),
            "municipalities": list(found.municipalities.all()),
            "latest": story.events[-5:][::-1],
            "may_edit": may_edit(request.user, found) and found.closed_at is None,
            "exports": links_for(found),
        },
    )


@representative
def history(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """The whole way, for one who was in none of the meetings."""
    found = get_case_for(request.user, year, sequence)
    story = Story(found)
    now = situation(found, request.user, story)
    papers = {document.pk for document in documents_of(request.user, found)}
    return render(
        request,
        "cases/history.html",
        {
            "case": found,
            "story": story,
            "telling": story.telling(now.routes),
            "papers": papers,
            "exports": links_for(found),
        },
    )


def situation(found: Case, user: Someone, story: Story) -> Situation:
    """What the rules ask about, with what the page has read already."""
    now = Situation(found, user)
    now.treatments = story.treatments
    now.came_from = story.came_from
    return now


def actions_for(now: Situation) -> list[Action]:
    """The moves that are this person's and of this stage, those that stand open first."""
    options = [row for row in moves_for(now.user, now.case, now) if row.is_for_you and row.in_time]
    actions = [action for option in options for action in _actions(now, option)]
    return sorted(actions, key=lambda action: not action.allowed)


def in_meetings(user: Someone, story: Story) -> list[Action]:
    """The next steps in the meetings, for one who runs them."""
    if story.case.closed_at is not None:
        return []
    steps = next_steps(user, story.steps)
    return [Action(step.label, step.told, "", step.url, leads_on=True) for step in steps]


def documents_of(user: Someone, found: Case) -> list[Document]:
    versions = DocumentVersion.objects.select_related("uploaded_by").order_by("-number")
    rows = visible_documents(user, found.documents.all())
    rows = rows.select_related("exempt_ground").prefetch_related(Prefetch("versions", versions))
    return list(rows.order_by("created_at", "pk"))


def _actions(now: Situation, option: Option) -> list[Action]:
    url = reverse("case_move", args=[now.case.year, now.case.sequence, option.move.value])
    if option.move != Move.LIFT or not now.routes:
        told = consequence(now, option.move)
        return [Action(option.label, told, option.why_not, url, option.move in LEADS_ON)]
    return [
        Action(
            label=_lift_label(option, route.to_forum.short_name),
            consequence=consequence(now, Move.LIFT, route),
            why_not=lift_hinder(now, route) or "",
            url=f"{url}?to={route.to_forum.slug}",
            leads_on=True,
        )
        for route in now.routes
    ]


def _lift_label(option: Option, to: str) -> str:
    return _("%(label)s til %(forum)s") % {"label": option.label, "forum": to}
