"""What a forum's page shows of orders: what others want from it, and what it wants of others."""

from datetime import date

from django.db.models import Case as When
from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.utils.translation import gettext as _

from cases.models import Order, OrderState
from cases.orders import is_late
from cases.permissions import visible_orders
from forums.clock import today
from forums.models import Forum, User
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


def told(rows: list[Order]) -> list[Order]:
    """Each knows whether it is late."""
    for row in rows:
        row.late = is_late(row)  # type: ignore[attr-defined]
    return rows


def orders_of(user: User, forum: Forum, day: date) -> Panel | None:
    """The forum's orders as they are today. Two queries."""
    if day != today():
        return None
    got, made = _some(user, Q(to_forum=forum)), _some(user, Q(from_forum=forum))
    if not got and not made:
        return None
    context = {"got": got, "made": made, "forum": forum}
    return Panel("bestillinger", _("Bestillinger"), "cases/orders/_panel.html", context)


def _some(user: Someone, which: Q) -> list[Order]:
    rows = visible_orders(user, Order.objects.filter(which))
    return told(list(open_first(rows)[:SHOWN]))
