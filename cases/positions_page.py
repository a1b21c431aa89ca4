"""What the pages show of the parties' views, in neutral order and with the gaps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.actions import Action
from cases.mediation import RUNNING, asks_for, nothing_to_mediate
from cases.models import (
    AgendaItem,
    Case,
    CaseStatus,
    EventKind,
    Mediation,
    MediationState,
    PartyPosition,
    Position,
    Treatment,
)
from cases.positions import why_locked
from cases.roles_held import own_parties, runs_meetings_of, sits_in
from cases.situation import Situation
from cases.story import Step, Story
from cases.waiting import Row
from forums.clock import today
from forums.models import MeetingStatus, Party, Seat, User
from forums.permissions import is_secretariat, reports_for

DISSENT = (Position.RESERVES, Position.OBJECTS)


@dataclass(frozen=True)
class Line:
    """One party with a seat, and what it said; ``row`` is None for what is not recorded."""

    party: Party
    row: PartyPosition | None


@dataclass(frozen=True)
class Views:
    """What the parties said in one treatment."""

    treatment: Treatment
    lines: list[Line]
    url: str = ""

    @property
    def recorded(self) -> list[PartyPosition]:
        return [line.row for line in self.lines if line.row is not None]


def section(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """Each treatment where a view is recorded, or may be by this person; and the mediation."""
    if case.status == CaseStatus.DRAFT:
        return None
    mediations = story.mediations
    rows = [
        Views(step.treatment, lines, url)
        for step, lines, url in zip(story.steps, _lines_of(story), _links(user, story), strict=True)
    ]
    told = [row for row in rows if row.recorded]
    open_for_you = [row for row in rows if row.url and not row.recorded]
    if not (told or open_for_you or mediations):
        return None
    return {
        "views": told,
        "unsaid": open_for_you,
        "mediations": mediations,
        "is_secretariat": is_secretariat(user),
    }


def steps_with_views(story: Story) -> list[tuple[Step, Views]]:
    """Each treatment of the story with what the parties said in it. Two queries."""
    pairs = zip(story.steps, _lines_of(story), strict=True)
    return [(step, Views(step.treatment, lines)) for step, lines in pairs]


def offers(now: Situation, story: Story) -> list[Action]:
    """A party that disagrees may ask for mediation, on its own pages and here."""
    case = now.case
    if nothing_to_mediate(case, story.treatments, story.anchorings):
        return []
    if not asks_for(now.user, {row.forum_id for row in story.treatments} | {case.forum_id}):
        return []
    running = any(row.state in RUNNING for row in story.mediations)
    return [
        Action(
            _("Be om megling"),
            _("Sekretariatet og kontaktene til partene som har sagt sitt syn, får varsel."),
            _("Det er alt bedt om megling i saken.") if running else "",
            reverse("mediation_ask", args=[case.year, case.sequence]),
        )
    ]


def waiting_mediations(user: User) -> list[Row]:
    """For the secretariat: those that nobody has taken, and the person's own. One query."""
    if not is_secretariat(user):
        return []
    mine = Q(state=MediationState.ASKED) | Q(state=MediationState.ONGOING, mediator=user)
    rows = Mediation.objects.filter(mine).select_related("case", "party").order_by("asked_at", "pk")
    return [
        Row(
            _("Megl i «%(title)s»") % {"title": row.case.title},
            f"{row.case.get_absolute_url()}#partenes-syn",
            (row.case.number, _("%(party)s ba om det") % {"party": row.party.short_name}),
        )
        for row in rows
    ]


def views_of(treatments: Iterable[Treatment], days: dict[int, date]) -> dict[int, Views]:
    """What is said in these treatments, by primary key. Two queries however many they are."""
    treatments = list(treatments)
    said: dict[int, dict[int, PartyPosition]] = defaultdict(dict)
    rows = PartyPosition.objects.filter(treatment__in=treatments)
    for row in rows.select_related("party", "recorded_by").order_by("party__name"):
        said[row.treatment_id][row.party_id] = row
    seats = list(
        Seat.objects.filter(forum__in={row.forum_id for row in treatments})
        .select_related("party")
        .order_by("party__name", "pk")
    )
    return {row.pk: Views(row, _lines(row, said[row.pk], seats, days)) for row in treatments}


def day_of(items: Iterable[AgendaItem]) -> date:
    """The day of the last meeting that was not cancelled; today where there is none."""
    rows = [row for row in items if row.meeting.status != MeetingStatus.CANCELLED]
    return timezone.localdate(rows[-1].meeting.starts_at) if rows else today()


def dissent_before(treatments: Iterable[Treatment]) -> dict[int, list[PartyPosition]]:
    """By case: the dissent from forums that are done with it, which follows the case. One query."""
    rows = PartyPosition.objects.filter(
        treatment__case__in={row.case_id for row in treatments},
        treatment__state="done",
        position__in=DISSENT,
    ).select_related("party", "treatment__forum")
    found: dict[int, list[PartyPosition]] = defaultdict(list)
    for row in rows.order_by("treatment__done_at", "party__name", "pk"):
        found[row.treatment.case_id].append(row)
    return found


def parties_to_speak_for(user: User, treatment: Treatment, day: date, runs: bool) -> list[Party]:
    """The parties with a seat that the person may write for, in neutral order."""
    seats = Seat.objects.on(day).filter(forum=treatment.forum_id).values("party")
    rows: QuerySet[Party] = Party.objects.filter(pk__in=seats).order_by("name")
    if runs:
        return list(rows)
    mine = own_parties(user) if treatment.forum_id in sits_in(user) else frozenset()
    return list(rows.filter(pk__in=mine | reports_for(user)))


def _lines_of(story: Story) -> list[list[Line]]:
    if not any(event.kind == EventKind.POSITION for event in story.events):
        return [[] for _step in story.steps]
    days = {step.treatment.pk: day_of(step.items) for step in story.steps}
    found = views_of(story.treatments, days)
    return [found[step.treatment.pk].lines for step in story.steps]


def _lines(
    treatment: Treatment,
    said: dict[int, PartyPosition],
    seats: list[Seat],
    days: dict[int, date],
) -> list[Line]:
    day = days[treatment.pk]
    there = {
        seat.party_id: seat.party
        for seat in seats
        if seat.forum_id == treatment.forum_id and seat.holds_on(day)
    }
    there |= {row.party_id: row.party for row in said.values()}
    ordered = sorted(there.values(), key=lambda party: party.name)
    return [Line(party, said.get(party.pk)) for party in ordered]


def _links(user: User, story: Story) -> list[str]:
    """For each step: where this person writes the views; empty where nothing may be written."""
    contact = bool(reports_for(user) or is_secretariat(user))
    sits = sits_in(user) if own_parties(user) else frozenset()
    # One who writes for a forum of its own need not sit in it.
    writes = runs_meetings_of(user, [step.treatment.forum for step in story.steps])

    def link(treatment: Treatment, items: list[AgendaItem]) -> str:
        treatment.case = story.case
        here = treatment.forum_id
        kept = [row for row in items if row.meeting.status != MeetingStatus.CANCELLED]
        if why_locked(treatment, kept[-1] if kept else None):
            return ""
        if not (contact or here in writes or here in sits):
            return ""
        case = story.case
        return reverse("positions_record", args=[case.year, case.sequence, treatment.pk])

    return [link(step.treatment, step.items) for step in story.steps]
