"""What a person keeps about cases: which they follow, and how far they have read.

Nothing here changes a case, so no event is recorded and nobody is told.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, Subquery

from cases import memos
from cases.event_words import what_happened
from cases.events import last_sequence
from cases.models import (
    Case,
    EventKind,
    Follower,
    Notice,
    Outcome,
    RoutingEvent,
    TreatmentState,
    Visit,
)
from cases.permissions import visible_to
from forums.clock import now
from forums.models import User

NOTICES = 200  # as far back as «Min side» looks
SHOWN = 3
# Where the reason is the news: what is missing, or why there is nothing more to wait for.
WHY = frozenset(
    {
        EventKind.RETURNED,
        EventKind.WITHDRAWN,
        EventKind.MERGED,
        EventKind.FOLLOW_UP,
        EventKind.FOLLOW_UP_MOVED,
        EventKind.FOLLOW_UP_DONE,
        EventKind.FOLLOW_UP_GONE,
        EventKind.PAPER_WITHDRAWN,
        EventKind.PAPER_BACK,
    }
)


@dataclass(frozen=True)
class Reader:
    """How one person stands to one case."""

    follows: bool
    last_event: int | None
    last_at: datetime | None
    seen: int

    @property
    def is_behind(self) -> bool:
        """Something has happened that the person has not been shown, or nothing was ever shown."""
        return self.last_event is None or self.last_event < self.seen


@dataclass(frozen=True)
class News:
    """What has happened since the person last read the case."""

    since: datetime
    events: list[RoutingEvent]

    @property
    def numbers(self) -> set[int]:
        return {event.sequence for event in self.events}


def reader_of(case: Case, user: User, events: list[RoutingEvent]) -> Reader:
    """One query; ``events`` are the case's own, in order."""
    visit = Visit.objects.filter(case=OuterRef("pk"), user=user)
    mine = Follower.objects.filter(case=OuterRef("pk"), user=user)
    rows = Case.objects.filter(pk=case.pk).values_list(
        Exists(mine), Subquery(visit.values("last_event")[:1]), Subquery(visit.values("at")[:1])
    )
    follows, last_event, last_at = rows.get()
    return Reader(follows, last_event, last_at, events[-1].sequence if events else 0)


def news_for(reader: Reader, user: User, events: list[RoutingEvent]) -> News | None:
    """None on the first visit, and when nothing has happened since but what the person did."""
    if reader.last_event is None or reader.last_at is None:
        return None
    newer = [event for event in events if event.sequence > reader.last_event]
    others = [event for event in newer if event.by_id != user.pk]
    return News(reader.last_at, newer) if others else None


@transaction.atomic
def follow(case: Case, *, by: User) -> None:
    """The person hears of every event from now on; twice is once."""
    Follower.objects.get_or_create(case=case, user=by, defaults={"since": now()})


@transaction.atomic
def stop_following(case: Case, *, by: User) -> None:
    Follower.objects.filter(case=case, user=by).delete()


@transaction.atomic
def mark_read(case: Case, *, by: User, upto: int) -> None:
    """The person has been shown the events to number ``upto``; never goes back.

    The notices about those events are read with them, and the word of its papers.
    """
    upto = min(upto, last_sequence(case))
    visit, is_new = Visit.objects.select_for_update().get_or_create(
        case=case, user=by, defaults={"last_event": upto, "at": now()}
    )
    if not is_new:
        visit.last_event, visit.at = max(visit.last_event, upto), now()
        visit.save(update_fields=["last_event", "at"])
    unread = Notice.objects.filter(user=by, read_at__isnull=True, event__case=case)
    unread.filter(event__sequence__lte=upto).update(read_at=now())
    memos.read_papers(case, by=by)


@transaction.atomic
def mark_all_read(*, by: User, upto: int) -> int:
    """Read every notice to number ``upto``, so that one that came meanwhile stays unread.

    The cases are then read as far as the notices tell. Gives how many notices were read.
    """
    rows = Notice.objects.filter(user=by, read_at__isnull=True, pk__lte=upto)
    seen = visible_to(by, Case.objects.filter(pk__in=rows.order_by().values("event__case")))
    rows = rows.filter(event__case__in=seen.values("pk"))
    told: dict[int, int] = {}
    for case, sequence in rows.order_by("pk").values_list("event__case", "event__sequence"):
        told[case] = max(told.get(case, 0), sequence)
    known = {v.case_id: v for v in Visit.objects.filter(user=by, case__in=told).order_by("pk")}
    for pk, visit in known.items():
        visit.last_event, visit.at = max(visit.last_event, told[pk]), now()
    Visit.objects.bulk_update(known.values(), ["last_event", "at"])
    Visit.objects.bulk_create(
        [
            Visit(case_id=pk, user=by, last_event=sequence, at=now())
            for pk, sequence in told.items()
            if pk not in known
        ],
        ignore_conflicts=True,
    )
    return rows.update(read_at=now())


@dataclass(frozen=True)
class Followed:
    """A case with what the person has been told about it and not read, the newest first."""

    case: Case
    notices: list[Notice]

    @property
    def newest(self) -> Notice | None:
        return self.notices[0] if self.notices else None

    @property
    def told(self) -> list[tuple[Notice, str, str]]:
        """The first of them in words, with why where that is what the reader must know."""
        return [
            (notice, _fate(notice.event), _why(notice.event)) for notice in self.notices[:SHOWN]
        ]

    @property
    def more(self) -> int:
        return max(0, len(self.notices) - SHOWN)


def _why(event: RoutingEvent) -> str:
    row = event.treatment
    came_back = event.kind == EventKind.TREATED and row and row.outcome == Outcome.RETURNED
    return event.told_reason if event.kind in WHY or came_back else ""


def _fate(event: RoutingEvent) -> str:
    """What happened, and what a forum came to: "behandlet i AU: konkludert"."""
    what, row = what_happened(event), event.treatment
    if event.kind != EventKind.TREATED or row is None or row.state != TreatmentState.DONE:
        return what
    return f"{what}: {row.outcome_in_words}"


def followed(user: User, unread: list[Notice]) -> list[Followed]:
    """The cases that have news, then those that are followed and have none. One query.

    Only what the person may see today, whatever was told at the time.
    """
    by_case: dict[int, list[Notice]] = {}
    for notice in unread:
        by_case.setdefault(notice.event.case_id, []).append(notice)
    mine = Follower.objects.filter(user=user).values("case")
    rows = visible_to(user, Case.objects.filter(Q(pk__in=list(by_case)) | Q(pk__in=mine)))
    newest_first = rows.select_related("forum", "owner").order_by("-year", "-sequence")
    found = {case.pk: case for case in newest_first}
    with_news = [Followed(found[pk], by_case[pk]) for pk in by_case if pk in found]
    quiet = [Followed(case, []) for pk, case in found.items() if pk not in by_case]
    return [*with_news, *quiet]
