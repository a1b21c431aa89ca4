"""Writing tracked objects with the person and the reason on the record.

django-simple-history keeps every version of a row. The person is always named by the
caller (``by=``), never taken from the request, so a task and the shell are held to it too.

Whoever must know that a row is written or gone (the search's index) registers with
``on_write``; it is told in the same transaction.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db.models import Model

from forums.clock import now
from forums.models.person import User

M = TypeVar("M", bound=Model)

# (the row, whether it is gone)
Watcher = Callable[[Model, bool], None]
WATCHERS: list[Watcher] = []


def on_write(watcher: Watcher) -> None:
    """Let ``watcher`` know of each tracked row that is saved or deleted; again changes nothing."""
    if watcher not in WATCHERS:
        WATCHERS.append(watcher)


def save_by(obj: M, *, by: User | None, why: str = "", fields: Iterable[str] = ()) -> M:
    """Save ``obj`` and write one history row. ``fields`` narrows an update to what changed.

    ``by`` is None only for the system itself (a task, the demo loader).
    """
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = why  # type: ignore[attr-defined]
    obj._history_date = now()  # type: ignore[attr-defined]
    if fields and obj.pk is not None and not obj._state.adding:
        obj.save(update_fields=list(fields))
    else:
        obj.save()
    for watcher in WATCHERS:
        watcher(obj, False)
    return obj


def delete_by(obj: Model, *, by: User | None, why: str = "") -> None:
    """Delete a row that was wrong or is over; its history stays, with who and why."""
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = why  # type: ignore[attr-defined]
    obj._history_date = now()  # type: ignore[attr-defined]
    for watcher in WATCHERS:
        watcher(obj, True)
    obj.delete()
