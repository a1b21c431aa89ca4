"""The papers of a case as its page lists them, by kind.

A paper that the reader may not see is listed with its public title and the legal ground, and with
its redacted copy if there is one; nothing else of it leaves this module. Two queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy

from cases import sections
from cases.models import Case, CopyState, Document, DocumentKind, DocumentVersion
from cases.permissions import may_edit, visible_documents
from cases.story import Story
from forums.models import User


@dataclass(frozen=True)
class Row:
    """One paper. ``document`` and ``newest`` are None for one who may not see it."""

    title: str
    ground: str
    document: Document | None
    newest: DocumentVersion | None
    versions: int
    copy: Document | None

    @property
    def has_pdf(self) -> bool:
        return self.newest is not None and self.newest.pdf_state == CopyState.DONE

    @property
    def is_withdrawn(self) -> bool:
        return self.document is not None and self.document.withdrawn_at is not None


@dataclass(frozen=True)
class Group:
    label: str
    rows: list[Row]


def register_all() -> None:
    sections.register(
        "dokumenter",
        gettext_lazy("Dokumenter"),
        "cases/_documents.html",
        section,
        position=70,
        pdf_template="pdf/_documents.html",
    )


def section(user: User, case: Case, story: Story) -> dict[str, Any]:
    groups = groups_for(user, case)
    edits = may_edit(user, case) and case.closed_at is None
    return {
        "groups": groups,
        "may_edit": edits,
        "total": sum(len(group.rows) for group in groups),
    }


def groups_for(user: User, case: Case) -> list[Group]:
    """The papers in the order of their kinds, the withdrawn ones last."""
    versions = DocumentVersion.objects.select_related("uploaded_by").defer("text")
    itself = Document.objects.filter(pk=OuterRef("pk"))
    rows = case.documents.annotate(may_read=Exists(visible_documents(user, itself)))
    rows = rows.select_related("exempt_ground", "withdrawn_by").order_by("created_at", "pk")
    papers = list(rows.prefetch_related(Prefetch("versions", versions.order_by("-number"))))
    seen = {paper.pk for paper in papers if paper.may_read}
    copies: dict[int | None, Document] = {
        p.redacts_id: p for p in papers if p.redacts_id and p.withdrawn_at is None
    }
    found: dict[str, list[Row]] = {kind: [] for kind in DocumentKind.values}
    for paper in sorted(papers, key=lambda row: row.withdrawn_at is not None):
        if paper in copies.values() or (paper.withdrawn_at and paper.pk not in seen):
            continue
        found[paper.kind].append(_row(paper, copies, seen))
    return [Group(_many(kind), rows) for kind, rows in found.items() if rows]


def _row(paper: Document, copies: dict[int | None, Document], seen: Iterable[int]) -> Row:
    ground = paper.exempt_ground.citation if paper.exempt_ground else ""
    copy = copies.get(paper.pk)
    copy = copy if copy is not None and copy.pk in seen else None
    if paper.pk not in seen:
        return Row(paper.public_title, ground, None, None, 0, copy)
    versions = list(paper.versions.all())
    newest = versions[0] if versions else None
    return Row(paper.title, ground, paper, newest, len(versions), copy)


def _many(kind: str) -> str:
    return str(capfirst(DocumentKind(kind).label))
