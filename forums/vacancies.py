"""A vacant seat is a task for its party, until somebody takes it.

``follow`` makes the tasks true for some seats; ``sweep`` for all, each night, since a seat also
becomes vacant just because a day has passed.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from forums.history import save_by
from forums.models import SEATED_ROLES, Membership, PartyTask, Seat, TaskKind
from forums.workdays import add_working_days

DAYS_TO_FILL = 20  # working days; our own choice, no source sets one


def vacant_on(day: date) -> QuerySet[Seat]:
    """The seats in force that day that nobody sits in."""
    taken = Membership.objects.on(day).filter(seat=OuterRef("pk"), role__in=SEATED_ROLES)
    rows: QuerySet[Seat] = Seat.objects.on(day).filter(~Exists(taken))
    return rows.filter(Seat.in_force(day, "forum__"))


@transaction.atomic
def follow(seats: Iterable[int], day: date) -> int:
    """Open and close tasks for these seats; returns how many were changed."""
    return _follow(Seat.objects.filter(pk__in=list(seats)), day)


@transaction.atomic
def sweep(day: date) -> int:
    """The same for every seat. Running it twice changes nothing."""
    return _follow(Seat.objects.all(), day)


def _follow(rows: QuerySet[Seat], day: date) -> int:
    # The nightly run and a person who appoints may meet: a seat is judged by one at a time.
    seats = [row.pk for row in rows.select_for_update(of=("self",)).order_by("pk")]
    vacant = {row.pk: row for row in vacant_on(day).filter(pk__in=seats)}
    tasks = PartyTask.objects.filter(kind=TaskKind.FILL_SEAT, closed_on=None, seat__in=seats)
    open_tasks = {task.seat_id: task for task in tasks}
    for pk in vacant.keys() - open_tasks.keys():
        task = PartyTask(
            party_id=vacant[pk].party_id,
            kind=TaskKind.FILL_SEAT,
            seat=vacant[pk],
            opened_on=day,
            due_on=add_working_days(day, DAYS_TO_FILL),
        )
        save_by(task, by=None)
    for pk in open_tasks.keys() - vacant.keys():
        open_tasks[pk].closed_on = day
        save_by(open_tasks[pk], by=None, fields=["closed_on"])
    return len(vacant.keys() ^ open_tasks.keys())
