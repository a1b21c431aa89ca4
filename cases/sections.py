"""The parts of a case's page, each told by the module that knows it.

A section has a template of its own and a loader, which asks a fixed number of queries however
much there is to show, and answers None where the page has nothing to say. ``position`` orders
them: what was said and decided first, then papers, then what is around the case. ``present`` is
asked with the case itself (``presence``), so that a section with nothing to say costs nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q
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
    present: Exists | Q | None = None

    @property
    def flag(self) -> str:
        return f"has_{self.key.replace('-', '_')}"


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
    present: Exists | Q | None = None,
) -> None:
    """Add a section; registering it twice changes nothing."""
    kind = Kind(key, title, template, load, position, pdf_template, present)
    if all(known.key != key for known in _kinds):
        _kinds.append(kind)
        _kinds.sort(key=lambda row: row.position)


def presence() -> dict[str, ExpressionWrapper[Q]]:
    """What to ask of the case's row for the sections that may have nothing to say."""
    return {
        kind.flag: ExpressionWrapper(Q(kind.present), BooleanField())
        for kind in _kinds
        if kind.present is not None
    }


def sections_for(user: User, case: Case, story: Story) -> list[Section]:
    """The sections that have something to say to this person."""
    there = [kind for kind in _kinds if getattr(case, kind.flag, True)]
    found = ((kind, kind.load(user, case, story)) for kind in there)
    return [
        Section(kind.key, str(kind.title), kind.template, facts, kind.pdf_template)
        for kind, facts in found
        if facts is not None
    ]
