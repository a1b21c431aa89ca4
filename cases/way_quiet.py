"""What happens in a case without taking it anywhere: papers, briefs and follow-ups in its picture.

Several of a kind in the same forum on the same day are one thing, so that a meeting's six
follow-ups do not push the way itself out of sight.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext_lazy

from cases.models import EventKind


@dataclass(frozen=True)
class Quiet:
    """The shape of miljoloftet/status.py, and the words for several; those without stand alone."""

    shape: str
    many: Any = None


QUIET: dict[EventKind | None, Quiet] = {
    EventKind.FOLLOW_UP: Quiet(
        "waiting",
        ngettext_lazy("%(n)s oppfølging satt opp", "%(n)s oppfølginger satt opp", "n"),
    ),
    EventKind.FOLLOW_UP_MOVED: Quiet(
        "postponed",
        ngettext_lazy("%(n)s oppfølging fikk ny frist", "%(n)s oppfølginger fikk ny frist", "n"),
    ),
    EventKind.FOLLOW_UP_DONE: Quiet(
        "done", ngettext_lazy("%(n)s oppfølging gjort", "%(n)s oppfølginger gjort", "n")
    ),
    EventKind.FOLLOW_UP_GONE: Quiet(
        "dropped",
        ngettext_lazy("%(n)s oppfølging falt bort", "%(n)s oppfølginger falt bort", "n"),
    ),
    EventKind.PAPER_WITHDRAWN: Quiet(
        "withdrawn", ngettext_lazy("%(n)s dokument trukket", "%(n)s dokumenter trukket", "n")
    ),
    EventKind.PAPER_BACK: Quiet(
        "open",
        ngettext_lazy("%(n)s dokument tatt inn igjen", "%(n)s dokumenter tatt inn igjen", "n"),
    ),
    EventKind.PAPER_SHIELDED: Quiet(
        "exempt",
        ngettext_lazy(
            "%(n)s dokument unntatt offentlighet", "%(n)s dokumenter unntatt offentlighet", "n"
        ),
    ),
    EventKind.PAPER_OPENED: Quiet(
        "open", ngettext_lazy("%(n)s dokument gitt fri", "%(n)s dokumenter gitt fri", "n")
    ),
    EventKind.PAPER_REDACTED: Quiet(
        "noted",
        ngettext_lazy("%(n)s sladdet kopi lagt til", "%(n)s sladdede kopier lagt til", "n"),
    ),
    EventKind.BRIEF_PASSED: Quiet("passed"),
    EventKind.BRIEF_RETURNED: Quiet("returned"),
    EventKind.TAKEN_BACK: Quiet("withdrawn"),
    EventKind.ORDER_WITHDRAWN: Quiet("withdrawn"),
    EventKind.TOOK_IN: Quiet("superseded"),
    EventKind.UNMERGED: Quiet("open"),
    None: Quiet("noted"),  # tidied, and that is all that may be said of it
}
# What the treatment itself tells, in its own lane.
TOLD_BY_TREATMENT = frozenset(
    {
        EventKind.SCHEDULED,
        EventKind.UNSCHEDULED,
        EventKind.TREATED,
        EventKind.POSTPONED,
        EventKind.CONFIRMED,
        EventKind.POSITION,
    }
)
