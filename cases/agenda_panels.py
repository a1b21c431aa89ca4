"""What cases/ adds to a meeting's own pages: the agenda, and the items of the minutes."""

from django.utils.translation import gettext as _

from cases.agenda_rows import agenda_rows, length_of
from cases.positions_page import views_of
from forums.attendance import day_of
from forums.competence import competence_on
from forums.models import Meeting
from forums.panels import Panel
from forums.permissions import Someone


def agenda_panel(user: Someone, meeting: Meeting, may_run: bool) -> Panel:
    """The agenda, with what the forum may do that day said first."""
    rows = agenda_rows(user, meeting)
    context = {
        "rows": rows,
        "meeting": meeting,
        "may_run": may_run,
        "total": rows[-1].sum_so_far if rows else 0,
        "length": length_of(meeting),
        "competence": competence_on(meeting.forum, day_of(meeting)).sentence,
    }
    return Panel("saksliste", _("Saksliste"), "cases/_agenda.html", context)


def minutes_panel(user: Someone, meeting: Meeting, may_run: bool) -> Panel:
    rows = agenda_rows(user, meeting)
    treatments = [row.item.treatment for row in rows if row.item.treatment and row.may_see]
    said = views_of(treatments, dict.fromkeys((row.pk for row in treatments), day_of(meeting)))
    context = {"rows": [(row, said.get(row.item.treatment_id or 0)) for row in rows]}
    return Panel("saker", _("Sakene"), "cases/_minutes.html", context)
