"""What each party says in a treatment, and that nobody is overrun.

Only this module writes ``PartyPosition``. Decisions and conclusions are by consensus: while a
party objects, the forum may recommend with the dissent shown, postpone or return the case.
A party's view may be corrected until the minutes of the meeting are approved.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cases.claims import claim_treatment
from cases.events import record
from cases.models import (
    DECISIONS,
    ENDED,
    AgendaItem,
    Case,
    EventKind,
    Outcome,
    PartyPosition,
    Position,
    Treatment,
    TreatmentState,
)
from cases.models.position import NEEDS_REASON
from cases.permissions import may_speak_for, visible_to
from forums.clock import now, today
from forums.competence import joined
from forums.conflicts import Conflict, require_unchanged
from forums.errors import Refused
from forums.history import save_by
from forums.meetings import claim
from forums.models import MeetingStatus, Party, Seat, User
from forums.permissions import may_run_meetings

BY_CONSENSUS = DECISIONS | {Outcome.CONCLUDED}


@dataclass(frozen=True)
class Said:
    """What one party says, as it was typed, with the version that the person saw."""

    party: Party
    position: str
    reason: str = ""
    statement: str = ""
    seen: int | None = None


class PositionConflict(Conflict):
    """Somebody has written this party's view meanwhile."""

    def __init__(self, refused: Conflict, party: Party) -> None:
        super().__init__(refused.sentence, refused.differences, refused.version)
        self.party = party


@transaction.atomic
def record_position(
    treatment: Treatment,
    party: Party,
    *,
    by: User,
    position: Position | str,
    reason: str = "",
    statement: str = "",
    seen: int | None = None,
) -> PartyPosition:
    """Write or correct one party's view. Raises Conflict when somebody did so after ``seen``."""
    said = Said(party, position, reason, statement, seen)
    return record_positions(treatment, [said], by=by)[0]


@transaction.atomic
def record_positions(
    treatment: Treatment, said: Iterable[Said], *, by: User
) -> list[PartyPosition]:
    """The same for several parties at once; all of it, or nothing."""
    found = _claim(treatment, by)
    seated = set(seats_of(found).values_list("party", flat=True))
    runs = may_run_meetings(by, found.forum)
    rows = []
    for each in said:
        if not (runs or may_speak_for(by, each.party, found.forum)):
            raise PermissionDenied
        if each.party.pk not in seated:
            raise Refused(
                _("%(party)s har ikke plass i %(forum)s.")
                % {"party": each.party.name, "forum": found.forum.short_name}
            )
        rows.append(_write(found, each, by=by))
    return rows


def require_consensus(treatment: Treatment, outcome: Outcome) -> None:
    """Raise Refused while a party objects, naming it and the ways on."""
    if outcome not in BY_CONSENSUS:
        return
    rows = treatment.positions.filter(position=Position.OBJECTS).select_related("party")
    names = [row.party.name for row in rows.order_by("party__name")]
    if names:
        raise Refused(
            _(
                "%(parties)s sier nei, og %(forum)s avgjør ved enighet. Utsett saken, send den "
                "tilbake, tilrå med uenigheten synlig, eller be sekretariatet om megling."
            )
            % {"parties": joined(names, _("og")), "forum": treatment.forum.short_name}
        )


def seats_of(treatment: Treatment):  # type: ignore[no-untyped-def]
    """The seats that the forum has on the day of the meeting, or today where there is none."""
    item = last_item(treatment)
    day = timezone.localdate(item.meeting.starts_at) if item else today()
    return Seat.objects.on(day).filter(forum=treatment.forum_id)


def last_item(treatment: Treatment) -> AgendaItem | None:
    rows = treatment.agenda_items.exclude(meeting__status=MeetingStatus.CANCELLED)
    return rows.select_related("meeting").order_by("meeting__starts_at", "pk").last()


def why_locked(treatment: Treatment, item: AgendaItem | None) -> str:
    """Why nothing may be written about this treatment any more; empty while it may."""
    if treatment.state == TreatmentState.WITHDRAWN:
        return _("Behandlingen er trukket.")
    if treatment.case.status in ENDED:
        return _("Saken er avsluttet.")
    approved = item is not None and item.meeting.status == MeetingStatus.MINUTES_APPROVED
    if approved and not treatment.is_open:
        return _("Referatet er godkjent. En part som vil si noe annet, ber om ny behandling.")
    return ""


def _claim(treatment: Treatment, by: User) -> Treatment:
    # The meeting first, as those who write outcomes do: then an objection cannot slip past one.
    item = last_item(treatment)
    if item is not None:
        item.meeting = claim(item.meeting)
    found = claim_treatment(treatment)
    if not visible_to(by, Case.objects.filter(pk=found.case_id)).exists():
        raise PermissionDenied
    locked = why_locked(found, item)
    if locked:
        raise Refused(locked)
    return found


def _write(treatment: Treatment, said: Said, *, by: User) -> PartyPosition:
    rows = PartyPosition.objects.select_for_update(of=("self",)).select_related("party")
    row = rows.filter(treatment=treatment, party=said.party).first()
    row = row or PartyPosition(treatment=treatment, party=said.party)
    values = {
        "position": Position(said.position),
        "reason": said.reason.strip(),
        "statement": said.statement.strip(),
    }
    if not row._state.adding:
        if _holds(row, values) or _untouched(row, said.seen, values):
            return row
        _require_unchanged(row, said, values)
    _require_sense(treatment, said.party, values)
    for name, value in values.items():
        setattr(row, name, value)
    row.recorded_by, row.recorded_at = by, now()
    row.full_clean()
    save_by(row, by=by)
    record(
        treatment.case,
        EventKind.POSITION,
        by=by,
        from_forum=treatment.forum,
        treatment=treatment,
        party=said.party,
        reason=in_words(row),
    )
    return row


def _holds(row: object, values: dict[str, str]) -> bool:
    return all(getattr(row, name) == value for name, value in values.items())


def _untouched(row: PartyPosition, seen: int | None, values: dict[str, str]) -> bool:
    """One form holds every party: what was not changed in it overwrites nothing."""
    then = row.history.filter(history_id=seen).first() if seen else None
    return then is not None and _holds(then, values)


def _require_unchanged(row: PartyPosition, said: Said, values: dict[str, str]) -> None:
    thing = _("synet til %(party)s") % {"party": said.party.short_name}
    try:
        require_unchanged(row, said.seen, values, typed=values, thing=thing)
    except Conflict as refused:
        raise PositionConflict(refused, said.party) from None


def _require_sense(treatment: Treatment, party: Party, values: dict[str, str]) -> None:
    position = values["position"]
    if position in NEEDS_REASON and not values["reason"]:
        raise Refused(
            _("Skriv hvorfor %(party)s svarer «%(position)s».")
            % {"party": party.name, "position": Position(position).label}
        )
    if position == Position.OBJECTS and treatment.outcome in BY_CONSENSUS:
        raise Refused(
            _("%(forum)s har alt «%(outcome)s». En part som sier nei, ber om ny behandling.")
            % {
                "forum": treatment.forum.short_name,
                "outcome": treatment.outcome_in_words,
            }
        )


def in_words(row: PartyPosition) -> str:
    """ "tar forbehold: Kostnaden er ikke avklart." """
    said = str(row.get_position_display())
    if row.reason:
        said = _("%(what)s: %(why)s") % {"what": said, "why": row.reason}
    if row.statement:
        said = f"{said} " + _("Protokolltilførsel: %(text)s") % {"text": row.statement}
    return said
