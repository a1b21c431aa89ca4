"""Norwegian working days: Monday to Friday, less public holidays."""

from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE = timedelta(days=1)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # The package counts every Sunday as a holiday unless told otherwise.
    return frozenset(holidays.country_holidays("NO", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < 5 and day not in _holidays(day.year)


def on_or_before(day: date) -> date:
    """``day`` itself where it is a working day, else the last working day before it."""
    while not is_working_day(day):
        day -= ONE
    return day


def add_working_days(day: date, count: int) -> date:
    """The day ``count`` working days after ``day``, or before it where ``count`` is negative."""
    step = ONE if count >= 0 else -ONE
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day)
    return day


def working_days_between(first: date, last: date) -> int:
    """How many working days come after ``first`` until ``last``, that day included."""
    days = (last - first).days
    return sum(is_working_day(first + ONE * n) for n in range(1, days + 1))
