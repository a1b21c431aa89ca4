"""Mend the search's index, or prove that it says what the cases say."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.search_index import differences, sweep

NAMED = 10


class Command(BaseCommand):
    help = "Make the search's index say what the cases and their papers say."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, only tell")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["check"]:
            self.stdout.write(f"{sweep()} entries were mended.")
            return
        found = list(differences())
        for row in found[:NAMED]:
            self.stderr.write(f"{row.kind} {row.object_id}: the index says something else.")
        if found:
            raise CommandError(f"{len(found)} entries differ from what they are made of.")
        self.stdout.write("The index says what the cases say.")
