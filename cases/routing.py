"""How a case travels from forum to forum.

Only this module writes ``Case.status``, ``Case.forum`` and ``Case.closed_at``. Each move locks
the case, is judged by the table in moves.py, and adds one event in the same transaction.
``seen`` is the last event the page showed (None asks nothing); refused when more has happened.
Sources: mandate for the working committee, 4 December 2018; preliminary mandate for the expert
groups, 22 March 2019 (who decides which cases are lifted).
"""

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from cases import anchoring, permissions
from cases.asks import require_ask
from cases.claims import claim_case, hold_cases
from cases.competence import require_role_allowed, roles_allowed, strongest_role
from cases.events import record, require_nothing_new
from cases.merging import was_told_of
from cases.models import (
    DECISIONS,
    Case,
    CaseStatus,
    EventKind,
    Route,
    Treatment,
    TreatmentRole,
)
from cases.moves import ALONG, Move, require_move, require_reason, way_hinder
from cases.registering import require_officer_sees
from cases.situation import Situation
from cases.treatments import open_treatment, require_in_force, require_not_open, withdraw
from forums import clock
from forums.clock import today
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, User

T = TypeVar("T")


@transaction.atomic
def put_forward(
    case: Case,
    *,
    by: User,
    role: TreatmentRole | str | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Treatment:
    """Open the case to its readers and to its forum; all parties get it at the same moment.

    Without ``role`` the forum gets the strongest role that its mandate gives.
    """
    now = _claim(case, Move.PUT_FORWARD, by, seen)
    forum = now.case.forum
    require_in_force(forum)
    role = role or strongest_role(forum, today())
    require_role_allowed(forum, role, today())
    require_officer_sees(now.case)
    _write(now.case, by=by, why=reason, status=CaseStatus.OPEN)
    treatment = open_treatment(now.case, forum, role, by=by, reason=reason)
    record(
        now.case,
        EventKind.PUT_FORWARD,
        by=by,
        to_forum=forum,
        treatment=treatment,
        reason=reason,
    )
    permissions.follow_route(now.case)
    return _told(case, now.case, treatment)


@transaction.atomic
def ask_for_treatment(
    case: Case,
    forum: Forum,
    role: TreatmentRole | str,
    *,
    by: User,
    reason: str,
    wanted_by: date | None = None,
    wanted_when: str = "",
    seen: int | None = None,
) -> Treatment:
    """Ask a forum for its part without moving the case; no meeting need exist yet.

    Raises Refused for another forum than the case's own unless a route allows just that.
    """
    now = _claim(case, Move.ASK, by, seen)
    require_reason(Move.ASK, reason)
    require_in_force(forum)
    require_role_allowed(forum, role, today())
    require_ask(now, forum, role)
    require_not_open(now.open, forum, role)
    treatment = open_treatment(
        now.case,
        forum,
        role,
        by=by,
        reason=reason,
        asked_by_forum=now.case.forum,
        wanted_by=wanted_by,
        wanted_when=wanted_when,
    )
    record(
        now.case,
        EventKind.ASKED,
        by=by,
        from_forum=now.case.forum,
        to_forum=forum,
        treatment=treatment,
        reason=reason,
    )
    permissions.follow_route(now.case)
    return _told(case, now.case, treatment)


@transaction.atomic
def take_back_ask(
    case: Case, treatment: Treatment, *, by: User, reason: str, seen: int | None = None
) -> Treatment:
    """The forum that was asked need not answer after all; it hears, and the history says so.

    Raises Refused for what no ask opened, and once a meeting has it on its agenda.
    """
    now = _claim(case, Move.TAKE_BACK, by, seen)
    require_reason(Move.TAKE_BACK, reason)
    row = next((row for row in now.asked_and_waiting if row.pk == treatment.pk), None)
    if row is None:
        raise Refused(_("Spørsmålet står ikke åpent, og kan ikke trekkes."))
    withdraw([row], by=by, reason=reason)
    record(
        now.case,
        EventKind.TAKEN_BACK,
        by=by,
        from_forum=now.case.forum,
        to_forum=row.forum,
        treatment=row,
        reason=reason,
    )
    return _told(case, now.case, row)


@transaction.atomic
def lift_case(
    case: Case, to: Forum, *, by: User, reason: str, seen: int | None = None
) -> Treatment:
    """Move the case along a permitted route; the forum there gets the role the route says.

    Raises Refused when there is no route, when somebody else decides whether it is lifted, or
    when the forum that has the case is not done with it. The owner stays the same.
    """
    now = _claim(case, Move.LIFT, by, seen)
    route = _route(now, to, Move.LIFT)
    require_reason(Move.LIFT, reason)
    require_in_force(to)
    require_role_allowed(to, route.role, today())
    return _move(case, now, to, route.role, EventKind.LIFTED, by=by, reason=reason)


@transaction.atomic
def send_case(
    case: Case, to: Forum, *, by: User, reason: str, seen: int | None = None
) -> Treatment:
    """Move the case along a route for sending, e.g. to be prepared, though the forum is not done.

    What waits in the forum it leaves is withdrawn with the reason; other forums keep theirs. On
    an agenda it stays: Refused. The forum that sent it hears what becomes of it.
    """
    now = _claim(case, Move.SEND, by, seen)
    route = _route(now, to, Move.SEND)
    require_reason(Move.SEND, reason)
    require_in_force(to)
    require_role_allowed(to, route.role, today())
    withdraw([row for row in now.here if row.is_open], by=by, reason=reason)
    return _move(case, now, to, route.role, EventKind.SENT, by=by, reason=reason)


@transaction.atomic
def return_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Treatment:
    """Send the case back to the forum that lifted or sent it; ``reason`` says what is missing.

    What was open in the forum it leaves is withdrawn, and the forum before gets the case again
    in the role it had, as far as its mandate still gives it.
    """
    now = _claim(case, Move.RETURN, by, seen)
    require_reason(Move.RETURN, reason)
    to = now.came_from
    if to is None:  # judged in the table; here for the reader and the type checker
        raise Refused(_("Saken er ikke løftet eller sendt hit fra et annet forum."))
    require_in_force(to)
    withdraw([row for row in now.here if row.is_open], by=by, reason=reason)
    role = _role_again(now, to)
    return _move(case, now, to, role, EventKind.RETURNED, by=by, reason=reason)


@transaction.atomic
def close_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Case:
    """End the case: nothing is open, and a decision has its confirmed text."""
    now = _claim(case, Move.CLOSE, by, seen)
    require_reason(Move.CLOSE, reason)
    _write(now.case, by=by, why=reason, status=CaseStatus.CLOSED, closed=True)
    record(now.case, EventKind.CLOSED, by=by, from_forum=now.case.forum, reason=reason)
    return _told(case, now.case, now.case)


@transaction.atomic
def withdraw_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Case:
    """Take the case back before it is decided; what was open in the forums goes with it."""
    now = _claim(case, Move.WITHDRAW, by, seen)
    require_reason(Move.WITHDRAW, reason)
    withdraw(now.open, by=by, reason=reason)
    _write(now.case, by=by, why=reason, status=CaseStatus.WITHDRAWN, closed=True)
    record(now.case, EventKind.WITHDRAWN, by=by, from_forum=now.case.forum, reason=reason)
    return _told(case, now.case, now.case)


@transaction.atomic
def reopen_case(case: Case, *, by: User, reason: str, seen: int | None = None) -> Case:
    """Take up an ended case where it stopped; never shown before: as a draft.

    A case that was merged into another is its own again, and the other's history says so where
    it spoke of it. What is written here, but the event's reason, is read by all who see the case.
    """
    hold_cases(*filter(None, (case.pk, case.merged_into_id)))
    now = _claim(case, Move.REOPEN, by, seen)
    require_reason(Move.REOPEN, reason)
    forum, other = now.case.forum, now.case.merged_into
    hides = other is not None and not now.case.merge_is_shown
    open_reason = _("Saken tas opp igjen.") if hides else reason
    anchoring.start_over(now.case, by=by, why=open_reason)
    treatment = _taken_up(now, by=by, reason=open_reason)
    record(
        now.case,
        EventKind.REOPENED,
        by=by,
        to_forum=forum,
        treatment=treatment,
        other_case=other,
        reason=reason,
    )
    if other is not None and was_told_of(other, now.case):
        record(other, EventKind.UNMERGED, by=by, other_case=now.case, reason=reason)
    return _told(case, now.case, now.case)


@transaction.atomic
def mark_decided(case: Case, *, by: User, treatment: Treatment) -> Case:
    """Make an open case decided by a treatment whose decision has its confirmed text.

    Called by the action that confirms the text, which also records the event; calling it
    again changes nothing. Raises Refused for any other treatment.
    """
    locked = claim_case(case)
    confirmed = treatment.outcome in DECISIONS and treatment.text_confirmed_at is not None
    if treatment.case_id != locked.pk or not confirmed:
        raise Refused(_("Saken er først vedtatt når vedtaksteksten er bekreftet."))
    if locked.status == CaseStatus.OPEN:
        _write(locked, by=by, why="", status=CaseStatus.DECIDED)
    return _told(case, locked, locked)


def _claim(case: Case, move: Move, by: User, seen: int | None) -> Situation:
    # Two people may act on one page: judge the locked row, not the one shown.
    now = Situation(claim_case(case), by)
    require_nothing_new(now.case, seen)
    require_move(now, move)
    return now


def _route(now: Situation, to: Forum, move: Move) -> Route:
    """The route of that move to ``to``; Refused where there is none, or it is not open."""
    for route in now.along(ALONG[move]):
        if route.to_forum_id == to.pk:
            why_not = way_hinder(now, route)
            if why_not:
                raise Refused(why_not)
            return route
    raise Refused(
        _("Det går ingen saksvei fra %(from)s til %(to)s.")
        % {"from": now.case.forum.short_name, "to": to.short_name}
    )


def _move(
    case: Case,
    now: Situation,
    to: Forum,
    role: TreatmentRole | str,
    kind: EventKind,
    *,
    by: User,
    reason: str,
) -> Treatment:
    before = now.case.forum
    treatment = _received(now, to, role) or open_treatment(
        now.case, to, role, by=by, reason=reason, asked_by_forum=before
    )
    _write(now.case, by=by, why=reason, forum=to)
    record(
        now.case,
        kind,
        by=by,
        from_forum=before,
        to_forum=to,
        treatment=treatment,
        reason=reason,
    )
    permissions.follow_route(now.case)
    return _told(case, now.case, treatment)


def _taken_up(now: Situation, *, by: User, reason: str) -> Treatment | None:
    """Open the case again where it stopped; one that was never shown waits as a draft."""
    forum = now.case.forum
    if not now.case.events.filter(kind=EventKind.PUT_FORWARD).exists():
        _write(now.case, by=by, why=reason, status=CaseStatus.DRAFT)
        return None
    require_in_force(forum)
    _write(now.case, by=by, why=reason, status=CaseStatus.OPEN)
    return open_treatment(now.case, forum, _role_again(now, forum), by=by, reason=reason)


def _role_again(now: Situation, forum: Forum) -> TreatmentRole:
    """What the forum had the case for, where it still may; else the most that it may."""
    day = today()
    had = next((row.role for row in reversed(now.treatments) if row.forum_id == forum.pk), "")
    return TreatmentRole(had) if had in roles_allowed(forum, day) else strongest_role(forum, day)


def _received(now: Situation, to: Forum, role: TreatmentRole | str) -> Treatment | None:
    # The forum may already have been asked for the same: then the case joins that treatment.
    same = (row for row in now.open if row.forum_id == to.pk and row.role == role)
    return next(same, None)


def _write(
    case: Case,
    *,
    by: User,
    why: str,
    status: CaseStatus | None = None,
    forum: Forum | None = None,
    closed: bool = False,
) -> None:
    case.status = status or case.status
    case.forum = forum or case.forum
    case.closed_at = clock.now() if closed else None
    case.merged_into, case.merge_is_shown = None, False
    if case.status not in {CaseStatus.DECIDED, CaseStatus.CLOSED}:
        case.final_at = None
    written = ["status", "forum", "closed_at", "merged_into", "merge_is_shown", "final_at"]
    save_by(case, by=by, why=why, fields=written)


def _told(case: Case, written: Case, result: T) -> T:
    """Let the caller's own object say what is now true."""
    case.status, case.forum, case.closed_at = written.status, written.forum, written.closed_at
    case.is_shown_to_all = written.is_shown_to_all
    return result
