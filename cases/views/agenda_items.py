"""One item of an agenda: set up, changed, put right, taken off, and its guests."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.agenda import change_item, purposes_for, put_on_agenda, take_off_agenda
from cases.agenda_forms import GuestForm, ItemForm, MendForm, TakeOffForm
from cases.agenda_offers import last_item_of, offered_for
from cases.agenda_queue import queue_for
from cases.guests import invite_guest, let_guest_go
from cases.models import AgendaItem, ItemGuest
from cases.standing import take_standing_off
from cases.views.agenda import item_of_case, item_to_run, meeting_to_run
from forums.attendance import day_of
from forums.competence import competence_on
from forums.permissions import person
from forums.views.editing import facts, saved
from forums.views.meetings import show
from miljoloftet.http import representative


@representative
def agenda_add(request: HttpRequest, pk: int, treatment: int) -> HttpResponse:
    found = meeting_to_run(request.user, pk)
    waiting = queue_for(request.user, found.forum).filter(pk=treatment).first()
    if waiting is None:
        messages.info(request, _("Saken venter ikke lenger på møte i dette forumet."))
        return redirect("agenda_edit", found.pk)
    competence = competence_on(found.forum, day_of(found))
    form = ItemForm(
        request.POST or None,
        user=request.user,
        case=waiting.case,
        competence=competence,
        initial=offered_for(waiting, request.user, purposes_for(competence)),
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
        "before": last_item_of(waiting),
        "form": form,
        "competence": competence.sentence,
        "label": _("Sett opp sak"),
    }
    return render(request, "cases/agenda_item.html", context)


@representative
def agenda_change(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of_case(request.user, pk)
    form = _form(request, item)
    if request.method == "POST" and form.is_valid():
        try:
            change_item(item, by=person(request), **form.cleaned_data)
        except ValidationError as refused:
            show(form, refused)
        else:
            messages.success(request, _("%(item)s er endret.") % {"item": item.label})
            return redirect("agenda_edit", item.meeting_id)
    return _item_page(request, item, form=form)


@representative
def item_guest(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a guest to the item; a refusal shows on the item's page, with what was typed."""
    item = item_of_case(request.user, pk)
    form = GuestForm(request.POST or None, instance=ItemGuest(item=item))
    told = _("Gjesten er bedt til saken.")
    if saved(request, form, lambda: invite_guest(item, by=person(request), **facts(form)), told):
        return redirect("agenda_change", item.pk)
    return _item_page(request, item, guest=form)


@representative
@require_POST
def item_guest_away(request: HttpRequest, pk: int, guest: int) -> HttpResponse:
    item = item_of_case(request.user, pk)
    found = get_object_or_404(ItemGuest.objects.filter(item=item), pk=guest)
    try:
        let_guest_go(found, by=person(request))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(guest)s er ikke lenger bedt.") % {"guest": found})
    return redirect("agenda_change", item.pk)


@representative
@require_POST
def agenda_mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what a warning says, with its own button."""
    item = item_of_case(request.user, pk)
    form = MendForm(request.POST, user=request.user, case=item.handled.case)
    try:
        if not form.is_valid() or not form.sent():
            raise ValidationError(_("Velg hva som skal rettes."))
        change_item(item, by=person(request), **form.sent())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, _("%(item)s er endret.") % {"item": item.label})
    return redirect("agenda_edit", item.meeting_id)


@representative
def agenda_take_off(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_to_run(request.user, pk)
    label = item.label
    form = TakeOffForm(request.POST or None)

    def act() -> None:
        take_off = take_standing_off if item.treatment is None else take_off_agenda
        take_off(item, by=person(request), reason=form.cleaned_data["reason"])

    if saved(request, form, act, _("%(item)s er tatt av sakslisten.") % {"item": label}):
        return redirect("agenda_edit", item.meeting_id)
    return render(request, "cases/agenda_take_off.html", {"item": item, "form": form})


def _form(request: HttpRequest, item: AgendaItem, *, is_sent: bool = True) -> ItemForm:
    return ItemForm(
        request.POST if request.method == "POST" and is_sent else None,
        user=request.user,
        case=item.handled.case,
        competence=competence_on(item.meeting.forum, day_of(item.meeting)),
        initial={name: getattr(item, name) for name in ItemForm.base_fields},
    )


def _item_page(
    request: HttpRequest,
    item: AgendaItem,
    *,
    form: ItemForm | None = None,
    guest: GuestForm | None = None,
) -> HttpResponse:
    competence = competence_on(item.meeting.forum, day_of(item.meeting))
    context: dict[str, Any] = {
        "meeting": item.meeting,
        "item": item,
        "case": item.handled.case,
        "treatment": item.handled,
        "before": None,
        "form": form or _form(request, item, is_sent=False),
        "guests": item.guests.select_related("user"),
        "guest_form": guest or GuestForm(),
        "competence": competence.sentence,
        "label": _("Endre %(item)s") % {"item": item.label},
    }
    return render(request, "cases/agenda_item.html", context)
