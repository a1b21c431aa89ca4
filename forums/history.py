"""Writing tracked objects with the person and the reason on the record.

django-simple-history keeps every version of a row. The person is always named by the
caller (``by=``), never taken from the request, so a task and the shell are held to it too.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model

from forums.clock import now
from forums.models.person import User

M = TypeVar("M", bound=Model)


def save_by(obj: M, *, by: User | None, why: str = "", fields: Iterable[str] = ()) -> M:
    """Save ``obj`` and write one history row. ``fields`` narrows an update to what changed.

    ``by`` is None only for the system itself (a task, the demo loader).
    """
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = why[:500]  # type: ignore[attr-defined]
    obj._history_date = now()  # type: ignore[attr-defined]
    if fields and obj.pk is not None and not obj._state.adding:
        obj.save(update_fields=list(fields))
    else:
        obj.save()
    return obj


def delete_by(obj: Model, *, by: User | None, why: str = "") -> None:
    """Delete a row that was wrong or is over; its history stays, with who and why."""
    obj._history_user = by  # type: ignore[attr-defined]
    obj._change_reason = why[:500]  # type: ignore[attr-defined]
    obj._history_date = now()  # type: ignore[attr-defined]
    obj.delete()
