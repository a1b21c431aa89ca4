"""The case page: where it is, who owns it, what comes next, and what the reader may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.actions import actions_for
from cases.exports import links_for
from cases.models import Case
from cases.moves import Situation
from cases.permissions import get_case_for, may_edit, visible_documents
from cases.sections import sections_for
from cases.story import Story
from forums.permissions import Someone, person
from miljoloftet.http import representative


@representative
def case(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    story = Story(found)
    now = situation(found, request.user, story)
    actions = actions_for(now, story)
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
            "municipalities": list(found.municipalities.all()),
            "latest": story.events[-5:][::-1],
            "may_edit": may_edit(request.user, found) and found.closed_at is None,
            "exports": links_for(found),
            "sections": sections_for(person(request), found, story),
        },
    )


@representative
def history(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """The whole way, for one who was in none of the meetings."""
    found = get_case_for(request.user, year, sequence)
    story = Story(found)
    now = situation(found, request.user, story)
    papers = visible_documents(request.user, found.documents.all())
    return render(
        request,
        "cases/history.html",
        {
            "case": found,
            "story": story,
            "telling": story.telling(now.routes),
            "papers": set(papers.values_list("pk", flat=True)),
            "exports": links_for(found),
        },
    )


def situation(found: Case, user: Someone, story: Story) -> Situation:
    """What the rules ask about, with what the page has read already."""
    now = Situation(found, user)
    now.treatments = story.treatments
    now.came_from = story.came_from
    return now
