"""Words to one person about what is no event in a case's history.

An order without a case, a brief that only its authors and those who are asked may read, a task
that changes hands, new papers. The same thing said again before it is read is said once, as new.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from cases.brief_rules import visible_briefs
from cases.models import Brief, Case, FollowUp, Memo, MemoKind, Order
from cases.permissions import visible_orders, visible_to
from forums.clock import now
from forums.models import User

ABOUT: dict[type[Model], str] = {
    Order: "order",
    Brief: "brief",
    FollowUp: "follow_up",
    Case: "case",
}
MOST = 200  # as far back as «Min side» looks


def send(
    kind: MemoKind,
    people: Iterable[int | None],
    *,
    by: User | None,
    about: Order | Brief | FollowUp | Case,
) -> None:
    """Tell each of the people, by primary key, in the caller's transaction; never ``by`` itself."""
    told = {pk for pk in people if pk is not None} - {getattr(by, "pk", None)}
    thing = {ABOUT[type(about)]: about}
    Memo.objects.filter(user__in=told, kind=kind, read_at__isnull=True, **thing).delete()
    Memo.objects.bulk_create(
        Memo(user_id=pk, kind=kind, at=now(), by=by, **thing) for pk in sorted(told)
    )


def overtaken(kind: MemoKind, about: Order | Brief, people: Iterable[int] = ()) -> None:
    """It has been done since: neither the people, nor anybody where none is named, need hear it."""
    rows = Memo.objects.filter(kind=kind, read_at__isnull=True, **{ABOUT[type(about)]: about})
    who = list(people)
    (rows.filter(user__in=who) if who else rows).delete()


def unread(user: User) -> list[Memo]:
    """What the person has not read and may still see, the newest first.

    Five queries at most, one where there is nothing.
    """
    rows = Memo.objects.filter(user=user, read_at__isnull=True).select_related(
        "by",
        "case",
        "order__from_forum",
        "order__to_forum",
        "brief__case",
        "brief__forum",
        "follow_up__case",
    )
    found = list(rows.order_by("-at", "-pk")[:MOST])
    orders = [memo.order_id for memo in found if memo.order_id]
    briefs = [memo.brief_id for memo in found if memo.brief_id]
    cases = [pk for memo in found if (pk := _case_of(memo))]
    seen_orders = _keys(visible_orders(user, Order.objects.filter(pk__in=orders)), orders)
    seen_briefs = _keys(visible_briefs(user, Brief.objects.filter(pk__in=briefs)), briefs)
    seen_cases = _keys(visible_to(user, Case.objects.filter(pk__in=cases)), cases)
    return [
        memo
        for memo in found
        if memo.order_id in seen_orders
        or memo.brief_id in seen_briefs
        or _case_of(memo) in seen_cases
    ]


def mark_read(*, by: User, upto: int) -> int:
    """Read every memo to number ``upto``; how many there were."""
    rows = Memo.objects.filter(user=by, read_at__isnull=True, pk__lte=upto)
    return rows.update(read_at=now())


def read_papers(case: Case, *, by: User) -> None:
    """The person has been shown the page of the case, with all its papers."""
    rows = Memo.objects.filter(user=by, case=case, kind=MemoKind.PAPERS, read_at__isnull=True)
    rows.update(read_at=now())


def _case_of(memo: Memo) -> int | None:
    return memo.follow_up.case_id if memo.follow_up else memo.case_id


def _keys(rows: QuerySet[Any], asked: list[int]) -> set[int]:
    return set(rows.values_list("pk", flat=True)) if asked else set()
