"""Fill the database with many made-up cases, to measure with: ``manage.py make_cases 100000``."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from cases import many
from forums.errors import Refused


class Command(BaseCommand):
    help = "Add many made-up cases to the forums that are there. Never in service."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("count", type=int)
        parser.add_argument("--seed", type=int, default=1, help="the same seed, the same words")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Made-up cases are never made in service: they cannot be deleted.")
        if options["count"] < 1:
            raise CommandError("Say how many cases to make: at least 1.")
        try:
            many.make(options["count"], options["seed"], self._tell)
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        if connection.vendor == "postgresql":
            # Inside somebody else's transaction nothing can be swept; the planner still learns.
            sweep = "ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE"
            with connection.cursor() as cursor:
                cursor.execute(sweep)
        self.stdout.write(f"{options['count']} cases are made.")

    def _tell(self, made: int) -> None:
        if made % 10_000 == 0:
            self.stdout.write(f"{made} …")
            self.stdout.flush()
