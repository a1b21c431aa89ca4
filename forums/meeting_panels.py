"""Parts of a meeting's pages that belong to an app above: registered, never imported here.

A panel is called with the reader, the meeting and whether the reader runs it. It may read the
database at most four times.
"""

from collections.abc import Callable
from enum import StrEnum

from forums.models import Meeting
from forums.panels import Panel
from forums.permissions import Someone


class Place(StrEnum):
    MEETING = "meeting"
    MINUTES = "minutes"


Maker = Callable[[Someone, Meeting, bool], Panel]
_makers: dict[Place, list[Maker]] = {place: [] for place in Place}


def register_for_meeting(place: Place, maker: Maker) -> None:
    if maker not in _makers[place]:
        _makers[place].append(maker)


def meeting_panels(place: Place, user: Someone, meeting: Meeting, may_run: bool) -> list[Panel]:
    return [maker(user, meeting, may_run) for maker in _makers[place]]
