"""Pages of a long list of cases: the last page takes no longer than the first."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from cases.models import Case


class CasePages(Paginator[Case]):
    """Finds the page's cases by number alone, from the nearer end; then reads those few.

    ``object_list`` is ordered by number, the newest first. ``count`` is given, so that nothing
    is counted twice.
    """

    def __init__(self, rows: QuerySet[Case], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.rows = rows
        self.count = count

    def page(self, number: Any) -> Page[Case]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        last = min(first + self.per_page, self.count)
        if first < self.count / 2:
            found = self._ids("-year", "-sequence")[first:last]
        else:
            found = self._ids("year", "sequence")[self.count - last : self.count - first]
        # ``rows`` holds the person's rights: the page is read through them once more.
        rows = self.rows.filter(pk__in=list(found)).order_by("-year", "-sequence")
        return Page(list(rows), number, self)

    def _ids(self, *order: str) -> "QuerySet[Case, int]":
        rows = self.rows.select_related(None).prefetch_related(None)
        return rows.order_by(*order).values_list("pk", flat=True)
