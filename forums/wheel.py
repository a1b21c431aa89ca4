"""The yearly wheel: what comes back every year, and the year's meetings, month by month.

The picture (forums/wheel_picture.py) and the list are made from the same rows.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from forums.models import Forum, Meeting, MeetingStatus, YearlyProcess
from forums.permissions import Someone, visible_to
from miljoloftet.templatetags.days import month_day

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Process:
    """A process in one year, with the number it has in the picture."""

    number: int
    row: YearlyProcess
    spans: list[tuple[date, date]]

    @property
    def period(self) -> str:
        """``1. februar – 15. april``, the same every year."""
        first, last = self.spans[-1][0], self.spans[0][1]
        return f"{month_day(first)} – {month_day(last)}"


@dataclass(frozen=True)
class Ring:
    """The forums of one level, the highest innermost; ``letter`` is its name in the picture."""

    letter: str
    level: int
    forums: list[Forum]


@dataclass(frozen=True)
class InMonth:
    """A process in one month: what part of it, and whether it is met here for the first time."""

    process: Process
    words: str
    is_first: bool


@dataclass
class Month:
    name: str
    anchor: str
    is_now: bool
    processes: list["InMonth"] = field(default_factory=list)
    meetings: list[Meeting] = field(default_factory=list)


@dataclass(frozen=True)
class Wheel:
    year: int
    rings: list[Ring]
    processes: list[Process]
    meetings: list[Meeting]

    @property
    def standing(self) -> list[Meeting]:
        return [row for row in self.meetings if row.status != MeetingStatus.CANCELLED]

    def months(self, today: date) -> list[Month]:
        return [self._month(number, today) for number in range(1, 13)]

    def _month(self, number: int, today: date) -> Month:
        first = date(self.year, number, 1)
        last = first.replace(day=monthrange(self.year, number)[1])
        name = str(MONTHS[number])
        month = Month(name, f"m{number}", first <= today <= last)
        month.meetings = [row for row in self.meetings if first <= _day(row) <= last]
        for process in self.processes:
            for span in process.spans:
                if span[0] <= last and span[1] >= first:
                    words = _part(process.row, span, first, last)
                    is_first = span == process.spans[0] and span[0] >= first
                    month.processes.append(InMonth(process, words, is_first))
        return month


def read_wheel(user: Someone, year: int, forums: Iterable[Forum]) -> Wheel:
    """The year of these forums. Two queries."""
    shown = list(forums)
    levels = sorted({forum.level for forum in shown})
    rings = [
        Ring(letter, level, [forum for forum in shown if forum.level == level])
        for letter, level in zip(LETTERS, levels, strict=False)
    ]
    rows = YearlyProcess.objects.select_related("forum").filter(forum__in=shown)
    processes = processes_in(year, visible_to(user, rows))
    meetings = visible_to(user, Meeting.objects.select_related("forum"))
    found = meetings.filter(forum__in=shown, year=year).order_by("starts_at", "pk")
    return Wheel(year, rings, processes, list(found))


def processes_in(year: int, rows: QuerySet[YearlyProcess]) -> list[Process]:
    """As they are in the year, numbered in the order they begin."""
    ordered = rows.order_by("from_month", "from_day", "name", "pk")
    return [Process(n, row, row.spans_in(year)) for n, row in enumerate(ordered, start=1)]


def forums_in(user: Someone, year: int) -> QuerySet[Forum]:
    """Those that exist at some time in the year."""
    rows = Forum.objects.overlapping(date(year, 1, 1), date(year, 12, 31))
    return visible_to(user, rows).order_by("level", "position", "name")


def _part(row: YearlyProcess, span: tuple[date, date], first: date, last: date) -> str:
    """What part of the month the span takes; one that comes over new year did not begin there."""
    begins = span[0] >= first and (span[0].month, span[0].day) == (row.from_month, row.from_day)
    ends = span[1] <= last and (span[1].month, span[1].day) == (row.to_month, row.to_day)
    days = {"first": month_day(span[0]), "last": month_day(span[1])}
    if begins and ends:
        return _("%(first)s–%(last)s") % days
    if begins:
        return _("fra %(first)s") % days
    return _("til %(last)s") % days if ends else _("hele måneden")


def _day(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)
