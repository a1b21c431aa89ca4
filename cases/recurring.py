"""Orders that make themselves, some working days before they are due.

Run it any night, twice or after nights that were missed: each period is ordered once. A due
date from before the row was last changed is never made up for, so a new or changed row
begins with its next one.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from cases import order_memos
from cases.models import MemoKind, Order, RecurringOrder, Rhythm
from forums import clock
from forums.history import save_by
from forums.workdays import add_working_days

MONTHS: dict[str, int] = {Rhythm.YEARLY: 12, Rhythm.HALF_YEARLY: 6, Rhythm.QUARTERLY: 3}
DAYS_A_MONTH = 30


def make_due_orders(day: date) -> int:
    """Make every order whose time has come; returns how many were made."""
    keys = RecurringOrder.objects.filter(is_active=True).order_by("pk").values_list("pk", flat=True)
    return sum(_make(key, day) for key in keys)


def next_due(row: RecurringOrder, day: date) -> date:
    """The first due date on or after ``day``."""
    return next(due for due in due_dates(row) if due >= day)


@transaction.atomic
def _make(key: int, day: date) -> int:
    # Each row in a transaction of its own, locked: two beats take turns, and the second finds it.
    rows = RecurringOrder.objects.select_for_update(of=("self",))
    row = rows.select_related("from_forum", "to_forum").filter(pk=key, is_active=True).first()
    if row is None or not (row.from_forum.holds_on(day) and row.to_forum.holds_on(day)):
        return 0
    made = set(row.orders.values_list("due", flat=True))
    due = [each for each in _ready(row, day) if not _has_one(row, each, made)]
    for each in due:
        order = Order(
            recurring=row,
            from_forum=row.from_forum,
            to_forum=row.to_forum,
            what=row.what,
            why=row.why,
            due=each,
            ordered_at=clock.now(),
        )
        save_by(order, by=None)
        order_memos.tell(order, MemoKind.ORDERED, by=None)
    return len(due)


def made_on(row: RecurringOrder, due: date) -> date:
    """The day that the order for ``due`` is made."""
    return add_working_days(due, -row.working_days_ahead)


def _ready(row: RecurringOrder, day: date) -> Iterator[date]:
    """The due dates whose order should be made by ``day``, since the row was last changed."""
    changed = row.history.order_by("-history_id").values_list("history_date", flat=True)[0]
    since = timezone.localdate(changed)
    for due in due_dates(row):
        if made_on(row, due) > day:
            return
        if due >= since:
            yield due


def _has_one(row: RecurringOrder, due: date, made: Iterable[date]) -> bool:
    """Whether the period has its order, also when the date was moved after it was made."""
    near = timedelta(days=MONTHS[row.rhythm] * DAYS_A_MONTH // 2)
    return any(abs(due - other) < near for other in made)


def due_dates(row: RecurringOrder) -> Iterator[date]:
    """Each period's, without end; the last day of the month where it has no such day."""
    step, first = MONTHS[row.rhythm], row.first_due
    month = first.year * 12 + first.month - 1
    while True:
        year, number = divmod(month, 12)
        yield date(year, number + 1, min(first.day, monthrange(year, number + 1)[1]))
        month += step
