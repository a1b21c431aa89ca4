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
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import agenda, documents, outcomes, routing
from cases.demo_papers import brief
from cases.demo_parties import PartyVerbs
from cases.models import (
    AgendaItem,
    Case,
    CaseKind,
    Document,
    DocumentKind,
    LegalGround,
    Outcome,
    Purpose,
    Route,
    RouteWho,
    Treatment,
    TreatmentRole,
    TreatmentState,
)
from forums import attendance, meetings
from forums.clock import now, standing_at, today
from forums.demo import Organisation
from forums.demo_file import DemoFile, Row, moment
from forums.errors import Refused
from forums.history import save_by
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
from forums.workdays import add_working_days, on_or_before

CALLED_DAYS_BEFORE = 8
ON_AGENDA_DAYS_BEFORE = 9
PLANNED_DAYS_BEFORE = 60
MINUTES_DAYS_AFTER = 4

PURPOSES = {
    "orientering": Purpose.INFORMATION,
    "drøfting": Purpose.DISCUSSION,
    "avgjørelse": Purpose.DECISION,
}
ASKED_TO = {
    "forberede": TreatmentRole.PREPARE,
    "gi råd": TreatmentRole.ADVISE,
    "tilrå": TreatmentRole.RECOMMEND,
    "konkludere": TreatmentRole.CONCLUDE,
    "vedta": TreatmentRole.DECIDE,
    "bli orientert": TreatmentRole.INFORM,
}
OUTCOMES = {
    "konkludert": Outcome.CONCLUDED,
    "tilrådd": Outcome.RECOMMENDED,
    "vedtatt": Outcome.DECIDED,
    "vedtatt med endringer": Outcome.DECIDED_WITH_CHANGES,
    "tatt til orientering": Outcome.NOTED,
    "utsatt": Outcome.POSTPONED,
    "sendt tilbake": Outcome.RETURNED,
    "ikke behandlet": Outcome.NOT_TREATED,
}


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
        self.items: dict[Meeting, list[tuple[AgendaItem, Row]]] = {}
        self.steps: list[Step] = []
        self.runs = organisation.people[self.file["møtesekretær"]]

    def tell(self) -> None:
        self._load_kinds()
        for slug, row in self.file["møter"].items():
            self._meetings_of(slug, row)
        for row in self.file["saker"]:
            CaseStory(self, row).add_steps()
        last = now()
        for step in sorted(self.steps):
            with standing_at(min(step.at, last)):
                step.do()

    def add(self, day: date, clock: str, do: Callable[[], object]) -> None:
        self.steps.append(Step(moment(day, clock), len(self.steps), do))

    def _load_kinds(self) -> None:
        for position, (name, text) in enumerate(self.file["sakstyper"].items(), start=1):
            save_by(CaseKind(name=name, description=text, position=position), by=None)
        for row in self.file["hjemler"]:
            ground = LegalGround(
                citation=row["hjemmel"],
                description=row["verner"],
                is_duty=row.get("må", False),
                start=row["fra"],
            )
            save_by(ground, by=None)
        for row in self.file["saksveier"]:
            for start in self.file.forums_named(row["fra"]):
                releaser = self.org.forums.get(row.get("avgjøres av", ""))
                route = Route(
                    from_forum=self.org.forums[start],
                    to_forum=self.org.forums[row["til"]],
                    role=ASKED_TO[row["for å"]],
                    who=RouteWho.RELEASER if releaser else RouteWho.SECRETARIAT,
                    released_by=releaser,
                    source=row["kilde"],
                    is_active=row.get("i bruk", True),
                )
                save_by(route, by=None)

    def _meetings_of(self, slug: str, row: Row) -> None:
        unusual = row.get("unntak", {})
        held = [day for day in row.get("holdt", []) if "avlyst" not in unusual.get(day, {})]
        for day in [*row.get("holdt", []), *row.get("kommer", [])]:
            self._meeting(slug, row, day, unusual.get(day, {}), is_held=day in held)
        for day, later in pairwise(held):
            self.add(later, row["klokka"][:5], partial(self._approve, slug, day))

    def _meeting(self, slug: str, row: Row, day: date, unusual: Row, *, is_held: bool) -> None:
        begins, ends = row["klokka"].split("–")
        planned = min(day - timedelta(days=PLANNED_DAYS_BEFORE), self.file.load_day)

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
        called = _before(day, unusual.get("innkalt", CALLED_DAYS_BEFORE))
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
        if meeting.agenda_items.exists():
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
        meetings.propose_minutes(self.meetings[slug, day], by=self.runs)

    def _approve(self, slug: str, day: date) -> None:
        meeting = self.meetings[slug, day]
        if meeting.status == MeetingStatus.MINUTES_PROPOSED:
            meetings.approve_minutes(meeting, by=self.runs)


def _before(day: date, days: int) -> date:
    return on_or_before(day - timedelta(days=days))


class CaseStory:
    """One case of the file and its steps."""

    def __init__(self, story: Story, row: Row) -> None:
        self.story = story
        self.org = story.org
        self.row = row
        self.case: Case

    def add_steps(self) -> None:
        verbs: dict[str, Callable[[Row], object]] = {
            "registrert": self.register,
            "lagt fram": self.put_forward,
            "bedt om": self.ask,
            "løftet": self.lift,
            "sendt tilbake": self.send_back,
            "bekreftet": self.confirm,
            "avsluttet": self.close,
            "trukket": self.withdraw,
            **PartyVerbs(self).verbs,
        }
        for row in self.row["gang"]:
            verb, day = next(iter(row.items()))
            if verb == "møte":
                self._add_meeting(row)
            else:
                self.story.add(day, row.get("kl", "12:00"), partial(verbs[verb], row))

    def _add_meeting(self, row: Row) -> None:
        day = row["møte"]
        scheduled = row.get("satt opp") or _before(day, ON_AGENDA_DAYS_BEFORE)
        item: list[AgendaItem] = []
        self.story.add(scheduled, "12:30", lambda: item.append(self.schedule(row)))
        if "utfall" in row:
            self.story.add(day, "17:00", lambda: self.conclude(item[0], row))

    def register(self, row: Row) -> None:
        facts, ground = self.row, self.row.get("unntatt")
        self.case = routing.register_case(
            by=self._person(row["av"]),
            title=facts["tittel"],
            public_title=facts.get("offentlig tittel", ""),
            summary=facts["sammendrag"],
            kind=CaseKind.objects.get(name=facts["type"]),
            owner=self.org.parties[facts["eier"]],
            officer=self._person(facts["saksbehandler"]),
            forum=self.org.forums[facts["forum"]],
            municipalities=[self.org.parties[slug] for slug in facts["kommuner"]],
            exempt_ground=LegalGround.objects.get(citation=ground) if ground else None,
        )

    def put_forward(self, row: Row) -> None:
        routing.put_forward(self.case, by=self._person(row["av"]), reason=row.get("fordi", ""))

    def ask(self, row: Row) -> None:
        routing.ask_for_treatment(
            self.case,
            self.org.forums[row["hos"]],
            ASKED_TO[row["for å"]],
            by=self._person(row["av"]),
            reason=row["fordi"],
            wanted_by=row.get("innen"),
            wanted_when=row.get("ønsket", ""),
        )

    def lift(self, row: Row) -> None:
        to = self.org.forums[row["til"]]
        routing.lift_case(self.case, to, by=self._person(row["av"]), reason=row["fordi"])

    def send_back(self, row: Row) -> None:
        routing.return_case(self.case, by=self._person(row["av"]), reason=row["fordi"])

    def confirm(self, row: Row) -> None:
        forum = self.org.forums[row["i"]]
        treatment = self.case.treatments.get(forum=forum, state=TreatmentState.DONE)
        outcomes.confirm_text(treatment, by=self._person(row["av"]))

    def close(self, row: Row) -> None:
        routing.close_case(self.case, by=self._person(row["av"]), reason=row["fordi"])

    def withdraw(self, row: Row) -> None:
        routing.withdraw_case(self.case, by=self._person(row["av"]), reason=row["fordi"])

    def schedule(self, row: Row) -> AgendaItem:
        return agenda.put_on_agenda(
            self._waiting_in(row["i"]),
            self.story.meetings[row["i"], row["møte"]],
            by=self.story.runs,
            purpose=PURPOSES[row["formål"]],
            minutes_planned=row["minutter"],
            paper=self._paper(row),
            oral_reason=row.get("muntlig", ""),
            proposal=row.get("innstilling", ""),
        )

    def conclude(self, item: AgendaItem, row: Row) -> None:
        outcomes.record_outcome(
            item,
            by=self.story.runs,
            outcome=OUTCOMES[row["utfall"]],
            text=row["tekst"],
            minutes_used=row.get("brukt"),
        )

    def _waiting_in(self, slug: str) -> Treatment:
        rows = self.case.treatments.filter(forum=self.org.forums[slug])
        return rows.get(state=TreatmentState.WAITING)

    def _paper(self, row: Row) -> Document | None:
        if "papir" not in row:
            return None
        forum = self.org.forums[row["i"]]
        title = _("Saksframlegg til %(forum)s %(day)s") % {
            "forum": forum.short_name,
            "day": date_format(row["møte"]),
        }
        file = brief(
            self.case,
            title=f"{title} – {self.case.number}",
            to=forum.short_name,
            text=row["papir"],
            proposal=row.get("innstilling", ""),
        )
        return documents.add_document(
            self.case, by=self.case.officer, kind=DocumentKind.BRIEF, title=title, file=file
        )

    def _person(self, key: str) -> User:
        return self.org.people[key]
