"""What a meeting came to, item by item, and when a decision is final.

Only this module writes a treatment's ``outcome``, ``text`` and confirmation. Competence is
judged on the day of the meeting, whenever the outcome is written down. A decision shows as
decided only when the secretariat has confirmed its text.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.agenda_claims import require_case_visible
from cases.anchoring import start_over
from cases.claims import claim_treatment
from cases.competence import require_outcome_allowed
from cases.events import record
from cases.models import (
    DECISIONS,
    AgendaItem,
    EventKind,
    Outcome,
    StandingKind,
    Treatment,
    TreatmentState,
)
from cases.positions import require_consensus
from cases.routing import mark_decided
from forums.attendance import day_of
from forums.clock import now
from forums.errors import Refused
from forums.history import save_by
from forums.meetings import claim
from forums.models import Meeting, MeetingStatus, User
from forums.permissions import require_run_meetings, require_secretariat

SAYS_SOMETHING = DECISIONS | {Outcome.CONCLUDED, Outcome.RECOMMENDED}
# These leave the treatment open: it waits for the next meeting, papers and all.
COMES_BACK = frozenset({Outcome.POSTPONED, Outcome.NOT_TREATED})


@transaction.atomic
def record_outcome(
    item: AgendaItem,
    *,
    by: User,
    outcome: Outcome | str,
    text: str = "",
    minutes_used: int | None = None,
) -> Treatment:
    """Close a case's item with what the meeting came to; returns the treatment as it now stands.

    Raises Refused before the meeting is held, for an item already closed, for an outcome that
    the forum's mandate did not give it that day (naming the clause), and where the text is
    missing: what was concluded, or what a returned case lacks. So it does while a party objects
    to what is decided by consensus.
    """
    outcome = Outcome(outcome)
    meeting = _claim_meeting(item, by)
    item = _claim_item(item, meeting, by)
    require_outcome_allowed(meeting.forum, outcome, day_of(meeting))
    treatment = item.handled
    require_consensus(treatment, outcome)
    _require_text(outcome, text)
    _close(item, by=by, outcome=outcome, text=text, minutes_used=minutes_used)
    if outcome in COMES_BACK:
        _wait_again(treatment, by=by)
    else:
        _finish(treatment, by=by, outcome=outcome, text=text)
    record(
        treatment.case,
        EventKind.POSTPONED if outcome in COMES_BACK else EventKind.TREATED,
        by=by,
        from_forum=treatment.forum,
        treatment=treatment,
        reason=text,
    )
    return treatment


@transaction.atomic
def confirm_text(treatment: Treatment, *, by: User) -> Treatment:
    """Make a decision final: its text is what the forum decided. The case becomes decided."""
    require_secretariat(by)
    found = claim_treatment(treatment)
    if found.state != TreatmentState.DONE or found.outcome not in DECISIONS:
        raise Refused(_("Bare teksten i et vedtak skal bekreftes."))
    if found.text_confirmed_at is not None:
        raise Refused(
            _("%(person)s bekreftet teksten %(day)s.")
            % {"person": found.text_confirmed_by, "day": _written(found.text_confirmed_at)}
        )
    found.text_confirmed_at, found.text_confirmed_by = now(), by
    save_by(found, by=by, fields=["text_confirmed_at", "text_confirmed_by"])
    record(
        found.case,
        EventKind.CONFIRMED,
        by=by,
        from_forum=found.forum,
        treatment=found,
    )
    start_over(found.case, by=by, why="")
    mark_decided(found.case, by=by, treatment=found)
    treatment.text_confirmed_at, treatment.text_confirmed_by = found.text_confirmed_at, by
    return found


@transaction.atomic
def settle_standing(
    item: AgendaItem,
    *,
    by: User,
    outcome: Outcome | str,
    text: str = "",
    minutes_used: int | None = None,
) -> AgendaItem:
    """Close a standing item: approved, noted, or not reached. It takes no competence.

    Raises Refused before the meeting is held, for a closed item and for any other outcome.
    """
    outcome = Outcome(outcome)
    meeting = _claim_meeting(item, by)
    found = _claim_item(item, meeting, by)
    if found.standing is None or outcome not in standing_outcomes(found.standing.kind):
        raise Refused(_("Dette utfallet passer ikke for saken."))
    _close(found, by=by, outcome=outcome, text=text, minutes_used=minutes_used)
    return found


def standing_outcomes(kind: str) -> list[Outcome]:
    """What a standing item can come to; only what is to be approved can be approved."""
    approves = kind in {StandingKind.NOTICE, StandingKind.MINUTES}
    return [Outcome.APPROVED if approves else Outcome.NOTED, Outcome.NOT_TREATED]


def has_open_items(meeting: Meeting) -> str | None:
    """Why the minutes cannot be put forward yet (registered with the meeting's steps)."""
    rows = meeting.agenda_items.filter(closed_at__isnull=True).order_by("position")
    labels = [item.label for item in rows.select_related("meeting__forum")]
    if not labels:
        return None
    return _("Før utfallet av disse sakene først: %(items)s.") % {"items": ", ".join(labels)}


def has_unconfirmed_text(meeting: Meeting) -> str | None:
    """Why the minutes cannot be approved yet: a decision waits for its confirmed text."""
    rows = meeting.agenda_items.filter(
        outcome__in=DECISIONS, treatment__text_confirmed_at__isnull=True
    ).order_by("position")
    labels = [item.label for item in rows.select_related("meeting__forum")]
    if not labels:
        return None
    return _("Bekreft vedtaksteksten først: %(items)s.") % {"items": ", ".join(labels)}


def _claim_meeting(item: AgendaItem, by: User) -> Meeting:
    meeting = claim(item.meeting)
    require_run_meetings(by, meeting.forum)
    if meeting.status == MeetingStatus.MINUTES_APPROVED:
        raise Refused(_("Referatet er godkjent, og utfallet kan ikke endres."))
    if not meeting.is_held:
        raise Refused(_("Møtet er ikke holdt. Åpne møtet før du fører utfall."))
    return meeting


def _claim_item(item: AgendaItem, meeting: Meeting, by: User) -> AgendaItem:
    rows = AgendaItem.objects.select_for_update(of=("self",))
    found = rows.select_related("standing").get(pk=item.pk)
    found.meeting = meeting
    if item.treatment is not None:
        found.treatment = claim_treatment(item.treatment)
        require_case_visible(found.treatment, by)
    if found.closed_at is not None:
        raise Refused(
            _("%(item)s er alt ført som «%(outcome)s» %(day)s.")
            % {
                "item": found.label,
                "outcome": found.outcome_in_words,
                "day": _written(found.closed_at),
            }
        )
    return found


def _require_text(outcome: Outcome, text: str) -> None:
    if text.strip():
        return
    if outcome in SAYS_SOMETHING:
        raise Refused(_("Skriv hva forumet kom fram til."))
    if outcome == Outcome.RETURNED:
        raise Refused(_("Skriv hva som mangler, så de som får saken tilbake, vet det."))


def _close(
    item: AgendaItem, *, by: User, outcome: Outcome, text: str, minutes_used: int | None
) -> None:
    item.outcome, item.text = outcome, text
    item.minutes_used, item.closed_at = minutes_used, now()
    save_by(item, by=by, fields=["outcome", "text", "minutes_used", "closed_at"])


def _finish(treatment: Treatment, *, by: User, outcome: Outcome, text: str) -> None:
    treatment.state, treatment.outcome = TreatmentState.DONE, outcome
    treatment.text, treatment.done_at = text, now()
    save_by(treatment, by=by, fields=["state", "outcome", "text", "done_at"])


def _wait_again(treatment: Treatment, *, by: User) -> None:
    treatment.state = TreatmentState.WAITING
    save_by(treatment, by=by, fields=["state"])


def _written(moment: datetime) -> str:
    return date_format(timezone.localtime(moment))
