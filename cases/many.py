"""Many made-up cases at once, to measure with: never in service (``manage.py make_cases``).

They are whole: treatments, events with their hashes, agenda items, papers, positions, rights,
the audit of fields and the search's entries; only notices are left out. Written in bulk, so
each batch is one transaction with a fixed number of statements.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Max

from cases import permissions, search_texts
from cases.many_words import Words
from cases.models import (
    AgendaItem,
    Case,
    CaseGroupPermission,
    CaseKind,
    CaseStatus,
    Document,
    DocumentVersion,
    EventKind,
    LegalGround,
    Outcome,
    PartyPosition,
    RoutingEvent,
    SearchEntry,
    SearchKind,
    Treatment,
    TreatmentRole,
    TreatmentState,
)
from cases.search_index import entry, write
from forums import groups
from forums.clock import now
from forums.errors import Refused
from forums.models import Counter, Forum, ForumKind, Meeting, Party, PartyKind, User

BATCH = 1000
YEARS = 8
PAPER = b"Et kort notat.\n"
SPOKEN_BEFORE = timedelta(days=20)


@dataclass(frozen=True)
class World:
    """What is there already, and everything hangs on."""

    forums: list[Forum]
    parties: list[Party]
    municipalities: list[Party]
    people: list[User]
    kinds: list[CaseKind]
    grounds: list[LegalGround]
    meetings: list[Meeting]
    file: str
    places: dict[int, int] = field(default_factory=dict)  # the last one taken on each agenda


@dataclass
class Batch:
    """The rows of some cases, each kind in the order it is written."""

    cases: list[Case] = field(default_factory=list)
    treatments: list[Treatment] = field(default_factory=list)
    items: list[AgendaItem] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    versions: list[DocumentVersion] = field(default_factory=list)
    positions: list[PartyPosition] = field(default_factory=list)


def make(count: int, seed: int, tell: Callable[[int], None] = lambda made: None) -> None:
    """Add ``count`` cases, the same for the same seed; ``tell`` hears how many there are so far.

    Raises Refused where there is no organisation to hang them on.
    """
    world = _world()
    words = Words(seed)
    rights = _Rights(world)
    numbers = _Numbers()
    begins = now() - timedelta(days=365 * YEARS)
    step = (now() - begins) / count
    for first in range(0, count, BATCH):
        moments = [begins + step * n for n in range(first, min(first + BATCH, count))]
        with transaction.atomic():
            _write(_batch(world, words, numbers, moments), rights)
            numbers.keep()
        tell(first + len(moments))


def _world() -> World:
    kinds = [ForumKind.STEERING, ForumKind.COORDINATION, ForumKind.WORKING, ForumKind.EXPERT]
    forums = list(Forum.objects.current().filter(kind__in=kinds).order_by("-level", "pk"))
    signatories = Party.objects.filter(is_signatory=True).order_by("pk")
    world = World(
        forums=forums,
        parties=list(signatories),
        municipalities=list(signatories.filter(kind=PartyKind.MUNICIPALITY)),
        people=list(User.objects.filter(groups__name=groups.REPRESENTATIVES).order_by("pk")),
        kinds=list(CaseKind.objects.order_by("pk")),
        grounds=list(LegalGround.objects.order_by("pk")),
        meetings=list(Meeting.objects.select_related("forum").order_by("pk")),
        file=default_storage.save("documents/many.txt", ContentFile(PAPER)),
    )
    rows = (world.forums, world.parties, world.municipalities, world.people, world.kinds)
    if not all(rows) or len(world.forums) < 2:
        raise Refused("There is no organisation yet. Load the demo, or set up your own first.")
    return world


class _Numbers:
    """The next case number of each year, and afterwards the counter that hands them out."""

    def __init__(self) -> None:
        rows = Case.objects.order_by().values("year").annotate(last=Max("sequence"))
        self.last: dict[int, int] = {row["year"]: row["last"] for row in rows}
        for counter in Counter.objects.filter(series="case").order_by("year"):
            self.last[counter.year] = max(self.last.get(counter.year, 0), counter.last)

    def next(self, year: int) -> int:
        self.last[year] = self.last.get(year, 0) + 1
        return int(self.last[year])

    def keep(self) -> None:
        rows = [Counter(series="case", year=year, last=last) for year, last in self.last.items()]
        Counter.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["series", "year"],
            update_fields=["last"],
        )


def _batch(world: World, words: Words, numbers: _Numbers, moments: list[datetime]) -> Batch:
    made = Batch()
    for moment in moments:
        case = _case(world, words, numbers, moment)
        made.cases.append(case)
        if case.status != CaseStatus.DRAFT:
            _treat(made, world, words, case)
        for n in range(words.dice.randint(1, 2)):
            _add_paper(made, world, words, case, n)
    return made


def _case(world: World, words: Words, numbers: _Numbers, moment: datetime) -> Case:
    dice = words.dice
    old = moment < now() - timedelta(days=365)
    living = [CaseStatus.OPEN] * 7 + [CaseStatus.DECIDED] * 2 + [CaseStatus.DRAFT]
    ended = [CaseStatus.CLOSED] * 18 + [CaseStatus.OPEN, CaseStatus.WITHDRAWN]
    status = dice.choice(ended if old else living)
    exempt = dice.choice(world.grounds) if world.grounds and dice.random() < 0.05 else None
    end = moment + timedelta(days=dice.randint(30, 200))
    return Case(
        year=moment.year,
        sequence=numbers.next(moment.year),
        title=words.title(),
        public_title=words.place() if exempt else "",
        summary=words.text(dice.randint(2, 6)),
        kind=dice.choice(world.kinds),
        owner=dice.choice(world.parties),
        officer=(officer := dice.choice(world.people)),
        created_by=officer,
        created_at=moment,
        status=status,
        forum=dice.choice(world.forums[:-1]),
        exempt_ground=exempt,
        closed_at=min(end, now()) if status in {"closed", "withdrawn"} else None,
        is_shown_to_all=status != CaseStatus.DRAFT and exempt is None,
    )


def _treat(made: Batch, world: World, words: Words, case: Case) -> None:
    """One forum, or that one and the one the case was lifted to; the last may be waiting."""
    way = [case.forum]
    if words.dice.random() < 0.5:
        above = world.forums[world.forums.index(case.forum) + 1 :]
        way.append(words.dice.choice(above))
    case.forum = way[-1]
    asked = case.created_at + timedelta(days=1)
    for forum in way:
        waits = forum is way[-1] and case.status == CaseStatus.OPEN
        treatment = _treatment(words, case, forum, asked, waits)
        made.treatments.append(treatment)
        asked += SPOKEN_BEFORE
        if not waits and words.dice.random() < 0.1:
            made.positions.append(_position(world, words, treatment))
        if not waits and world.meetings and words.dice.random() < 0.2:
            made.items.append(_item(world, words, treatment))


def _treatment(words: Words, case: Case, forum: Forum, asked: datetime, waits: bool) -> Treatment:
    done = not waits and case.status != CaseStatus.WITHDRAWN
    state = TreatmentState.DONE if done else TreatmentState.WAITING
    if case.status == CaseStatus.WITHDRAWN:
        state = TreatmentState.WITHDRAWN
    return Treatment(
        case=case,
        forum=forum,
        role=TreatmentRole.RECOMMEND,
        asked_by=case.officer,
        asked_at=asked,
        reason=words.text(1),
        state=state,
        outcome=Outcome.RECOMMENDED if done else "",
        text=words.came_to() if done else "",
        done_at=asked + SPOKEN_BEFORE if done else None,
    )


def _position(world: World, words: Words, treatment: Treatment) -> PartyPosition:
    return PartyPosition(
        treatment=treatment,
        party=words.dice.choice(world.parties),
        position="reserves",
        reason=words.text(1),
        recorded_by=treatment.asked_by,
        recorded_at=treatment.asked_at,
    )


def _item(world: World, words: Words, treatment: Treatment) -> AgendaItem:
    meeting = words.dice.choice(world.meetings)
    if meeting.pk not in world.places:
        last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"]
        world.places[meeting.pk] = max(last or 0, 1000)
    place = world.places[meeting.pk] = world.places[meeting.pk] + 1
    return AgendaItem(
        meeting=meeting,
        treatment=treatment,
        number=place,
        position=place,
        purpose="decision",
        oral_reason="Målt",
        proposal=words.came_to(),
        outcome=treatment.outcome,
        text=treatment.text,
        closed_at=treatment.done_at,
    )


def _add_paper(made: Batch, world: World, words: Words, case: Case, n: int) -> None:
    exempt = case.exempt_ground
    if exempt is None and world.grounds and words.dice.random() < 0.02:
        exempt = words.dice.choice(world.grounds)
    document = Document(
        case=case,
        kind="attachment" if n else "brief",
        title=words.title(),
        exempt_ground=exempt,
        public_title=words.place() if exempt else "",
        created_at=case.created_at,
    )
    made.documents.append(document)
    made.versions.append(
        DocumentVersion(
            document=document,
            number=1,
            file=world.file,
            filename="notat.txt",
            media_type="text/plain",
            size=len(PAPER),
            sha256=hashlib.sha256(PAPER).hexdigest(),
            uploaded_by=case.officer,
            uploaded_at=case.created_at,
        )
    )


def _write(made: Batch, rights: "_Rights") -> None:
    _create(Case, made.cases)
    _create(Treatment, made.treatments)
    _create(AgendaItem, made.items)
    _create(Document, made.documents)
    DocumentVersion.objects.bulk_create(made.versions)
    _create(PartyPosition, made.positions)
    of_case: dict[int, list[Treatment]] = {case.pk: [] for case in made.cases}
    for treatment in made.treatments:
        of_case[treatment.case_id].append(treatment)
    events = [event for case in made.cases for event in _events(case, of_case[case.pk])]
    RoutingEvent.objects.bulk_create(events)
    about = Case.municipalities.through
    about.objects.bulk_create(
        about(
            case=case, party=rights.world.municipalities[case.pk % len(rights.world.municipalities)]
        )
        for case in made.cases
    )
    CaseGroupPermission.objects.bulk_create(
        right for case in made.cases for right in rights.of(case, of_case[case.pk])
    )
    write(list(_entries(made)))


def _create(model: Any, rows: list[Any]) -> None:
    model.objects.bulk_create(rows)
    for row in rows:
        row._history_date = getattr(row, "created_at", None) or now()
    model.history.bulk_history_create(rows)


def _events(case: Case, treatments: list[Treatment]) -> Iterator[RoutingEvent]:
    """The way of the case, each event with its hash."""
    steps: list[tuple[EventKind, dict[str, Any]]] = []
    start = treatments[0].forum if treatments else case.forum
    steps.append((EventKind.REGISTERED, {"to_forum": start}))
    for n, row in enumerate(treatments):
        kind = EventKind.LIFTED if n else EventKind.PUT_FORWARD
        before = treatments[n - 1].forum if n else None
        steps.append((kind, {"from_forum": before, "to_forum": row.forum, "treatment": row}))
        if row.state == TreatmentState.DONE:
            steps.append((EventKind.TREATED, {"from_forum": row.forum, "treatment": row}))
    if case.closed_at:
        ends = EventKind.CLOSED if case.status == CaseStatus.CLOSED else EventKind.WITHDRAWN
        steps.append((ends, {"from_forum": case.forum}))
    previous = ""
    for number, (kind, facts) in enumerate(steps, start=1):
        event = RoutingEvent(
            case=case,
            sequence=number,
            kind=kind,
            at=case.created_at + timedelta(days=number),
            by=case.officer,
            reason="Målt" if number > 1 else "",
            previous_hash=previous,
            **facts,
        )
        event.hash = previous = event.fingerprint()
        yield event


class _Rights:
    """What ``permissions.follow_route`` would have given, without asking for each case."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.kinds = {row.codename: row for row in permissions._kinds()}
        names = [groups.REPRESENTATIVES, *(groups.members_of(forum) for forum in world.forums)]
        self.groups = {name: groups.group(name) for name in names}

    def of(self, case: Case, treatments: list[Treatment]) -> Iterator[CaseGroupPermission]:
        if case.status == CaseStatus.DRAFT:
            return
        members = {groups.members_of(row.forum_id) for row in treatments}
        readers = members if case.exempt_ground_id else {groups.REPRESENTATIVES}
        for codename, names in ((permissions.VIEW, readers), (permissions.VIEW_EXEMPT, members)):
            for name in sorted(names):
                yield CaseGroupPermission(
                    group=self.groups[name],
                    permission=self.kinds[codename],
                    content_object=case,
                )


def _entries(made: Batch) -> Iterator[SearchEntry]:
    for case in made.cases:
        yield entry(SearchKind.CASE, case.pk, search_texts.case_text(case))
    for treatment in made.treatments:
        text = search_texts.conclusion_text(treatment)
        if text:
            yield entry(SearchKind.CONCLUSION, treatment.pk, text)
    for item in made.items:
        words = search_texts.item_text(item)
        if words:
            yield entry(SearchKind.ITEM, item.pk, words)
    for document, version in zip(made.documents, made.versions, strict=True):
        yield entry(SearchKind.PAPER, document.pk, search_texts.paper_of(document, version))
    for position in made.positions:
        said = search_texts.position_text(position)
        if said:
            yield entry(SearchKind.POSITION, position.pk, said)
