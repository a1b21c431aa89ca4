"""The parts of a case's page, each told by the module that knows it.

A section has a template of its own and a loader, which asks a fixed number of queries however
much there is to show, and answers None where the page has nothing to say. ``position`` orders
them: what was said and decided first, then papers, then what is around the case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from cases.models import Case
from cases.story import Story
from forums.models import User

Loader = Callable[[User, Case, Story], dict[str, Any] | None]


@dataclass(frozen=True)
class Kind:
    key: str
    title: str | Promise
    template: str
    load: Loader
    position: int
    pdf_template: str = ""


@dataclass(frozen=True)
class Section:
    """What the page shows; ``template`` gets ``section.facts``, ``case`` and ``story``.

    ``pdf_template`` tells the same on paper, with the same facts; empty where paper leaves it out.
    """

    key: str
    title: str
    template: str
    facts: dict[str, Any]
    pdf_template: str = ""


_kinds: list[Kind] = []


def register(
    key: str,
    title: str | Promise,
    template: str,
    load: Loader,
    *,
    position: int,
    pdf_template: str = "",
) -> None:
    """Add a section; registering it twice changes nothing."""
    kind = Kind(key, title, template, load, position, pdf_template)
    if kind not in _kinds:
        _kinds.append(kind)
        _kinds.sort(key=lambda row: row.position)


def sections_for(user: User, case: Case, story: Story) -> list[Section]:
    """The sections that have something to say to this person."""
    found = ((kind, kind.load(user, case, story)) for kind in _kinds)
    return [
        Section(kind.key, str(kind.title), kind.template, facts, kind.pdf_template)
        for kind, facts in found
        if facts is not None
    ]
