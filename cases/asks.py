"""Whom a case's forum may ask for a part in it, and for what.

The forum that has the case may take it up again in any role its mandate gives; another forum
is asked only along a route of that kind and role.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.competence import roles_allowed
from cases.models import RouteKind, TreatmentRole
from cases.routes import somebody_else_decides
from cases.situation import Situation
from forums.clock import today
from forums.errors import Refused
from forums.models import Forum


@dataclass(frozen=True)
class Ask:
    forum: Forum
    role: TreatmentRole

    @property
    def key(self) -> str:
        return f"{self.forum.slug}:{self.role.value}"

    @property
    def label(self) -> str:
        return _("%(forum)s skal %(act)s") % {
            "forum": self.forum.short_name,
            "act": self.role.label,
        }


def asks_open(now: Situation, *, busy_too: bool = False) -> list[Ask]:
    """What this person may ask for now; what is asked for already is left out, or not."""
    day = today()
    found = [
        Ask(route.to_forum, TreatmentRole(route.role))
        for route in now.along(RouteKind.ASK)
        if now.may_use(route) and route.to_forum.holds_on(day)
    ]
    if now.is_secretariat or now.leads_here:
        here = now.case.forum
        found += [Ask(here, role) for role in roles_allowed(here, day)]
    busy = set() if busy_too else {(row.forum_id, row.role) for row in now.open}
    return [ask for ask in found if (ask.forum.pk, ask.role.value) not in busy]


def require_ask(now: Situation, forum: Forum, role: TreatmentRole | str) -> None:
    """Raise Refused unless a route lets this person ask ``forum`` for that."""
    if forum.pk == now.case.forum_id and (now.is_secretariat or now.leads_here):
        return
    ways = [row for row in now.along(RouteKind.ASK) if row.to_forum_id == forum.pk]
    route = next((row for row in ways if row.role == role), None)
    if route is None:
        raise Refused(
            _("Ingen saksvei lar %(from)s be %(to)s om å %(act)s.")
            % {
                "from": now.case.forum.short_name,
                "to": forum.short_name,
                "act": TreatmentRole(role).label,
            }
        )
    if not now.may_use(route):
        raise Refused(somebody_else_decides(route))
