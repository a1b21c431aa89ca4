"""Making a meeting's agenda: the builder, with what waits, the order and the warnings."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from cases.agenda import pick_for_agenda
from cases.agenda_claims import BEFORE_THE_MEETING
from cases.agenda_order import move_item, step_item
from cases.agenda_queue import as_waiting, queue_for, with_lacks
from cases.agenda_rows import agenda_rows, length_of
from cases.agenda_warnings import warnings
from cases.models import AgendaItem, Case
from cases.permissions import visible_to
from cases.queue_filters import QueueFilter, filtered
from cases.standing import missing_in, set_up_standing
from forums.attendance import day_of
from forums.competence import competence_on
from forums.errors import Refused
from forums.models import Meeting
from forums.permissions import Someone, is_secretariat, person, require_run_meetings
from forums.views.meetings import get_meeting_for
from miljoloftet.http import only_chosen, representative

A_PAGE = 25


def meeting_to_run(user: Someone, pk: int) -> Meeting:
    """The meeting; Http404 for an outsider, PermissionDenied for a reader."""
    found = get_meeting_for(user, pk)
    require_run_meetings(user, found.forum)
    return found


def item_to_run(user: Someone, pk: int) -> AgendaItem:
    """The item, for one who runs its meeting and, unless it is a standing one, sees its case."""
    visible = visible_to(user, Case.objects.all())
    rows = AgendaItem.objects.filter(Q(treatment=None) | Q(treatment__case__in=visible))
    item = rows.select_related(
        "meeting__forum", "treatment__case", "treatment__forum", "paper", "standing", "speaker"
    )
    found: AgendaItem = get_object_or_404(item, pk=pk)
    require_run_meetings(user, found.meeting.forum)
    return found


def item_of_case(user: Someone, pk: int) -> AgendaItem:
    """The same for an item that treats a case; Http404 for a standing one."""
    item = item_to_run(user, pk)
    if item.treatment is None:
        raise Http404
    return item


@representative
@only_chosen
def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_to_run(request.user, pk)
    rows = agenda_rows(request.user, found)
    form = QueueFilter(request.GET)
    queue = with_lacks(request.user, queue_for(request.user, found.forum))
    page = Paginator(filtered(queue, form), A_PAGE).get_page(request.GET.get("side"))
    competence = competence_on(found.forum, day_of(found))
    is_open = found.status in BEFORE_THE_MEETING
    context = {
        "meeting": found,
        "rows": rows,
        "total": rows[-1].sum_so_far if rows else 0,
        "length": length_of(found),
        "warnings": warnings(request.user, found, rows, competence) if is_open else [],
        "missing": missing_in(found, [row.item for row in rows]) if is_open else [],
        "filters": form,
        "chosen": bool(form.chosen),
        "page": page,
        "queue": as_waiting(request.user, list(page.object_list)),
        "is_open": is_open,
        "keeps_standing": is_secretariat(request.user),
        "competence": competence.sentence,
    }
    return render(request, "cases/agenda_edit.html", context)


@representative
@require_POST
def agenda_pick(request: HttpRequest, pk: int, treatment: int) -> HttpResponse:
    """Put a waiting case on the agenda in one step, with what it has ready."""
    found = meeting_to_run(request.user, pk)
    waiting = queue_for(request.user, found.forum).filter(pk=treatment).first()
    if waiting is None:
        messages.info(request, _("Saken venter ikke lenger på møte i dette forumet."))
        return redirect("agenda_edit", found.pk)
    try:
        item = pick_for_agenda(waiting, found, by=person(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
        return redirect("agenda_edit", found.pk)
    messages.success(request, _("%(item)s er satt opp.") % {"item": item.label})
    return redirect(_at(item))


@representative
@require_POST
def agenda_move(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    """One place up or down, or to the place that is sent as ``plass``."""
    if way not in {"opp", "ned", "til"}:
        raise Http404
    item = item_to_run(request.user, pk)
    place = request.POST.get("plass", "")
    try:
        if way != "til":
            step_item(item, by=person(request), up=way == "opp")
        elif place.isascii() and place.isdigit():
            move_item(item, by=person(request), to=int(place))
        else:
            messages.warning(request, _("Skriv hvilken plass saken skal ha."))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect(_at(item))


@representative
@require_POST
def agenda_standing(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the forum's standing items on the agenda."""
    found = meeting_to_run(request.user, pk)
    try:
        made = set_up_standing(found, by=person(request))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        text = ngettext("%(n)s fast sak er satt opp.", "%(n)s faste saker er satt opp.", len(made))
        messages.success(request, text % {"n": len(made)})
    return redirect("agenda_edit", found.pk)


def _at(item: AgendaItem) -> str:
    """The builder, at the item."""
    return f"{reverse('agenda_edit', args=[item.meeting_id])}#sak-{item.pk}"
