"""One move of a case: what it will do, the form, and the move itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import merging, routing, taking_back
from cases.asks import asks_open
from cases.competence import strongest_role
from cases.consequences import done, exact_consequence
from cases.events import last_sequence, require_nothing_new
from cases.models import Case, Route
from cases.move_forms import (
    AskForm,
    LiftForm,
    MergeForm,
    MoveForm,
    PutForwardForm,
    SendForm,
    TakeBackForm,
)
from cases.moves import ALONG, MOVES, Move, moves_for, way_hinder
from cases.permissions import get_case_for
from cases.situation import Situation
from forums.clock import today
from forums.edit_forms import hand_back
from forums.errors import Refused
from forums.permissions import person
from miljoloftet.http import representative

FORMS: dict[Move, type[MoveForm]] = {
    Move.PUT_FORWARD: PutForwardForm,
    Move.LIFT: LiftForm,
    Move.SEND: SendForm,
    Move.ASK: AskForm,
    Move.TAKE_BACK: TakeBackForm,
    Move.MERGE: MergeForm,
}
# Said in red before it is done: the case stops here.
ENDS_IT = frozenset({Move.WITHDRAW, Move.MERGE})


@representative
def case_move(request: HttpRequest, year: int, sequence: int, move: str) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    chosen = _move(move)
    now = Situation(found, request.user)
    if not MOVES[chosen].who(now):
        raise PermissionDenied
    route = _route(now, chosen, request)
    form = _form(chosen, now, request)
    if request.method == "POST":
        if not form.is_valid():
            _tell_the_news(found, form)
        elif _done(request, found, chosen, form):
            messages.success(request, done(chosen, found))
            return redirect(found)
    return render(
        request,
        "cases/move.html",
        {
            "case": found,
            "form": form,
            "label": _label(chosen, route),
            "consequence": exact_consequence(now, chosen, person(request), route),
            "serious": chosen in ENDS_IT,
            "why_not": "" if form.is_bound else _why_not(now, chosen, route),
        },
    )


def _move(name: str) -> Move:
    try:
        return Move(name)
    except ValueError:
        raise Http404 from None


def _route(now: Situation, move: Move, request: HttpRequest) -> Route | None:
    """The route asked for in the address or the form; alone, the only one there is."""
    ways = now.along(ALONG[move]) if move in ALONG else []
    slug = request.POST.get("to") or request.GET.get("to")
    if slug is None and len(ways) == 1:
        return ways[0]
    return next((route for route in ways if route.to_forum.slug == slug), None)


def _form(move: Move, now: Situation, request: HttpRequest) -> MoveForm:
    kind = FORMS.get(move, MoveForm)
    asks = str(MOVES[move].asks)
    if request.method == "POST":
        return kind(request.POST, asks=asks, now=now)
    initial: dict[str, Any] = {"seen": last_sequence(now.case)}
    if move in ALONG:
        route = _route(now, move, request)
        initial["to"] = route.to_forum.slug if route else None
    if move == Move.PUT_FORWARD:
        initial["role"] = strongest_role(now.case.forum, today())
    return kind(initial=initial, asks=asks, now=now)


def _done(request: HttpRequest, found: Case, move: Move, form: MoveForm) -> bool:
    """Whether the move was made; if not, the form says why and holds what was typed."""
    try:
        ACTIONS[move](found, by=person(request), **form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused)
        # What happened meanwhile has now been told: the next attempt is judged from here.
        hand_back(form, "seen", last_sequence(found))
        return False
    return True


def _tell_the_news(found: Case, form: MoveForm) -> None:
    """A choice may be gone because somebody else moved the case: then that is what is wrong."""
    try:
        require_nothing_new(found, form.cleaned_data.get("seen"))
    except Refused as refused:
        form.add_error(None, refused)
        hand_back(form, "seen", last_sequence(found))


def _why_not(now: Situation, move: Move, route: Route | None) -> str:
    if move == Move.ASK and not asks_open(now):
        return _("Det er ingen du kan be om noe i saken nå.")
    option = next(row for row in moves_for(now.user, now.case, now) if row.move == move)
    if route is not None and option.in_time:
        return way_hinder(now, route) or ""
    return option.why_not


def _label(move: Move, route: Route | None) -> str:
    label = str(MOVES[move].label)
    if route is None:
        return label
    return _("%(label)s til %(forum)s") % {"label": label, "forum": route.to_forum.short_name}


ACTIONS: dict[Move, Callable[..., object]] = {
    Move.PUT_FORWARD: routing.put_forward,
    Move.LIFT: routing.lift_case,
    Move.ASK: routing.ask_for_treatment,
    Move.TAKE_BACK: taking_back.take_back,
    Move.RETURN: routing.return_case,
    Move.CLOSE: routing.close_case,
    Move.REOPEN: routing.reopen_case,
    Move.WITHDRAW: routing.withdraw_case,
    Move.SEND: routing.send_case,
    Move.MERGE: merging.merge_case,
}
