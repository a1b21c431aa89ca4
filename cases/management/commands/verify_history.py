"""Prove that no case's history has been changed, or name the first broken link."""

from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from cases.claims import hold_cases
from cases.events import first_broken, forum_told_by
from cases.models import Case, RoutingEvent


class Command(BaseCommand):
    help = "Check the chain of hashes in every case's history, and that it tells where the case is."

    def handle(self, *args: Any, **options: Any) -> None:
        count = check_all(dict(Case.objects.values_list("pk", "forum")))
        self.stdout.write(f"{count} events hold together, each with the one before it.")


def check_all(where: dict[int, int]) -> int:
    """Check every case against the forum it was in when this began; how many events there are."""
    events = RoutingEvent.objects.order_by("case", "sequence").iterator(chunk_size=2000)
    count = 0
    for pk, rows in groupby(events, key=lambda event: event.case_id):
        history = list(rows)
        count += len(history)
        _require_whole(history)
        if forum_told_by(history) != where.pop(pk, None):
            _require_there(pk)
    if where:
        first = Case.objects.filter(pk__in=where).order_by("pk").first()
        raise CommandError(f"Case {first.number if first else '?'} has no history.")
    return count


def _require_whole(history: list[RoutingEvent]) -> None:
    broken = first_broken(history)
    if broken is not None:
        raise CommandError(
            f"Case {broken.case.number}: event #{broken.sequence} ({broken.kind}, "
            f"{broken.at:%Y-%m-%d %H:%M}) is the first that does not hold."
        )


@transaction.atomic
def _require_there(pk: int) -> None:
    """Look once more, at the case as it stands: it may have moved, or begun, while this ran."""
    hold_cases(pk)
    case = Case.objects.get(pk=pk)
    if forum_told_by(case.events.order_by("sequence")) != case.forum_id:
        raise CommandError(
            f"Case {case.number}: its history does not lead to the forum it is in. "
            "An event has been removed, or the case was moved outside the history."
        )
