"""The items that a forum has on every agenda: set up by themselves, and settled in the meeting.

The agenda gets them with its first case. «Approve the last minutes» puts forward the minutes that
wait that day: what waits is asked for anew when the meeting is called, and stands from then on.
Source: the guidelines (minutes are approved at the next meeting); the Local Government Act
§ 11-4 on minutes.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cases.agenda_claims import claim_items
from cases.agenda_order import arrange
from cases.models import AgendaItem, Outcome, Purpose, StandingItem, StandingKind
from cases.outcomes import settle_standing
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.meetings import approve_minutes
from forums.models import Meeting, MeetingStatus, User, next_number

# Held, and not yet approved.
MINUTES_WAIT = (MeetingStatus.HELD, MeetingStatus.MINUTES_PROPOSED)
PURPOSES = {
    StandingKind.NOTICE: Purpose.DECISION,
    StandingKind.MINUTES: Purpose.DECISION,
    StandingKind.INFORMATION: Purpose.INFORMATION,
    StandingKind.OTHER: Purpose.DISCUSSION,
}


@transaction.atomic
def set_up_standing(meeting: Meeting, *, by: User) -> list[AgendaItem]:
    """Put the forum's standing items that the agenda lacks on it; again changes nothing."""
    found, rows = claim_items(meeting, by)
    return add_missing(found, rows, by=by)


def add_missing(meeting: Meeting, rows: list[AgendaItem], *, by: User) -> list[AgendaItem]:
    """The same for an agenda that the caller holds; ``rows`` grows by what was added."""
    missing = missing_in(meeting, rows)
    first = [_item(row, meeting) for row in missing if not row.is_last]
    last = [_item(row, meeting) for row in missing if row.is_last]
    opening = sum(1 for row in rows if row.standing is not None and not row.standing.is_last)
    rows[opening:opening] = first
    rows.extend(last)
    arrange(rows, by=by)
    for item in (*first, *last):
        item.number = next_number(f"agenda:{meeting.forum_id}", meeting.year)
        save_by(item, by=by)
        _put_minutes_before(item)
    return [*first, *last]


def missing_in(meeting: Meeting, rows: Iterable[AgendaItem]) -> list[StandingItem]:
    """The forum's standing items in use that are not on the agenda."""
    here = {row.standing_id for row in rows}
    kept = StandingItem.objects.filter(forum=meeting.forum_id, is_active=True)
    return [row for row in kept.order_by("is_last", "position", "pk") if row.pk not in here]


@transaction.atomic
def take_standing_off(item: AgendaItem, *, by: User, reason: str) -> None:
    """Leave a standing item out of this meeting; the forum keeps it for the next ones."""
    if not reason.strip():
        raise Refused(_("Skriv hvorfor saken tas av sakslisten."))
    _meeting, rows = claim_items(item.meeting, by)
    found = next((row for row in rows if row.pk == item.pk and row.treatment is None), None)
    if found is None:
        raise Refused(_("Saken er alt tatt av sakslisten."))
    rows.remove(found)
    delete_by(found, by=by, why=reason)
    arrange(rows, by=by)


@transaction.atomic
def settle(
    item: AgendaItem,
    *,
    by: User,
    outcome: Outcome | str,
    text: str = "",
    minutes_used: int | None = None,
) -> AgendaItem:
    """Close the standing item; where the last minutes are approved, they are so from now on.

    Raises Refused, approving nothing, while one of them is not put forward.
    """
    found = settle_standing(item, by=by, outcome=outcome, text=text, minutes_used=minutes_used)
    if outcome == Outcome.APPROVED:
        for before in found.minutes_of.order_by("starts_at"):
            if before.status == MeetingStatus.HELD:
                raise Refused(
                    _("Referatet fra %(meeting)s er ikke lagt fram, og kan ikke godkjennes.")
                    % {"meeting": before}
                )
            if before.status == MeetingStatus.MINUTES_PROPOSED:
                approve_minutes(before, by=by)
    return found


def minutes_that_wait(meeting: Meeting) -> list[Meeting]:
    """The forum's earlier meetings whose minutes are not approved."""
    rows = Meeting.objects.filter(forum=meeting.forum_id, status__in=MINUTES_WAIT)
    earlier = rows.filter(starts_at__lt=meeting.starts_at).select_related("forum")
    return list(earlier.order_by("starts_at", "pk"))


def put_minutes_forward(meeting: Meeting, by: User, because: str) -> None:
    """Let the agenda hold the minutes that wait now (registered with the meeting's calling)."""
    for item in meeting.agenda_items.filter(standing__kind=StandingKind.MINUTES):
        item.meeting = meeting
        _put_minutes_before(item)


def _item(standing: StandingItem, meeting: Meeting) -> AgendaItem:
    return AgendaItem(
        meeting=meeting,
        standing=standing,
        title=standing.title,
        position=0,
        purpose=PURPOSES[StandingKind(standing.kind)],
        minutes_planned=standing.minutes,
    )


def _put_minutes_before(item: AgendaItem) -> None:
    if item.standing is not None and item.standing.kind == StandingKind.MINUTES:
        item.minutes_of.set(minutes_that_wait(item.meeting))
