"""The order of an agenda: where an item comes, how it is moved, when the numbers follow.

Only this module writes ``AgendaItem.position``. What stands last (a forum's standing items with
``is_last``) stays after every case that is put on. Numbers are given when an item is set up; the
notice is when they are read for the first time, so calling the meeting puts them in order.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from simple_history.utils import bulk_update_with_history

from cases.agenda_claims import claim_among
from cases.models import AgendaItem
from forums.clock import now
from forums.history import save_by
from forums.models import Meeting, User

# No forum has so many items in a year: out of the way while numbers change places.
ASIDE = 20_000


@transaction.atomic
def move_item(item: AgendaItem, *, by: User, to: int) -> AgendaItem:
    """Let the item be number ``to`` on the agenda, counted from one; beyond the ends, at them."""
    found, rows = claim_among(item, by)
    rows.remove(found)
    rows.insert(max(to, 1) - 1, found)
    arrange(rows, by=by)
    return found


@transaction.atomic
def step_item(item: AgendaItem, *, by: User, up: bool) -> AgendaItem:
    """Let the item change place with the one before or after it; at the end nothing happens."""
    found, rows = claim_among(item, by)
    place = rows.index(found)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
        arrange(rows, by=by)
    return found


def place_after_cases(rows: list[AgendaItem]) -> int:
    """Where in the list a new case comes: before what stands last."""
    place = len(rows)
    while place and (standing := rows[place - 1].standing) is not None and standing.is_last:
        place -= 1
    return place


def arrange(rows: Iterable[AgendaItem], *, by: User) -> None:
    """Write the order of the list, history included. Two queries however many are moved."""
    moved = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            if row.pk is not None:
                moved.append(row)
    if moved:
        bulk_update_with_history(
            moved, AgendaItem, ["position"], default_user=by, default_date=now()
        )


def number_in_order(meeting: Meeting, by: User, because: str) -> None:
    """Let the numbers that the meeting has follow the order (registered with its calling)."""
    rows = list(meeting.agenda_items.order_by("position", "pk"))
    wrong = [
        (row, number)
        for row, number in zip(rows, sorted(row.number for row in rows), strict=True)
        if row.number != number
    ]
    if not wrong:
        return
    # One number at a time would meet the one that has it.
    moved = AgendaItem.objects.filter(pk__in=[row.pk for row, _number in wrong])
    moved.update(number=F("number") + ASIDE)
    for row, number in wrong:
        row.number, row.meeting = number, meeting
        save_by(row, by=by, fields=["number"])
