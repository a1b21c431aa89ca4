"""What the secretariat keeps, from the demo's file: kinds, legal grounds, permitted routes and
standing items."""

from cases.demo_words import ASKED_TO
from cases.models import (
    CaseKind,
    LegalGround,
    Route,
    RouteKind,
    RouteWho,
    StandingItem,
    StandingKind,
)
from forums.demo import Organisation
from forums.demo_file import Row
from forums.history import save_by
from forums.models import Forum

KINDS = {
    "løfte": RouteKind.LIFT,
    "sende": RouteKind.SEND,
    "be om": RouteKind.ASK,
    "bestille": RouteKind.ORDER,
}
STANDING = {
    "innkalling": StandingKind.NOTICE,
    "referat": StandingKind.MINUTES,
    "orientering": StandingKind.INFORMATION,
    "annet": StandingKind.OTHER,
}
# Anyone else named decides as the leader of that forum.
DECIDERS = {
    "": RouteWho.SECRETARIAT,
    "sekretariatet": RouteWho.SECRETARIAT,
    "lederen av sekretariatet": RouteWho.HEAD,
    "lederen": RouteWho.LEADER,
}


def load_kept(organisation: Organisation) -> None:
    file = organisation.file
    for position, (name, text) in enumerate(file["sakstyper"].items(), start=1):
        save_by(CaseKind(name=name, description=text, position=position), by=None)
    for row in file["hjemler"]:
        ground = LegalGround(
            citation=row["hjemmel"],
            description=row["verner"],
            is_duty=row.get("må", False),
            not_for_decisions=row.get("ikke vedtak", False),
            not_for_elected=row.get("ikke folkevalgte", False),
            start=row["fra"],
        )
        save_by(ground, by=None)
    for row in file["saksveier"]:
        for start in file.forums_named(row["fra"]):
            for end in file.forums_named(row["til"]):
                if start != end:
                    _route(row, organisation.forums[start], organisation.forums[end], organisation)
    for position, row in enumerate(file["faste saker"], start=1):
        for slug in row["i"]:
            for name in file.forums_named(slug):
                _standing(row, organisation.forums[name], position)


def _standing(row: Row, forum: Forum, position: int) -> None:
    item = StandingItem(
        forum=forum,
        kind=STANDING[row["slag"]],
        title=row["tittel"],
        minutes=row["minutter"],
        is_last=row.get("sist", False),
        position=position,
    )
    save_by(item, by=None)


def _route(row: Row, start: Forum, end: Forum, organisation: Organisation) -> None:
    decider = row.get("avgjøres av", "")
    who = DECIDERS.get(decider, RouteWho.RELEASER)
    # Several roles on one line are several routes between the same two forums.
    roles = row.get("for å", [""])
    for role in [roles] if isinstance(roles, str) else roles:
        route = Route(
            kind=KINDS[row.get("slag", "løfte")],
            from_forum=start,
            to_forum=end,
            role=ASKED_TO[role] if role else "",
            who=who,
            released_by=organisation.forums[decider] if who == RouteWho.RELEASER else None,
            source=row["kilde"],
            is_active=row.get("i bruk", True),
        )
        save_by(route, by=None)
