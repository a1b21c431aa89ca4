"""The papers of a case as its page lists them, by kind.

A paper that the reader may not see is listed with its public title and the legal ground, and with
its redacted copy if there is one; nothing else of it leaves this module. One query.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
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
    itself = Document.objects.filter(pk=OuterRef("document"))
    rows = DocumentVersion.objects.filter(document__case=case).defer("text")
    rows = rows.annotate(may_read=Exists(visible_documents(user, itself))).select_related(
        "uploaded_by", "document__exempt_ground", "document__withdrawn_by"
    )
    versions: dict[int, list[DocumentVersion]] = {}
    for version in rows.order_by("document__created_at", "document", "-number"):
        versions.setdefault(version.document_id, []).append(version)
    papers = [found[0].document for found in versions.values()]
    seen = {pk for pk, found in versions.items() if found[0].may_read}  # type: ignore[attr-defined]
    copies: dict[int | None, Document] = {
        p.redacts_id: p for p in papers if p.redacts_id and p.withdrawn_at is None
    }
    found: dict[str, list[Row]] = {kind: [] for kind in DocumentKind.values}
    for paper in sorted(papers, key=lambda row: row.withdrawn_at is not None):
        if paper in copies.values() or (paper.withdrawn_at and paper.pk not in seen):
            continue
        found[paper.kind].append(_row(paper, versions[paper.pk], copies, seen))
    return [Group(_many(kind), rows) for kind, rows in found.items() if rows]


def _row(
    paper: Document,
    versions: list[DocumentVersion],
    copies: dict[int | None, Document],
    seen: set[int],
) -> Row:
    ground = paper.exempt_ground.citation if paper.exempt_ground else ""
    copy = copies.get(paper.pk)
    copy = copy if copy is not None and copy.pk in seen else None
    if paper.pk not in seen:
        return Row(paper.public_title, ground, None, None, 0, copy)
    return Row(paper.title, ground, paper, versions[0], len(versions), copy)


def _many(kind: str) -> str:
    return str(capfirst(DocumentKind(kind).label))
