"""Pages of a long list of cases: the last page takes no longer than the first."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Min, QuerySet

from cases.models import AWAITING, Case, Treatment


class CasePages(Paginator[Case]):
    """Finds the page's cases by number alone, from the nearer end; then reads those few.

    The newest come first. ``count`` is given, so that nothing is counted twice.
    """

    def __init__(self, rows: QuerySet[Case], per_page: int, *, count: int) -> None:
        super().__init__(rows, per_page)
        self.rows = rows
        self.count = count

    def page(self, number: Any) -> Page[Case]:
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        found = self.found(first, min(first + self.per_page, self.count))
        # ``rows`` holds the person's rights: the page is read through them once more.
        rows = sorted(self.rows.filter(pk__in=found).order_by("pk"), key=_place_in(found))
        return Page(rows, number, self)

    def found(self, first: int, last: int) -> list[int]:
        """The primary keys of the cases from one place in the list to another."""
        if first < self.count / 2:
            return list(self.keys.order_by("-year", "-sequence")[first:last])
        backwards = self.keys.order_by("year", "sequence")
        return list(backwards[self.count - last : self.count - first])[::-1]

    @property
    def keys(self) -> "QuerySet[Case, int]":
        rows = self.rows.select_related(None).prefetch_related(None)
        return rows.order_by().values_list("pk", flat=True)


class WaitingPages(CasePages):
    """By how long each case has waited for a forum; those that wait for none last, the newest
    first. Begins with what waits, which is little, and not with every case there is.
    """

    def __init__(
        self, rows: QuerySet[Case], per_page: int, *, count: int, longest_first: bool
    ) -> None:
        super().__init__(rows, per_page, count=count)
        self.longest_first = longest_first

    def found(self, first: int, last: int) -> list[int]:
        waiting = self._waiting()
        found = list(waiting[first:last])
        if len(found) == last - first:
            return found
        start = max(0, first - waiting.count())
        others = self.keys.exclude(pk__in=self._open().values("case"))
        rest = others.order_by("-year", "-sequence")[start : start + last - first - len(found)]
        return [*found, *rest]

    def _waiting(self) -> "QuerySet[Treatment, int]":
        rows = self._open().filter(case__in=self.keys).values("case")
        order = "since" if self.longest_first else "-since"
        since = rows.annotate(since=Min("asked_at"))
        return since.order_by(order, "-case__year", "-case__sequence").values_list(
            "case", flat=True
        )

    def _open(self) -> QuerySet[Treatment]:
        return Treatment.objects.filter(state__in=AWAITING).order_by()


def _place_in(found: list[int]) -> Any:
    places = {pk: n for n, pk in enumerate(found)}
    return lambda case: places[case.pk]
