"""What the search finds by its name, as it is written: each app registers what it can find.

Names are not stemmed; the texts of cases are (``cases/search.py``).

A source is asked with the person, so that it starts from what is visible to that person; this
module never filters afterwards.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from forums.models import User
from forums.stems import composed

SHORTEST = 2
PER_GROUP = 8


@dataclass(frozen=True)
class Hit:
    """One line of the result: where it leads, what it is, and a little around it."""

    title: str
    url: str
    kind: str
    context: str = ""


@dataclass(frozen=True)
class Group:
    """What one source found; ``key`` stands for it in addresses."""

    key: str
    name: str
    hits: list[Hit]
    more: bool


Source = Callable[[User, str, int], list[Hit]]
SOURCES: dict[str, tuple[int, str | Promise, Source]] = {}


def register(name: str | Promise, source: Source, *, key: str = "", position: int = 50) -> None:
    """Add a source under a heading; ``position`` orders the headings. Again replaces."""
    SOURCES[key or source.__name__] = (position, name, source)


def tidy(query: str) -> str:
    return " ".join(composed(query).split())[:100]


def contains(query: str, *fields: str) -> Q:
    """Every word of the query in one of the fields, in small or large letters.

    SQLite only knows that a and A are one letter, so ø and å are asked for both ways.
    """
    wanted = Q()
    for word in query.split():
        spellings = {word, word.lower(), word.upper(), word.capitalize()}
        anywhere = Q()
        for field in fields:
            for spelling in spellings:
                anywhere |= Q(**{f"{field}__icontains": spelling})
        wanted &= anywhere
    return wanted


def search(user: User, query: str, limit: int = PER_GROUP) -> list[Group]:
    """The groups that have hits, in order, each with at most ``limit``."""
    query = tidy(query)
    if len(query) < SHORTEST:
        return []
    found = []
    rows = sorted(SOURCES.items(), key=lambda row: (row[1][0], str(row[1][1])))
    for key, (_position, name, source) in rows:
        hits = source(user, query, limit + 1)
        if hits:
            found.append(Group(key, str(name), hits[:limit], len(hits) > limit))
    return found
