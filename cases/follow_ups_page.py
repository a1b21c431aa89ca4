"""What the pages show of follow-ups: who, by when, and what was done."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.actions import Action
from cases.anchoring_words import distance
from cases.follow_ups import may_add, may_finish
from cases.models import ENDED, Case, CaseStatus, FollowUp, FollowUpState
from cases.situation import Situation
from cases.story import Story
from forums.clock import today
from forums.models import User
from forums.permissions import Someone, is_secretariat, may_report_for


@dataclass(frozen=True)
class Line:
    """A follow-up, and what one person may do with it."""

    row: FollowUp
    may_finish: bool = False
    may_change: bool = False
    may_drop: bool = False

    @property
    def is_open(self) -> bool:
        return self.row.state == FollowUpState.OPEN

    @property
    def is_late(self) -> bool:
        return self.is_open and self.row.due < today()

    @property
    def far(self) -> str:
        return distance(self.row.due)

    @property
    def person(self) -> User | None:
        """The one who does it; None for one who has left the party."""
        return self.row.person if self.row.has_person or not self.is_open else None  # type: ignore[attr-defined]


def line(user: Someone, row: FollowUp) -> Line:
    is_open = row.state == FollowUpState.OPEN
    return Line(
        row,
        is_open and may_finish(user, row),
        is_open and may_report_for(user, row.party),
        is_open and is_secretariat(user),
    )


def section(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """The open ones first, by date. Read with the story."""
    if case.status == CaseStatus.DRAFT:
        return None
    rows = [line(user, row) for row in story.follow_ups]
    rows.sort(key=lambda each: (not each.is_open, each.row.due, each.row.pk))
    return {"lines": rows} if rows else None


def offers(now: Situation, story: Story) -> list[Action]:
    case = now.case
    if case.status == CaseStatus.DRAFT or case.status in ENDED:
        return []
    if not may_add(now.user, case):
        return []
    told = _("Du sier hva som skal gjøres, hvilken part som svarer for det, og innen når.")
    url = reverse("follow_up_new", args=[case.year, case.sequence])
    return [Action(_("Sett opp en oppfølging"), told, "", url)]
