"""What a meeting's book shows, for the one audience or the other, and a digest of it. Two queries.

A case that is kept back, or not shown to all, is in the open book by its public title and the
legal ground alone; a paper that is kept back by itself likewise, with its redacted copy in its
place. The whole book has the papers themselves, and no redacted copies.
"""

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from cases.models import AgendaItem, Case, CopyState, Document, DocumentKind, DocumentVersion
from forums.models import Meeting
from reporting.models import Audience

# In the order that people read them; another forum's brief stays in its case.
READING_ORDER = (
    DocumentKind.ATTACHMENT,
    DocumentKind.NOTE,
    DocumentKind.STATEMENT,
    DocumentKind.DECISION,
    DocumentKind.MINUTES,
)


@dataclass(frozen=True)
class BookPaper:
    """One paper of an item. ``version`` is None where the audience may not have it."""

    key: str
    document: Document
    version: DocumentVersion | None
    is_brief: bool

    @property
    def is_kept_back(self) -> bool:
        return self.version is None

    @property
    def title(self) -> str:
        return self.document.public_title if self.is_kept_back else self.document.title

    @property
    def ground(self) -> str:
        ground = self.document.exempt_ground or self.document.case.exempt_ground
        return ground.citation if ground else ""

    @property
    def kind_word(self) -> str:
        return str(_("Saksframlegg")) if self.is_brief else self.document.kind_word


@dataclass(frozen=True)
class BookItem:
    """One item of the agenda; ``is_shown`` is False where the audience may not know the case."""

    key: str
    item: AgendaItem
    is_shown: bool
    papers: list[BookPaper]

    @property
    def case(self) -> Case | None:
        return self.item.treatment.case if self.item.treatment else None

    @property
    def title(self) -> str:
        if self.case is None:
            return self.item.title
        if self.is_shown:
            return self.case.title
        return self.case.public_title or str(_("Saken er ikke åpen for alle"))

    @property
    def ground(self) -> str:
        ground = self.case.exempt_ground if self.case else None
        return ground.citation if ground else ""


@dataclass(frozen=True)
class Contents:
    meeting: Meeting
    audience: Audience
    items: list[BookItem]

    @property
    def papers(self) -> list[BookPaper]:
        return [paper for row in self.items for paper in row.papers]

    @property
    def versions(self) -> list[DocumentVersion]:
        return [row.version for row in self.papers if row.version is not None]

    @property
    def shown_cases(self) -> list[Case]:
        return [row.case for row in self.items if row.case is not None and row.is_shown]

    @property
    def keeps_back(self) -> bool:
        """Whether somebody may see more than this."""
        return not all(row.is_shown for row in self.items) or any(
            row.is_kept_back for row in self.papers
        )

    @property
    def digest(self) -> str:
        """Changes whenever a new book would be another than one that was made of this."""
        told = [_meeting_facts(self.meeting), [_item_facts(row) for row in self.items]]
        return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()


@dataclass(frozen=True)
class Found:
    """Everything on a meeting's agenda, before it is said for whose eyes."""

    meeting: Meeting
    items: list[AgendaItem]
    papers: dict[int, list[Document]]
    versions: dict[int, DocumentVersion]

    def for_audience(self, audience: Audience) -> Contents:
        items = [self._item(n, row, audience) for n, row in enumerate(self.items, start=1)]
        return Contents(self.meeting, audience, items)

    def editions(self) -> list[Contents]:
        """The books that the meeting needs: the open one, and the whole one where it says more."""
        open_one = self.for_audience(Audience.OPEN)
        return [open_one, *([self.for_audience(Audience.WHOLE)] if open_one.keeps_back else [])]

    def _item(self, n: int, item: AgendaItem, audience: Audience) -> BookItem:
        item.meeting = self.meeting
        case = item.treatment.case if item.treatment else None
        is_open = case is None or (case.is_shown_to_all and case.exempt_ground_id is None)
        is_shown = is_open or audience == Audience.WHOLE
        chosen = self._papers_of(item, audience) if case is not None and is_shown else []
        papers = [
            BookPaper(f"{n}-{m}", row, self._version(row, audience), row.pk == item.paper_id)
            for m, row in enumerate(chosen, start=1)
        ]
        return BookItem(str(n), item, is_shown, papers)

    def _version(self, paper: Document, audience: Audience) -> DocumentVersion | None:
        if audience == Audience.OPEN and paper.is_exempt:
            return None
        return self.versions.get(paper.pk)

    def _papers_of(self, item: AgendaItem, audience: Audience) -> list[Document]:
        case = item.handled.case_id
        rows = [row for row in self.papers[case] if row.pk in self.versions]
        here = {row.pk: row for row in rows}
        kept_back = audience == Audience.OPEN
        copies = {row.redacts_id: row for row in rows if row.redacts_id in here}
        chosen = []
        for row in sorted(rows, key=lambda row: _order(row, item)):
            if row.redacts_id in here or not _belongs(row, item):
                continue
            chosen.append(row)
            if kept_back and row.is_exempt and row.pk in copies:
                chosen.append(copies[row.pk])
        return chosen


def found_in(meeting: Meeting) -> Found:
    """Two queries, however long the agenda is."""
    rows = meeting.agenda_items.select_related(
        "treatment__case__exempt_ground",
        "treatment__case__owner",
        "treatment__case__officer",
        "speaker",
    )
    items = list(rows.order_by("position", "pk"))
    cases = {row.treatment.case_id: row.treatment.case for row in items if row.treatment}
    papers: dict[int, list[Document]] = defaultdict(list)
    versions: dict[int, DocumentVersion] = {}
    for version in _newest(list(cases)):
        document = version.document
        document.case = cases[document.case_id]
        papers[document.case_id].append(document)
        versions[document.pk] = version
    return Found(meeting, items, papers, versions)


def _newest(cases: list[int]) -> list[DocumentVersion]:
    last = DocumentVersion.objects.filter(document=OuterRef("document")).order_by("-number")
    rows = DocumentVersion.objects.filter(
        document__case__in=cases,
        document__withdrawn_at__isnull=True,
        pk=Subquery(last.values("pk")[:1]),
    )
    rows = rows.select_related("document__exempt_ground").defer("text")
    return list(rows.order_by("document__created_at", "document"))


def _belongs(paper: Document, item: AgendaItem) -> bool:
    return paper.pk == item.paper_id or paper.kind != DocumentKind.BRIEF


def _order(paper: Document, item: AgendaItem) -> tuple[bool, int]:
    place = READING_ORDER.index(paper.kind) if paper.kind in READING_ORDER else 0
    return paper.pk != item.paper_id, place


def _meeting_facts(meeting: Meeting) -> list[Any]:
    return [
        meeting.starts_at.timestamp(),
        meeting.ends_at.timestamp(),
        meeting.place,
        meeting.papers_due,
        meeting.called_at.timestamp() if meeting.called_at else None,
    ]


def _item_facts(row: BookItem) -> list[Any]:
    item = row.item
    seen = [item.pk, item.number, item.purpose, item.minutes_planned, row.title, row.ground]
    if row.is_shown:
        seen += [item.oral_reason, item.proposal, item.speaker_id, item.late_because]
    return [*seen, [_paper_facts(paper) for paper in row.papers]]


def _paper_facts(paper: BookPaper) -> list[Any]:
    version = paper.version
    has_copy = version is not None and version.pdf_state == CopyState.DONE
    inside = [version.pk, version.sha256, has_copy] if version else []
    return [paper.document.pk, paper.title, paper.ground, paper.document.kind, *inside]
