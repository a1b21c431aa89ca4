"""Everything that has happened to a case in one list: its events, and what was changed in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cases.event_words import what_happened
from cases.models import Case, RoutingEvent
from forums.history_log import kind_of, read
from forums.history_words import Entry, in_words
from forums.models import User


@dataclass(frozen=True)
class Line:
    """An event of the case's way, or a change of its fields; one of the two is there."""

    at: datetime
    event: RoutingEvent | None = None
    change: Entry | None = None

    @property
    def what(self) -> str:
        if self.event is not None:
            said = what_happened(self.event)
            return said[:1].upper() + said[1:]
        return self.change.title if self.change else ""

    @property
    def year(self) -> int:
        return timezone.localtime(self.at).year


def chronicle(events: list[RoutingEvent], changes: list[Entry]) -> list[Line]:
    """The newest first; an event stands above the changes that came of it."""
    lines = [Line(event.at, event=event) for event in events]
    lines += [Line(change.at, change=change) for change in reversed(changes)]
    places = {id(line): n for n, line in enumerate(lines)}
    return sorted(
        lines, key=lambda line: (line.at, line.event is not None, places[id(line)]), reverse=True
    )


def with_changes(user: User, case: Case) -> tuple[list[Entry], bool]:
    """The changes that the person, who sees the case, may read, and whether some are left out."""
    kind = kind_of(Case)
    assert kind is not None
    versions, is_less = read(user, kind, case)
    return in_words(user, kind, case, versions), is_less
