"""A case told in words: where it is, who owns it, what comes next, and each treatment's tale.

Read once for a page, with a fixed number of queries however long the history is.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.anchoring_words import Standing, next_from, standing_of
from cases.event_words import NEEDED, for_reader
from cases.events import first_broken
from cases.follow_ups import with_facts
from cases.models import (
    DECISIONS,
    AgendaItem,
    Anchoring,
    Case,
    CaseStatus,
    EventKind,
    FollowUp,
    Mediation,
    PartyPosition,
    Route,
    RoutingEvent,
    Treatment,
    TreatmentState,
)
from cases.situation import ARRIVES
from forums.clock import today
from forums.competence import joined
from forums.models import HELD_STATUSES, Forum, MeetingStatus, Party, User
from forums.templatetags.dates import when

ARRIVALS = (
    EventKind.PUT_FORWARD,
    EventKind.LIFTED,
    EventKind.SENT,
    EventKind.RETURNED,
    EventKind.REOPENED,
    EventKind.ASKED,
    EventKind.ORDERED,
)
# Those that leave the case where it is.
LENDS = (EventKind.ASKED, EventKind.ORDERED)
DEPARTURES = (EventKind.LIFTED, EventKind.SENT, EventKind.RETURNED)


@dataclass(frozen=True)
class Step:
    """One treatment with how the case came to the forum and how it left."""

    treatment: Treatment
    items: list[AgendaItem]
    arrived: RoutingEvent | None
    left: RoutingEvent | None

    @property
    def last_item(self) -> AgendaItem | None:
        return self.items[-1] if self.items else None

    @property
    def day(self) -> date | None:
        """The day of the meeting that treated it, or the day it was done."""
        held = [item for item in self.items if item.meeting.status in HELD_STATUSES]
        moment = held[-1].meeting.starts_at if held else self.treatment.done_at
        return timezone.localdate(moment) if moment else None

    @property
    def is_decision(self) -> bool:
        return self.treatment.outcome in DECISIONS


class Story:
    """The case's way, read from its treatments and events.

    Without a reader it tells what everyone who sees the case may know.
    """

    def __init__(self, case: Case, reader: User | None = None) -> None:
        self.case = case
        self.reader = reader

    @cached_property
    def treatments(self) -> list[Treatment]:
        items = AgendaItem.objects.select_related("meeting__forum", "paper").order_by(
            "meeting__starts_at", "pk"
        )
        rows = self.case.treatments.select_related(
            "forum", "asked_by_forum", "asked_by", "text_confirmed_by"
        ).prefetch_related(Prefetch("agenda_items", items))
        return list(rows.order_by("asked_at", "pk"))

    @cached_property
    def events(self) -> list[RoutingEvent]:
        rows = self.case.events.select_related("treatment__forum", *NEEDED)
        events = list(rows.order_by("sequence"))
        for event in events:
            event.case = self.case  # known already: its name and address ask for nothing
        return for_reader(self.reader, events) if self.reader else events

    @cached_property
    def steps(self) -> list[Step]:
        return [self._step(treatment) for treatment in self.treatments]

    @cached_property
    def positions(self) -> list[PartyPosition]:
        """What the parties have said in every treatment, in neutral order."""
        rows = PartyPosition.objects.filter(treatment__case=self.case).select_related("party")
        return list(rows.order_by("treatment", "party__name"))

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        rows = with_facts(self.case.follow_ups.all())
        return list(rows.order_by("due", "pk"))

    @cached_property
    def anchorings(self) -> list[Anchoring]:
        rows = self.case.anchorings.select_related(
            "party", "asked_by", "contact", "paper", "answered_by"
        )
        return list(rows.order_by("party__name", "pk"))

    @cached_property
    def around(self) -> list[Party]:
        """The parties to the agreement and those the case is about, in neutral order."""
        about = Party.objects.filter(cases_about=self.case, pk=OuterRef("pk"))
        rows = Party.objects.annotate(is_about=Exists(about))
        signs = Q(Party.in_force(today()), is_signatory=True)
        return list(rows.filter(signs | Q(is_about=True)).order_by("name"))

    @property
    def municipalities(self) -> list[Party]:
        return [party for party in self.around if party.is_about]  # type: ignore[attr-defined]

    @property
    def signatories(self) -> list[Party]:
        day = today()
        return [party for party in self.around if party.is_signatory and party.holds_on(day)]

    @cached_property
    def mediations(self) -> list[Mediation]:
        if not any(event.kind == EventKind.MEDIATION for event in self.events):
            return []
        rows = self.case.mediations.select_related("party", "asked_by", "mediator")
        return list(rows.order_by("-asked_at", "-pk"))

    @property
    def parties(self) -> Standing:
        """How far the parties have come with the decision."""
        return standing_of(self.case, self.anchorings, self.treatments)

    @property
    def open_steps(self) -> list[Step]:
        return [step for step in self.steps if step.treatment.is_open]

    @property
    def done_steps(self) -> list[Step]:
        return [step for step in self.steps if step.treatment.state == TreatmentState.DONE]

    @property
    def seen(self) -> int:
        """The number of the last event: what a form on this page has shown."""
        return self.events[-1].sequence if self.events else 0

    @property
    def came_from(self) -> Forum | None:
        """The forum that last lifted or sent the case to where it is now."""
        for event in reversed(self.events):
            if event.kind in ARRIVES and event.to_forum_id == self.case.forum_id:
                return event.from_forum
        return None

    @cached_property
    def broken(self) -> RoutingEvent | None:
        return first_broken(self.events)

    def _step(self, treatment: Treatment) -> Step:
        arrived = next(
            (
                event
                for event in reversed(self.events)
                if event.treatment_id == treatment.pk and event.kind in ARRIVALS
            ),
            None,
        )
        return Step(treatment, list(treatment.agenda_items.all()), arrived, self._left(treatment))

    def _left(self, treatment: Treatment) -> RoutingEvent | None:
        """The move that took the case on from this treatment, not from another one there."""
        here = treatment.forum_id
        last = None
        for event in self.events:
            if event.kind in DEPARTURES and event.from_forum_id == here and last == treatment.pk:
                return event
            arrives = event.kind in ARRIVALS and event.kind not in LENDS
            if (arrives and event.to_forum_id == here) or (
                event.kind == EventKind.TREATED and event.from_forum_id == here
            ):
                last = event.treatment_id
        return None

    # --- the answer in words ------------------------------------------------------------------

    @property
    def where(self) -> str:
        names = {"forum": self.case.forum.short_name, "day": self._closed_day}
        match self.case.shown_status:
            case CaseStatus.DRAFT:
                return _("Saken er et utkast i %(forum)s.") % names
            case CaseStatus.CLOSED:
                return _("Saken ble avsluttet %(day)s. Den var da i %(forum)s.") % names
            case CaseStatus.WITHDRAWN:
                return _("Saken ble trukket %(day)s. Den var da i %(forum)s.") % names
            case CaseStatus.MERGED:
                return _("Saken ble slått sammen med en annen sak %(day)s.") % names
            case CaseStatus.DECIDED:
                return self._decided
        return _("Saken er i %(forum)s.") % names

    @property
    def owner(self) -> str:
        return _("%(party)s eier den.") % {"party": self.case.owner.name}

    def telling(self, routes: list[Route]) -> str:
        """The whole answer: where it is, who owns it, what comes next."""
        return " ".join(part for part in (self.where, self.owner, self.next(routes)) if part)

    def next(self, routes: list[Route]) -> str:
        """What is expected now, and when; empty for a case that has ended."""
        if self.case.status == CaseStatus.DRAFT:
            return _("Neste: Sekretariatet gjør saken ferdig og legger den fram.")
        if self.case.closed_at is not None:
            return ""
        here = [s for s in self.open_steps if s.treatment.forum_id == self.case.forum_id]
        return " ".join(part for part in (self._next_here(here, routes), self._elsewhere()) if part)

    def _next_here(self, here: list[Step], routes: list[Route]) -> str:
        if here:
            return self._expected(here[0])
        waiting = [row for row in self.treatments if row.awaits_confirmation]
        if waiting:
            return _("Neste: Vedtaksteksten fra %(forum)s skal bekreftes.") % {
                "forum": waiting[0].forum.short_name
            }
        decided = self.case.status == CaseStatus.DECIDED
        at_home = next_from(self.parties) if decided else ""
        if at_home:
            return at_home
        if decided or not routes:
            return _("Neste: Sekretariatet avslutter saken når alt er fulgt opp.")
        ends = joined([route.to_forum.short_name for route in routes], _("eller"))
        return _("Neste: Det skal avgjøres om saken løftes til %(forums)s.") % {"forums": ends}

    def _expected(self, step: Step) -> str:
        treatment = step.treatment
        words = {"forum": treatment.forum.short_name, "act": treatment.get_role_display()}
        item = step.last_item
        if item and item.meeting.status != MeetingStatus.CANCELLED and not item.closed_at:
            day = timezone.localdate(item.meeting.starts_at)
            words |= {"day": date_format(day), "far": when(day)}
            if day < today() or item.meeting.is_held:
                return _("Neste: Utfallet av møtet i %(forum)s %(day)s skal registreres.") % words
            return _("Neste: %(forum)s skal %(act)s i møtet %(day)s (%(far)s).") % words
        if treatment.wanted_by:
            words |= {"day": date_format(treatment.wanted_by), "far": when(treatment.wanted_by)}
            return _("Neste: %(forum)s skal %(act)s innen %(day)s (%(far)s).") % words
        if treatment.wanted_when:
            words["when"] = treatment.wanted_when
            return _("Neste: %(forum)s skal %(act)s (%(when)s).") % words
        return _("Neste: %(forum)s skal %(act)s. Møtet er ikke valgt ennå.") % words

    def _elsewhere(self) -> str:
        away = [s.treatment for s in self.open_steps if s.treatment.forum_id != self.case.forum_id]
        if not away:
            return ""
        names = joined(list(dict.fromkeys(row.forum.short_name for row in away)), _("og"))
        return _("Samtidig arbeider %(forums)s med den.") % {"forums": names}

    @property
    def _closed_day(self) -> str:
        closed = self.case.closed_at
        return date_format(timezone.localdate(closed)) if closed else ""

    @property
    def _decided(self) -> str:
        step = next((step for step in reversed(self.done_steps) if step.is_decision), None)
        if step is None or step.day is None:
            said = _("Saken er vedtatt.")
        else:
            said = _("Saken er vedtatt i %(forum)s %(day)s.") % {
                "forum": step.treatment.forum.short_name,
                "day": date_format(step.day),
            }
        at_home = self.parties.words
        return f"{said} {at_home[:1].upper()}{at_home[1:]}." if at_home else said
