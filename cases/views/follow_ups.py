"""Follow-ups: the list, and what is done with each."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.follow_ups import (
    add_follow_up,
    change_follow_up,
    concerned,
    drop_follow_up,
    finish_follow_up,
    may_add,
    may_finish,
    visible_follow_ups,
)
from cases.follow_ups_page import line
from cases.models import EventKind, FollowUp, FollowUpState
from cases.notices import who_hears
from cases.party_forms import FollowUpChangeForm, FollowUpFilter, FollowUpForm, SayForm
from cases.permissions import get_case_for
from forums.clock import today
from forums.conflicts import Conflict, version_of
from forums.edit_forms import show_conflict
from forums.errors import Refused
from forums.models import User
from forums.permissions import is_secretariat, may_report_for, person, reports_for
from miljoloftet.http import only_chosen, representative

PER_PAGE = 50
OPEN_FIRST = (Case(When(state=FollowUpState.OPEN, then=0), default=1), "due", "pk")


@representative
@only_chosen
def follow_up_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = FollowUpFilter(request.GET, user=user)
    form.is_valid()
    mine = request.GET.get("mine") == "ja"
    rows = _filtered(visible_follow_ups(user), form.cleaned_data)
    if mine:
        rows = rows.filter(Q(person=user) | Q(party__in=reports_for(user)))
    page = Paginator(rows.order_by(*OPEN_FIRST), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "filters": list(form),
        "page": page,
        "lines": [line(user, row) for row in page.object_list],
        "mine": mine,
        "filtered": mine or any(form.cleaned_data.values()),
    }
    return render(request, "cases/follow_up_list.html", context)


@representative
def follow_up_new(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    case = get_case_for(request.user, year, sequence)
    if not may_add(request.user, case):
        raise PermissionDenied
    form = FollowUpForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_follow_up(case, by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("«%(what)s» er satt opp.") % {"what": row.what})
            return redirect(f"{case.get_absolute_url()}#oppfolging")
    lead = _(
        "Oppfølgingen vises på saken, og på Min side hos den som skal gjøre den. Kontaktene til "
        "parten, den som skal gjøre den, saksbehandleren og de som følger saken, får varsel."
    )
    context = {"case": case, "form": form, "label": _("Sett opp en oppfølging"), "lead": lead}
    return render(request, "cases/party_form.html", context)


@representative
def follow_up_finish(request: HttpRequest, pk: int) -> HttpResponse:
    row = _follow_up(person(request), pk)
    if not may_finish(request.user, row):
        raise PermissionDenied
    form = SayForm(request.POST or None, asks=_("Hva ble gjort?"))

    def act() -> None:
        finish_follow_up(row, by=person(request), answer=form.cleaned_data["text"])

    return _page(
        request,
        row,
        form,
        act,
        label=_("Meld at det er gjort"),
        done=_("Meldt gjort."),
        tells=_hear(request, row, EventKind.FOLLOW_UP_DONE),
    )


@representative
def follow_up_drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = _follow_up(person(request), pk)
    if not is_secretariat(request.user):
        raise PermissionDenied
    form = SayForm(request.POST or None, asks=_("Hvorfor faller det bort?"))

    def act() -> None:
        drop_follow_up(row, by=person(request), why=form.cleaned_data["text"])

    return _page(
        request,
        row,
        form,
        act,
        label=_("La oppfølgingen falle bort"),
        done=_("Den falt bort."),
        tells=_hear(request, row, EventKind.FOLLOW_UP_GONE),
    )


@representative
def follow_up_change(request: HttpRequest, pk: int) -> HttpResponse:
    row = _follow_up(person(request), pk)
    if not may_report_for(request.user, row.party):
        raise PermissionDenied
    form = FollowUpChangeForm(
        request.POST or None,
        party=row.party,
        may_move=is_secretariat(request.user),
        initial={"person": row.person_id, "due": row.due, "seen": version_of(row)},
    )

    def act() -> None:
        values = dict(form.cleaned_data)
        why, seen = values.pop("why"), values.pop("seen")
        change_follow_up(row, values, by=person(request), why=why, seen=seen)

    return _page(
        request,
        row,
        form,
        act,
        label=_("Endre frist eller person"),
        done=_("Oppfølgingen er endret."),
        tells=_("Ny frist: %(hears)s Ny person: de to det gjelder, får beskjed.")
        % {"hears": _hear(request, row, EventKind.FOLLOW_UP_MOVED)},
    )


def _page(
    request: HttpRequest,
    row: FollowUp,
    form: Any,
    act: Callable[[], None],
    *,
    label: str,
    done: str,
    tells: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and _done(form, act):
        messages.success(request, done)
        return redirect(f"{row.case.get_absolute_url()}#oppfolging")
    context = {"case": row.case, "form": form, "label": label, "lead": f"{row.what}. {tells}"}
    return render(request, "cases/party_form.html", context)


def _hear(request: HttpRequest, row: FollowUp, kind: EventKind) -> str:
    by = person(request)
    hears = who_hears(row.case, kind, by=by, parties=[row.party], concerns=concerned(row))
    return hears.sentence


def _done(form: Any, act: Callable[[], None]) -> bool:
    try:
        act()
    except Conflict as refused:
        show_conflict(form, refused)
    except Refused as refused:
        form.add_error(None, refused)
    else:
        return True
    return False


def _follow_up(user: User, pk: int) -> FollowUp:
    found: FollowUp = get_object_or_404(visible_follow_ups(user), pk=pk)
    return found


def _filtered(rows: QuerySet[FollowUp], chosen: dict[str, Any]) -> QuerySet[FollowUp]:
    """A wrong value filters nothing."""
    if chosen.get("party"):
        rows = rows.filter(party=chosen["party"])
    if chosen.get("person"):
        rows = rows.filter(person=chosen["person"])
    if chosen.get("forum"):
        forum = chosen["forum"]
        rows = rows.filter(Q(treatment__forum=forum) | Q(treatment__isnull=True, case__forum=forum))
    if chosen.get("state") == "late":
        return rows.filter(state=FollowUpState.OPEN, due__lt=today())
    return rows.filter(state=chosen["state"]) if chosen.get("state") else rows
