"""Meetings that ask for the same person at the same time.

A clash warns and never refuses: somebody may send a deputy. Leader, members, leader support and
secretaries are expected in a meeting; deputies, observers and those called when needed are not.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from forums.closed import ClosedDays
from forums.models import Forum, Meeting, MeetingStatus, Membership, Role
from miljoloftet.templatetags.days import clock

EXPECTED = (Role.LEADER, Role.MEMBER, Role.SUPPORT, Role.SECRETARY)
# How far from a day another one is looked for.
LOOKS = 30


@dataclass(frozen=True)
class Clash:
    """Another meeting at the time, and who is expected in both; nobody for the forum's own."""

    meeting: Meeting
    people: tuple[str, ...]

    @property
    def sentence(self) -> str:
        words = {
            "meeting": self.meeting,
            "starts": clock(self.meeting.starts_at),
            "ends": clock(self.meeting.ends_at),
            "people": ", ".join(self.people),
        }
        if not self.people:
            return _("Forumet har alt et møte da: %(meeting)s kl. %(starts)s–%(ends)s.") % words
        return _("Samtidig med %(meeting)s kl. %(starts)s–%(ends)s: %(people)s.") % words


class Diary:
    """What the forum's people have from ``first`` to ``last``. Two queries, however long."""

    def __init__(self, forum: Forum, first: date, last: date) -> None:
        self._forum = forum
        self._names: dict[int, str] = {}
        # forum -> person -> the days between which the person is expected there
        self._expected: dict[int, dict[int, list[tuple[date, date]]]] = defaultdict(dict)
        self._read_people(first, last)
        self._meetings = self._read_meetings(first, last)

    def clashes(
        self, starts_at: datetime, ends_at: datetime, *, without: int | None = None
    ) -> list[Clash]:
        """The meetings that share time and people; ``without`` is the meeting that moves."""
        day = timezone.localdate(starts_at)
        mine = self._there(self._forum.pk, day)
        found = []
        for other in self._meetings[day]:
            if other.pk == without or other.starts_at >= ends_at or other.ends_at <= starts_at:
                continue
            own = other.forum_id == self._forum.pk
            shared = set() if own else mine & self._there(other.forum_id, day)
            if own or shared:
                names = sorted(self._names[user] for user in shared)
                found.append(Clash(other, tuple(names)))
        return found

    def nearest_free(
        self,
        starts_at: datetime,
        ends_at: datetime,
        closed: ClosedDays,
        *,
        within: tuple[date, date],
        without: int | None = None,
    ) -> date | None:
        """The open day nearest to this one on which nobody is busy at that time."""
        for away in sorted(range(-LOOKS, LOOKS + 1), key=lambda n: (abs(n), -n)):
            day = timezone.localdate(starts_at) + timedelta(days=away)
            if not (within[0] <= day <= within[1] and closed.is_open(day)):
                continue
            times = (moved_to(day, starts_at), moved_to(day, ends_at))
            if not self.clashes(*times, without=without):
                return day
        return None

    def _there(self, forum: int, day: date) -> set[int]:
        return {
            user
            for user, spans in self._expected[forum].items()
            if any(first <= day <= last for first, last in spans)
        }

    def _read_people(self, first: date, last: date) -> None:
        rows = Membership.objects.overlapping(first, last).filter(role__in=EXPECTED)
        mine = rows.filter(forum=self._forum).values("user")
        facts = rows.filter(user__in=mine).order_by("pk")
        for forum, user, name, start, end in facts.values_list(
            "forum", "user", "user__name", "start", "end"
        ):
            self._names[user] = name
            self._expected[forum].setdefault(user, []).append((start, end or date.max))

    def _read_meetings(self, first: date, last: date) -> dict[date, list[Meeting]]:
        forums = {*self._expected, self._forum.pk}
        rows = Meeting.objects.filter(
            forum__in=forums, starts_at__date__gte=first, starts_at__date__lte=last
        ).exclude(status=MeetingStatus.CANCELLED)
        found: dict[date, list[Meeting]] = defaultdict(list)
        for row in rows.select_related("forum").order_by("starts_at", "pk"):
            found[timezone.localdate(row.starts_at)].append(row)
        return found


def clashes_of(meeting: Meeting) -> list[Clash]:
    """The clashes of one meeting as it is planned."""
    day = timezone.localdate(meeting.starts_at)
    diary = Diary(meeting.forum, day, day)
    return diary.clashes(meeting.starts_at, meeting.ends_at, without=meeting.pk)


def moved_to(day: date, moment: datetime) -> datetime:
    """The same clock time in Oslo on another day."""
    return timezone.make_aware(datetime.combine(day, timezone.localtime(moment).time()))


def tokens(clashes: Iterable[Clash], day: date) -> set[str]:
    """What a form carries of the clashes that the person has been shown."""
    return {f"{day.isoformat()}:{clash.meeting.pk}" for clash in clashes}
