"""What parity.py compares: who represented whom when, and when each paper was open to whom.

Read with a fixed number of queries, however many papers there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q, QuerySet, Value

from cases.events import MOVES_THE_CASE
from cases.models import (
    Case,
    CaseGrant,
    CaseStatus,
    Document,
    EventKind,
    LegalGround,
    RoutingEvent,
    Treatment,
)
from forums.clock import now
from forums.models import VOTING_ROLES, Membership, Party, PartyContact, Seat

HERE = ZoneInfo(settings.TIME_ZONE)
MOST = 1000


@dataclass(frozen=True)
class Period:
    """From a moment up to, and not with, another; ``end`` None is still going on."""

    start: datetime
    end: datetime | None
    who: str = ""

    def first_within(self, start: datetime, end: datetime | None) -> datetime | None:
        """The first moment that this shares with another period, or None."""
        moment = max(self.start, start)
        ends = [limit for limit in (self.end, end) if limit is not None]
        return moment if all(moment < limit for limit in ends) else None

    def holds(self, moment: datetime) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)


@dataclass
class PartyFacts:
    party: Party
    represented: list[Period] = field(default_factory=list)
    seated: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))
    granted: dict[int, list[Period]] = field(default_factory=lambda: defaultdict(list))
    seats: set[int] = field(default_factory=set)


@dataclass
class Paper:
    """One paper: when it was there to be seen, when it was open, and the forums on its way."""

    document: Document
    base: datetime
    kept: list[tuple[datetime, bool]]
    forums: dict[int, datetime]
    names: dict[int, str]
    has_copy: bool

    @property
    def ground(self) -> LegalGround | None:
        return self.document.exempt_ground or self.document.case.exempt_ground

    @property
    def open_periods(self) -> list[Period]:
        """When every representative could see it, from ``base`` on."""
        found = []
        ends = [moment for moment, _kept in self.kept[1:]] + [None]
        for (start, is_kept), end in zip(self.kept, ends, strict=True):
            first = max(start, self.base)
            if not is_kept and (end is None or end > first):
                found.append(Period(first, end))
        return found


def parties_now(only: str = "") -> list[PartyFacts]:
    """The signatories with all their representatives, past and present. Four queries."""
    found = {
        row.pk: PartyFacts(row)
        for row in Party.objects.current().filter(is_signatory=True).order_by("name")
    }
    people: dict[int, set[int]] = defaultdict(set)
    for party, user, name, forum, role, start, end in _representatives(found):
        period = _days(start, end, name)
        people[user].add(party)
        found[party].represented.append(period)
        if role in VOTING_ROLES:
            found[party].seated[forum].append(period)
    for grant in CaseGrant.objects.select_related("user"):
        period = _days(grant.start, grant.end, str(grant.user))
        if grant.revoked_at is not None:
            period = Period(period.start, min(grant.revoked_at, period.end or grant.revoked_at))
        for party in people[grant.user_id]:
            found[party].granted[grant.case_id].append(period)
    for party, forum in (
        Seat.objects.current().filter(party__in=found).values_list("party", "forum")
    ):
        found[party].seats.add(forum)
    return list(found.values())


def _representatives(parties: Iterable[int]) -> QuerySet[Any, tuple[Any, ...]]:
    """Who represents a party: those with a role in a forum, and its contacts. One query."""
    who = ("party", "user", "user__name")
    roles = Membership.objects.filter(party__in=parties).order_by()
    contacts = PartyContact.objects.filter(party__in=parties).order_by()
    nowhere = contacts.annotate(
        nowhere=Value(None, output_field=BigIntegerField()),
        no_role=Value("", output_field=CharField()),
    )
    return roles.values_list(*who, "forum", "role", "start", "end").union(
        nowhere.values_list(*who, "nowhere", "no_role", "start", "end"), all=True
    )


def papers_to_compare(
    parties: Iterable[PartyFacts], case: Case | None = None
) -> tuple[list[Paper], bool]:
    """The papers that may differ: kept back now or before, or there while a party had nobody.

    The newest first; and whether there were more than we compare. Five queries.
    """
    rows = _candidates(parties)
    if case is not None:
        rows = rows.filter(case=case)
    documents = list(rows.order_by("-created_at", "-pk")[: MOST + 1])
    cut, documents = len(documents) > MOST, documents[:MOST]
    cases = {row.case_id for row in documents}
    shown, ways, names = _ways(cases)
    of_paper = _changes(Document, {row.pk for row in documents})
    of_case = _changes(Case, cases)
    found = []
    for row in documents:
        if row.case_id not in shown:
            continue
        base = max(shown[row.case_id], row.created_at)
        forums = ways[row.case_id]
        forums.setdefault(row.case.forum_id, shown[row.case_id])
        names.setdefault(row.case.forum_id, row.case.forum.short_name)
        found.append(
            Paper(
                row,
                base,
                _timeline(row, of_paper[row.pk], of_case[row.case_id], base),
                forums,
                names,
                row.has_copy,  # type: ignore[attr-defined]
            )
        )
    return found, cut


def _candidates(parties: Iterable[PartyFacts]) -> QuerySet[Document]:
    kept = Q(exempt_ground__isnull=False) | Q(case__exempt_ground__isnull=False)
    for model, key in ((Document, "pk"), (Case, "case")):
        before = model.history.filter(id=OuterRef(key), exempt_ground__isnull=False)
        kept |= Q(Exists(before))
    for gap in {gap for facts in parties for gap in _gaps(facts)}:
        there = Q(created_at__gte=gap.start)
        shown = Q(case__events__kind=EventKind.PUT_FORWARD, case__events__at__gte=gap.start)
        if gap.end is not None:
            there &= Q(created_at__lt=gap.end)
            shown &= Q(case__events__at__lt=gap.end)
        kept |= there | shown
    copies = Document.objects.filter(redacts=OuterRef("pk"), withdrawn_at__isnull=True)
    rows = Document.objects.filter(kept, withdrawn_at__isnull=True)
    rows = rows.exclude(case__status=CaseStatus.DRAFT).annotate(has_copy=Exists(copies))
    return rows.select_related("case__exempt_ground", "case__forum", "exempt_ground").distinct()


def _gaps(facts: PartyFacts) -> list[Period]:
    """When the party was with us and had nobody, from its first representative on."""
    found, reached = [], None
    for period in sorted(facts.represented, key=lambda row: row.start):
        if reached is not None and period.start > reached:
            found.append(Period(reached, period.start))
        if period.end is None:
            return found
        reached = period.end if reached is None else max(reached, period.end)
    if reached is not None and reached < now():
        found.append(Period(reached, None))
    return found


def _ways(
    cases: set[int],
) -> tuple[dict[int, datetime], dict[int, dict[int, datetime]], dict[int, str]]:
    """When each case was put forward, when each forum came on its way, and the forums' names.

    Two queries.
    """
    shown: dict[int, datetime] = {}
    names: dict[int, str] = {}
    ways: dict[int, dict[int, datetime]] = defaultdict(dict)
    kinds = (EventKind.PUT_FORWARD, *MOVES_THE_CASE)
    events = RoutingEvent.objects.filter(case__in=cases, kind__in=kinds).order_by("at", "pk")
    told = events.values_list("case", "kind", "to_forum", "to_forum__short_name", "at")
    for case, kind, forum, name, at in told:
        if kind == EventKind.PUT_FORWARD:
            shown.setdefault(case, at)
        if forum is not None:
            names[forum] = name
            ways[case].setdefault(forum, at)
    asked = Treatment.objects.filter(case__in=cases)
    rows = asked.values_list("case", "forum", "forum__short_name", "asked_at")
    for case, forum, name, at in rows:
        names[forum] = name
        ways[case][forum] = min(at, ways[case].get(forum, at))
    return shown, ways, names


def _changes(
    model: type[Case] | type[Document], keys: set[int]
) -> dict[int, list[tuple[datetime, bool]]]:
    """When each row was kept back and given free, by its history. One query."""
    found: dict[int, list[tuple[datetime, bool]]] = defaultdict(list)
    rows = model.history.filter(id__in=keys).order_by("history_date", "history_id")
    for key, ground, at in rows.values_list("id", "exempt_ground", "history_date"):
        is_kept = ground is not None
        if not found[key] or found[key][-1][1] != is_kept:
            found[key].append((at, is_kept))
    return found


def _timeline(
    row: Document,
    of_paper: list[tuple[datetime, bool]],
    of_case: list[tuple[datetime, bool]],
    base: datetime,
) -> list[tuple[datetime, bool]]:
    """Whether the paper was kept back, by itself or with its case, from each moment on."""
    moments = sorted({base, *(at for at, _kept in [*of_paper, *of_case] if at > base)})
    found: list[tuple[datetime, bool]] = []
    for moment in moments:
        is_kept = _at(of_paper, moment) or _at(of_case, moment)
        if not found or found[-1][1] != is_kept:
            found.append((moment, is_kept))
    return found


def _at(changes: list[tuple[datetime, bool]], moment: datetime) -> bool:
    before = [is_kept for at, is_kept in changes if at <= moment]
    return before[-1] if before else False


def _days(start: date, end: date | None, who: str = "") -> Period:
    """Days, both included, as moments here."""
    after = None if end is None else _midnight(end + timedelta(days=1))
    return Period(_midnight(start), after, who)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), HERE)
