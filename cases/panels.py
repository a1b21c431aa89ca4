"""What a forum's page shows of cases: those that are in the forum, and those it treats now."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cases.models import AWAITING, LIVING, Case, Treatment, TreatmentRole
from cases.permissions import visible_to
from forums.clock import today
from forums.models import Forum, User
from forums.panels import Panel

SHOWN = 25


def cases_here(user: User, forum: Forum, day: date) -> Panel | None:
    """Cases in the forum, and open treatments of cases that are elsewhere. One query.

    Only for today: where a case was on another day is told by its own history.
    """
    if day != today():
        return None
    open_here = Treatment.objects.filter(forum=forum, state__in=AWAITING)
    treated = Exists(open_here.filter(case=OuterRef("pk")))
    living = Q(forum=forum, status__in=LIVING)
    rows = visible_to(user, Case.objects.filter(living | Q(treated)))
    rows = rows.select_related("owner", "forum").order_by("-year", "-sequence")
    mine = open_here.filter(case=OuterRef("pk")).order_by("wanted_by", "pk")
    rows = rows.annotate(
        asked_to=Subquery(mine.values("role")[:1]),
        wanted_by=Subquery(mine.values("wanted_by")[:1]),
        wanted_when=Subquery(mine.values("wanted_when")[:1]),
    )
    found = list(rows[: SHOWN + 1])
    for row in found:
        row.asked_word = TreatmentRole(row.asked_to).label if row.asked_to else ""  # type: ignore[attr-defined]
    context = {"cases": found[:SHOWN], "more": len(found) > SHOWN, "forum": forum}
    return Panel("saker", _("Saker her nå"), "cases/_forum_panel.html", context)
