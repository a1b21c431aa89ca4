"""The moves of a case as a table, read by the actions in routing.py and by the buttons.

For each move: from which status, who may, what stands in the way now, and the words for it;
``asks`` is the question that a reason must answer, empty where none is needed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import (
    ENDED,
    Case,
    CaseStatus,
    Outcome,
    Route,
    RouteKind,
    TreatmentState,
)
from cases.routes import somebody_else_decides
from cases.situation import Situation
from cases.treatments import on_an_agenda
from forums.competence import joined
from forums.errors import Refused
from forums.permissions import Someone

LIFTABLE = frozenset(
    {
        Outcome.CONCLUDED,
        Outcome.RECOMMENDED,
        Outcome.DECIDED,
        Outcome.DECIDED_WITH_CHANGES,
        Outcome.NOTED,
    }
)


class Move(StrEnum):
    PUT_FORWARD = "put-forward"
    ASK = "ask"
    TAKE_BACK = "take-back"
    LIFT = "lift"
    SEND = "send"
    RETURN = "return"
    CLOSE = "close"
    REOPEN = "reopen"
    WITHDRAW = "withdraw"
    MERGE = "merge"


# The moves that follow a route out of the forum, and the kind of route.
ALONG: dict[Move, RouteKind] = {Move.LIFT: RouteKind.LIFT, Move.SEND: RouteKind.SEND}


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


def way_hinder(now: Situation, route: Route) -> str | None:
    """Why this person cannot lift or send the case this way now."""
    if not now.may_use(route):
        return somebody_else_decides(route)
    if route.kind == RouteKind.LIFT:
        return _treatment_missing(now)
    return on_an_agenda(now.here)


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
        ) % {"forum": forum, "outcome": last.outcome_in_words}
    return None


def _cannot_lift(now: Situation) -> str | None:
    if not now.routes:
        return _("Det går ingen saksvei videre fra %(forum)s.") % {
            "forum": now.case.forum.short_name
        }
    return _all_hindered(now, now.routes)


def _cannot_send(now: Situation) -> str | None:
    ways = now.along(RouteKind.SEND)
    if not ways:
        return _("Ingen saksvei lar %(forum)s sende saken til et annet forum.") % {
            "forum": now.case.forum.short_name
        }
    return _all_hindered(now, ways)


def _all_hindered(now: Situation, routes: list[Route]) -> str | None:
    """The first hinder, when no route is open."""
    hinders = [way_hinder(now, route) for route in routes]
    return None if None in hinders else hinders[0]


def _cannot_return(now: Situation) -> str | None:
    if now.came_from is None:
        return _("Saken er ikke løftet eller sendt hit fra et annet forum.")
    return on_an_agenda(now.here)


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
        if row.awaits_confirmation:
            return _("Vedtaksteksten fra %(forum)s er ikke bekreftet.") % {
                "forum": row.forum.short_name
            }
    return next(filter(None, (hinder(now) for hinder in _close_hinders)), None)


def _nothing_asked(now: Situation) -> str | None:
    if now.asked_and_waiting or now.parties_asked:
        return None
    return _("Ingen forum eller part er spurt og venter med svaret.")


def _cannot_withdraw(now: Situation) -> str | None:
    return on_an_agenda(now.open)


def _nothing(now: Situation) -> str | None:
    return None


def _secretariat(now: Situation) -> bool:
    return now.is_secretariat


def _secretariat_or_leader(now: Situation) -> bool:
    return now.is_secretariat or now.leads_here


def _uses_some(now: Situation, kind: RouteKind) -> bool:
    return now.is_secretariat or any(now.may_use(route) for route in now.along(kind))


def _who_lifts(now: Situation) -> bool:
    return _uses_some(now, RouteKind.LIFT)


def _who_sends(now: Situation) -> bool:
    return _uses_some(now, RouteKind.SEND)


def _who_asks(now: Situation) -> bool:
    return now.leads_here or _uses_some(now, RouteKind.ASK)


def _who_withdraws(now: Situation) -> bool:
    return now.is_secretariat or now.prepares


ONLY_SECRETARIAT = gettext_lazy("Sekretariatet gjør dette.")
PREPARER_TOO = gettext_lazy("Sekretariatet gjør dette, og med et utkast de som forbereder det.")
LEADER_TOO = gettext_lazy("Sekretariatet eller lederen av forumet gjør dette.")
DECIDER_TOO = gettext_lazy("Sekretariatet eller lederen som avgjør saksveien, gjør dette.")

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
        who_may=DECIDER_TOO,
        hinder=_cannot_lift,
        label=gettext_lazy("Løft saken"),
        infinitive=gettext_lazy("løftes"),
        asks=gettext_lazy("Hvorfor løftes saken?"),
    ),
    Move.SEND: Rule(
        starts=frozenset({CaseStatus.OPEN}),
        who=_who_sends,
        who_may=DECIDER_TOO,
        hinder=_cannot_send,
        label=gettext_lazy("Send saken"),
        infinitive=gettext_lazy("sendes til et annet forum"),
        asks=gettext_lazy("Hvorfor sendes saken?"),
    ),
    Move.ASK: Rule(
        starts=frozenset({CaseStatus.OPEN, CaseStatus.DECIDED}),
        who=_who_asks,
        who_may=DECIDER_TOO,
        hinder=_nothing,
        label=gettext_lazy("Be et forum om behandling"),
        infinitive=gettext_lazy("sendes til behandling"),
        asks=gettext_lazy("Hva skal forumet svare på, og hvorfor?"),
    ),
    Move.TAKE_BACK: Rule(
        starts=frozenset({CaseStatus.OPEN, CaseStatus.DECIDED}),
        who=_secretariat_or_leader,
        who_may=LEADER_TOO,
        hinder=_nothing_asked,
        label=gettext_lazy("Trekk et spørsmål"),
        infinitive=gettext_lazy("få trukket et spørsmål"),
        asks=gettext_lazy("Hvorfor trekkes spørsmålet?"),
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
        starts=frozenset(ENDED),
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
        who_may=PREPARER_TOO,
        hinder=_cannot_withdraw,
        label=gettext_lazy("Trekk saken"),
        infinitive=gettext_lazy("trekkes"),
        asks=gettext_lazy("Hvorfor trekkes saken?"),
    ),
    # A decision is nobody's duplicate: a decided case is followed up or linked instead.
    Move.MERGE: Rule(
        starts=frozenset({CaseStatus.DRAFT, CaseStatus.OPEN}),
        who=_secretariat,
        who_may=ONLY_SECRETARIAT,
        hinder=_cannot_withdraw,
        label=gettext_lazy("Slå sammen med en annen sak"),
        infinitive=gettext_lazy("slås sammen med en annen"),
        asks=gettext_lazy("Hvordan vet du at det er samme sak?"),
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


def require_reason(move: Move, reason: str) -> None:
    """Raise Refused, with the question of the move, where nothing is written."""
    if not reason.strip():
        raise Refused(_("Skriv en begrunnelse: %(question)s") % {"question": MOVES[move].asks})


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
