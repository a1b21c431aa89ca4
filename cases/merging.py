"""Two cases that turn out to be one: the duplicate ends, and says where its story goes on.

Both histories say it. Reopening the duplicate (``reopen_case``) undoes it by new events.
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cases.claims import claim_case, hold_cases
from cases.events import record, require_nothing_new
from cases.models import (
    LIVING,
    Case,
    CaseStatus,
    EventKind,
    Follower,
    Order,
    OrderState,
)
from cases.moves import Move, Situation, require_move, require_reason
from cases.permissions import visible_to
from cases.treatments import withdraw
from forums import clock
from forums.errors import Refused
from forums.history import save_by
from forums.models import User
from forums.permissions import Someone


@transaction.atomic
def merge_case(case: Case, into: Case, *, by: User, reason: str, seen: int | None = None) -> Case:
    """End ``case`` as a duplicate of ``into``; returns the case that remains.

    What waits in the forums is withdrawn, and is refused while a meeting has it. Followers and
    open orders go along; papers stay where they are. ``seen`` is of the duplicate's page.
    """
    if not visible_to(by, Case.objects.filter(pk=into.pk)).exists():
        raise PermissionDenied
    hold_cases(case.pk, into.pk)
    duplicate, remaining = claim_case(case), claim_case(into)
    now = Situation(duplicate, by)
    require_nothing_new(duplicate, seen)
    require_move(now, Move.MERGE)
    _require_fits(duplicate, remaining)
    require_reason(Move.MERGE, reason)
    withdraw(now.open, by=by, reason=reason)
    duplicate.status, duplicate.merged_into = CaseStatus.MERGED, remaining
    duplicate.closed_at = clock.now()
    save_by(duplicate, by=by, why=reason, fields=["status", "merged_into", "closed_at"])
    for one, other in ((duplicate, remaining), (remaining, duplicate)):
        record(one, EventKind.MERGED, by=by, from_forum=one.forum, other_case=other, reason=reason)
    _move_along(duplicate, remaining, by=by, reason=reason)
    case.status, case.merged_into = duplicate.status, remaining
    case.closed_at = duplicate.closed_at
    return remaining


def merged_cases(user: Someone, case: Case) -> QuerySet[Case]:
    """The duplicates that ended here, of those the person may see. One query."""
    return visible_to(user, case.merged_from.all()).order_by("closed_at", "pk")


def went_to(user: Someone, case: Case) -> Case | None:
    """Where a merged case goes on, if the person may see it. At most one query."""
    if case.merged_into_id is None:
        return None
    return visible_to(user, Case.objects.filter(pk=case.merged_into_id)).first()


def _require_fits(duplicate: Case, remaining: Case) -> None:
    if duplicate.pk == remaining.pk:
        raise Refused(_("En sak kan ikke slås sammen med seg selv."))
    if remaining.status not in LIVING:
        raise Refused(
            _("Sak %(number)s har status «%(status)s». Velg en sak som ikke er avsluttet.")
            % {"number": remaining.number, "status": remaining.get_status_display()}
        )
    if duplicate.exempt_ground_id and not remaining.exempt_ground_id:
        # Its open orders and the reason would be read by everyone who sees the other case.
        raise Refused(
            _(
                "Sak %(number)s er unntatt offentlighet, og den andre saken er det ikke. Unnta den "
                "også, eller opphev unntaket først."
            )
            % {"number": duplicate.number}
        )
    if remaining.status == CaseStatus.DRAFT != duplicate.status:
        raise Refused(
            _(
                "Sak %(number)s er et utkast, og de som ser denne saken, ser ikke den. Legg den "
                "fram først."
            )
            % {"number": remaining.number}
        )


def _move_along(duplicate: Case, remaining: Case, *, by: User, reason: str) -> None:
    followers = duplicate.followers.all()
    Follower.objects.bulk_create(
        [Follower(case=remaining, user_id=row.user_id, since=row.since) for row in followers],
        ignore_conflicts=True,
    )
    followers.delete()
    for order in Order.objects.filter(case=duplicate, state=OrderState.OPEN).order_by("pk"):
        order.case = remaining
        save_by(order, by=by, why=reason, fields=["case"])
