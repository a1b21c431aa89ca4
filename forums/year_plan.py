"""A forum's meetings for a year, proposed from its rhythm and planned all at once.

A day that is closed gives way to the nearest open one within what the rhythm allows. What the
forum has already is left alone, so that a year may be planned again when it has changed.
Source: mandate for AU, 4 December 2018; the note that guides AKG, treated on 31 October 2018.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.clock import today
from forums.closed import ClosedDays
from forums.errors import Refused
from forums.meetings import plan_meeting
from forums.models import Forum, Meeting, MeetingRhythm, MeetingStatus, RhythmKind, User
from forums.permissions import require_run_meetings
from forums.rhythms import SHORTLY, Slot, ends_at, slots, starts_at

ONE = timedelta(days=1)
# Nobody can prepare a meeting that is nearer than this.
NOTICE = timedelta(days=7)
# The other forum's meetings just after the year still decide when this one meets in it.
MARGIN = timedelta(days=31)


@dataclass(frozen=True)
class Proposal:
    """A meeting that is missing: on the rhythm's own day, or on another one and ``why``.

    ``day`` is None where the whole of the slot is closed: no meeting is proposed.
    """

    slot: Slot
    day: date | None
    why: str = ""

    @property
    def is_moved(self) -> bool:
        return self.day != self.slot.day


@dataclass
class YearPlan:
    """What the forum has in the year, and what is missing."""

    forum: Forum
    year: int
    rhythm: MeetingRhythm | None
    closed: ClosedDays
    meetings: list[Meeting] = field(default_factory=list)
    proposals: list[Proposal] = field(default_factory=list)

    @property
    def proposed(self) -> list[Proposal]:
        return [row for row in self.proposals if row.day]

    @property
    def left_out(self) -> list[Proposal]:
        return [row for row in self.proposals if not row.day]


def propose(forum: Forum, year: int) -> YearPlan:
    """What the rhythm calls for in the year; nothing that is past or too near. Four queries."""
    rhythm = MeetingRhythm.objects.select_related("before").filter(forum=forum).first()
    plan = YearPlan(forum, year, rhythm, ClosedDays.read(), _meetings(forum, year))
    if rhythm is None:
        return plan
    has = _standing(plan.meetings)
    for slot in slots(rhythm, year, _days_of_other(rhythm, year)):
        kept = any(slot.first <= day <= slot.until for day in has)
        if not kept and slot.until >= today() + NOTICE and forum.holds_on(slot.day):
            plan.proposals.append(_proposal(slot, plan.closed))
    return plan


@transaction.atomic
def plan_year(
    forum: Forum, year: int, *, by: User, days: Iterable[date] | None = None
) -> list[Meeting]:
    """Plan a meeting on each of ``days``, at the rhythm's time and place; all or none.

    Without ``days``, on those that ``propose`` gives. A day that has a meeting of the forum
    already is passed over, so that a form sent twice plans once. Raises Refused when the forum
    has no rhythm, or for a day of another year.
    """
    require_run_meetings(by, forum)
    # Two people may plan the same year: the second waits here, and sees what the first made.
    rows = MeetingRhythm.objects.select_for_update(of=("self",))
    rhythm = rows.filter(forum=forum).first()
    if rhythm is None:
        raise Refused(_("Forumet har ingen møterytme. Lag den først."))
    if days is None:
        days = [row.day for row in propose(forum, year).proposals if row.day]
    wanted = sorted(set(days) - _standing(_meetings(forum, year)))
    if any(day.year != year for day in wanted):
        raise Refused(_("Alle møtene i årsplanen må være i %(year)s.") % {"year": year})
    return [
        plan_meeting(
            forum,
            by=by,
            starts_at=starts_at(rhythm, day),
            ends_at=ends_at(rhythm, day),
            place=rhythm.place,
            video_link=rhythm.video_link,
        )
        for day in wanted
    ]


def _proposal(slot: Slot, closed: ClosedDays) -> Proposal:
    # Nearest first; of two that are as near, the later one.
    span = [slot.first + ONE * n for n in range((slot.last - slot.first).days + 1)]
    nearest = sorted(span, key=lambda day: (abs(day - slot.day), slot.day - day))
    soonest = today() + NOTICE
    day = next((day for day in nearest if day >= soonest and closed.is_open(day)), None)
    if day == slot.day:
        return Proposal(slot, day)
    return Proposal(slot, day, closed.why(slot.day) or _("for kort varsel"))


def _meetings(forum: Forum, year: int) -> list[Meeting]:
    rows = list(Meeting.objects.filter(forum=forum, year=year).order_by("starts_at", "pk"))
    for row in rows:
        row.forum = forum
    return rows


def _standing(meetings: Iterable[Meeting]) -> set[date]:
    """The days of those that are not cancelled."""
    return {
        timezone.localdate(row.starts_at)
        for row in meetings
        if row.status != MeetingStatus.CANCELLED
    }


def _days_of_other(rhythm: MeetingRhythm, year: int) -> set[date]:
    """When the forum that this one meets before has its meetings."""
    if rhythm.kind != RhythmKind.BEFORE:
        return set()
    rows = Meeting.objects.filter(
        forum=rhythm.before_id,
        starts_at__date__gte=date(year, 1, 1) - SHORTLY,
        starts_at__date__lte=date(year, 12, 31) + MARGIN,
    )
    return _standing(rows.order_by("pk"))
