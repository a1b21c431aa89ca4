"""Ways to take a case's story with you, offered by apps above this one.

``reporting`` registers its PDF here when it starts; the case pages list what is registered.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from cases.models import Case


@dataclass(frozen=True)
class Export:
    label: Promise
    url_name: str


@dataclass(frozen=True)
class Link:
    label: Promise
    url: str


_exports: list[Export] = []


def register(label: Promise, url_name: str) -> None:
    """Offer the page ``url_name``, which takes a case's year and sequence."""
    export = Export(label, url_name)
    if export not in _exports:
        _exports.append(export)


def links_for(case: Case) -> list[Link]:
    return [
        Link(export.label, reverse(export.url_name, args=[case.year, case.sequence]))
        for export in _exports
    ]
