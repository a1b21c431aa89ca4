"""What a move will do and who is told, in words before the button."""

import copy

from django.utils.translation import gettext as _

from cases.models import Case, CaseStatus, EventKind, Route
from cases.moves import Move
from cases.notices import GETS, who_hears
from cases.situation import Situation
from forums.models import Forum, User

EVENTS: dict[Move, EventKind] = {
    Move.PUT_FORWARD: EventKind.PUT_FORWARD,
    Move.ASK: EventKind.ASKED,
    Move.TAKE_BACK: EventKind.TAKEN_BACK,
    Move.LIFT: EventKind.LIFTED,
    Move.SEND: EventKind.SENT,
    Move.RETURN: EventKind.RETURNED,
    Move.CLOSE: EventKind.CLOSED,
    Move.REOPEN: EventKind.REOPENED,
    Move.WITHDRAW: EventKind.WITHDRAWN,
    Move.MERGE: EventKind.MERGED,
}


def consequence(now: Situation, move: Move, route: Route | None = None) -> str:
    """What will happen, and what kind of people are told; asks the database nothing."""
    return f"{_what(now, move, route)} {_kinds_who_hear(now, move, _ends(now, move, route))}"


def exact_consequence(now: Situation, move: Move, by: User, route: Route | None = None) -> str:
    """The same with how many are told; at most eight queries."""
    to = _ends(now, move, route)
    if to is None and EVENTS[move] in GETS:
        return consequence(now, move, route)
    case = copy.copy(now.case)
    if move == Move.PUT_FORWARD:
        case.status = CaseStatus.OPEN
    told = who_hears(case, EVENTS[move], by=by, from_forum=now.case.forum, to_forum=to)
    return f"{_what(now, move, route)} {told.sentence}"


def done(move: Move, case: Case) -> str:
    """What was done, for the message after it. The case's forum is where it is now."""
    words = {"number": case.number, "forum": case.forum.short_name}
    sentences = {
        Move.PUT_FORWARD: _("Sak %(number)s er lagt fram for %(forum)s."),
        Move.LIFT: _("Sak %(number)s er løftet til %(forum)s."),
        Move.SEND: _("Sak %(number)s er sendt til %(forum)s."),
        Move.ASK: _("Forumet er bedt om å behandle sak %(number)s."),
        Move.TAKE_BACK: _("Spørsmålet i sak %(number)s er trukket."),
        Move.RETURN: _("Sak %(number)s er sendt tilbake til %(forum)s."),
        Move.CLOSE: _("Sak %(number)s er avsluttet."),
        Move.REOPEN: _("Sak %(number)s er gjenåpnet."),
        Move.WITHDRAW: _("Sak %(number)s er trukket."),
        Move.MERGE: _("Sak %(number)s er slått sammen med en annen sak."),
    }
    return sentences[move] % words


def _what(now: Situation, move: Move, route: Route | None) -> str:
    case = now.case
    words = {"forum": case.forum.short_name}
    if route is not None:
        words |= {"to": route.to_forum.short_name, "act": route.get_role_display()}
    match move:
        case Move.PUT_FORWARD:
            what = _("Du legger fram saken for %(forum)s.") % words
            return f"{what} {_from_now(case)}"
        case Move.LIFT if route:
            what = _("Du løfter saken fra %(forum)s til %(to)s, som skal %(act)s.") % words
            return f"{what} {_seen_by(case)}"
        case Move.LIFT:
            return _("Du løfter saken videre fra %(forum)s.") % words
        case Move.SEND if route:
            what = _("Du sender saken fra %(forum)s til %(to)s, som skal %(act)s.") % words
            left = _("Det som venter i %(forum)s, trekkes.") % words
            return f"{what} {left} {_seen_by(case)}"
        case Move.SEND:
            return _("Du sender saken fra %(forum)s. Det som venter i %(forum)s, trekkes.") % words
        case Move.ASK:
            return _("Du ber et forum om å behandle saken. Den blir i %(forum)s så lenge.") % words
        case Move.TAKE_BACK:
            return _(
                "Den som er spurt, slipper å svare. Historien viser både spørsmålet og at det er "
                "trukket."
            )
        case Move.RETURN:
            words["to"] = now.came_from.short_name if now.came_from else ""
            return (
                _("Du sender saken tilbake til %(to)s. Behandlingen i %(forum)s trekkes.") % words
            )
    return _ends_or_begins(move, words)


def _ends_or_begins(move: Move, words: dict[str, str]) -> str:
    match move:
        case Move.CLOSE:
            return _("Du avslutter saken. De som ser den i dag, kan fortsatt lese den.")
        case Move.REOPEN:
            return _("Du tar opp saken igjen der den stoppet, i %(forum)s.") % words
        case Move.MERGE:
            return _(
                "Denne saken ender, og siden viser hvor den fortsetter. Det som venter i forumene, "
                "trekkes. Dokumentene blir her, og de som følger saken, følger den andre. De som "
                "ikke ser den andre saken, får bare vite at denne er avsluttet."
            )
    return _("Du trekker saken fra alle forum som har den. Ingenting blir slettet.")


def _ends(now: Situation, move: Move, route: Route | None) -> Forum | None:
    """The forum that gets the case, where the move says which."""
    if route is not None:
        return route.to_forum
    if move == Move.RETURN:
        return now.came_from
    return now.case.forum if move in {Move.PUT_FORWARD, Move.REOPEN} else None


def _kinds_who_hear(now: Situation, move: Move, to: Forum | None) -> str:
    if now.case.status == CaseStatus.DRAFT and move != Move.PUT_FORWARD:
        return _("Bare de som ser utkastet, får varsel.")
    if move == Move.TAKE_BACK:
        return _("De som ble spurt, saksbehandleren og de som følger saken, får varsel.")
    if EVENTS[move] not in GETS:
        return _("Lederen av %(forum)s, saksbehandleren og de som følger saken, får varsel.") % {
            "forum": now.case.forum.short_name
        }
    if to is None:
        return _("De som sitter i forumet, saksbehandleren og de som følger saken, får varsel.")
    return _("De som sitter i %(forum)s, saksbehandleren og de som følger saken, får varsel.") % {
        "forum": to.short_name
    }


def _from_now(case: Case) -> str:
    if case.exempt_ground_id:
        return _("Bare medlemmer og vara i forumet, og sekretariatet, kan se den.")
    return _("Alle representanter for alle parter kan se den fra samme øyeblikk.")


def _seen_by(case: Case) -> str:
    if case.exempt_ground_id:
        return _("Medlemmer og vara i forumet får tilgang.")
    return _("Alle representanter kan se det.")
