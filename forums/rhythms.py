"""A forum's rhythm: who sets it, what it says in words, and the days it gives in a year.

Source: mandate for AU, 4 December 2018 (it meets every month); the note that guides AKG, treated
on 31 October 2018 (it meets shortly before each steering group).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.edits import change
from forums.history import save_by
from forums.models import Forum, MeetingRhythm, RhythmKind, User
from forums.models.rhythm import LAST
from forums.permissions import require_run_meetings
from forums.workdays import add_working_days
from miljoloftet.templatetags.days import clock

ONE = timedelta(days=1)
WEEK = 7
# A meeting before another forum's is «shortly before» within so many days.
SHORTLY = timedelta(days=28)


@transaction.atomic
def set_rhythm(forum: Forum, *, by: User, seen: int | None = None, **facts: Any) -> MeetingRhythm:
    """Give the forum a rhythm, or change the one it has. Meetings that are planned stay."""
    require_run_meetings(by, forum)
    rhythm = MeetingRhythm.objects.filter(forum=forum).first()
    if rhythm is not None:
        return change(rhythm, facts, by=by, seen=seen, thing=_("møterytmen"))
    rhythm = MeetingRhythm(forum=forum, **facts)
    rhythm.full_clean()
    return save_by(rhythm, by=by)


# --- in words -----------------------------------------------------------------------------------


def says(rhythm: MeetingRhythm) -> str:
    """``Andre tirsdag hver måned, kl. 09.00–11.00``."""
    starts = datetime.combine(date.min, rhythm.starts)
    ends = starts + timedelta(minutes=rhythm.minutes)
    words = {
        "when": _when(rhythm),
        "starts": clock(rhythm.starts),
        "ends": clock(ends.time()),
    }
    text = _("%(when)s, kl. %(starts)s–%(ends)s") % words
    return text[:1].upper() + text[1:]


def _when(rhythm: MeetingRhythm) -> str:
    words: dict[str, Any] = {
        "nth": rhythm.get_nth_display() if rhythm.nth else "",
        "day": rhythm.get_weekday_display() if rhythm.weekday is not None else "",
    }
    match rhythm.kind:
        case RhythmKind.MONTHLY:
            return _("%(nth)s %(day)s hver måned") % words
        case RhythmKind.MONTHS:
            named = _listed([str(MONTHS[n]) for n in rhythm.month_numbers])
            return _("%(nth)s %(day)s i %(months)s") % {**words, "months": named}
        case RhythmKind.WEEKS:
            day, n = WEEKDAYS[_given(rhythm.first_day).weekday()], _given(rhythm.weeks)
            text = ngettext("hver uke, %(day)s", "hver %(n)s. uke, %(day)s", n)
            return text % {"n": n, "day": day}
        case _:
            n = _given(rhythm.working_days)
            text = ngettext(
                "%(n)s virkedag før hvert møte i %(forum)s",
                "%(n)s virkedager før hvert møte i %(forum)s",
                n,
            )
            return text % {"n": n, "forum": _given(rhythm.before).short_name}


def _listed(words: list[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return _("%(some)s og %(last)s") % {"some": ", ".join(words[:-1]), "last": words[-1]}


# --- as days ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Slot:
    """One meeting that the rhythm calls for.

    It is kept by any meeting from ``first`` to ``until``, and may be moved from ``first`` to
    ``last``.
    """

    day: date
    first: date
    last: date
    until: date


def slots(rhythm: MeetingRhythm, year: int, others: Iterable[date] = ()) -> list[Slot]:
    """The year's, in order. ``others`` are the days of the forum that it meets before."""
    match rhythm.kind:
        case RhythmKind.MONTHLY:
            return [_in_month(rhythm, year, month) for month in range(1, 13)]
        case RhythmKind.MONTHS:
            return [_in_month(rhythm, year, month) for month in sorted(set(rhythm.month_numbers))]
        case RhythmKind.WEEKS:
            return _by_weeks(_given(rhythm.first_day), _given(rhythm.weeks), year)
        case _:
            return _before(_given(rhythm.working_days), year, others)


def _in_month(rhythm: MeetingRhythm, year: int, month: int) -> Slot:
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - ONE
    weekday, nth = _given(rhythm.weekday), _given(rhythm.nth)
    if nth == LAST:
        day = last - timedelta(days=(last.weekday() - weekday) % WEEK)
    else:
        day = first + timedelta(days=(weekday - first.weekday()) % WEEK, weeks=nth - 1)
    return Slot(day, first, last, last)


def _by_weeks(counted_from: date, weeks: int, year: int) -> list[Slot]:
    """Each may be moved half the way to the next, but never out of the year."""
    step = timedelta(weeks=weeks)
    reach = timedelta(days=(weeks * WEEK - 1) // 2)
    begins, ends = date(year, 1, 1), date(year, 12, 31)
    day = begins + (counted_from - begins) % step
    found = []
    while day <= ends:
        last = min(day + reach, ends)
        found.append(Slot(day, max(day - reach, begins), last, last))
        day += step
    return found


def _before(working_days: int, year: int, others: Iterable[date]) -> list[Slot]:
    """Never later than asked for, and after the other forum's last meeting.

    Where that forum meets twice in so short a time, one meeting serves both.
    """
    found, previous = [], date.min
    for other in sorted(set(others)):
        day = add_working_days(other, -working_days)
        first = max(other - SHORTLY, previous + ONE, date(day.year, 1, 1))
        if day.year == year and first <= day:
            found.append(Slot(day, first, day, other))
        previous = other
    return found


def ends_at(rhythm: MeetingRhythm, day: date) -> datetime:
    return starts_at(rhythm, day) + timedelta(minutes=rhythm.minutes)


def starts_at(rhythm: MeetingRhythm, day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, rhythm.starts))


def _given(value: Any) -> Any:
    """A field that the rhythm's kind always has: the database holds it to that."""
    assert value is not None
    return value
