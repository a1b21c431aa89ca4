"""The history of a case, written once and proved by its chain of hashes.

``record`` is the only way to add an event, and tells those who should know. Each event's hash
covers what it says and the hash of the event before it in the same case, so that a changed
history shows.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from cases.claims import hold_cases
from cases.event_words import NEEDED, sentence
from cases.models import Case, Document, EventKind, RoutingEvent, Treatment
from cases.notices import tell
from forums.clock import now
from forums.errors import Refused
from forums.models import Forum, Party, User

MOVES_THE_CASE = (EventKind.REGISTERED, EventKind.LIFTED, EventKind.SENT, EventKind.RETURNED)


@transaction.atomic
def record(
    case: Case,
    kind: EventKind,
    *,
    by: User,
    from_forum: Forum | None = None,
    to_forum: Forum | None = None,
    treatment: Treatment | None = None,
    party: Party | None = None,
    other_case: Case | None = None,
    document: Document | None = None,
    reason: str = "",
    concerns: Iterable[User | None] = (),
) -> RoutingEvent:
    """Add the next event of the case; the case row is locked so that numbers never clash.

    ``concerns``: people who hear of it whatever else they have to do with the case.
    """
    hold_cases(case.pk)
    last = case.events.order_by("-sequence").first()
    event = RoutingEvent(
        case=case,
        sequence=last.sequence + 1 if last else 1,
        kind=kind,
        at=now(),
        by=by,
        from_forum=from_forum,
        to_forum=to_forum,
        treatment=treatment,
        party=party,
        other_case=other_case,
        document=document,
        reason=reason,
        previous_hash=last.hash if last else "",
    )
    event.hash = event.fingerprint()
    event.save()
    tell(event, concerns)
    return event


def first_broken(events: Iterable[RoutingEvent]) -> RoutingEvent | None:
    """The first of a case's events that does not hold, or None when the whole chain does.

    ``events`` are all of the case's, in order.
    """
    previous = ""
    for expected, event in enumerate(events, start=1):
        in_place = event.sequence == expected and event.previous_hash == previous
        if not in_place or event.hash != event.fingerprint():
            return event
        previous = event.hash
    return None


def forum_told_by(events: Iterable[RoutingEvent]) -> int | None:
    """Where the case is according to its history: a removed last event shows here."""
    where = None
    for event in events:
        if event.kind in MOVES_THE_CASE:
            where = event.to_forum_id
    return where


def last_sequence(case: Case) -> int:
    return case.events.order_by("-sequence").values_list("sequence", flat=True).first() or 0


def require_nothing_new(case: Case, seen: int | None) -> None:
    """Raise Refused, telling what happened, when the case has moved on since ``seen``.

    ``seen`` is the number of the last event that the person's page showed; None asks nothing.
    """
    if seen is None:
        return
    newer = case.events.filter(sequence__gt=seen).select_related(*NEEDED)
    told = [sentence(event) for event in newer.order_by("sequence")]
    if told:
        raise Refused(
            _("Noen kom deg i forkjøpet. Dette har skjedd siden du åpnet saken: %(events)s")
            % {"events": " ".join(told)}
            + " "
            + _("Se over, og send på nytt hvis det fortsatt er riktig.")
        )
