"""Words to one person about what is no event in a case's history.

An order without a case, a brief that only its authors and those who are asked may read, a task
that changes hands, new papers. The same thing said again before it is read is said once, as new.
"""

from collections.abc import Iterable

from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.functions import Coalesce

from cases.brief_rules import briefs_for
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
    """What the person has not read and may still see, the newest first: one query."""
    rows = Memo.objects.filter(_may_see(user), user=user, read_at__isnull=True).select_related(
        "by",
        "case",
        "order__from_forum",
        "order__to_forum",
        "brief__case",
        "brief__forum",
        "follow_up__case",
    )
    return list(rows.order_by("-at", "-pk")[:MOST])


def mark_read(*, by: User, upto: int) -> int:
    """Read every memo to number ``upto``; how many there were."""
    rows = Memo.objects.filter(user=by, read_at__isnull=True, pk__lte=upto)
    return rows.update(read_at=now())


def read_papers(case: Case, *, by: User) -> None:
    """The person has been shown the page of the case, with all its papers."""
    rows = Memo.objects.filter(user=by, case=case, kind=MemoKind.PAPERS, read_at__isnull=True)
    rows.update(read_at=now())


def _may_see(user: User) -> Q:
    """That the person may still see what the memo is about."""
    orders = Order.objects.filter(pk=OuterRef("order"))
    briefs = briefs_for(user).filter(pk=OuterRef("brief"))
    cases = Case.objects.filter(pk=Coalesce(OuterRef("case"), OuterRef("follow_up__case")))
    return (
        Q(Exists(visible_orders(user, orders)))
        | Q(Exists(briefs))
        | Q(Exists(visible_to(user, cases)))
    )
