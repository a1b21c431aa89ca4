"""Prove that no case's history has been changed, or name the first broken link."""

from itertools import groupby
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.events import first_broken, forum_told_by
from cases.models import Case, RoutingEvent


class Command(BaseCommand):
    help = "Check the chain of hashes in every case's history, and that it tells where the case is."

    def handle(self, *args: Any, **options: Any) -> None:
        where = dict(Case.objects.values_list("pk", "forum"))
        events = RoutingEvent.objects.order_by("case", "sequence").iterator(chunk_size=2000)
        count = 0
        for pk, rows in groupby(events, key=lambda event: event.case_id):
            history = list(rows)
            count += len(history)
            _require_whole(history)
            if forum_told_by(history) != where.pop(pk):
                raise CommandError(
                    f"Case {history[0].case.number}: its history does not lead to the forum it is "
                    "in. An event has been removed, or the case was moved outside the history."
                )
        if where:
            first = Case.objects.filter(pk__in=where).order_by("pk").first()
            raise CommandError(f"Case {first.number if first else '?'} has no history.")
        self.stdout.write(f"{count} events hold together, each with the one before it.")


def _require_whole(history: list[RoutingEvent]) -> None:
    broken = first_broken(history)
    if broken is not None:
        raise CommandError(
            f"Case {broken.case.number}: event #{broken.sequence} ({broken.kind}, "
            f"{broken.at:%Y-%m-%d %H:%M}) is the first that does not hold."
        )
