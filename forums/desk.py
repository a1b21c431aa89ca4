"""What waits for the secretariat in the organisation; five queries."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet

from forums.clock import today
from forums.models import (
    ChangeStatus,
    Forum,
    Invitation,
    Mandate,
    MandateStatus,
    Membership,
    PartyTask,
    RepresentativeChange,
)

SHOWN = 6
SOON = timedelta(days=60)


@dataclass(frozen=True)
class Pile:
    """The first rows of what waits, and how many there are in all."""

    rows: list[Any]
    total: int
    more: bool


@dataclass(frozen=True)
class Desk:
    changes: Pile
    vacancies: Pile
    ending: Pile
    invitations: Pile
    drafts: Pile

    @property
    def waiting(self) -> int:
        """What somebody must do something about; a role's end may be as planned."""
        return self.changes.total + self.vacancies.total + self.drafts.total


def desk() -> Desk:
    day = today()
    reported = RepresentativeChange.objects.filter(status=ChangeStatus.REPORTED)
    tasks = PartyTask.objects.filter(closed_on=None)
    ending = Membership.objects.on(day).filter(end__lte=day + SOON)
    invited = Invitation.objects.open()
    drafts = Mandate.objects.filter(status=MandateStatus.DRAFT)
    seat = ("seat__forum", "seat__party")
    return Desk(
        changes=_pile(
            reported.select_related(*seat, "party", "user", "reported_by").order_by("reported_at")
        ),
        vacancies=_by_forum(tasks.select_related(*seat, "party").order_by("due_on", "pk")),
        ending=_pile(ending.select_related("user", "forum", "party").order_by("end", "pk")),
        invitations=_pile(invited.select_related("user").order_by("expires_at")),
        drafts=_pile(drafts.select_related("forum").order_by("pk")),
    )


def _by_forum(tasks: QuerySet[PartyTask]) -> Pile:
    """Vacant seats gathered by forum, the one with the first deadline first."""
    found: dict[Forum, list[PartyTask]] = {}
    for task in tasks:
        found.setdefault(task.seat.forum, []).append(task)
    rows = list(found.items())
    return Pile(rows[:SHOWN], sum(map(len, found.values())), len(rows) > SHOWN)


def _pile(rows: QuerySet[Any]) -> Pile:
    found = list(rows)
    return Pile(found[:SHOWN], len(found), len(found) > SHOWN)
