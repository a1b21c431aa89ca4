"""What a meeting treats: a forum's open treatments become items on its agenda.

Only this module and outcomes.py write ``AgendaItem``. An item's number (``AU 12/26``) runs
within forum and year. The agenda stands open until the meeting is held.
Sources: guidelines of the secretariat (each item has a purpose and a written paper);
mandate for the working committee, 4 December 2018 (oral items are the exception).
"""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from cases.claims import claim_treatment
from cases.events import record
from cases.models import (
    AgendaItem,
    Case,
    CaseStatus,
    Document,
    EventKind,
    Purpose,
    Treatment,
    TreatmentState,
)
from cases.permissions import visible_documents, visible_to
from forums.attendance import day_of
from forums.competence import ForumCompetence, competence_on
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.meetings import claim
from forums.models import Act, Forum, Meeting, MeetingStatus, User, next_number
from forums.permissions import Someone, require_run_meetings

BEFORE_THE_MEETING = (MeetingStatus.PLANNED, MeetingStatus.CALLED)
IN_WORK = (CaseStatus.OPEN, CaseStatus.DECIDED)
FIELDS = ("purpose", "minutes_planned", "paper", "oral_reason", "proposal")


def queue_for(user: Someone, forum: Forum) -> QuerySet[Treatment]:
    """The forum's treatments that wait for a meeting, those who waited longest first."""
    visible = visible_to(user, Case.objects.filter(status__in=IN_WORK))
    rows = Treatment.objects.filter(forum=forum, state=TreatmentState.WAITING, case__in=visible)
    return rows.select_related("case__owner", "asked_by_forum").order_by("asked_at", "pk")


def purposes_for(competence: ForumCompetence) -> list[Purpose]:
    """What an item may be for in the forum: only one that may conclude or decide settles a case."""
    return [purpose for purpose in Purpose if _gives(competence, purpose)]


@transaction.atomic
def put_on_agenda(
    treatment: Treatment,
    meeting: Meeting,
    *,
    by: User,
    purpose: Purpose | str,
    minutes_planned: int = 15,
    paper: Document | None = None,
    oral_reason: str = "",
    proposal: str = "",
) -> AgendaItem:
    """Put a waiting treatment last on the agenda and give it its number.

    Raises Refused for a draft, another forum's treatment, one that has its meeting, a purpose
    beyond the forum's competence, and an item with neither paper nor reason to be oral.
    """
    found = _claim(meeting, by)
    treatment = _claim_treatment(treatment, by)
    _require_waiting(treatment, found)
    last = found.agenda_items.aggregate(last=Max("position"))["last"] or 0
    item = AgendaItem(
        meeting=found,
        treatment=treatment,
        number=next_number(f"agenda:{found.forum_id}", found.year),
        position=last + 1,
    )
    _fill(
        item,
        by=by,
        purpose=purpose,
        minutes_planned=minutes_planned,
        paper=paper,
        oral_reason=oral_reason,
        proposal=proposal,
    )
    save_by(item, by=by)
    _write(treatment, TreatmentState.SCHEDULED, by=by)
    record(
        treatment.case,
        EventKind.SCHEDULED,
        by=by,
        to_forum=found.forum,
        treatment=treatment,
    )
    return item


@transaction.atomic
def change_item(
    item: AgendaItem,
    *,
    by: User,
    purpose: Purpose | str,
    minutes_planned: int,
    paper: Document | None = None,
    oral_reason: str = "",
    proposal: str = "",
) -> AgendaItem:
    """Change what an item is for, its time, paper and proposed conclusion."""
    found = _claim_item(item, by)
    _fill(
        found,
        by=by,
        purpose=purpose,
        minutes_planned=minutes_planned,
        paper=paper,
        oral_reason=oral_reason,
        proposal=proposal,
    )
    return save_by(found, by=by, fields=FIELDS)


@transaction.atomic
def move_item(item: AgendaItem, *, by: User, up: bool) -> None:
    """Let an item change place with the one before it or after it; at the end nothing happens."""
    found = _claim_item(item, by)
    rows = list(found.meeting.agenda_items.order_by("position", "pk"))
    place = next(n for n, row in enumerate(rows) if row.pk == found.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            save_by(row, by=by, fields=["position"])


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, by: User, reason: str) -> Treatment:
    """Take a case off; its treatment waits for a meeting again, its number is not used again."""
    found = _claim_item(item, by)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor saken tas av sakslisten."))
    treatment = _claim_treatment(found.handled, by)
    delete_by(found, by=by, why=reason)
    _release(treatment, by=by, reason=reason)
    return treatment


# --- registered with the meeting's own steps (see apps.py) ---------------------------------------


def has_no_items(meeting: Meeting) -> str | None:
    """Why a meeting cannot be called yet."""
    if meeting.agenda_items.of_cases().exists():
        return None
    return _("Møtet har ingen saker. Sett opp minst én sak før du kaller inn.")


def release_all(meeting: Meeting, by: User, because: str) -> None:
    """A cancelled meeting keeps its agenda, but what was to be treated waits again."""
    rows = meeting.agenda_items.of_cases().select_related("treatment").order_by("treatment__case")
    for item in rows:
        treatment = claim_treatment(item.handled)
        if treatment.state == TreatmentState.SCHEDULED:
            _release(treatment, by=by, reason=because)


# --- rules ---------------------------------------------------------------------------------------


def _gives(competence: ForumCompetence, purpose: Purpose) -> bool:
    settles = competence.may(Act.CONCLUDE) or competence.may(Act.DECIDE)
    return purpose != Purpose.DECISION or settles


def _fill(
    item: AgendaItem,
    *,
    by: User,
    purpose: Purpose | str,
    minutes_planned: int,
    paper: Document | None,
    oral_reason: str,
    proposal: str,
) -> None:
    _require_purpose(item.meeting, Purpose(purpose))
    if minutes_planned < 1:
        raise Refused(_("Sett av minst ett minutt til saken."))
    if paper is not None:
        _require_paper(item, paper, by)
    elif not oral_reason.strip():
        raise Refused(_("Legg ved et saksframlegg, eller skriv hvorfor saken er muntlig."))
    item.purpose, item.minutes_planned = Purpose(purpose), minutes_planned
    item.paper, item.proposal = paper, proposal
    item.oral_reason = "" if paper else oral_reason
    item.full_clean()


def _require_purpose(meeting: Meeting, purpose: Purpose) -> None:
    competence = competence_on(meeting.forum, day_of(meeting))
    if not _gives(competence, purpose):
        raise Refused(
            _("%(forum)s kan ikke avgjøre saker. %(competence)s Velg drøfting eller orientering.")
            % {"forum": meeting.forum.short_name, "competence": competence.sentence}
        )


def _require_paper(item: AgendaItem, paper: Document, by: User) -> None:
    visible = visible_documents(by, Document.objects.filter(pk=paper.pk, withdrawn_at=None))
    if not visible.filter(case=item.handled.case_id).exists():
        raise Refused(_("Saksframlegget må være et dokument i saken."))


def _require_waiting(treatment: Treatment, meeting: Meeting) -> None:
    words = {"forum": meeting.forum.short_name, "number": treatment.case.number}
    if treatment.forum_id != meeting.forum_id:
        raise Refused(_("Behandlingen hører ikke til i %(forum)s.") % words)
    if treatment.case.status == CaseStatus.DRAFT:
        raise Refused(_("Sak %(number)s er et utkast. Legg den fram først.") % words)
    if treatment.case.status not in IN_WORK:
        raise Refused(_("Sak %(number)s er ikke lenger under behandling.") % words)
    if treatment.state == TreatmentState.SCHEDULED:
        place = treatment.agenda_items.select_related("meeting__forum").latest("pk")
        raise Refused(
            _("Sak %(number)s står alt på sakslisten til %(meeting)s.")
            % {**words, "meeting": place.meeting}
        )
    if treatment.state != TreatmentState.WAITING:
        raise Refused(_("Sak %(number)s venter ikke på behandling i %(forum)s.") % words)


def _claim(meeting: Meeting, by: User) -> Meeting:
    found = claim(meeting)
    require_run_meetings(by, found.forum)
    if found.status not in BEFORE_THE_MEETING:
        raise Refused(
            _("Møtet har status «%(status)s». Sakslisten kan ikke endres nå.")
            % {"status": found.get_status_display()}
        )
    return found


def _claim_item(item: AgendaItem, by: User) -> AgendaItem:
    _claim(item.meeting, by)
    rows = AgendaItem.objects.select_for_update(of=("self",))
    found = rows.select_related("meeting__forum", "treatment__case").filter(pk=item.pk).first()
    if found is None:
        raise Refused(_("Saken er alt tatt av sakslisten."))
    if found.treatment is not None:
        require_case_visible(found.treatment, by)
    return found


def _claim_treatment(treatment: Treatment, by: User) -> Treatment:
    found = claim_treatment(treatment)
    require_case_visible(found, by)
    return found


def require_case_visible(treatment: Treatment, by: User) -> None:
    """Raise PermissionDenied for one who may run the meeting, but not see this case."""
    if not visible_to(by, Case.objects.filter(pk=treatment.case_id)).exists():
        raise PermissionDenied


def _release(treatment: Treatment, *, by: User, reason: str) -> None:
    _write(treatment, TreatmentState.WAITING, by=by, why=reason)
    record(
        treatment.case,
        EventKind.UNSCHEDULED,
        by=by,
        from_forum=treatment.forum,
        treatment=treatment,
        reason=reason,
    )


def _write(treatment: Treatment, state: TreatmentState, *, by: User, why: str = "") -> None:
    treatment.state = state
    save_by(treatment, by=by, why=why, fields=["state"])
