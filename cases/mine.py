"""What waits for one person: the rows of «Min side».

A fixed number of queries, however many forums or cases the person has.
"""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from cases.anchoring_page import waiting_anchorings
from cases.follow_ups import my_follow_ups
from cases.models import LIVING, AgendaItem, Anchoring, Case, FollowUp
from cases.permissions import visible_to
from forums.clock import today
from forums.competence import ForumCompetence, competences_on
from forums.models import (
    ChangeStatus,
    Mandate,
    MandateReading,
    MandateStatus,
    Meeting,
    MeetingStatus,
    Membership,
    PartyTask,
    RepresentativeChange,
    User,
)
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
    unread: list[Mandate]
    tasks: list[PartyTask]
    changes: list[RepresentativeChange]
    cases: list[Case]
    anchorings: list[Anchoring]
    follow_ups: list[FollowUp]
    is_secretariat: bool

    @property
    def next_meeting(self) -> Meeting | None:
        return self.meetings[0] if self.meetings else None

    @property
    def waiting(self) -> int:
        """How many things wait for an answer from this person."""
        return len(self.unread) + len(self.tasks) + len(self.changes) + len(self.anchorings)


def my_page(user: User) -> MyPage:
    day = today()
    forums = _forums(user, day)
    ids = [row.membership.forum_id for row in forums]
    staff = is_secretariat(user)
    return MyPage(
        forums=forums,
        meetings=_meetings(None if staff else ids),
        unread=_unread(user, ids, day),
        tasks=_tasks(user, day),
        changes=_changes() if staff else [],
        cases=_cases(user),
        anchorings=waiting_anchorings(user),
        follow_ups=my_follow_ups(user),
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
        Meeting.objects.filter(status__in=COMING, ends_at__gte=timezone.now(), **mine)
        .select_related("forum")
        .prefetch_related(Prefetch("agenda_items", items))
        .order_by("starts_at", "pk")[:MEETINGS]
    )


def _unread(user: User, forums: list[int], day: date) -> list[Mandate]:
    """Mandates in force for the person's forums that the person has not confirmed reading."""
    read = MandateReading.objects.filter(user=user).values("mandate")
    return list(
        Mandate.objects.on(day)
        .filter(forum__in=forums)
        .exclude(status=MandateStatus.MISSING)
        .exclude(pk__in=read)
        .select_related("forum")
        .order_by("forum__level", "forum__position", "pk")
    )


def _tasks(user: User, day: date) -> list[PartyTask]:
    parties = user.contact_for.filter(start__lte=day).exclude(end__lt=day).values("party")
    return list(
        PartyTask.objects.filter(party__in=parties, closed_on__isnull=True)
        .select_related("party", "seat__forum", "seat__party")
        .order_by("due_on", "pk")
    )


def _changes() -> list[RepresentativeChange]:
    return list(
        RepresentativeChange.objects.filter(status=ChangeStatus.REPORTED)
        .select_related("party", "seat__forum", "seat__party", "user", "reported_by")
        .order_by("start", "pk")
    )


def _cases(user: User) -> list[Case]:
    rows = Case.objects.filter(officer=user, status__in=LIVING).select_related("forum", "owner")
    return list(visible_to(user, rows).order_by("-year", "-sequence")[:CASES])
