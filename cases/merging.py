"""Two cases that turn out to be one: the duplicate ends, and says where its story goes on.

Both histories say it, to those who see both. To one who sees the duplicate alone it is a case
that was closed (``Case.shown_status``, event_words.py); one who sees the remaining case alone
learns nothing, since its history does not speak of a duplicate that others do not see.
Reopening the duplicate (``reopen_case``) undoes it by new events.
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
from cases.moves import Move, require_move, require_reason
from cases.notices import may_hear
from cases.permissions import forums_on_way, visible_to
from cases.situation import Situation
from cases.treatments import withdraw
from forums import clock
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, User
from forums.permissions import Someone


@transaction.atomic
def merge_case(case: Case, into: Case, *, by: User, reason: str, seen: int | None = None) -> Case:
    """End ``case`` as a duplicate of ``into``; returns the case that remains.

    What waits in the forums is withdrawn, and is refused while a meeting has it. Followers who
    see the other case and open orders go along; papers stay where they are. ``reason`` is read by
    those who see both. ``seen`` is of the duplicate's page.
    """
    if not visible_to(by, Case.objects.filter(pk=into.pk)).exists():
        raise PermissionDenied
    hold_cases(case.pk, into.pk)
    duplicate, remaining = claim_case(case), claim_case(into)
    now = Situation(duplicate, by)
    require_nothing_new(duplicate, seen)
    require_move(now, Move.MERGE)
    _require_fits(duplicate, remaining)
    _require_ordered_see(duplicate, remaining)
    require_reason(Move.MERGE, reason)
    withdraw(now.open, by=by, reason=_("Saken behandles ikke videre."))
    duplicate.status, duplicate.merged_into = CaseStatus.MERGED, remaining
    duplicate.merge_is_shown, duplicate.closed_at = remaining.is_shown_to_all, clock.now()
    fields = ["status", "merged_into", "merge_is_shown", "closed_at"]
    save_by(duplicate, by=by, why=reason, fields=fields)
    _tell(duplicate, EventKind.MERGED, remaining, by=by, reason=reason)
    if duplicate.is_shown_to_all:
        _tell(remaining, EventKind.TOOK_IN, duplicate, by=by, reason=reason)
    _move_along(duplicate, remaining, by=by)
    case.merge_is_shown = duplicate.merge_is_shown
    case.status, case.merged_into = duplicate.status, remaining
    case.closed_at = duplicate.closed_at
    return remaining


def was_told_of(case: Case, duplicate: Case) -> bool:
    """Whether the history of ``case`` says that the duplicate ended in it."""
    kinds = (EventKind.TOOK_IN, EventKind.MERGED)
    return case.events.filter(kind__in=kinds, other_case=duplicate).exists()


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


def _tell(case: Case, kind: EventKind, other: Case, *, by: User, reason: str) -> None:
    record(case, kind, by=by, from_forum=case.forum, other_case=other, reason=reason)


def _require_ordered_see(duplicate: Case, remaining: Case) -> None:
    """Both ends of what is ordered in the case must still see it afterwards."""
    if remaining.is_shown_to_all:
        return
    there = forums_on_way(remaining)
    rows = Order.objects.filter(case=duplicate, state=OrderState.OPEN)
    for order in rows.select_related("from_forum", "to_forum").order_by("pk"):
        for forum in (order.to_forum, order.from_forum):
            if forum.pk not in there:
                raise Refused(_left_without(order, forum, remaining))


def _left_without(order: Order, forum: Forum, remaining: Case) -> str:
    return _(
        "Bestillingen «%(what)s» er ikke besvart, og %(forum)s ser ikke sak %(number)s. Trekk "
        "bestillingen, eller be forumet om behandling der først."
    ) % {"forum": forum.short_name, "what": order.what, "number": remaining.number}


def _move_along(duplicate: Case, remaining: Case, *, by: User) -> None:
    all_of_them = duplicate.followers.values_list("user", flat=True)
    see_it = may_hear(remaining, all_of_them).values("pk")
    followers = duplicate.followers.filter(user__in=see_it)
    Follower.objects.bulk_create(
        [Follower(case=remaining, user_id=row.user_id, since=row.since) for row in followers],
        ignore_conflicts=True,
    )
    followers.delete()
    for order in Order.objects.filter(case=duplicate, state=OrderState.OPEN).order_by("pk"):
        order.case = remaining
        save_by(order, by=by, fields=["case"])
