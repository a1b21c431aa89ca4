"""Orders between forums: what one asks another to do, why, by when, and the answer.

Only this module and recurring.py write orders (merging.py moves open ones along). An order with
a case is told in the case's history, and may open an advising treatment there; what it opened
ends with it. One without a case is told to the people at its two ends (memos.py).
"""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import order_memos, permissions
from cases.claims import hold_cases, take_turns
from cases.competence import require_role_allowed
from cases.events import record, require_nothing_new
from cases.models import (
    Case,
    CaseStatus,
    Document,
    EventKind,
    MemoKind,
    Order,
    OrderState,
    Route,
    RouteKind,
    Treatment,
    TreatmentRole,
)
from cases.order_memos import ANSWERS
from cases.routes import Powers, somebody_else_decides
from cases.treatments import (
    on_an_agenda,
    open_treatment,
    require_in_force,
    require_not_open,
    withdraw,
)
from forums import clock
from forums.clock import today
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, Membership, User
from forums.permissions import Someone, is_representative, is_secretariat

WITH_ORDERS = (CaseStatus.OPEN, CaseStatus.DECIDED)


def order_ways(powers: Powers) -> list[Route]:
    """The routes this person may order along, by the forum that orders. One query of its own."""
    rows = Route.objects.filter(kind=RouteKind.ORDER, is_active=True)
    rows = rows.select_related("from_forum", "to_forum", "released_by").order_by(
        "from_forum__level",
        "from_forum__position",
        "from_forum",
        "to_forum__level",
        "to_forum__position",
        "pk",
    )
    day = today()
    return [
        row
        for row in rows
        if powers.may_use(row) and row.from_forum.holds_on(day) and row.to_forum.holds_on(day)
    ]


@transaction.atomic
def place_order(
    from_forum: Forum,
    to_forum: Forum,
    *,
    by: User,
    what: str,
    why: str,
    due: date,
    case: Case | None = None,
    in_meeting: bool = False,
    seen: int | None = None,
) -> Order:
    """Ask ``to_forum`` for work by ``due``; ``in_meeting`` has it advise in the case.

    Raises PermissionDenied for one outside the collaboration, Refused where no route lets the
    forum order there, where somebody else decides that, and for a case that cannot take it.
    """
    if not is_representative(by):
        raise PermissionDenied
    _require_way(Powers(by), from_forum, to_forum)
    require_in_force(to_forum)
    if due < today():
        raise Refused(_("Fristen kan ikke være før i dag."))
    if in_meeting and case is None:
        raise Refused(_("Velg saken som forumet skal gi råd i."))
    order = Order(
        from_forum=from_forum,
        to_forum=to_forum,
        what=what,
        why=why,
        due=due,
        ordered_by=by,
        ordered_at=clock.now(),
    )
    if case is not None:
        order.case = _claim_case(case, by, seen)
        if in_meeting:
            order.treatment = _treatment(order, order.case, by)
        _require_ordered_sees(order, order.case)
    order.full_clean()
    save_by(order, by=by, why=why)
    _tell(order, EventKind.ORDERED, by=by, reason=_wanted(order))
    if order.case is not None:
        permissions.follow_route(order.case)
    return order


@transaction.atomic
def place_once(from_forum: Forum, to_forum: Forum, *, by: User, **said: Any) -> tuple[Order, bool]:
    """The same, and two clicks make one order: the order, and whether it is new."""
    take_turns(by)
    same = {name: said[name] for name in ("what", "due", "case")}
    rows = Order.objects.filter(state=OrderState.OPEN, ordered_by=by, from_forum=from_forum)
    found = rows.filter(to_forum=to_forum, **same).order_by("-pk").first()
    if found is not None:
        return found, False
    return place_order(from_forum, to_forum, by=by, **said), True


@transaction.atomic
def answer_order(
    order: Order,
    *,
    by: User,
    answer: str,
    case: Case | None = None,
    document: Document | None = None,
) -> Order:
    """Answer in words, and with the case or the paper that the answer is, if there is one.

    A treatment that the order opened and no meeting has yet taken up is then not needed.
    """
    order = _claim(order)
    if not may_answer(by, order):
        raise PermissionDenied
    _require_open(order)
    if not answer.strip():
        raise Refused(_("Skriv svaret på bestillingen."))
    _require_visible(by, case, document)
    _end_treatment(order, by=by, reason=answer)
    order.state, order.answer = OrderState.ANSWERED, answer
    order.answer_case, order.answer_document = case, document
    order.answered_by, order.answered_at = by, clock.now()
    written = ["state", "answer", "answer_case", "answer_document", "answered_by", "answered_at"]
    save_by(order, by=by, fields=written)
    _tell(order, EventKind.ORDER_ANSWERED, by=by, reason=answer)
    return order


@transaction.atomic
def withdraw_order(order: Order, *, by: User, reason: str) -> Order:
    """Take an open order back; whoever decides on such orders may, and the secretariat."""
    order = _claim(order)
    if not may_withdraw(Powers(by), order):
        raise PermissionDenied
    _require_open(order)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor bestillingen trekkes."))
    _end_treatment(order, by=by, reason=reason)
    order.state, order.withdrawn_because = OrderState.WITHDRAWN, reason
    save_by(order, by=by, why=reason, fields=["state", "withdrawn_because"])
    _tell(order, EventKind.ORDER_WITHDRAWN, by=by, reason=reason)
    return order


def may_answer(user: Someone, order: Order) -> bool:
    """The leader and the secretaries of the forum it was ordered at, and the secretariat."""
    if is_secretariat(user):
        return True
    if not isinstance(user, User) or not is_representative(user):
        return False
    roles = Membership.objects.current().filter(role__in=ANSWERS)
    return roles.filter(user=user, forum=order.to_forum_id).exists()


def may_withdraw(powers: Powers, order: Order) -> bool:
    """Also where the route is no longer in use; the secretariat always."""
    if powers.is_secretariat:
        return True
    route = _way(order.from_forum, order.to_forum, is_active=None)
    return route is not None and powers.may_use(route)


def _wanted(order: Order) -> str:
    """What and why as it stands in the history."""
    ends = order.what.endswith((".", "?", "!"))
    return f"{order.what}{'' if ends else '.'} {order.why}"


def _claim(order: Order) -> Order:
    # Two may answer at once: judge the locked row. The case first, as every move of it does.
    if order.case_id is not None:
        hold_cases(order.case_id)
    rows = Order.objects.select_for_update(of=("self",))
    return rows.select_related("from_forum", "to_forum", "case", "treatment__forum").get(
        pk=order.pk
    )


def _require_open(order: Order) -> None:
    if order.state == OrderState.ANSWERED and order.answered_at is not None:
        raise Refused(
            _("%(who)s svarte på bestillingen %(day)s.")
            % {
                "who": order.answered_by,
                "day": date_format(timezone.localdate(order.answered_at)),
            }
        )
    if order.state == OrderState.WITHDRAWN:
        raise Refused(_("Bestillingen er trukket: %(why)s") % {"why": order.withdrawn_because})


def _way(from_forum: Forum, to_forum: Forum, *, is_active: bool | None = True) -> Route | None:
    rows = Route.objects.filter(kind=RouteKind.ORDER, from_forum=from_forum, to_forum=to_forum)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    return rows.select_related("from_forum", "to_forum", "released_by").first()


def _require_way(powers: Powers, from_forum: Forum, to_forum: Forum) -> None:
    route = _way(from_forum, to_forum)
    if route is None:
        raise Refused(
            _("Ingen saksvei lar %(from)s bestille arbeid hos %(to)s.")
            % {"from": from_forum.short_name, "to": to_forum.short_name}
        )
    if not powers.may_use(route):
        raise Refused(somebody_else_decides(route))


def _claim_case(case: Case, by: User, seen: int | None) -> Case:
    rows = Case.objects.select_for_update(of=("self",)).select_related("forum", "owner")
    found = permissions.visible_to(by, rows.filter(pk=case.pk)).first()
    if found is None:
        raise PermissionDenied
    require_nothing_new(found, seen)
    if found.status not in WITH_ORDERS:
        raise Refused(
            _("Saken har status «%(status)s», og kan derfor ikke gi en bestilling.")
            % {"status": found.get_status_display()}
        )
    return found


def _treatment(order: Order, case: Case, by: User) -> Treatment:
    require_role_allowed(order.to_forum, TreatmentRole.ADVISE, today())
    require_not_open(list(case.treatments.all()), order.to_forum, TreatmentRole.ADVISE)
    return open_treatment(
        case,
        order.to_forum,
        TreatmentRole.ADVISE,
        by=by,
        reason=_wanted(order),
        asked_by_forum=order.from_forum,
        wanted_by=order.due,
    )


def _require_ordered_sees(order: Order, case: Case) -> None:
    """Whoever is to do the work must see what it is about."""
    if case.exempt_ground_id is None or order.treatment is not None:
        return
    if order.to_forum_id not in permissions.forums_on_way(case):
        raise Refused(
            _(
                "Saken er unntatt offentlighet, og %(forum)s ser den ikke. Kryss av for at "
                "forumet skal behandle saken i et møte, så får medlemmene tilgang."
            )
            % {"forum": order.to_forum.short_name}
        )


def _require_visible(by: User, case: Case | None, document: Document | None) -> None:
    """What answers must be something that the one who answers can show."""
    cases, papers = Case.objects.all(), Document.objects.all()
    sees_case = case is None or permissions.visible_to(by, cases.filter(pk=case.pk)).exists()
    sees_paper = document is None or (
        permissions.visible_documents(by, papers.filter(pk=document.pk)).exists()
    )
    if not sees_case or not sees_paper:
        raise PermissionDenied


def _end_treatment(order: Order, *, by: User, reason: str) -> None:
    treatment = order.treatment
    if treatment is None or not treatment.is_open:
        return
    hinder = on_an_agenda([treatment])
    if hinder:
        raise Refused(hinder)
    withdraw([treatment], by=by, reason=reason)


def _tell(order: Order, kind: EventKind, *, by: User, reason: str) -> None:
    """An order and its withdrawal go the way it was sent, the answer back again."""
    if order.case is None:
        order_memos.tell(order, MemoKind(kind.value), by=by)
        return
    ends = (order.from_forum, order.to_forum)
    if kind == EventKind.ORDER_ANSWERED:
        ends = (order.to_forum, order.from_forum)
    record(
        order.case,
        kind,
        by=by,
        from_forum=ends[0],
        to_forum=ends[1],
        treatment=order.treatment,
        reason=reason,
    )
