"""A question to a forum or a party that need not be answered after all: one list of both.

What was asked, and that it was taken back, stay in the history. What came with the case itself
or with an order ends with those (routing.py, orders.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.anchoring import take_back_from_party
from cases.models import Anchoring, Case, Treatment
from cases.routing import take_back_ask
from cases.situation import Situation
from forums.models import Party, User


@dataclass(frozen=True)
class Asked:
    """Who was asked: a forum, for its treatment, or a party."""

    label: str
    treatment: Treatment | None = None
    party: Party | None = None


def asked_now(now: Situation) -> dict[str, Asked]:
    """What this person may take back now."""
    return _told(now.asked_and_waiting, now.parties_asked)


def asked_before(now: Situation) -> dict[str, Asked]:
    """The same with those that have been answered or taken back since."""
    forums = [row for row in now.treatments if row.pk in now.asked]
    return _told(forums, now.anchorings if now.is_secretariat else [])


def take_back(case: Case, what: Asked, *, by: User, reason: str, seen: int | None = None) -> object:
    """Take one question back; whoever was asked hears of it."""
    if what.party is not None:
        return take_back_from_party(case, what.party, by=by, reason=reason, seen=seen)
    assert what.treatment is not None
    return take_back_ask(case, what.treatment, by=by, reason=reason, seen=seen)


def _told(treatments: list[Treatment], anchorings: list[Anchoring]) -> dict[str, Asked]:
    forums = {f"forum-{row.pk}": _of_forum(row) for row in treatments}
    return forums | {f"part-{row.party_id}": _of_party(row.party) for row in anchorings}


def _of_forum(row: Treatment) -> Asked:
    label = _("%(forum)s skal %(act)s") % {
        "forum": row.forum.short_name,
        "act": row.get_role_display(),
    }
    return Asked(label, treatment=row)


def _of_party(party: Party) -> Asked:
    return Asked(party.name, party=party)
