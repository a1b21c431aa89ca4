"""Making a meeting's agenda: pick from the queue, order, change, take off."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.agenda import (
    BEFORE_THE_MEETING,
    change_item,
    move_item,
    put_on_agenda,
    queue_for,
    take_off_agenda,
)
from cases.agenda_forms import ItemForm, TakeOffForm
from cases.agenda_panels import length_of
from cases.agenda_rows import agenda_rows
from cases.models import AgendaItem, Case
from cases.permissions import visible_to
from forums.attendance import day_of
from forums.competence import competence_on
from forums.errors import Refused
from forums.models import Meeting
from forums.permissions import Someone, person, require_run_meetings
from forums.views.meetings import get_meeting_for, show
from miljoloftet.http import representative


def meeting_to_run(user: Someone, pk: int) -> Meeting:
    """The meeting; Http404 for an outsider, PermissionDenied for a reader."""
    found = get_meeting_for(user, pk)
    require_run_meetings(user, found.forum)
    return found


def item_to_run(user: Someone, pk: int) -> AgendaItem:
    """The item, for one who runs its meeting and, unless it is a standing one, sees its case."""
    visible = visible_to(user, Case.objects.all())
    rows = AgendaItem.objects.filter(Q(treatment=None) | Q(treatment__case__in=visible))
    item = rows.select_related("meeting__forum", "treatment__case", "treatment__forum", "paper")
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
def agenda_edit(request: HttpRequest, pk: int) -> HttpResponse:
    found = meeting_to_run(request.user, pk)
    rows = agenda_rows(request.user, found)
    return render(
        request,
        "cases/agenda_edit.html",
        {
            "meeting": found,
            "rows": rows,
            "total": rows[-1].sum_so_far if rows else 0,
            "length": length_of(found),
            "queue": queue_for(request.user, found.forum),
            "is_open": found.status in BEFORE_THE_MEETING,
            "competence": competence_on(found.forum, day_of(found)).sentence,
        },
    )


@representative
def agenda_add(request: HttpRequest, pk: int, treatment: int) -> HttpResponse:
    found = meeting_to_run(request.user, pk)
    waiting = queue_for(request.user, found.forum).filter(pk=treatment).first()
    if waiting is None:
        messages.info(request, _("Saken venter ikke lenger på møte i dette forumet."))
        return redirect("agenda_edit", found.pk)
    competence = competence_on(found.forum, day_of(found))
    form = ItemForm(
        request.POST or None, user=request.user, case=waiting.case, competence=competence
    )
    if request.method == "POST" and form.is_valid():
        try:
            item = put_on_agenda(waiting, found, by=person(request), **form.cleaned_data)
        except ValidationError as refused:
            show(form, refused)
        else:
            messages.success(request, _("%(item)s er satt opp.") % {"item": item.label})
            return redirect("agenda_edit", found.pk)
    context = {
        "meeting": found,
        "case": waiting.case,
        "treatment": waiting,
        "form": form,
        "competence": competence.sentence,
        "label": _("Sett opp sak"),
    }
    return render(request, "cases/agenda_item.html", context)


@representative
def agenda_change(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of_case(request.user, pk)
    competence = competence_on(item.meeting.forum, day_of(item.meeting))
    form = ItemForm(
        request.POST or None,
        user=request.user,
        case=item.handled.case,
        competence=competence,
        initial={
            "purpose": item.purpose,
            "minutes_planned": item.minutes_planned,
            "paper": item.paper_id,
            "oral_reason": item.oral_reason,
            "proposal": item.proposal,
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item, by=person(request), **form.cleaned_data)
        except ValidationError as refused:
            show(form, refused)
        else:
            messages.success(request, _("%(item)s er endret.") % {"item": item.label})
            return redirect("agenda_edit", item.meeting_id)
    context = {
        "meeting": item.meeting,
        "case": item.handled.case,
        "treatment": item.handled,
        "form": form,
        "competence": competence.sentence,
        "label": _("Endre %(item)s") % {"item": item.label},
    }
    return render(request, "cases/agenda_item.html", context)


@representative
@require_POST
def agenda_move(request: HttpRequest, pk: int, way: str) -> HttpResponse:
    if way not in {"opp", "ned"}:
        raise Http404
    item = item_to_run(request.user, pk)
    try:
        move_item(item, by=person(request), up=way == "opp")
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect("agenda_edit", item.meeting_id)


@representative
def agenda_take_off(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of_case(request.user, pk)
    label = item.label
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            take_off_agenda(item, by=person(request), reason=form.cleaned_data["reason"])
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("%(item)s er tatt av sakslisten.") % {"item": label})
            return redirect("agenda_edit", item.meeting_id)
    return render(request, "cases/agenda_take_off.html", {"item": item, "form": form})
