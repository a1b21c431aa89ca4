"""Who hears of an order that is in no case.

It has no history that others read: the leader and the secretaries of the forum that is to answer
hear that it came and that it was taken back; those of the forum that ordered, and whoever did so
on its behalf, hear the answer.
"""

from cases import memos
from cases.models import MemoKind, Order
from forums.models import Membership, Role, User

# Who answers for the forum that the work was ordered of.
ANSWERS = (Role.LEADER, Role.SECRETARY)


def tell(order: Order, kind: MemoKind, *, by: User | None) -> None:
    memos.overtaken(MemoKind.ORDERED, order)
    memos.send(kind, hearers(order, kind), by=by, about=order)


def hearers(order: Order, kind: MemoKind) -> set[int]:
    """By primary key. One query."""
    back = kind == MemoKind.ORDER_ANSWERED
    forum = order.from_forum_id if back else order.to_forum_id
    told = Membership.objects.current().filter(forum=forum, role__in=ANSWERS)
    people = set(told.values_list("user", flat=True))
    if order.ordered_by_id is not None and kind != MemoKind.ORDERED:
        people.add(order.ordered_by_id)
    return people
