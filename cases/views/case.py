"""The case page: where it is, who owns it, what comes next, and what the reader may do."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.actions import actions_for
from cases.exports import links_for
from cases.models import Case, Document, DocumentVersion
from cases.moves import Situation
from cases.permissions import get_case_for, may_edit, visible_documents
from cases.positions_page import steps_with_views
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
            "documents": documents_of(request.user, found),
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
    papers = {document.pk for document in documents_of(request.user, found)}
    return render(
        request,
        "cases/history.html",
        {
            "case": found,
            "story": story,
            "steps": steps_with_views(story),
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
    now.anchorings = story.anchorings
    return now


def documents_of(user: Someone, found: Case) -> list[Document]:
    versions = DocumentVersion.objects.select_related("uploaded_by").order_by("-number")
    rows = visible_documents(user, found.documents.all())
    rows = rows.select_related("exempt_ground").prefetch_related(Prefetch("versions", versions))
    return list(rows.order_by("created_at", "pk"))
