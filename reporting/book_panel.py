"""The meeting book on the meeting's own page."""

from django.utils.translation import gettext as _

from forums.models import Meeting
from forums.panels import Panel
from forums.permissions import Someone
from reporting.book_status import status_for


def book_panel(user: Someone, meeting: Meeting, may_run: bool) -> Panel:
    """What the reader may open, and for those who run the meeting, how a new one gets on."""
    context = {"status": status_for(user, meeting), "meeting": meeting, "may_run": may_run}
    return Panel("motebok", _("Møtebok"), "reporting/_book.html", context)
