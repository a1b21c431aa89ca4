"""Parts of a party's page that belong to an app above: registered, never imported here.

A panel is called with the reader and the party, and gives its template and what that needs, or
None for nothing. It reads the database a fixed number of times.
"""

from collections.abc import Callable

from forums.models import Party, User
from forums.panels import Panel

Maker = Callable[[User, Party], Panel | None]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    if maker not in _makers:
        _makers.append(maker)


def panels_for(user: User, party: Party) -> list[Panel]:
    made = [maker(user, party) for maker in _makers]
    return [panel for panel in made if panel is not None]
