"""Cases by the status that everyone who sees them may know (``Case.shown_status``).

One that was merged into a case that some of its readers do not see is among the closed ones,
in every filter, count and order, and nowhere among the merged.
"""

from django.db.models import Case as When
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models import When as If

from cases.models import Case, CaseStatus

HIDDEN = Q(status=CaseStatus.MERGED, merge_is_shown=False)


def is_shown_as(status: str, case: str = "") -> Q:
    """The condition; ``case`` is the way from the rows to their case (``"case__"``)."""
    known = Q(**{f"{case}status": status})
    hidden = Q(**{f"{case}status": CaseStatus.MERGED, f"{case}merge_is_shown": False})
    if status == CaseStatus.CLOSED:
        return known | hidden
    return known & ~hidden if status == CaseStatus.MERGED else known


def count_by_status(rows: QuerySet[Case], counts: dict[str, int]) -> dict[str, int]:
    """The counts by stored status, with the hidden ones moved. One query, where some are merged."""
    if CaseStatus.MERGED not in counts:
        return counts
    hidden = rows.order_by().filter(HIDDEN).count()
    moved = {CaseStatus.MERGED.value: -hidden, CaseStatus.CLOSED.value: hidden}
    found = {status: counts.get(status, 0) + moved.get(status, 0) for status in {*counts, *moved}}
    return {status: n for status, n in found.items() if n}


def ordered_key(rows: QuerySet[Case]) -> F | When:
    """What to order by; the column itself, which has an index, where nothing is hidden."""
    if not rows.order_by().filter(HIDDEN).exists():
        return F("status")
    shown = Value(CaseStatus.CLOSED.value)
    return When(If(HIDDEN, then=shown), default=F("status"), output_field=CharField())
