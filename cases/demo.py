"""Tells the demo's cases and meetings through the same actions as people use.

Every step of the data file becomes one call at its own moment; all of them are sorted and
told from the oldest on, with the clock standing at each. So numbers, history, hashes and
permissions come out as they would have.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from cases.demo_cases import CaseStory, before
from cases.demo_kept import load_kept
from cases.demo_orders import OrderStory
from cases.models import Case, CaseKind
from cases.outcomes import standing_outcomes
from cases.standing import settle
from forums import attendance, meetings
from forums.clock import now, standing_at, today
from forums.demo import Organisation
from forums.demo_file import DemoFile, Row, moment
from forums.demo_year import plan_ahead
from forums.errors import Refused
from forums.models import (
    SEATED_ROLES,
    Forum,
    GlossaryTerm,
    Meeting,
    MeetingStatus,
    Membership,
    Party,
    Role,
    User,
)
from forums.workdays import add_working_days

CALLED_DAYS_BEFORE = 8
PLANNED_DAYS_BEFORE = 60
MINUTES_DAYS_AFTER = 4


@dataclass(order=True)
class Step:
    """One thing that happens; ``place`` keeps the file's order within a moment."""

    at: datetime
    place: int
    do: Callable[[], object] = field(compare=False)


@dataclass(frozen=True)
class Loaded:
    parties: int
    forums: int
    people: int
    cases: int


@transaction.atomic
def load(path: Path) -> Loaded | None:
    """Fill an empty database from the file; None when the same content is there already.

    Raises Refused, changing nothing, when the database holds anything else.
    """
    file = DemoFile(path, today())
    if _holds_something():
        if _holds_this(file):
            return None
        raise Refused(
            _(
                "Databasen har alt innhold som ikke er demoen, og demoen rører den ikke. Bruk en "
                "tom database."
            )
        )
    organisation = Organisation(file).load()
    Story(organisation).tell()
    return Loaded(
        parties=len(organisation.parties),
        forums=len(organisation.forums),
        people=len(organisation.people),
        cases=len(file["saker"]),
    )


def _holds_something() -> bool:
    kinds = (User, Party, Forum, Case, CaseKind, GlossaryTerm)
    return any(kind._default_manager.exists() for kind in kinds)


def _holds_this(file: DemoFile) -> bool:
    """Whether the file's own people are here; a few may have been changed since."""
    people = [row for rows in file["personer"].values() for row in rows.values()]
    known = {row["e-post"] for row in people if "e-post" in row}
    return User.objects.filter(email__in=known).exists()


class Story:
    """The meetings and cases of the file, as steps to be told in order."""

    def __init__(self, organisation: Organisation) -> None:
        self.org = organisation
        self.file = organisation.file
        self.meetings: dict[tuple[str, date], Meeting] = {}
        self.cases: dict[str, CaseStory] = {}
        self.steps: list[Step] = []
        self.runs = organisation.people[self.file["møtesekretær"]]

    def tell(self) -> None:
        load_kept(self.org)
        for slug, row in self.file["møter"].items():
            self._meetings_of(slug, row)
        for row in self.file["saker"]:
            case = self.cases[row["tittel"]] = CaseStory(self, row)
            case.add_steps()
        OrderStory(self.org, self.add, self.find).add_steps()
        last = now()
        for step in sorted(self.steps):
            with standing_at(min(step.at, last)):
                step.do()
        plan_ahead(self.org, by=self.runs)

    def find(self, title: str) -> Case:
        """A case of the file, once it is registered."""
        return self.cases[title].case

    def add(self, day: date, clock: str, do: Callable[[], object]) -> None:
        self.steps.append(Step(moment(day, clock), len(self.steps), do))

    def ends(self, slug: str) -> str:
        """When the forum's meetings are over: what they came to is written down then."""
        clock: str = self.file["møter"][slug]["klokka"]
        return clock.split("–")[1]

    def _meetings_of(self, slug: str, row: Row) -> None:
        unusual = row.get("unntak", {})
        held = [day for day in row.get("holdt", []) if "avlyst" not in unusual.get(day, {})]
        for day in [*row.get("holdt", []), *row.get("kommer", [])]:
            self._meeting(slug, row, day, unusual.get(day, {}), is_held=day in held)
        for day, later in pairwise(held):
            self.add(later, row["klokka"][:5], partial(self._approve, slug, day))

    def _meeting(self, slug: str, row: Row, day: date, unusual: Row, *, is_held: bool) -> None:
        begins, ends = row["klokka"].split("–")
        planned = before(min(day - timedelta(days=PLANNED_DAYS_BEFORE), self.file.load_day), 0)

        def plan() -> None:
            self.meetings[slug, day] = meetings.plan_meeting(
                self.org.forums[slug],
                by=self.runs,
                starts_at=moment(day, begins),
                ends_at=moment(day, ends),
                place=row.get("sted", ""),
                video_link=row.get("video", ""),
            )

        self.add(planned, "08:30", plan)
        called = before(day, unusual.get("innkalt", CALLED_DAYS_BEFORE))
        if "avlyst" in unusual:
            self.add(called, "13:00", lambda: self._cancel(slug, day, unusual["avlyst"]))
            return
        if called <= self.file.load_day:
            self.add(called, "13:00", lambda: self._call(slug, day))
        if is_held:
            self.add(day, begins, lambda: self._hold(slug, day, unusual.get("borte", [])))
            after = min(add_working_days(day, MINUTES_DAYS_AFTER), self.file.load_day)
            self.add(after, "14:00", lambda: self._propose(slug, day))

    def _cancel(self, slug: str, day: date, because: str) -> None:
        meetings.cancel_meeting(self.meetings[slug, day], by=self.runs, because=because)

    def _call(self, slug: str, day: date) -> None:
        meeting = self.meetings[slug, day]
        if meeting.agenda_items.of_cases().exists():
            meetings.call_meeting(meeting, by=self.runs)

    def _hold(self, slug: str, day: date, away: list[str]) -> None:
        meeting = self.meetings[slug, day]
        meetings.hold_meeting(meeting, by=self.runs)
        absent = {self.org.people[key].pk for key in away}
        rows = Membership.objects.on(day).filter(forum=meeting.forum).exclude(user__in=absent)
        there = list(rows.select_related("user", "party", "seat").order_by("seat", "pk"))
        taken = {row.seat_id for row in there if row.role in SEATED_ROLES}
        present = [row for row in there if row.role != Role.DEPUTY or row.seat_id not in taken]
        attendance.record_all(meeting, map(attendance.Presence, present), by=self.runs)

    def _propose(self, slug: str, day: date) -> None:
        meeting = self.meetings[slug, day]
        for item in meeting.agenda_items.exclude(standing=None).select_related("standing"):
            kind = item.standing.kind if item.standing else ""
            settle(item, by=self.runs, outcome=standing_outcomes(kind)[0])
        meetings.propose_minutes(meeting, by=self.runs)

    def _approve(self, slug: str, day: date) -> None:
        meeting = self.meetings[slug, day]
        if meeting.status == MeetingStatus.MINUTES_PROPOSED:
            meetings.approve_minutes(meeting, by=self.runs)
