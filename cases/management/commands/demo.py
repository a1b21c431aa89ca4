"""Fill an empty database with the demo: ``manage.py demo``."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from cases.demo import Loaded, load
from forums.demo_file import DEFAULT
from forums.demo_signins import PASSWORD, SIGN_INS
from forums.errors import Refused


class Command(BaseCommand):
    help = "Loads the demo organisation and its cases into an empty database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--file", type=Path, default=DEFAULT, help="another data file")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load(options["file"])
        except FileNotFoundError as missing:
            raise CommandError(
                _("Finner ikke demofilen %(file)s.") % {"file": missing.filename}
            ) from None
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(_what_was_done(loaded))
        self.stdout.write(_("Logg inn med passordet %(password)s som:") % {"password": PASSWORD})
        width = max(len(row.email) for row in SIGN_INS)
        for row in SIGN_INS:
            self.stdout.write(f"  {row.email:<{width}}  {row.kind}")


def _what_was_done(loaded: Loaded | None) -> str:
    if loaded is None:
        return _("Demoinnholdet er alt på plass. Ingenting er endret.")
    return _("Demoen er lastet: %(parties)s parter, %(forums)s forum og %(cases)s saker.") % {
        "parties": loaded.parties,
        "forums": loaded.forums,
        "cases": loaded.cases,
    }
