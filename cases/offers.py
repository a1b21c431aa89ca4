"""What the page of a case offers: its moves, and the next steps in its meetings."""

from django.urls import reverse
from django.utils.translation import gettext as _

from cases.actions import Action
from cases.consequences import consequence
from cases.moves import Move, Option, moves_for, way_hinder
from cases.next_steps import next_steps
from cases.situation import Situation
from cases.story import Story
from forums.permissions import is_secretariat

# The moves that bring a case further; the others are never the page's one primary action.
LEADS_ON = frozenset({Move.PUT_FORWARD, Move.LIFT, Move.CLOSE})


def in_meetings(now: Situation, story: Story) -> list[Action]:
    """The next steps in the meetings, for one who runs them."""
    if now.case.closed_at is not None:
        return []
    return next_steps(now.user, story.steps)


def moves(now: Situation, story: Story) -> list[Action]:
    """The moves that are this person's and of this stage."""
    options = [row for row in moves_for(now.user, now.case, now) if row.is_for_you and row.in_time]
    # Where nobody has been asked, there is nothing to say about taking it back either.
    told = [row for row in options if row.allowed or row.move != Move.TAKE_BACK]
    return [action for option in told for action in _actions(now, option)]


def who_sees(now: Situation, story: Story) -> list[Action]:
    """Access to the case, for the secretariat."""
    if not is_secretariat(now.user):
        return []
    told = _("Viser hvem som ser saken og hvorfor. Der gir og tar du tilbake navngitt tilgang.")
    url = reverse("case_access", args=[now.case.year, now.case.sequence])
    return [Action(_("Hvem ser saken"), told, "", url)]


def _actions(now: Situation, option: Option) -> list[Action]:
    url = reverse("case_move", args=[now.case.year, now.case.sequence, option.move.value])
    # Lifting is the way on, one offer for each end; where to send the case is asked on the way.
    ways = now.routes if option.move == Move.LIFT else []
    if not ways:
        told = consequence(now, option.move)
        return [Action(option.label, told, option.why_not, url, option.move in LEADS_ON)]
    return [
        Action(
            label=_("%(label)s til %(forum)s")
            % {"label": option.label, "forum": route.to_forum.short_name},
            consequence=consequence(now, option.move, route),
            why_not=way_hinder(now, route) or "",
            url=f"{url}?to={route.to_forum.slug}",
            leads_on=option.move in LEADS_ON,
        )
        for route in ways
    ]
