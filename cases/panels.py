"""What a forum's page shows of cases: those that are in the forum, and those it treats now."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext as _

from cases.models import (
    AWAITING,
    LIVING,
    Case,
    EventKind,
    Outcome,
    RoutingEvent,
    Treatment,
    TreatmentRole,
    TreatmentState,
)
from cases.permissions import visible_to
from cases.roles_held import runs_meetings_of
from forums.clock import today
from forums.models import Forum, User
from forums.panels import Panel

SHOWN = 25
SENT_SHOWN = 12
SENDS = (EventKind.LIFTED, EventKind.SENT, EventKind.ASKED, EventKind.ORDERED)


def cases_here(user: User, forum: Forum, day: date) -> Panel | None:
    """Cases in the forum, and open treatments of cases that are elsewhere. Two queries at most.

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
    context = {
        "cases": found[:SHOWN],
        "more": len(found) > SHOWN,
        "forum": forum,
        "runs": bool(runs_meetings_of(user, [forum])),
    }
    return Panel("saker", _("Saker her nå"), "cases/_forum_panel.html", context)


def sent_on(user: User, forum: Forum, day: date) -> Panel | None:
    """Cases the forum lifted, sent or lent out, and what became of each since. One query."""
    if day != today():
        return None
    sends = RoutingEvent.objects.filter(from_forum=forum, kind__in=SENDS).exclude(to_forum=forum)
    same_case = sends.filter(case=OuterRef("case"))
    later = same_case.filter(sequence__gt=OuterRef("sequence"))
    done = Treatment.objects.filter(case=OuterRef("case"), state=TreatmentState.DONE)
    since = done.exclude(forum=forum).filter(done_at__gte=OuterRef("at"))
    last = since.order_by("-done_at", "-pk")
    rows = visible_to(user, sends.filter(~Exists(later)), case="case__").annotate(
        last_outcome=Subquery(last.values("outcome")[:1]),
        confirmed_at=Subquery(last.values("text_confirmed_at")[:1]),
        last_in=Subquery(last.values("forum__short_name")[:1]),
    )
    rows = rows.select_related("case__forum", "to_forum").order_by("-at", "-pk")
    found = list(rows[:SENT_SHOWN])
    if not found:
        return None
    for row in found:
        row.how_word = _how(row.kind, row.to_forum)  # type: ignore[attr-defined]
        row.outcome_word = _outcome(row.last_outcome, row.confirmed_at)  # type: ignore[attr-defined]
    context = {"sent": found, "forum": forum}
    return Panel("sendt-videre", _("Sendt videre herfra"), "cases/_sent_on_panel.html", context)


def _outcome(outcome: str | None, confirmed_at: datetime | None) -> str:
    return Outcome(outcome).in_words(confirmed_at) if outcome else ""


def _how(kind: str, to: Forum | None) -> str:
    words = {
        EventKind.LIFTED: _("løftet til %(forum)s"),
        EventKind.SENT: _("sendt til %(forum)s"),
        EventKind.ASKED: _("%(forum)s ble bedt om behandling"),
        EventKind.ORDERED: _("bestilt hos %(forum)s"),
    }
    return words[EventKind(kind)] % {"forum": to.short_name if to else ""}
