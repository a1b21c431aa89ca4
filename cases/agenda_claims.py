"""What those who make an agenda hold on to: the meeting, one item of it, a treatment.

Each asks whether the person runs the meeting and sees the case, and whether the agenda is open.
"""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from cases.claims import claim_treatment
from cases.models import AgendaItem, Case, Treatment
from cases.permissions import visible_to
from forums.errors import Refused
from forums.meetings import claim
from forums.models import Meeting, MeetingStatus, User
from forums.permissions import require_run_meetings

BEFORE_THE_MEETING = (MeetingStatus.PLANNED, MeetingStatus.CALLED)


def claim_agenda(meeting: Meeting, by: User) -> Meeting:
    """The meeting, locked. Raises Refused when it is held: its agenda is closed."""
    found = claim(meeting)
    require_run_meetings(by, found.forum)
    if found.status not in BEFORE_THE_MEETING:
        raise Refused(
            _("Møtet har status «%(status)s». Sakslisten kan ikke endres nå.")
            % {"status": found.get_status_display()}
        )
    return found


def claim_item(item: AgendaItem, by: User) -> AgendaItem:
    """The item of an open agenda, locked with its meeting. Raises Refused when it is gone."""
    _meeting, rows = claim_items(item.meeting, by)
    return _one_of(rows, item, by)


def claim_among(item: AgendaItem, by: User) -> tuple[AgendaItem, list[AgendaItem]]:
    """The same, with all the items of the agenda in their order."""
    _meeting, rows = claim_items(item.meeting, by)
    return _one_of(rows, item, by), rows


def claim_items(meeting: Meeting, by: User) -> tuple[Meeting, list[AgendaItem]]:
    """An open agenda: the meeting and its items in their order, all locked. Two queries."""
    found = claim_agenda(meeting, by)
    rows = AgendaItem.objects.select_for_update(of=("self",)).filter(meeting=found)
    related = rows.select_related("standing", "treatment__case", "paper", "speaker")
    items = list(related.order_by("position", "pk"))
    for row in items:
        row.meeting = found
    return found, items


def claim_waiting(treatment: Treatment, by: User) -> Treatment:
    found = claim_treatment(treatment)
    require_case_visible(found, by)
    return found


def require_case_visible(treatment: Treatment, by: User) -> None:
    """Raise PermissionDenied for one who may run the meeting, but not see this case."""
    if not visible_to(by, Case.objects.filter(pk=treatment.case_id)).exists():
        raise PermissionDenied


def _one_of(rows: list[AgendaItem], item: AgendaItem, by: User) -> AgendaItem:
    found = next((row for row in rows if row.pk == item.pk), None)
    if found is None:
        raise Refused(_("Saken er alt tatt av sakslisten."))
    if found.treatment is not None:
        require_case_visible(found.treatment, by)
    return found
