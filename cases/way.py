"""A case's way as lanes and things in order: what the picture draws and the list beside it says.

A lane is a forum, the one with the most to say first; the parties have one together. Each thing
stands in one lane; a line may come to it from another. The words are here, the places in
way_picture.py.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.event_words import shown_kind, what_happened, word_for
from cases.models import AgendaItem, Case, EventKind, Outcome, RoutingEvent, TreatmentState
from cases.story import Step, Story
from cases.way_quiet import QUIET
from forums.clock import now, today
from forums.models import Forum, MeetingStatus
from miljoloftet.templatetags.days import day as write_day

PARTIES = 0  # the lane of the parties and what they do there; forums' and treatments' are never 0


class Line(StrEnum):
    """What the line to a thing means."""

    NONE = ""
    MOVE = "move"  # the case itself went
    LENT = "lent"  # somebody was asked; the case stayed
    BACK = "back"  # the answer came


@dataclass(frozen=True)
class Lane:
    key: int
    name: str
    short: str


@dataclass(frozen=True)
class Thing:
    """What happened, or is to happen. ``told`` is the whole sentence; ``word`` fits a picture."""

    at: datetime | None
    lane: int
    shape: str
    word: str
    told: str
    url: str
    line: Line = Line.NONE
    comes_from: int | None = None
    is_coming: bool = False
    rank: int = 0
    treatment: int | None = None
    is_end: bool = False

    @property
    def day(self) -> date | None:
        return timezone.localdate(self.at) if self.at else None

    @property
    def is_silent(self) -> bool:
        """Only a line: the word was said where it started."""
        return not self.word


@dataclass(frozen=True)
class Span:
    """That something goes on in a lane, from one thing to another by their places in order."""

    lane: int
    first: int
    last: int
    is_open: bool = False


@dataclass(frozen=True)
class Way:
    lanes: list[Lane]
    things: list[Thing]
    stays: list[Span] = field(default_factory=list)
    bars: list[Span] = field(default_factory=list)
    has_ended: bool = False

    @property
    def told(self) -> list[Thing]:
        return [thing for thing in self.things if not thing.is_silent]

    @property
    def now_after(self) -> int | None:
        """How many things lie before today; None for a case that has ended."""
        if self.has_ended:
            return None
        return sum(not thing.is_coming for thing in self.things)

    def name_of(self, lane: int) -> str:
        return next(row.short for row in self.lanes if row.key == lane)


# The events that are things by themselves, with the shape of miljoloftet/status.py.
MOVES = {EventKind.LIFTED: "open", EventKind.SENT: "open", EventKind.RETURNED: "returned"}
ENDS = {
    EventKind.CLOSED: "closed",
    EventKind.WITHDRAWN: "withdrawn",
    EventKind.MERGED: "merged",
}
OTHERS = {
    EventKind.REGISTERED: "draft",
    EventKind.PUT_FORWARD: "open",
    EventKind.REOPENED: "open",
    EventKind.MEDIATION: "waiting",
    EventKind.MEDIATED: "done",
    **ENDS,
}


class _Reading:
    """The story read once: where the case is as each event passes, and what each becomes."""

    def __init__(self, story: Story) -> None:
        self.case: Case = story.case
        self.story = story
        self.history = reverse("case_history", args=[self.case.year, self.case.sequence])
        self.forums: dict[int, Forum] = {self.case.forum_id: self.case.forum}
        self.here = self.case.forum_id
        self.asked: dict[int, int] = {}  # treatment -> the lane that asked
        self.asked_parties = 0
        self.answers: list[RoutingEvent] = []
        self.quiet: dict[tuple[EventKind | None, int, date], list[RoutingEvent]] = {}

    def lane(self, forum: Forum) -> int:
        self.forums.setdefault(forum.pk, forum)
        return forum.pk

    def things(self) -> list[Thing]:
        found = [thing for event in self.story.events for thing in self._of_event(event)]
        found += [*self._parties(), *self._quiet()]
        for number, step in enumerate(self.story.steps, start=1):
            found += self._of_step(step, f"{self.history}#behandling-{number}")
        last = datetime.max.replace(tzinfo=timezone.get_current_timezone())
        return sorted(found, key=lambda t: (t.is_coming, t.at or last, t.rank))

    # --- what an event becomes ----------------------------------------------------------------

    def _of_event(self, event: RoutingEvent) -> Iterable[Thing]:
        kind = shown_kind(event)
        if kind in MOVES and event.from_forum and event.to_forum:
            self.here = self.lane(event.to_forum)
            yield self._thing(event, self.here, MOVES[kind], Line.MOVE, self.lane(event.from_forum))
        elif kind in (EventKind.ASKED, EventKind.ORDERED) and event.to_forum:
            yield from self._lent(event, event.to_forum)
        elif kind == EventKind.ORDER_ANSWERED and event.from_forum and event.to_forum:
            back = self.lane(event.to_forum)
            yield self._thing(event, back, "done", Line.BACK, self.lane(event.from_forum))
        elif kind == EventKind.TAKEN_BACK and event.to_forum:
            yield self._thing(event, self.lane(event.to_forum), "withdrawn")
        elif kind == EventKind.TO_PARTIES:
            self.asked_parties += 1
        elif kind == EventKind.ANSWERED:
            self.answers.append(event)
        elif kind == EventKind.FINAL:
            came = PARTIES if self.answers else None
            line = Line.BACK if self.answers else Line.NONE
            told = self._thing(event, self.here, "decided", line, came)
            yield replace(told, treatment=PARTIES) if self.answers else told
        elif kind in QUIET:
            self._keep(event, kind)
        elif kind in OTHERS:
            forum = event.to_forum or event.from_forum
            self.here = self.lane(forum) if forum else self.here
            thing = self._thing(event, self.here, OTHERS[kind])
            yield replace(thing, is_end=kind in ENDS)

    def _lent(self, event: RoutingEvent, to: Forum) -> Iterable[Thing]:
        start, end = event.from_forum_id, self.lane(to)
        if event.from_forum is None or start == end:
            yield self._thing(event, end, "waiting")
            return
        self.asked.setdefault(event.treatment_id or 0, self.lane(event.from_forum))
        yield self._thing(event, end, "waiting", Line.LENT, start)

    def _parties(self) -> Iterable[Thing]:
        """One thing for all that were asked the same, and one for all that have answered.

        What they do is theirs, and no part of the treatment that decided.
        """
        first = next((e for e in self.story.events if e.kind == EventKind.TO_PARTIES), None)
        if first is not None:
            word = ngettext("sendt til %(n)s part", "sendt til %(n)s parter", self.asked_parties)
            told = self._thing(first, PARTIES, "waiting", Line.LENT, self._lane_at(first))
            words = word % {"n": self.asked_parties}
            said = words[:1].upper() + words[1:]
            yield replace(told, word=words, told=said, treatment=PARTIES)
        if self.answers:
            n = len({event.party_id for event in self.answers})
            words = ngettext("%(n)s part har svart", "%(n)s parter har svart", n) % {"n": n}
            told = self._thing(self.answers[-1], PARTIES, "done")
            yield replace(told, word=words, told=words, treatment=PARTIES)

    def _keep(self, event: RoutingEvent, kind: EventKind | None) -> None:
        there = event.to_forum if kind == EventKind.ORDER_WITHDRAWN else None
        lane = self.lane(there) if there else self.here
        day = timezone.localdate(event.at)
        self.quiet.setdefault((kind, lane, day), []).append(event)

    def _quiet(self) -> Iterable[Thing]:
        """One thing for all of a kind in the same lane on the same day, where it has such words."""
        for (kind, lane, _day), events in self.quiet.items():
            quiet = QUIET[kind]
            if quiet.many and len(events) > 1:
                words = str(quiet.many % {"n": len(events)})
                thing = self._thing(events[0], lane, quiet.shape)
                yield replace(thing, word=words, told=words, treatment=None)
                continue
            for event in events:
                yield replace(self._thing(event, lane, quiet.shape), treatment=None)

    def _lane_at(self, event: RoutingEvent) -> int:
        """Where the case was when the event was recorded."""
        moves = [e for e in self.story.events if e.sequence < event.sequence and e.to_forum_id]
        moved = [e for e in moves if e.kind in MOVES or e.kind in OTHERS]
        return moved[-1].to_forum_id or self.here if moved else self.here

    def _thing(
        self,
        event: RoutingEvent,
        lane: int,
        shape: str,
        line: Line = Line.NONE,
        comes_from: int | None = None,
    ) -> Thing:
        told = what_happened(event)
        return Thing(
            at=event.at,
            lane=lane,
            shape=shape,
            word=word_for(shown_kind(event)),
            told=told[:1].upper() + told[1:],
            url=f"{self.history}#hendelse-{event.sequence}",
            line=line,
            comes_from=comes_from,
            rank=event.sequence * 10,
            treatment=event.treatment_id,
        )

    # --- what a treatment becomes --------------------------------------------------------------

    def _of_step(self, step: Step, url: str) -> Iterable[Thing]:
        lane = self.lane(step.treatment.forum)
        settled = [item for item in step.items if item.outcome]
        for item in settled:
            is_last = step.treatment.state == TreatmentState.DONE and item is settled[-1]
            yield self._settled(step, item, url, is_last)
        if step.treatment.state == TreatmentState.DONE:
            if not settled:
                yield self._settled(step, None, url, True)
            asker = self.asked.get(step.treatment.pk)
            if asker is not None and asker != lane:
                done = self._settled(step, settled[-1] if settled else None, url, True)
                yield replace(done, lane=asker, comes_from=lane, line=Line.BACK, word="", rank=6)
        elif step.treatment.is_open:
            yield self._awaited(step, url)

    def _settled(self, step: Step, item: AgendaItem | None, url: str, is_last: bool) -> Thing:
        row = step.treatment
        outcome = row.outcome if item is None else item.outcome
        word = Outcome(outcome).label if outcome else row.get_state_display()
        shape = outcome or row.state
        if is_last and row.awaits_confirmation:
            word, shape = _("vedtatt, ikke bekreftet"), "waiting"
        told = _("%(forum)s: %(what)s") % {"forum": row.forum.short_name, "what": word}
        if item is not None:
            told = f"{told} ({item.label})"
        at = item.meeting.starts_at if item else row.done_at
        return Thing(
            at, self.lane(row.forum), shape, str(word), told, url, rank=5, treatment=row.pk
        )

    def _awaited(self, step: Step, url: str) -> Thing:
        """The meeting it is set down for, the wanted day, or that no meeting is chosen."""
        row, item = step.treatment, step.last_item
        words = {"forum": row.forum.short_name, "act": row.get_role_display()}
        shape, at, coming = "waiting", None, True
        told = _("%(forum)s skal %(act)s") % words
        word = _("skal %(act)s") % words
        on_list = item and item.meeting.status != MeetingStatus.CANCELLED and not item.outcome
        if item and on_list:
            at, shape, coming = item.meeting.starts_at, "scheduled", item.meeting.starts_at > now()
            told = f"{told} ({item.label})"
            word = word if coming else _("utfallet er ikke ført")
        elif row.wanted_by:
            at = timezone.make_aware(datetime.combine(row.wanted_by, datetime.min.time()))
            told = _("%(told)s, ønsket innen dagen") % {"told": told}
        elif row.wanted_when:
            told = f"{told} ({row.wanted_when})"
        else:
            told = _("%(told)s. Møtet er ikke valgt ennå") % {"told": told}
        return Thing(
            at, self.lane(row.forum), shape, word, told, url, is_coming=coming, treatment=row.pk
        )


def way_of(story: Story) -> Way:
    """Everything the picture needs. No query of its own once the story is read."""
    reading = _Reading(story)
    things = _without_repeats(reading.things())
    used = {t.lane for t in things} | {t.comes_from for t in things}
    ended = story.case.closed_at is not None
    return Way(
        _lanes(reading.forums, used),
        things,
        stays=_stays(things, ended),
        bars=_bars(things),
        has_ended=ended,
    )


def _without_repeats(things: list[Thing]) -> list[Thing]:
    """A case put forward on the day it was registered says it once."""
    first = things[0] if things else None
    second = things[1] if len(things) > 1 else None
    if first is None or second is None or (first.shape, second.shape) != ("draft", "open"):
        return things
    same = (first.lane, first.day) == (second.lane, second.day)
    return things[1:] if same else things


def _lanes(forums: dict[int, Forum], used: set[int | None]) -> list[Lane]:
    rows = [forum for forum in forums.values() if forum.pk in used]
    rows.sort(key=lambda forum: (forum.level, forum.position, forum.name))
    lanes = [Lane(forum.pk, forum.name, forum.short_name) for forum in rows]
    if PARTIES in used:
        lanes.append(Lane(PARTIES, _("Partene"), _("Partene")))
    return lanes


def _stays(things: list[Thing], ended: bool) -> list[Span]:
    """Where the case itself was, from one move to the next, and on to today if it lives."""
    past = [n for n, thing in enumerate(things) if not thing.is_coming]
    if not past:
        return []
    found, start, lane = [], 0, things[0].lane
    for n in past:
        if things[n].line == Line.MOVE:
            found.append(Span(lane, start, n))
            start, lane = n, things[n].lane
    ends = [n for n in past if things[n].is_end]
    last = ends[-1] if ended and ends else past[-1]
    return [*found, Span(lane, start, last, is_open=not ended)]


def _bars(things: list[Thing]) -> list[Span]:
    """Each treatment from its first thing to its last."""
    ends: dict[int, list[int]] = {}
    for n, thing in enumerate(things):
        if thing.treatment is not None and thing.line != Line.BACK:
            ends.setdefault(thing.treatment, []).append(n)
    return [
        Span(things[rows[-1]].lane, rows[0], rows[-1], is_open=things[rows[-1]].is_coming)
        for rows in ends.values()
        if len(rows) > 1
    ]


def in_a_sentence(way: Way) -> str:
    """For those who hear the picture: how many forums and things, and from when to when."""
    days = [thing.day for thing in way.things if thing.day]
    if not days:
        return _("Saken har ikke begynt på veien ennå.")
    return _("%(n)s hendelser i %(lanes)s, fra %(first)s til %(last)s.") % {
        "n": len(way.told),
        "lanes": ", ".join(lane.short for lane in way.lanes),
        "first": write_day(days[0]),
        "last": write_day(max(days)) if max(days) > today() or way.has_ended else _("i dag"),
    }
