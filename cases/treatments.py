"""Opening and withdrawing a forum's treatment of a case, for the moves and orders that do."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case, Treatment, TreatmentRole, TreatmentState
from forums import clock
from forums.clock import today
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, User


def open_treatment(
    case: Case,
    forum: Forum,
    role: TreatmentRole | str,
    *,
    by: User,
    reason: str,
    asked_by_forum: Forum | None = None,
    wanted_by: date | None = None,
    wanted_when: str = "",
) -> Treatment:
    """Inside the transaction of the move that asks for it, which records the event."""
    treatment = Treatment(
        case=case,
        forum=forum,
        role=role,
        asked_by=by,
        asked_at=clock.now(),
        asked_by_forum=asked_by_forum,
        reason=reason,
        wanted_by=wanted_by,
        wanted_when=wanted_when,
    )
    return save_by(treatment, by=by, why=reason)


def withdraw(rows: Iterable[Treatment], *, by: User, reason: str) -> None:
    for row in rows:
        row.state = TreatmentState.WITHDRAWN
        save_by(row, by=by, why=reason, fields=["state"])


def require_in_force(forum: Forum) -> None:
    if not forum.holds_on(today()):
        raise Refused(_("%(forum)s er ikke i virksomhet i dag.") % {"forum": forum.short_name})


def require_not_open(rows: Iterable[Treatment], forum: Forum, role: TreatmentRole | str) -> None:
    """Raise Refused where ``forum`` already has one of the open ``rows`` in that role."""
    if any(row.is_open and row.forum_id == forum.pk and row.role == role for row in rows):
        raise Refused(_("%(forum)s har alt saken til behandling.") % {"forum": forum.short_name})


def on_an_agenda(rows: Iterable[Treatment]) -> str | None:
    """Why none of these may be withdrawn now: a meeting has one on its agenda."""
    for row in rows:
        if row.state == TreatmentState.SCHEDULED:
            return _(
                "Saken står på sakslisten til %(forum)s. Registrer utfallet, eller ta saken av "
                "listen."
            ) % {"forum": row.forum.short_name}
    return None
