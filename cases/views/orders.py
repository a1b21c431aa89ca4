"""Orders between forums: the list, each with its page, and what people do with them."""

from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.actions import Action
from cases.events import last_sequence
from cases.models import Case, Document, EventKind, MemoKind, Order, OrderState, Route
from cases.notices import who_hears
from cases.order_forms import LATE, AnswerForm, OrderFilter, OrderForm, WithdrawForm
from cases.order_memos import hearers
from cases.order_panel import open_first
from cases.orders import (
    answer_order,
    may_answer,
    may_withdraw,
    order_ways,
    place_once,
    withdraw_order,
)
from cases.permissions import get_order_for, told_orders, visible_documents, visible_to
from cases.routes import Powers
from cases.search import numbered
from cases.views.small_form import Words, small_form
from forums.clock import today
from forums.edit_forms import hand_back
from forums.errors import Refused
from forums.permissions import Someone, person
from forums.views.editing import saved
from miljoloftet.http import only_chosen, representative

PER_PAGE = 25
M = TypeVar("M", bound=Model)


@representative
@only_chosen
def order_list(request: HttpRequest) -> HttpResponse:
    form = OrderFilter(request.GET)
    rows = _chosen(told_orders(request.user, Order.objects.order_by("pk")), form)
    page = Paginator(open_first(rows), PER_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "cases/orders/list.html",
        {
            "filters": form,
            "page": page,
            "filtered": any(form.cleaned_data.values()),
            "late": form.cleaned_data.get("tilstand") == LATE,
            "may_order": bool(order_ways(Powers(request.user))),
        },
    )


@representative
def order_page(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_order_for(request.user, pk)
    user = request.user
    actions = _actions(user, found)
    return render(
        request,
        "cases/orders/order.html",
        {
            "order": found,
            "answer_case": _shown(visible_to(user, Case.objects.filter(answers_orders=found))),
            "answer_document": _shown(
                visible_documents(user, Document.objects.filter(answers_orders=found))
            ),
            "actions": actions,
            "primary": next((row for row in actions if row.allowed and row.leads_on), None),
        },
    )


@representative
def order_new(request: HttpRequest) -> HttpResponse:
    user = person(request)
    ways = order_ways(Powers(user))
    if not ways:
        raise PermissionDenied
    case = _case_asked_for(request)
    initial = _first_guess(request, ways, case)
    form = OrderForm(request.POST or None, ways=ways, user=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        made, is_new = _placed(request, form)
        if made is not None and is_new:
            messages.success(
                request, _("Bestillingen er sendt til %(forum)s.") % {"forum": made.to_forum.name}
            )
        elif made is not None:
            messages.info(request, _("Denne bestillingen har du alt gjort."))
        if made is not None:
            return redirect(made)
    words = Words(
        _("Bestill arbeid av et forum"),
        _(
            "Bestillingen vises på siden til forumet. Gjelder den en sak, får de som sitter i "
            "forumet, varsel; ellers får lederen og sekretærene der beskjed."
        ),
        _("Bestill"),
        case.get_absolute_url() if case else reverse("order_list"),
        _to_the_list(),
    )
    return small_form(request, form, words)


@representative
def order_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_order_for(request.user, pk)
    user = person(request)
    if not may_answer(user, found):
        raise PermissionDenied
    form = AnswerForm(request.POST or None, order=found, user=user)

    def act() -> None:
        answer_order(found, by=user, **form.cleaned_data)

    if saved(request, form, act, _("Bestillingen er besvart.")):
        return redirect(found)
    words = Words(
        _("Svar på bestillingen"),
        f"{_asked(found)} {_who_hears(found, EventKind.ORDER_ANSWERED, user)}",
        _("Send svaret"),
        found.get_absolute_url(),
        _crumbs(found),
    )
    return small_form(request, form, words)


@representative
def order_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_order_for(request.user, pk)
    user = person(request)
    if not may_withdraw(Powers(user), found):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)

    def act() -> None:
        withdraw_order(found, by=user, **form.cleaned_data)

    if saved(request, form, act, _("Bestillingen er trukket.")):
        return redirect(found)
    words = Words(
        _("Trekk bestillingen"),
        f"{_asked(found)} {_who_hears(found, EventKind.ORDER_WITHDRAWN, user)}",
        _("Trekk bestillingen"),
        found.get_absolute_url(),
        _crumbs(found),
        serious=True,
    )
    return small_form(request, form, words)


def _chosen(rows: QuerySet[Order], form: OrderFilter) -> QuerySet[Order]:
    """A wrong value filters nothing."""
    form.is_valid()
    data = form.cleaned_data
    if data.get("fra"):
        rows = rows.filter(from_forum=data["fra"])
    if data.get("til"):
        rows = rows.filter(to_forum=data["til"])
    if data.get("tilstand") == LATE:
        return rows.filter(state=OrderState.OPEN, due__lt=today())
    return rows.filter(state=data["tilstand"]) if data.get("tilstand") else rows


def _actions(user: Someone, order: Order) -> list[Action]:
    """What the person may do with it; once it has ended, why not."""
    why_not = ""
    if order.state != OrderState.OPEN:
        why_not = _("Bestillingen er %(state)s.") % {"state": order.get_state_display()}
    found = []
    if may_answer(user, order):
        told = _("%(forum)s ser svaret her, og på siden sin.") % {"forum": order.from_forum.name}
        url = reverse("order_answer", args=[order.pk])
        found.append(Action(_("Svar på bestillingen"), told, why_not, url, leads_on=True))
    if may_withdraw(Powers(user), order):
        told = _("%(forum)s slipper å svare. Bestillingen blir stående, med grunnen.") % {
            "forum": order.to_forum.name
        }
        url = reverse("order_withdraw", args=[order.pk])
        found.append(Action(_("Trekk bestillingen"), told, why_not, url))
    return found


def _case_asked_for(request: HttpRequest) -> Case | None:
    number = numbered(request.GET.get("sak", ""))
    if number is None or "/" not in request.GET["sak"]:
        return None
    return visible_to(request.user, Case.objects.filter(number)).first()


def _first_guess(request: HttpRequest, ways: list[Route], case: Case | None) -> dict[str, Any]:
    """What the address says: from which forum, to which, and in which case."""
    ends = {"from_forum": request.GET.get("fra"), "to_forum": request.GET.get("til")}
    fit = [
        way
        for way in ways
        if all(slug in (None, getattr(way, end).slug) for end, slug in ends.items())
    ]
    asked = bool(fit) and (len(fit) == 1 or any(ends.values()))
    guess: dict[str, Any] = {"way": str(fit[0].pk)} if asked else {}
    if case is not None:
        guess |= {"case": case.number, "seen": last_sequence(case)}
    return guess


def _placed(request: HttpRequest, form: OrderForm) -> tuple[Order | None, bool]:
    """The order and whether it is new; none where the form says why."""
    data = dict(form.cleaned_data)
    case = data["case"]
    if case is None or data["seen"] is None:
        data["seen"] = None
    try:
        return place_once(by=person(request), **data)
    except Refused as refused:
        form.add_error(None, refused)
        if case is not None:
            hand_back(form, "seen", last_sequence(case))
    return None, False


def _asked(order: Order) -> str:
    return _("%(from)s ba %(to)s om dette: «%(what)s».") % {
        "from": order.from_forum.name,
        "to": order.to_forum.name,
        "what": order.what,
    }


def _who_hears(order: Order, kind: EventKind, user: Any) -> str:
    """Who is told; an order without a case is told to the people at its ends."""
    if order.case is None:
        n = len(hearers(order, MemoKind(kind.value)) - {user.pk})
        told = ngettext("%(n)s person får beskjed", "%(n)s personer får beskjed", n) % {"n": n}
        return _("Begge forumene ser det på sidene sine, og %(told)s.") % {"told": told}
    asked = order.treatment.asked_by_forum if order.treatment else None
    return who_hears(
        order.case,
        kind,
        by=user,
        from_forum=order.from_forum,
        to_forum=order.to_forum,
        asked_by_forum=asked,
    ).sentence


def _shown(rows: QuerySet[M]) -> M | None:
    """What the answer points to, where the reader may see it."""
    return rows.order_by("pk").first()


def _crumbs(order: Order) -> list[tuple[str, str]]:
    return [*_to_the_list(), (order.what, order.get_absolute_url())]


def _to_the_list() -> list[tuple[str, str]]:
    return [(_("Saker"), reverse("case_list")), (_("Bestillinger"), reverse("order_list"))]
