"""Norwegian working days: Monday to Friday, less public holidays."""

from datetime import date, timedelta
from functools import lru_cache

import holidays
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

ONE = timedelta(days=1)
EASTER_DAY = "Første påskedag"
# As the package names them in Norwegian; here so that they are translated.
NAMES = (
    gettext_noop("Første nyttårsdag"),
    gettext_noop("Skjærtorsdag"),
    gettext_noop("Langfredag"),
    gettext_noop("Første påskedag"),
    gettext_noop("Andre påskedag"),
    gettext_noop("Arbeidernes dag"),
    gettext_noop("Kristi himmelfartsdag"),
    gettext_noop("Grunnlovsdag"),
    gettext_noop("Første pinsedag"),
    gettext_noop("Andre pinsedag"),
    gettext_noop("Første juledag"),
    gettext_noop("Andre juledag"),
)


@lru_cache(maxsize=64)
def _holidays(year: int) -> dict[date, str]:
    # The package counts every Sunday as a holiday unless told otherwise.
    return dict(holidays.country_holidays("NO", years=year, language="no"))


def holiday_name(day: date) -> str:
    """What the public holiday is called; nothing on other days. Two may fall on one day."""
    return " / ".join(_(name) for name in _holidays(day.year).get(day, "").split("; ") if name)


@lru_cache(maxsize=64)
def easter_day(year: int) -> date:
    return next(day for day, name in _holidays(year).items() if EASTER_DAY in name)


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
