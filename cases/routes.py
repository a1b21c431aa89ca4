"""Who may use a permitted route, and the words for it.

A route is data: what goes from one forum to another, what for, and who decides (``RouteWho``).
Every move along one asks here, and so does every order.
"""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Route, RouteKind, RouteWho
from cases.permissions import led_by
from forums.competence import joined
from forums.models import Forum, ForumKind
from forums.permissions import Someone, is_secretariat


class Powers:
    """What a person may decide: asked once, one query."""

    def __init__(self, user: Someone) -> None:
        self.user = user
        self.is_secretariat = is_secretariat(user)

    @cached_property
    def leads(self) -> dict[int, str]:
        return led_by(self.user)

    @property
    def leads_secretariat(self) -> bool:
        return ForumKind.SECRETARIAT in self.leads.values()

    def may_use(self, route: Route) -> bool:
        """Whether this person decides that the route is used."""
        match RouteWho(route.who):
            case RouteWho.SECRETARIAT:
                return self.is_secretariat
            case RouteWho.HEAD:
                return self.leads_secretariat
            case RouteWho.LEADER:
                return self.is_secretariat or route.from_forum_id in self.leads
            case RouteWho.RELEASER:
                return self.leads_secretariat or route.released_by_id in self.leads


def decider(route: Route) -> str:
    """Who decides, as it stands inside a sentence."""
    match RouteWho(route.who):
        case RouteWho.SECRETARIAT:
            return _("sekretariatet")
        case RouteWho.HEAD:
            return _("lederen av sekretariatet")
        case RouteWho.LEADER:
            return _("lederen av %(forum)s eller sekretariatet") % {
                "forum": route.from_forum.short_name
            }
        case RouteWho.RELEASER:
            return _("lederen av %(forum)s eller lederen av sekretariatet") % {
                "forum": route.released_by.short_name if route.released_by else ""
            }


def somebody_else_decides(route: Route) -> str:
    """The sentence for one who may not use the route."""
    words = {"who": capfirst(decider(route)), "to": route.to_forum.short_name}
    match RouteKind(route.kind):
        case RouteKind.LIFT:
            return _("%(who)s avgjør om saken løftes til %(to)s.") % words
        case RouteKind.SEND:
            return _("%(who)s avgjør om saken sendes til %(to)s.") % words
        case RouteKind.ASK:
            return _("%(who)s avgjør om %(to)s blir bedt om å behandle saken.") % words
        case RouteKind.ORDER:
            return _("%(who)s avgjør om noe bestilles hos %(to)s.") % words


def sentence(route: Route) -> str:
    """What the route lets people do, and who decides it."""
    words = {
        "from": route.from_forum.short_name,
        "to": route.to_forum.short_name,
        "act": route.get_role_display(),
    }
    match RouteKind(route.kind):
        case RouteKind.LIFT:
            what = _("%(from)s kan løfte en sak til %(to)s, som skal %(act)s.") % words
        case RouteKind.SEND:
            what = _("%(from)s kan sende en sak til %(to)s, som skal %(act)s.") % words
        case RouteKind.ASK:
            what = _("Mens %(from)s har en sak, kan %(to)s også få den for å %(act)s.") % words
        case RouteKind.ORDER:
            what = _("%(from)s kan bestille arbeid hos %(to)s.") % words
    return f"{what} {_('Det avgjør %(who)s.') % {'who': decider(route)}}"


@dataclass(frozen=True)
class RouteGroup:
    """The routes of one kind, each as a sentence."""

    label: str
    rows: list[tuple[Route, str]]


@dataclass(frozen=True)
class RoleRow:
    """What a forum does with what comes to it, one cell for each kind of route."""

    forum: Forum
    cells: list[tuple[str, list[str]]]


HEADINGS: dict[RouteKind, str | Promise] = {
    RouteKind.LIFT: gettext_lazy("Når en sak løftes hit"),
    RouteKind.SEND: gettext_lazy("Når en sak sendes hit"),
    RouteKind.ASK: gettext_lazy("Når et annet forum spør"),
    RouteKind.ORDER: gettext_lazy("Når noe bestilles her"),
}
GROUPS: dict[RouteKind, str | Promise] = {
    RouteKind.LIFT: gettext_lazy("Løfte en sak"),
    RouteKind.SEND: gettext_lazy("Sende en sak"),
    RouteKind.ASK: gettext_lazy("Be et annet forum om behandling"),
    RouteKind.ORDER: gettext_lazy("Bestille arbeid"),
}


def grouped(routes: list[Route]) -> list[RouteGroup]:
    """By kind, those out of use among them."""
    found = []
    for kind in RouteKind:
        rows = [(route, sentence(route)) for route in routes if route.kind == kind]
        if rows:
            found.append(RouteGroup(str(GROUPS[kind]), rows))
    return found


def roles_of_forums(routes: list[Route]) -> list[RoleRow]:
    """Which role each forum plays by the routes in use, from the top of the chart down."""
    active = [route for route in routes if route.is_active]
    forums = {route.to_forum_id: route.to_forum for route in active}
    ordered = sorted(forums.values(), key=lambda row: (row.level, row.position, row.name))
    return [RoleRow(forum, [_cell(kind, forum, active) for kind in RouteKind]) for forum in ordered]


def _cell(kind: RouteKind, forum: Forum, routes: list[Route]) -> tuple[str, list[str]]:
    """For each role, who it comes from: "tilrå (AU)"."""
    senders: dict[str, list[str]] = {}
    for route in routes:
        if route.kind == kind and route.to_forum_id == forum.pk:
            act = route.get_role_display() or _("utfører")
            senders.setdefault(act, []).append(route.from_forum.short_name)
    words = [
        _("%(act)s for %(forums)s") % {"act": act, "forums": joined(names, _("og"))}
        for act, names in senders.items()
    ]
    return str(HEADINGS[kind]), words
