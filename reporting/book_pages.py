"""The book's own pages: the notice, the agenda with its links, a sheet for each item, the rest.

They are laid out until the page numbers that they tell of are the right ones. Papers are bound
in between by ``book_binding.py``; where, is worked out here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from forums.attendance import expected
from forums.clock import now
from forums.models import Meeting
from reporting.book_contents import BookItem, BookPaper, Contents
from reporting.book_papers import Pages
from reporting.models import Audience, Reason
from reporting.pdf import Laid, lay_out, write

NOTICE, AGENDA, REMARKS = "innkalling", "saksliste", "merknader"
MOST_TURNS = 4
TEMPLATE = "pdf/book.html"


@dataclass
class Draft:
    """A book being made: what it shows, and what became of each paper, by the paper's key."""

    contents: Contents
    pages: dict[str, Pages] = field(default_factory=dict)
    left_out: dict[str, Reason] = field(default_factory=dict)

    @property
    def meeting(self) -> Meeting:
        return self.contents.meeting

    @property
    def count(self) -> int:
        return sum(row.count for row in self.pages.values())

    def bound(self, item: BookItem) -> list[BookPaper]:
        """The papers of an item that became pages."""
        return [paper for paper in item.papers if paper.key in self.pages]

    def remark(self, paper: BookPaper) -> Reason | None:
        if paper.key in self.left_out:
            return self.left_out[paper.key]
        return self.pages[paper.key].remark if paper.key in self.pages else None

    def remarks(self) -> list[dict[str, Any]]:
        """What the reader should know: first what is not in the book."""
        rows = [
            {
                "item": row.item.label,
                "title": paper.title,
                "reason": str(self.remark(paper)),
                "is_in": paper.key in self.pages,
            }
            for row in self.contents.items
            for paper in row.papers
            if self.remark(paper)
        ]
        return sorted(rows, key=lambda row: bool(row["is_in"]))


@dataclass(frozen=True)
class Leaf:
    """One page of the book: one of our own, or page ``index`` of ``paper``."""

    index: int
    item: BookItem | None = None
    paper: BookPaper | None = None


@dataclass(frozen=True)
class Layout:
    """Our own pages as PDF, every page of the book in order, and where each thing begins.

    ``starts`` has the page number, from 1, of the keys ``sak-3`` and ``papir-3-1``.
    """

    pdf: bytes
    leaves: list[Leaf]
    starts: dict[str, int]


def laid(draft: Draft) -> Layout:
    """Lay out again until the numbers printed are the numbers that come of it."""
    people, moment = expected(draft.meeting), now()
    starts: dict[str, int] = {}
    for _turn in range(MOST_TURNS):
        own = lay_out(TEMPLATE, _context(draft, starts, people, moment))
        leaves = list(_leaves(draft, own))
        before, starts = starts, _starts(leaves, own)
        if starts == before:
            break
    return Layout(write(own), leaves, starts)


def _leaves(draft: Draft, own: Laid) -> Iterator[Leaf]:
    """Each page of ours, and after the last one of an item, the pages of its papers."""
    first: dict[int, BookItem] = {}
    for row in draft.contents.items:
        first.setdefault(own.page_of(f"sak-{row.key}"), row)
    ends = _ends(draft, own)
    item = None
    for index in range(own.pages):
        item = None if index == own.find(REMARKS) else first.get(index, item)
        yield Leaf(index, item)
        for row in ends.get(index, []):
            for paper in draft.bound(row):
                for number in range(draft.pages[paper.key].count):
                    yield Leaf(number, row, paper)


def _ends(draft: Draft, own: Laid) -> dict[int, list[BookItem]]:
    """Page of ours -> the items with papers that end there."""
    begins = sorted({own.page_of(f"sak-{row.key}") for row in draft.contents.items})
    after = own.find(REMARKS)
    begins.append(own.pages if after is None else after)
    found: dict[int, list[BookItem]] = {}
    for row in draft.contents.items:
        if draft.bound(row):
            page = own.page_of(f"sak-{row.key}")
            end = min(begin for begin in begins if begin > page) - 1
            found.setdefault(end, []).append(row)
    return found


def _starts(leaves: list[Leaf], own: Laid) -> dict[str, int]:
    ours = {leaf.index: n for n, leaf in enumerate(leaves, start=1) if leaf.paper is None}
    starts = {name: ours[page] for name, page in own.anchors.items()}
    for n, leaf in enumerate(leaves, start=1):
        if leaf.paper is not None and leaf.index == 0:
            starts[f"papir-{leaf.paper.key}"] = n
    return {**starts, "alle": len(leaves)}


def _context(draft: Draft, starts: dict[str, int], people: Any, moment: Any) -> dict[str, Any]:
    rows: list[dict[str, Any]] = []
    before = True
    for item in draft.contents.items:
        bound = bool(draft.bound(item))
        papers = [_paper_row(draft, paper, starts) for paper in item.papers]
        rows.append(
            {
                "row": item,
                "item": item.item,
                "new_page": bound or before,
                "papers": papers,
                "number": starts.get(f"sak-{item.key}", 0),
            }
        )
        before = bound
    return {
        "meeting": draft.meeting,
        "rows": rows,
        "people": people,
        "at": moment,
        "site": settings.SITE_URL,
        "is_open": draft.contents.audience == Audience.OPEN,
        "keeps_back": draft.contents.keeps_back,
        "remarks": [(row, paper) for row in rows for paper in row["papers"] if paper["remark"]],
        "remarks_number": starts.get(REMARKS, 0),
        "minutes": sum(row.item.minutes_planned for row in draft.contents.items),
        "total": starts.get("alle", 0),
    }


def _paper_row(draft: Draft, paper: BookPaper, starts: dict[str, int]) -> dict[str, Any]:
    return {
        "paper": paper,
        "number": starts.get(f"papir-{paper.key}", 0),
        "count": draft.pages[paper.key].count if paper.key in draft.pages else 0,
        "remark": draft.remark(paper),
        "is_in": paper.key in draft.pages,
    }
