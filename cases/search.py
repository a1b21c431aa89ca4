"""The search among cases: their number first, then what they and their texts say.

Every question starts from the cases and papers that the person may see, in the same statement:
no hit, count, suggestion or sentence comes from anything else. Of each kind the texts with the
words in their title come first, then the newest; of very common words only the newest are
looked at, so that a question takes the same time however many cases there are.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse

from cases.models import AgendaItem, Case, SearchEntry, SearchKind
from cases.permissions import visible_texts, visible_to
from cases.search_match import Matches
from cases.shown_status import is_shown_as
from forums.excerpts import Piece, excerpt, marked
from forums.models import Forum, Party, User
from forums.permissions import is_secretariat
from forums.stems import WORD, Question, folded, question

NUMBER = re.compile(r"(?:sak\s+)?(?:(?P<year>\d{4})\s*/\s*)?0*(?P<sequence>\d{1,9})", re.IGNORECASE)
WITHIN = re.compile(r"(?<![\d/])(?P<year>\d{4})\s*/\s*0*(?P<sequence>\d{1,9})(?![\d/])")
LOOKED_AT = 200  # of each kind; more are counted as «more than»
TITLES_LOOKED_AT = 1000
SAME_NUMBER = 5
WITH_TITLES = (SearchKind.CASE, SearchKind.PAPER)


@dataclass(frozen=True)
class Choices:
    """The filters of the search; empty ones choose nothing."""

    forum: Forum | None = None
    first_year: int | None = None
    last_year: int | None = None
    municipality: Party | None = None
    status: str = ""
    forums: frozenset[int] | None = None  # only these, when it is asked for

    def __bool__(self) -> bool:
        return self != Choices()

    @property
    def conditions(self) -> Q:
        wanted = Q()
        if self.forum:
            wanted &= Q(forum=self.forum)
        if self.forums is not None:
            wanted &= Q(forum__in=self.forums)
        if self.first_year:
            wanted &= Q(day__year__gte=self.first_year)
        if self.last_year:
            wanted &= Q(day__year__lte=self.last_year)
        if self.municipality:
            about = Case.municipalities.through.objects.filter(party=self.municipality)
            wanted &= Q(case__in=about.values("case"))
        if self.status:
            wanted &= is_shown_as(self.status, "case__")
        return wanted


@dataclass(frozen=True)
class Found:
    """The hits of one kind, best first, not read yet."""

    kind: SearchKind
    ids: list[int]
    more: bool

    @property
    def count(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class TextHit:
    """One hit with its sentence; what an exempt paper says is read where reading is on record."""

    entry: SearchEntry
    title: list[Piece]
    sentence: list[Piece]
    url: str
    is_exempt: bool = False


def find(user: User, asked: Question, chosen: Choices) -> list[Found]:
    """What the person may read that holds the question, by kind. Fixed number of queries.

    What all may read is looked up without asking about each case, and then held against the
    rights like everything else.
    """
    if not asked:
        return []
    rows = SearchEntry.objects.filter(chosen.conditions)
    if is_secretariat(user):
        return _ranked(_of_kinds(rows, asked, chosen, None), asked)
    rest = visible_texts(user, rows.filter(Matches(asked, is_open=False)))
    kept = _newest(rest, LOOKED_AT * 2)
    shown = _of_kinds(rows, asked, chosen, True)
    ids = [row.pk for found in shown.values() for row in found]
    readable = visible_texts(user, SearchEntry.objects.filter(pk__in=ids).order_by())
    may = set(readable.values_list("pk", flat=True))
    found = {kind: [row for row in shown[kind] if row.pk in may] for kind in SearchKind}
    for row in kept:
        found[SearchKind(row.kind)].append(row)
    return _ranked(found, asked)


def read(found: Iterable[int], asked: Question) -> dict[int, TextHit]:
    """The hits themselves, with their sentences. Two queries."""
    rows = SearchEntry.objects.filter(pk__in=list(found)).order_by("pk")
    entries = list(rows.select_related("case__forum", "case__kind", "forum", "document__case"))
    items = [row.object_id for row in entries if row.kind == SearchKind.ITEM]
    meetings = dict(AgendaItem.objects.filter(pk__in=items).values_list("pk", "meeting"))
    return {row.pk: _hit(row, asked, meetings) for row in entries}


def matching(rows: QuerySet[Case], query: str) -> QuerySet[Case]:
    """Those whose number, title or content holds the question; a whole number hits that case."""
    number = numbered(query)
    if number is not None and "/" in query:
        return rows.filter(number)
    asked = question(query)
    entries = SearchEntry.objects.filter(Matches(asked), kind=SearchKind.CASE)
    found = Q(pk__in=entries.values("case")) if asked else Q(pk__in=[])
    return rows.filter(found | number if number is not None else found)


def with_number(user: User, query: str) -> list[Case]:
    """The cases that whole numbers name, whatever stands around a number with its year.

    The newest first where the year is not said.
    """
    number = numbered(query)
    for match in WITHIN.finditer(query) if number is None else ():
        number = (number or Q()) | Q(year=match["year"], sequence=match["sequence"])
    if number is None:
        return []
    rows = visible_to(user, Case.objects.filter(number)).select_related("forum", "kind")
    return list(rows.order_by("-year", "-sequence")[:SAME_NUMBER])


def numbered(query: str) -> Q | None:
    """``2026/0123``, ``2026/123`` and ``123`` as a condition; None for other words."""
    match = NUMBER.fullmatch(query.strip())
    if match is None:
        return None
    condition = Q(sequence=int(match["sequence"]))
    return condition & Q(year=int(match["year"])) if match["year"] else condition


def suggestion(user: User, query: str) -> str:
    """The same question with words that stand in titles the person may see; empty for none."""
    titles = visible_to(user, Case.objects.order_by("-year", "-sequence"))
    known: dict[str, str] = {}
    for title in titles.values_list("title", flat=True)[:TITLES_LOOKED_AT]:
        for word in WORD.findall(title):
            if len(word) > 3:
                known.setdefault(folded(word), word.lower())
    words = WORD.findall(query)
    near = [_nearest(word, known) for word in words]
    better = " ".join(near)
    return better if near != words and better.lower() != query.lower() else ""


def _nearest(word: str, known: dict[str, str]) -> str:
    if len(word) < 4 or folded(word) in known:
        return word
    close = get_close_matches(folded(word), known, n=1, cutoff=0.75)
    return known[close[0]] if close else word


class Candidate(NamedTuple):
    pk: int
    kind: str
    day: date


def _newest(rows: QuerySet[SearchEntry], limit: int) -> list[Candidate]:
    found = rows.order_by("-day", "-pk").values_list("pk", "kind", "day")
    return [Candidate(*row) for row in found[:limit]]


def _of_kinds(
    rows: QuerySet[SearchEntry], asked: Question, chosen: Choices, is_open: bool | None
) -> dict[SearchKind, list[Candidate]]:
    """The newest of each kind; where there are too many, also the newest with it in the title.

    Each kind is walked back in time until there are enough. A choice of status may leave few of
    very many, so then the words are looked up once, for all kinds together.
    """
    read = _in_one_look if chosen.status else _kind_by_kind
    found = read(rows.filter(Matches(asked, is_open=is_open)), list(SearchKind), LOOKED_AT + 1)
    many = [kind for kind in WITH_TITLES if len(found[kind]) > LOOKED_AT]
    if many:
        titled = rows.filter(Matches(asked, is_open=is_open, in_title=True))
        for kind, best in read(titled, many, LOOKED_AT).items():
            found[kind] = list(dict.fromkeys([*best, *found[kind]]))
    return found


def _kind_by_kind(
    rows: QuerySet[SearchEntry], kinds: list[SearchKind], limit: int
) -> dict[SearchKind, list[Candidate]]:
    return {kind: _newest(rows.filter(kind=kind), limit) for kind in kinds}


def _in_one_look(
    rows: QuerySet[SearchEntry], kinds: list[SearchKind], limit: int
) -> dict[SearchKind, list[Candidate]]:
    newest_first = [F("day").desc(), F("pk").desc()]
    place = Window(RowNumber(), partition_by="kind", order_by=newest_first)
    first = rows.filter(kind__in=kinds).annotate(place=place).filter(place__lte=limit)
    found: dict[SearchKind, list[Candidate]] = {kind: [] for kind in kinds}
    for row in first.order_by("kind", "place").values_list("pk", "kind", "day"):
        found[SearchKind(row[1])].append(Candidate(*row))
    return found


def _ranked(found: dict[SearchKind, list[Candidate]], asked: Question) -> list[Found]:
    """Those with the question in their title first, then the newest. One query."""
    ids = [row.pk for rows in found.values() for row in rows]
    in_title = SearchEntry.objects.filter(Matches(asked, in_title=True), pk__in=ids).order_by()
    titled = set(in_title.values_list("pk", flat=True)) if ids else set()
    return [
        Found(kind, [row.pk for row in _best(rows, titled)[:LOOKED_AT]], len(rows) > LOOKED_AT)
        for kind, rows in found.items()
    ]


def _best(rows: list[Candidate], titled: set[int]) -> list[Candidate]:
    return sorted(rows, key=lambda row: (row.pk in titled, row.day, row.pk), reverse=True)


def _hit(entry: SearchEntry, asked: Question, meetings: dict[int, Any]) -> TextHit:
    case = entry.case
    match entry.kind:
        case SearchKind.CASE:
            title, url = case.title, case.get_absolute_url()
        case SearchKind.PAPER:
            title, url = entry.title, reverse("document", args=[entry.document_id])
        case SearchKind.ITEM:
            meeting = meetings.get(entry.object_id)
            title, url = f"{entry.title} {case.title}", case.get_absolute_url()
            if meeting:
                url = f"{reverse('meeting', args=[meeting])}#sak-{entry.object_id}"
        case SearchKind.POSITION:
            title = f"{entry.title}: {case.title}"
            url = f"{case.get_absolute_url()}#partenes-syn"
        case _:
            title, url = case.title, case.get_absolute_url()
    if entry.document is not None and entry.document.is_exempt:
        return TextHit(entry, marked(title, asked), [], url, is_exempt=True)
    return TextHit(entry, marked(title, asked), excerpt(entry.body, asked), url)
