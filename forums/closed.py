"""The days on which no meeting is proposed, and the words for why.

Weekends and public holidays are known; the weeks that people are away are data that the
secretariat keeps (``ClosedPeriod``).
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from forums.edits import change, require_reason
from forums.history import delete_by, save_by
from forums.models import ClosedPeriod, Repeats, User
from forums.permissions import require_secretariat
from forums.workdays import easter_day, holiday_name

SATURDAY = 5


class ClosedDays:
    """Which days are closed; read once, asked as often as needed."""

    def __init__(self, periods: Iterable[ClosedPeriod]) -> None:
        self._periods = list(periods)
        self._spans: dict[int, list[tuple[date, date, str]]] = {}

    @classmethod
    def read(cls) -> "ClosedDays":
        """One query."""
        return cls(ClosedPeriod.objects.order_by("start", "pk"))

    def why(self, day: date) -> str:
        """What the day is, where nobody should be called in; nothing on an open day."""
        named = holiday_name(day)
        if named:
            return named
        for first, last, name in [*self._in(day.year - 1), *self._in(day.year)]:
            if first <= day <= last:
                return name
        return str(WEEKDAYS[day.weekday()]) if day.weekday() >= SATURDAY else ""

    def is_open(self, day: date) -> bool:
        return not self.why(day)

    def _in(self, year: int) -> list[tuple[date, date, str]]:
        """The periods that begin in the year; one may last into the next."""
        if year not in self._spans:
            self._spans[year] = [
                (*span, period.name) for period in self._periods if (span := span_in(period, year))
            ]
        return self._spans[year]


def span_in(period: ClosedPeriod, year: int) -> tuple[date, date] | None:
    """The period's first and last day as it begins in the year, if it does."""
    length = period.end - period.start
    match period.repeats:
        case Repeats.DATES:
            first = _same_date(period.start, year)
            last = _same_date(period.end, year + period.end.year - period.start.year)
            return first, last
        case Repeats.WEEK:
            first = _same_week(period.start, year)
        case Repeats.EASTER:
            first = easter_day(year) + (period.start - easter_day(period.start.year))
        case _:
            first = period.start
    return (first, first + length) if first.year == year else None


def _same_date(day: date, year: int) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return date(year, 2, 28) if leap_day else day.replace(year=year)


def _same_week(day: date, year: int) -> date:
    _year, week, weekday = day.isocalendar()
    return date.fromisocalendar(year, 1, weekday) + timedelta(weeks=week - 1)


@transaction.atomic
def new_period(*, by: User, **facts: Any) -> ClosedPeriod:
    require_secretariat(by)
    period = ClosedPeriod(**facts)
    period.full_clean()
    return save_by(period, by=by)


@transaction.atomic
def change_period(
    period: ClosedPeriod, /, *, by: User, seen: int | None = None, **facts: Any
) -> ClosedPeriod:
    require_secretariat(by)
    return change(period, facts, by=by, seen=seen, thing=_("perioden"))


@transaction.atomic
def remove_period(period: ClosedPeriod, *, by: User, why: str) -> None:
    """Meetings are proposed on these days again; those that are planned stay where they are."""
    require_secretariat(by)
    require_reason(why)
    delete_by(period, by=by, why=why)
