"""Which roles a person has today, read from the groups that follow seats: no query of its own."""

from collections.abc import Iterable

from forums.models import Forum, User
from forums.permissions import RUN_THEIR_OWN, Someone, forums_to_run, is_secretariat


def own_parties(user: Someone) -> frozenset[int]:
    """The party that the person belongs to today, by primary key; no query of its own."""
    return _keys(user, "party:", ":people")


def sits_in(user: Someone) -> frozenset[int]:
    """The forums where the person is leader, member or deputy today; no query of its own."""
    return _keys(user, "forum:", ":members")


def is_around(user: Someone, forum: int) -> bool:
    """Has any role in the forum today; no query of its own."""
    return forum in sits_in(user) | _keys(user, "forum:", ":followers")


def runs_meetings_of(user: Someone, forums: Iterable[Forum]) -> set[int]:
    """Those of the forums whose meetings the person runs, by primary key.

    One query for those around a forum that runs its own; most people are asked nothing.
    """
    if is_secretariat(user):
        return {forum.pk for forum in forums}
    near = {row.pk for row in forums if row.kind in RUN_THEIR_OWN and is_around(user, row.pk)}
    if not near:
        return set()
    return set(forums_to_run(user, Forum.objects.filter(pk__in=near)).values_list("pk", flat=True))


def _keys(user: Someone, start: str, end: str) -> frozenset[int]:
    if not isinstance(user, User):
        return frozenset()
    names = [n for n in user.group_names if n.startswith(start) and n.endswith(end)]
    return frozenset(int(name.split(":")[1]) for name in names)
