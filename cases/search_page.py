"""What the search page shows for one question: kinds with their counts, and the hits of some.

Fixed number of queries, however many hits there are.
"""

from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from cases import search
from cases.models import Case, SearchKind
from cases.search import LOOKED_AT, Choices, TextHit
from forums.excerpts import Piece, marked
from forums.models import User
from forums.search import PER_GROUP, SHORTEST, Group, Hit, tidy
from forums.search import search as find_names
from forums.stems import Question, question

PER_PAGE = 25


@dataclass(frozen=True)
class Named:
    """A hit on a name, with what was asked for marked."""

    hit: Hit
    title: list[Piece]


@dataclass(frozen=True)
class Section:
    """The hits of one kind that the page shows, of ``count`` (``more``: at least so many)."""

    key: str
    name: str
    count: int
    more: bool
    texts: list[TextHit] = field(default_factory=list)
    names: list[Named] = field(default_factory=list)
    page: "Page[int] | Page[Hit] | None" = None

    @property
    def shown(self) -> int:
        return len(self.texts) + len(self.names)


@dataclass(frozen=True)
class Answer:
    query: str
    too_short: bool
    numbered: list[Case]
    tabs: list[Section]
    sections: list[Section]
    suggestion: str

    @property
    def count(self) -> int:
        return sum(tab.count for tab in self.tabs) + len(self.numbered)

    @property
    def more(self) -> bool:
        return any(tab.more for tab in self.tabs)


def answer(user: User, query: str, chosen: Choices, only: str, number: str | None) -> Answer:
    """``only`` is the key of the one kind to show, page ``number`` of it; empty shows them all."""
    query = tidy(query)
    numbered = search.with_number(user, query)
    if len(query) < SHORTEST and not numbered:
        return Answer(query, bool(query), [], [], [], "")
    asked = question(query)
    found = search.find(user, asked, chosen)
    groups = [] if chosen else find_names(user, query, LOOKED_AT)
    tabs = [
        *(Section(row.kind, _name(row.kind), row.count, row.more) for row in found if row.ids),
        *(Section(row.key, row.name, len(row.hits), row.more) for row in groups),
    ]
    only = only if only in {tab.key for tab in tabs} else ""
    sections = [
        *_texts([row for row in found if row.ids and only in ("", row.kind)], asked, only, number),
        *(_names(row, asked, only, number) for row in groups if only in ("", row.key)),
    ]
    better = "" if tabs or numbered else search.suggestion(user, query)
    return Answer(query, False, numbered, tabs, sections, better)


def _texts(
    found: list[search.Found], asked: Question, only: str, number: str | None
) -> list[Section]:
    pages = {row.kind: Paginator(row.ids, _size(only)).get_page(number) for row in found}
    hits = search.read([pk for page in pages.values() for pk in page], asked) if pages else {}
    return [
        Section(
            row.kind,
            _name(row.kind),
            row.count,
            row.more,
            texts=[hits[pk] for pk in pages[row.kind] if pk in hits],
            page=pages[row.kind] if only else None,
        )
        for row in found
    ]


def _names(group: Group, asked: Question, only: str, number: str | None) -> Section:
    page = Paginator(group.hits, _size(only)).get_page(number)
    return Section(
        group.key,
        group.name,
        len(group.hits),
        group.more,
        names=[Named(hit, marked(hit.title, asked)) for hit in page],
        page=page if only else None,
    )


def _size(only: str) -> int:
    return PER_PAGE if only else PER_GROUP


def _name(kind: SearchKind) -> str:
    names = {
        SearchKind.CASE: _("Saker"),
        SearchKind.CONCLUSION: _("Konklusjoner og vedtak"),
        SearchKind.ITEM: _("Saker i møter"),
        SearchKind.PAPER: _("Dokumenter"),
        SearchKind.POSITION: _("Partenes syn"),
    }
    return names[kind]
