"""Parts of a forum's or a party's page that belong to an app above: registered, never imported
here.

A panel is called with the reader, the forum and the day, or the reader and the party, and gives
its template and what the template needs, or None for nothing. It may read the database at most
twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from forums.models import Forum, Party, User


@dataclass(frozen=True)
class Panel:
    anchor: str
    heading: str
    template: str
    context: dict[str, Any]


Maker = Callable[[User, Forum, date], Panel | None]
PartyMaker = Callable[[User, Party], Panel | None]
_makers: list[tuple[int, Maker]] = []


def register(maker: Maker, *, position: int = 50) -> None:
    if (position, maker) not in _makers:
        _makers.append((position, maker))


def panels_for(user: User, forum: Forum, day: date) -> list[Panel]:
    ordered = sorted(_makers, key=lambda row: row[0])
    made = [maker(user, forum, day) for _position, maker in ordered]
    return [panel for panel in made if panel is not None]


_party_makers: list[PartyMaker] = []


def register_for_party(maker: PartyMaker) -> None:
    if maker not in _party_makers:
        _party_makers.append(maker)


def party_panels_for(user: User, party: Party) -> list[Panel]:
    made = [maker(user, party) for maker in _party_makers]
    return [panel for panel in made if panel is not None]
