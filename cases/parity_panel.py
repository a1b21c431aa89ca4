"""What the secretariat sees on a party's page: papers that the party lacks, or got late."""

from django.utils.translation import gettext as _

from cases.parity import report
from forums.models import Party, User
from forums.panels import Panel
from forums.permissions import is_secretariat

SHOWN = 5


def papers_apart(user: User, party: Party) -> Panel | None:
    """For the secretariat alone: others are not to learn of papers that they cannot see."""
    if not is_secretariat(user) or not party.is_signatory:
        return None
    found = report(party=party)
    context = {"party": party, "rows": found.rows[:SHOWN], "total": len(found.rows)}
    return Panel(
        "likebehandling",
        _("Papirer parten mangler eller fikk senere"),
        "cases/_parity_panel.html",
        context,
    )
