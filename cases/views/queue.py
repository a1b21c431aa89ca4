"""What waits for a forum's meetings, for those who run them."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from cases.agenda_claims import BEFORE_THE_MEETING
from cases.agenda_queue import as_waiting, queue_for, with_lacks
from cases.queue_filters import QueueFilter, filtered
from forums.clock import now
from forums.models import Forum, Meeting
from forums.permissions import require_run_meetings, visible_to
from miljoloftet.http import only_chosen, representative

A_PAGE = 25
MEETINGS = 6


@representative
@only_chosen
def forum_queue(request: HttpRequest, slug: str) -> HttpResponse:
    forum = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    require_run_meetings(request.user, forum)
    form = QueueFilter(request.GET)
    rows = with_lacks(request.user, queue_for(request.user, forum))
    page = Paginator(filtered(rows, form), A_PAGE).get_page(request.GET.get("side"))
    meetings = _coming(forum)
    context = {
        "forum": forum,
        "filters": form,
        "chosen": bool(form.chosen),
        "page": page,
        "queue": as_waiting(request.user, list(page.object_list)),
        "meetings": meetings,
        "meeting": _asked(meetings, request.GET.get("mote", "")),
    }
    return render(request, "cases/queue.html", context)


def _coming(forum: Forum) -> list[Meeting]:
    """The forum's next meetings that still take items."""
    rows = Meeting.objects.filter(
        forum=forum, status__in=BEFORE_THE_MEETING, ends_at__gte=now()
    ).order_by("starts_at", "pk")
    found = list(rows[:MEETINGS])
    for row in found:
        row.forum = forum
    return found


def _asked(meetings: list[Meeting], pk: str) -> Meeting | None:
    """The meeting that cases are put up for: the one asked for, else the next."""
    chosen = next((row for row in meetings if str(row.pk) == pk), None)
    return chosen or next(iter(meetings), None)
