"""What a change log must not say of other cases: values that the reader may not see.

The log of a thing that the reader sees names other cases, its own past ones too. Where one of
them is hidden, the version is told as if it had not been there; the stored row is untouched.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.models import Case, CaseStatus, Document, Order, Treatment
from cases.permissions import visible_documents, visible_to
from forums.history_log import Version
from forums.models import User


def hide_merging(user: User, found: list[Version]) -> None:
    """A case that was merged into a hidden one was closed, and why is not told. One query."""
    rows = [version.row for version in found if version.model is Case]
    seen = _seen(rows, "merged_into", visible_to(user, Case.objects.all()))
    for row in rows:
        if row.merged_into_id is not None and row.merged_into_id not in seen:
            row.merged_into_id, row.status = None, CaseStatus.CLOSED.value
            row.history_change_reason = _("Saken behandles ikke videre.")


def hide_other_cases(user: User, order: Order, found: list[Version]) -> None:
    """An order that came along when two cases became one has always been about the one it is in;
    an answer that lies in a hidden case is told by its words alone. Four queries."""
    rows = [version.row for version in found if version.model is Order]
    cases = visible_to(user, Case.objects.all())
    papers = visible_documents(user, Document.objects.all())
    treatments = visible_to(user, Treatment.objects.all(), case="case__")
    known: list[tuple[str, QuerySet[Any], int | None]] = [
        ("case", cases, order.case_id),
        ("answer_case", cases, None),
        ("answer_document", papers, None),
        ("treatment", treatments, None),
    ]
    for name, visible, instead in known:
        seen = _seen(rows, name, visible)
        for row in rows:
            if getattr(row, f"{name}_id") not in {None, *seen}:
                setattr(row, f"{name}_id", instead)


def _seen(rows: list[Any], name: str, visible: QuerySet[Any]) -> set[int]:
    asked = {getattr(row, f"{name}_id") for row in rows} - {None}
    return set(visible.filter(pk__in=asked).values_list("pk", flat=True)) if asked else set()
