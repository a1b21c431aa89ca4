"""Prove that access follows the roles, or make it so: ``manage.py sync_groups --check``."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums import groups
from forums.clock import today
from forums.models import Forum, Party, User

Difference = tuple[int, str, bool]


class Command(BaseCommand):
    help = "Puts people in the groups that their roles give, and says what was changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; exit 1 if anything is wrong"
        )
        parser.add_argument(
            "--on",
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="compare with the roles of another day; changes nothing",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        day = options["on"] or today()
        only_check = options["check"] or options["on"] is not None
        with transaction.atomic():
            rows = groups.differences(day)
            self._tell(rows, only_check)
            if not only_check:
                groups.follow(day)
        if not rows:
            said = _("Tilgangen er slik rollene %(day)s gir. Ingenting er endret.")
            self.stdout.write(said % {"day": date_format(day)})
        elif only_check:
            raise CommandError(_counted(len(rows)) % {"n": len(rows), "day": date_format(day)})

    def _tell(self, rows: list[Difference], only_check: bool) -> None:
        said = {
            (True, True): _("%(person)s mangler i gruppen %(group)s."),
            (True, False): _("%(person)s skal ikke være i gruppen %(group)s."),
            (False, True): _("%(person)s er satt inn i gruppen %(group)s."),
            (False, False): _("%(person)s er tatt ut av gruppen %(group)s."),
        }
        people = User.objects.in_bulk({user for user, _name, _should in rows})
        names = _group_names()
        for user, name, should in rows:
            words = {
                "person": f"{people[user].name} ({people[user].email})",
                "group": names.get(name, f"«{name}»"),
            }
            self.stdout.write(said[only_check, should] % words)


def _counted(count: int) -> str:
    return ngettext(
        "%(n)s sted følger ikke rollene %(day)s.",
        "%(n)s steder følger ikke rollene %(day)s.",
        count,
    )


def _group_names() -> dict[str, str]:
    """Each group's name in words; two queries."""
    names = {
        groups.SECRETARIAT: _("«Sekretariatet»"),
        groups.REPRESENTATIVES: _("«Alle med en rolle»"),
    }
    for pk, name in Forum.objects.values_list("pk", "name"):
        names[groups.members_of(pk)] = _("«%(name)s: medlemmer og varaer»") % {"name": name}
        names[groups.followers_of(pk)] = _("«%(name)s: andre som følger med»") % {"name": name}
    for pk, name in Party.objects.values_list("pk", "name"):
        names[groups.people_of(pk)] = _("«%(name)s: folk med en rolle»") % {"name": name}
        names[groups.contacts_of(pk)] = _("«%(name)s: partskontakter»") % {"name": name}
    return names
