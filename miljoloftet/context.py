"""What every page knows: the words of the menu, the languages, the version.

A word is shown only where its page exists and the person may open it.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import gettext_lazy as _

from miljoloftet.http import AUDIENCES


@dataclass(frozen=True)
class Word:
    label: Any
    url: str
    current: str = ""


# (label, url name, who, addresses that belong to it besides its own)
MENU = [
    (_("Min side"), "home", "signed_in", ()),
    (
        _("Saker"),
        "case_list",
        "representative",
        ("/bestillinger/", "/oppfolging/", "/saksframlegg/"),
    ),
    (_("Møter"), "meeting_list", "representative", ("/arshjul/",)),
    (
        _("Forum"),
        "forum_list",
        "representative",
        ("/organisasjon/", "/parter/", "/personer/", "/ordliste/", "/ny/"),
    ),
    (_("Portefølje"), "portfolio", "representative", ()),
    (_("Rapporter"), "reports", "representative", ()),
    (_("Sekretariat"), "secretariat", "secretariat", ()),
]
USER_LINKS = [
    (_("Min profil"), "own_profile", "signed_in"),
    (_("Ny i Miljøloftet"), "new_here", "representative"),
    (_("Ordliste"), "glossary", "representative"),
    (_("Administrasjon"), "admin:index", "staff"),
]
FOOTER_LINKS = [
    (_("Tilgjengelighetserklæring"), "accessibility_statement"),
]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _version() -> str:
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    return str(project["project"]["version"])


class Shell:
    """The frame around a page; every part is worked out only when the template asks."""

    languages = settings.LANGUAGES
    version = _version()

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def _may(self, audience: str) -> bool:
        if audience == "staff":
            return bool(self.request.user.is_staff)
        return self.request.user.is_authenticated and AUDIENCES[audience](self.request)

    @cached_property
    def may_read(self) -> bool:
        return self._may("representative")

    @cached_property
    def menu(self) -> list[Word]:
        words = []
        for label, name, audience, more in MENU:
            url = _address(name)
            if url and self._may(audience):
                words.append(Word(label, url, self._current(url, more)))
        return words

    def _current(self, url: str, more: Iterable[str]) -> str:
        path = self.request.path
        if path == url:
            return "page"
        under = url != "/" and path.startswith(url)
        return "true" if under or path.startswith(tuple(more)) else ""

    @cached_property
    def user_links(self) -> list[Word]:
        links = [(label, _address(name), audience) for label, name, audience in USER_LINKS]
        return [Word(label, url) for label, url, audience in links if url and self._may(audience)]

    @cached_property
    def footer_links(self) -> list[Word]:
        links = [(label, _address(name)) for label, name in FOOTER_LINKS]
        return [Word(label, url) for label, url in links if url]


def site(request: HttpRequest) -> dict[str, Any]:
    return {"shell": SimpleLazyObject(lambda: Shell(request))}
