"""What a move will do, in one sentence before the button."""

from django.utils.translation import gettext as _

from cases.models import Case, Route
from cases.moves import Move, Situation


def consequence(now: Situation, move: Move, route: Route | None = None) -> str:
    case = now.case
    words = {"forum": case.forum.short_name}
    match move:
        case Move.PUT_FORWARD:
            what = _("Du legger fram saken for %(forum)s.") % words
            return f"{what} {_from_now(case)}"
        case Move.LIFT if route:
            words |= {"to": route.to_forum.short_name, "act": route.get_role_display()}
            what = _("Du løfter saken fra %(forum)s til %(to)s, som skal %(act)s.") % words
            return f"{what} {_seen_by(case)}"
        case Move.LIFT:
            return _("Du løfter saken videre fra %(forum)s.") % words
        case Move.ASK:
            return _("Du ber et annet forum om hjelp. Saken blir i %(forum)s så lenge.") % words
        case Move.RETURN:
            words["to"] = now.came_from.short_name if now.came_from else ""
            return (
                _("Du sender saken tilbake til %(to)s. Behandlingen i %(forum)s trekkes.") % words
            )
        case Move.CLOSE:
            return _("Du avslutter saken. De som ser den i dag, kan fortsatt lese den.")
        case Move.REOPEN:
            return _("Du tar opp saken igjen der den stoppet, i %(forum)s.") % words
    return _("Du trekker saken fra alle forum som har den. Ingenting blir slettet.")


def done(move: Move, case: Case) -> str:
    """What was done, for the message after it. The case's forum is where it is now."""
    words = {"number": case.number, "forum": case.forum.short_name}
    sentences = {
        Move.PUT_FORWARD: _("Sak %(number)s er lagt fram for %(forum)s."),
        Move.LIFT: _("Sak %(number)s er løftet til %(forum)s."),
        Move.ASK: _("Forumet er bedt om å behandle sak %(number)s."),
        Move.RETURN: _("Sak %(number)s er sendt tilbake til %(forum)s."),
        Move.CLOSE: _("Sak %(number)s er avsluttet."),
        Move.REOPEN: _("Sak %(number)s er gjenåpnet."),
        Move.WITHDRAW: _("Sak %(number)s er trukket."),
    }
    return sentences[move] % words


def _from_now(case: Case) -> str:
    if case.exempt_ground_id:
        return _("Bare medlemmer og vara i forumet, og sekretariatet, kan se den.")
    return _("Alle representanter for alle parter kan se den fra samme øyeblikk.")


def _seen_by(case: Case) -> str:
    if case.exempt_ground_id:
        return _("Medlemmer og vara i forumet får tilgang.")
    return _("Alle representanter kan se det.")
