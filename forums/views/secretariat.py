"""The secretariat's first page: what it must do, and where things are changed."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.desk import desk
from miljoloftet.http import secretariat

# (heading, [(label, what one changes there, url name, arguments)]); a page of an app that is
# not there is left out.
REGISTERS: list[tuple[Any, list[tuple[Any, Any, str, tuple[str, ...]]]]] = [
    (
        _("Hvem vi er"),
        [
            (_("Parter"), _("Navn, fakta, inn og ut av samarbeidet"), "edit_parties", ()),
            (_("Personer"), _("Navn, adresse, hvilken part de hører til"), "edit_people", ()),
            (_("Partskontakter"), _("Hvem som svarer for parten"), "edit_contacts", ()),
            (_("Invitasjoner"), _("Hvem som mangler konto"), "invitation_list", ()),
        ],
    ),
    (
        _("Hvordan vi er satt sammen"),
        [
            (_("Forum"), _("Fakta, eier, oppdragsgiver, rapportering"), "edit_forums", ()),
            (_("Plasser og roller"), _("Hvem som sitter hvor"), "seat_register", ()),
            (_("Mandater"), _("Utkast, punkter, regler, i kraft"), "edit_mandates", ()),
            (_("Meldte endringer"), _("Partenes meldinger om nye folk"), "change_inbox", ()),
        ],
    ),
    (
        _("Hvordan vi arbeider"),
        [
            (_("Saksveier"), _("Hvem som gjør hva med en sak"), "kept_list", ("saksveier",)),
            (_("Faste bestillinger"), _("De lager seg selv"), "kept_list", ("faste-bestillinger",)),
            (_("Faste saker"), _("De som står på hver saksliste"), "kept_list", ("faste-saker",)),
            (_("Årsplaner"), _("Når forumene møtes, og møtene for året"), "year_plans", ()),
            (_("Faste prosesser"), _("Det som kommer igjen i årshjulet"), "edit_processes", ()),
            (_("Perioder uten møter"), _("Ferier som møtene holdes unna"), "edit_closed", ()),
            (_("Sakstyper"), _("Hva slags saker det er"), "kept_list", ("sakstyper",)),
            (_("Hjemler for unntak"), _("Lovene som gir unntak"), "kept_list", ("hjemler",)),
            (_("Likebehandling"), _("Papirer som ikke når alle parter"), "parity", ()),
            (
                _("Maler for saksframlegg"),
                _("Delene et saksframlegg har"),
                "kept_list",
                ("saksframleggmaler",),
            ),
            (_("Ordliste"), _("Ord og forkortelser som forklares"), "edit_glossary", ()),
            (_("Innlesing fra Excel"), _("Parter og medlemskap fra en fil"), "import_list", ()),
        ],
    ),
]


@dataclass(frozen=True)
class Register:
    label: Any
    text: Any
    url: str


@secretariat
def front(request: HttpRequest) -> HttpResponse:
    context = {"desk": desk(), "registers": registers(), "today": today()}
    return render(request, "forums/secretariat.html", context)


def registers() -> list[tuple[Any, list[Register]]]:
    found = []
    for heading, rows in REGISTERS:
        pages = [Register(label, text, _address(name, args)) for label, text, name, args in rows]
        found.append((heading, [page for page in pages if page.url]))
    return found


def _address(name: str, args: tuple[str, ...]) -> str:
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
