"""The moves of a case as a table, read by the actions in routing.py and by the buttons.

For each move: from which status, who may, what stands in the way now, and the words for it;
``asks`` is the question that a reason must answer, empty where none is needed.
``Situation`` is read once (four queries), however many moves are judged.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    Anchoring,
    Case,
    CaseStatus,
    EventKind,
    Outcome,
    Route,
    RouteKind,
    Treatment,
    TreatmentState,
)
from cases.permissions import led_by
from forums.competence import joined
from forums.errors import Refused
from forums.models import Forum, ForumKind
from forums.permissions import Someone, is_secretariat

LIFTABLE = frozenset(
    {
        Outcome.CONCLUDED,
        Outcome.RECOMMENDED,
        Outcome.DECIDED,
        Outcome.DECIDED_WITH_CHANGES,
        Outcome.NOTED,
    }
)
DECISIONS = frozenset({Outcome.DECIDED, Outcome.DECIDED_WITH_CHANGES})


class Move(StrEnum):
    PUT_FORWARD = "put-forward"
    ASK = "ask"
    LIFT = "lift"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"


class Situation:
    """The case as it stands for one person, with what the rules ask about."""

    def __init__(self, case: Case, user: Someone) -> None:
        self.case = case
        self.user = user
        self.is_secretariat = is_secretariat(user)

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
    def routes(self) -> list[Route]:
        rows = Route.objects.filter(
            kind=RouteKind.LIFT, from_forum=self.case.forum_id, is_active=True
        )
        return list(
            rows.select_related("to_forum", "released_by").order_by("to_forum__level", "pk")
        )

    @cached_property
    def came_from(self) -> Forum | None:
        arrivals = self.case.events.filter(kind=EventKind.LIFTED, to_forum=self.case.forum_id)
        last = arrivals.select_related("from_forum").order_by("-sequence").first()
        return last.from_forum if last else None

    @cached_property
    def leads(self) -> frozenset[int]:
        return led_by(self.user)

    @cached_property
    def leads_secretariat(self) -> bool:
        forums = Forum.objects.filter(pk__in=self.leads, kind=ForumKind.SECRETARIAT)
        return bool(self.leads) and forums.exists()

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


@dataclass(frozen=True)
class Rule:
    """One line of the table; ``hinder`` gives the sentence that stands in the way, or None."""

    starts: frozenset[CaseStatus]
    who: Callable[[Situation], bool]
    who_may: str | Promise
    hinder: Callable[[Situation], str | None]
    label: str | Promise
    infinitive: str | Promise
    asks: str | Promise = ""


@dataclass(frozen=True)
class Option:
    """What a button shows: whether the move is open to the person, and if not, why."""

    move: Move
    label: str
    allowed: bool
    why_not: str
    is_for_you: bool
    in_time: bool


def lift_hinder(now: Situation, route: Route) -> str | None:
    """Why the case cannot be lifted this way by this person now."""
    released = now.leads_secretariat or (
        now.is_secretariat if route.released_by_id is None else route.released_by_id in now.leads
    )
    if not released:
        return _who_releases(route)
    return _treatment_missing(now)


def _who_releases(route: Route) -> str:
    if route.released_by is None:
        return _("Sekretariatet avgjør om saken løftes til %(to)s.") % {
            "to": route.to_forum.short_name
        }
    return _(
        "Lederen av %(releaser)s eller lederen av sekretariatet avgjør om saken løftes til %(to)s."
    ) % {"releaser": route.released_by.short_name, "to": route.to_forum.short_name}


def _treatment_missing(now: Situation) -> str | None:
    forum = now.case.forum.short_name
    if any(row.is_open for row in now.here):
        return _("%(forum)s er ikke ferdig med saken. Registrer først hva møtet kom fram til.") % {
            "forum": forum
        }
    done = [row for row in now.here if row.state == TreatmentState.DONE and row.done_at]
    last = max(done, key=lambda row: (row.done_at, row.pk), default=None)
    if last is None:
        return _("%(forum)s har ikke behandlet saken.") % {"forum": forum}
    if last.outcome not in LIFTABLE:
        return _(
            "%(forum)s endte med «%(outcome)s». Be om ny behandling, eller send saken tilbake."
        ) % {"forum": forum, "outcome": last.get_outcome_display()}
    return None


def _cannot_lift(now: Situation) -> str | None:
    if not now.routes:
        return _("Det går ingen saksvei videre fra %(forum)s.") % {
            "forum": now.case.forum.short_name
        }
    hinders = [lift_hinder(now, route) for route in now.routes]
    return None if None in hinders else hinders[0]


def _cannot_return(now: Situation) -> str | None:
    if now.came_from is None:
        return _("Saken er ikke løftet hit fra et annet forum.")
    return _on_an_agenda(now.here)


CloseHinder = Callable[[Situation], str | None]
_close_hinders: list[CloseHinder] = []


def register_close_hinder(hinder: CloseHinder) -> None:
    """Let a module say what must be in place before a case is closed."""
    if hinder not in _close_hinders:
        _close_hinders.append(hinder)


def _cannot_close(now: Situation) -> str | None:
    if now.open:
        names = joined(list(dict.fromkeys(row.forum.short_name for row in now.open)), _("og"))
        return _("Saken er fortsatt til behandling i %(forums)s.") % {"forums": names}
    done = [row for row in now.treatments if row.state == TreatmentState.DONE]
    if not done:
        return _("Ingen forum har behandlet saken. Trekk den hvis den ikke skal behandles.")
    for row in done:
        if row.outcome in DECISIONS and row.text_confirmed_at is None:
            return _("Vedtaksteksten fra %(forum)s er ikke bekreftet.") % {
                "forum": row.forum.short_name
            }
    return next(filter(None, (hinder(now) for hinder in _close_hinders)), None)


def _cannot_withdraw(now: Situation) -> str | None:
    return _on_an_agenda(now.open)


def _on_an_agenda(rows: list[Treatment]) -> str | None:
    for row in rows:
        if row.state == TreatmentState.SCHEDULED:
            return _(
                "Saken står på sakslisten til %(forum)s. Registrer utfallet, eller ta saken av "
                "listen."
            ) % {"forum": row.forum.short_name}
    return None


def _nothing(now: Situation) -> str | None:
    return None


def _secretariat(now: Situation) -> bool:
    return now.is_secretariat


def _secretariat_or_leader(now: Situation) -> bool:
    return now.is_secretariat or now.leads_here


def _who_lifts(now: Situation) -> bool:
    return now.is_secretariat or any(row.released_by_id in now.leads for row in now.routes)


def _who_withdraws(now: Situation) -> bool:
    return now.is_secretariat or now.prepares


ONLY_SECRETARIAT = gettext_lazy("Sekretariatet gjør dette.")
LEADER_TOO = gettext_lazy("Sekretariatet eller lederen av forumet gjør dette.")

MOVES: dict[Move, Rule] = {
    Move.PUT_FORWARD: Rule(
        starts=frozenset({CaseStatus.DRAFT}),
        who=_secretariat,
        who_may=ONLY_SECRETARIAT,
        hinder=_nothing,
        label=gettext_lazy("Legg fram"),
        infinitive=gettext_lazy("legges fram"),
    ),
    Move.LIFT: Rule(
        starts=frozenset({CaseStatus.OPEN}),
        who=_who_lifts,
        who_may=gettext_lazy("Sekretariatet eller lederen som avgjør saksveien, gjør dette."),
        hinder=_cannot_lift,
        label=gettext_lazy("Løft saken"),
        infinitive=gettext_lazy("løftes"),
        asks=gettext_lazy("Hvorfor løftes saken?"),
    ),
    Move.ASK: Rule(
        starts=frozenset({CaseStatus.OPEN, CaseStatus.DECIDED}),
        who=_secretariat_or_leader,
        who_may=LEADER_TOO,
        hinder=_nothing,
        label=gettext_lazy("Be et forum om behandling"),
        infinitive=gettext_lazy("sendes til behandling"),
        asks=gettext_lazy("Hva skal forumet svare på, og hvorfor?"),
    ),
    Move.RETURN: Rule(
        starts=frozenset({CaseStatus.OPEN}),
        who=_secretariat_or_leader,
        who_may=LEADER_TOO,
        hinder=_cannot_return,
        label=gettext_lazy("Send tilbake"),
        infinitive=gettext_lazy("sendes tilbake"),
        asks=gettext_lazy("Hva mangler?"),
    ),
    Move.CLOSE: Rule(
        starts=frozenset({CaseStatus.OPEN, CaseStatus.DECIDED}),
        who=_secretariat,
        who_may=ONLY_SECRETARIAT,
        hinder=_cannot_close,
        label=gettext_lazy("Avslutt saken"),
        infinitive=gettext_lazy("avsluttes"),
        asks=gettext_lazy("Hvorfor avsluttes saken?"),
    ),
    Move.REOPEN: Rule(
        starts=frozenset({CaseStatus.CLOSED, CaseStatus.WITHDRAWN}),
        who=_secretariat,
        who_may=ONLY_SECRETARIAT,
        hinder=_nothing,
        label=gettext_lazy("Gjenåpne saken"),
        infinitive=gettext_lazy("gjenåpnes"),
        asks=gettext_lazy("Hvorfor gjenåpnes saken?"),
    ),
    Move.WITHDRAW: Rule(
        starts=frozenset({CaseStatus.DRAFT, CaseStatus.OPEN}),
        who=_who_withdraws,
        who_may=ONLY_SECRETARIAT,
        hinder=_cannot_withdraw,
        label=gettext_lazy("Trekk saken"),
        infinitive=gettext_lazy("trekkes"),
        asks=gettext_lazy("Hvorfor trekkes saken?"),
    ),
}


def moves_for(user: Someone, case: Case, now: Situation | None = None) -> list[Option]:
    """Every move, judged for this person and this moment. At most five queries."""
    now = now or Situation(case, user)
    return [_option(now, move) for move in MOVES]


def require_move(now: Situation, move: Move) -> None:
    """Raise PermissionDenied for one who may never do this, Refused for what stands in the way."""
    rule = MOVES[move]
    if not rule.who(now):
        raise PermissionDenied(str(rule.who_may))
    why_not = _wrong_status(now, rule) or rule.hinder(now)
    if why_not:
        raise Refused(why_not)


def _option(now: Situation, move: Move) -> Option:
    rule = MOVES[move]
    in_time = now.case.status in rule.starts
    who = rule.who(now)
    why_not = "" if who else str(rule.who_may)
    why_not = why_not or _wrong_status(now, rule) or rule.hinder(now) or ""
    return Option(move, str(rule.label), not why_not, why_not, who, in_time)


def _wrong_status(now: Situation, rule: Rule) -> str | None:
    if now.case.status in rule.starts:
        return None
    return _("Saken har status «%(status)s», og kan derfor ikke %(move)s.") % {
        "status": now.case.get_status_display(),
        "move": rule.infinitive,
    }
