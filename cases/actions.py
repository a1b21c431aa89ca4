"""What a person may do with a case, as the page offers it; each module registers its own.

An offer that does not stand open says why. One the person may never take is not made.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cases.situation import Situation
from cases.story import Story


@dataclass(frozen=True)
class Action:
    """The label, what it does in a sentence, or why it cannot be done now."""

    label: str
    consequence: str
    why_not: str
    url: str
    leads_on: bool = False

    @property
    def allowed(self) -> bool:
        return not self.why_not


Offers = Callable[[Situation, Story], list[Action]]

_offers: list[tuple[int, Offers]] = []


def register(offers: Offers, *, position: int) -> None:
    if (position, offers) not in _offers:
        _offers.append((position, offers))
        _offers.sort(key=lambda row: row[0])


def actions_for(now: Situation, story: Story) -> list[Action]:
    """All offers to this person: what leads on, what else stands open, and the rest; in each
    the registered order."""
    found = [action for _, offers in _offers for action in offers(now, story)]
    return sorted(found, key=lambda action: (not action.allowed, not action.leads_on))
