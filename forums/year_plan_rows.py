"""The proposals of a year plan as the page shows them, each with what speaks against its day."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from forums.clashes import Clash, Diary, tokens
from forums.clock import today
from forums.edit_forms import hand_back
from forums.rhythms import ends_at, starts_at
from forums.year_plan import NOTICE, Proposal, YearPlan
from forums.year_plan_forms import DaysForm, day_name, keep_name


@dataclass
class Row:
    """``keep`` and ``day`` are the form's fields; ``chosen`` is the day that stands there."""

    proposal: Proposal
    keep: Any
    day: Any
    chosen: date | None
    kept: bool
    closed: str = ""
    clashes: list[Clash] = field(default_factory=list)
    free_day: date | None = None

    @property
    def is_moved(self) -> bool:
        """Off the rhythm's day, by us: the person knows what they chose themselves."""
        return self.proposal.is_moved and self.chosen == self.proposal.day

    @property
    def warnings(self) -> set[str]:
        if self.chosen is None or not self.kept:
            return set()
        closed = {f"{self.chosen.isoformat()}:closed"} if self.closed else set()
        return closed | tokens(self.clashes, self.chosen)


def rows_of(form: DaysForm, plan: YearPlan) -> list[Row]:
    """Two queries, however many rows."""
    if not plan.proposed:
        return []
    diary = Diary(plan.forum, date(plan.year, 1, 1), date(plan.year, 12, 31))
    return [_row(form, plan, proposal, diary) for proposal in plan.proposed]


def news(form: DaysForm, rows: list[Row]) -> bool:
    """Whether the rows warn of something that the form has not told; it has from now on."""
    warned: set[str] = set().union(*(row.warnings for row in rows))
    told = " ".join(sorted(warned))
    if not form.is_bound:
        form.initial["told"] = told
        return False
    is_new = not warned <= set(form.data.get("told", "").split())
    hand_back(form, "told", told)
    return is_new


def _row(form: DaysForm, plan: YearPlan, proposal: Proposal, diary: Diary) -> Row:
    chosen = form.day_of(proposal)
    row = Row(
        proposal,
        form[keep_name(proposal)],
        form[day_name(proposal)],
        chosen,
        form.keeps(proposal),
    )
    if chosen is None or chosen.year != plan.year or plan.rhythm is None:
        return row
    times = (starts_at(plan.rhythm, chosen), ends_at(plan.rhythm, chosen))
    row.closed = plan.closed.why(chosen)
    row.clashes = diary.clashes(*times)
    if row.closed or row.clashes:
        within = (max(proposal.slot.first, today() + NOTICE), proposal.slot.last)
        row.free_day = diary.nearest_free(*times, plan.closed, within=within)
    return row
