"""What a forum's page shows of orders: what others want from it, and what it wants of others."""

from datetime import date

from django.db.models import Case as When
from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.utils.translation import gettext as _

from cases.models import Order, OrderState
from cases.order_memos import ANSWERS
from cases.permissions import told_orders
from cases.waiting import Row
from forums.clock import today
from forums.models import Forum, Membership, User
from forums.panels import Panel
from forums.permissions import Someone

SHOWN = 6


def open_first(rows: QuerySet[Order]) -> QuerySet[Order]:
    """Those that wait for an answer by their due date, then the others, the newest first."""
    place = When(
        If(state=OrderState.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    waits = When(If(state=OrderState.OPEN, then="due"))
    return with_facts(rows).order_by(place, waits, "-due", "-pk")


def with_facts(rows: QuerySet[Order]) -> QuerySet[Order]:
    return rows.select_related("from_forum", "to_forum", "ordered_by", "case")


def orders_of(user: User, forum: Forum, day: date) -> Panel | None:
    """The forum's orders as they are today. Two queries."""
    if day != today():
        return None
    got, made = _some(user, Q(to_forum=forum)), _some(user, Q(from_forum=forum))
    if not got and not made:
        return None
    context = {"got": got, "made": made, "forum": forum}
    return Panel("bestillinger", _("Bestillinger"), "cases/orders/_panel.html", context)


def waiting_orders(user: User) -> list[Row]:
    """What waits for an answer from a forum that the person leads or writes for. One query."""
    roles = Membership.objects.current().filter(user=user, role__in=ANSWERS)
    rows = told_orders(user, Order.objects.filter(state=OrderState.OPEN))
    rows = with_facts(rows.filter(to_forum__in=roles.values("forum"))).order_by("due", "pk")
    return [
        Row(
            _("Svar %(forum)s: %(what)s") % {"forum": row.from_forum.short_name, "what": row.what},
            row.get_absolute_url(),
            (row.case.number,) if row.case and row.shows_case else (),  # type: ignore[attr-defined]
            row.due,
        )
        for row in rows
    ]


def _some(user: Someone, which: Q) -> list[Order]:
    rows = told_orders(user, Order.objects.filter(which))
    return list(open_first(rows)[:SHOWN])
