"""One person's own page: meetings, what waits, what is new, cases and forums.

A fixed number of queries, however many forums or cases the person has.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from cases import memos
from cases.event_words import for_reader
from cases.follow_ups import my_follow_ups
from cases.memo_words import Line, line
from cases.models import LIVING, AgendaItem, Case, FollowUp
from cases.notices import unread
from cases.permissions import visible_to
from cases.readers import NOTICES, Followed, followed
from cases.waiting import Row, waiting_for
from forums.clock import now, today
from forums.competence import ForumCompetence, competences_on
from forums.models import Meeting, MeetingStatus, Membership, User
from forums.permissions import is_secretariat

COMING = (MeetingStatus.PLANNED, MeetingStatus.CALLED)
MEETINGS = 6
CASES = 10


@dataclass(frozen=True)
class MyForum:
    membership: Membership
    competence: ForumCompetence


@dataclass(frozen=True)
class MyPage:
    forums: list[MyForum]
    meetings: list[Meeting]
    waiting: list[Row]
    follow_ups: list[FollowUp]
    memos: list[Line]
    followed: list[Followed]
    last_notice: int
    cases: list[Case]
    is_secretariat: bool

    @property
    def next_meeting(self) -> Meeting | None:
        return self.meetings[0] if self.meetings else None

    @property
    def last_memo(self) -> int:
        return max((row.memo.pk for row in self.memos), default=0)

    @property
    def news(self) -> list[Followed]:
        return [row for row in self.followed if row.notices]

    @property
    def quiet(self) -> list[Followed]:
        return [row for row in self.followed if not row.notices]


def my_page(user: User) -> MyPage:
    day = today()
    forums = _forums(user, day)
    ids = [row.membership.forum_id for row in forums]
    staff = is_secretariat(user)
    told = list(unread(user)[:NOTICES])
    for_reader(user, [notice.event for notice in told])
    return MyPage(
        forums=forums,
        meetings=_meetings(None if staff else ids),
        waiting=waiting_for(user),
        follow_ups=my_follow_ups(user),
        memos=[line(memo) for memo in memos.unread(user)],
        followed=followed(user, told),
        last_notice=max((notice.pk for notice in told), default=0),
        cases=_cases(user),
        is_secretariat=staff,
    )


def _forums(user: User, day: date) -> list[MyForum]:
    memberships = list(
        Membership.objects.on(day)
        .filter(user=user)
        .select_related("forum", "party")
        .order_by("forum__level", "forum__position", "forum__name", "role")
    )
    competences = competences_on({row.forum for row in memberships}, day)
    return [MyForum(row, competences[row.forum_id]) for row in memberships]


def _meetings(forums: list[int] | None) -> list[Meeting]:
    """The next meetings of these forums; of every forum for those who prepare them all."""
    mine = {} if forums is None else {"forum__in": forums}
    items = AgendaItem.objects.order_by("position")
    return list(
        Meeting.objects.filter(status__in=COMING, ends_at__gte=now(), **mine)
        .select_related("forum")
        .prefetch_related(Prefetch("agenda_items", items))
        .order_by("starts_at", "pk")[:MEETINGS]
    )


def _cases(user: User) -> list[Case]:
    rows = Case.objects.filter(officer=user, status__in=LIVING).select_related("forum", "owner")
    return list(visible_to(user, rows).order_by("-year", "-sequence")[:CASES])
