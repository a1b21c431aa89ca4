"""A case as it stands for one person, read once however many moves are judged (four queries)."""

from functools import cached_property

from cases.models import (
    Anchoring,
    Case,
    CaseStatus,
    EventKind,
    Route,
    RouteKind,
    Treatment,
    TreatmentState,
)
from cases.routes import Powers
from forums.models import Forum
from forums.permissions import Someone

ARRIVES = (EventKind.LIFTED, EventKind.SENT)


class Situation(Powers):
    """The case as it stands for one person, with what the rules ask about."""

    def __init__(self, case: Case, user: Someone) -> None:
        super().__init__(user)
        self.case = case

    @cached_property
    def treatments(self) -> list[Treatment]:
        return list(self.case.treatments.select_related("forum").order_by("asked_at", "pk"))

    @property
    def open(self) -> list[Treatment]:
        return [row for row in self.treatments if row.is_open]

    @property
    def here(self) -> list[Treatment]:
        return [row for row in self.treatments if row.forum_id == self.case.forum_id]

    @cached_property
    def asked(self) -> set[int | None]:
        """The treatments that somebody asked for, by primary key: not those of a move or order."""
        rows = self.case.events.filter(kind=EventKind.ASKED)
        return set(rows.values_list("treatment", flat=True))

    @property
    def asked_and_waiting(self) -> list[Treatment]:
        """What may still be taken back: no meeting has it."""
        waiting = TreatmentState.WAITING
        return [row for row in self.treatments if row.state == waiting and row.pk in self.asked]

    @property
    def parties_asked(self) -> list[Anchoring]:
        """The parties that have been asked and not answered; only the secretariat asks them."""
        return [row for row in self.anchorings if self.is_secretariat and row.is_waited_for]

    @cached_property
    def ways(self) -> list[Route]:
        """Every route in use out of the forum that has the case, of all kinds."""
        rows = Route.objects.filter(from_forum=self.case.forum_id, is_active=True)
        return list(
            rows.select_related("from_forum", "to_forum", "released_by").order_by(
                "to_forum__level", "to_forum__position", "pk"
            )
        )

    def along(self, kind: RouteKind) -> list[Route]:
        return [route for route in self.ways if route.kind == kind]

    @property
    def routes(self) -> list[Route]:
        """Where the case may be lifted."""
        return self.along(RouteKind.LIFT)

    @cached_property
    def came_from(self) -> Forum | None:
        arrivals = self.case.events.filter(kind__in=ARRIVES, to_forum=self.case.forum_id)
        last = arrivals.select_related("from_forum").order_by("-sequence").first()
        return last.from_forum if last else None

    @cached_property
    def anchorings(self) -> list[Anchoring]:
        return list(self.case.anchorings.select_related("party").order_by("party__name"))

    @property
    def leads_here(self) -> bool:
        return self.case.forum_id in self.leads

    @property
    def prepares(self) -> bool:
        mine = {self.case.officer_id, self.case.created_by_id}
        return self.case.status == CaseStatus.DRAFT and getattr(self.user, "pk", None) in mine
