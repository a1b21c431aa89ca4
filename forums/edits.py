"""Correcting what is written down: only what differs is saved, with who and why."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from forums.conflicts import require_unchanged
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import User
from forums.models.dated import Dated

M = TypeVar("M", bound=Model)
D = TypeVar("D", bound=Dated)
ONE_DAY = timedelta(days=1)


def change(
    obj: M,
    values: Mapping[str, Any],
    *,
    by: User,
    seen: int | None = None,
    why: str = "",
    thing: str = "",
) -> M:
    """Write ``values`` to the newest state of ``obj``; inside the caller's transaction.

    Raises Conflict when somebody changed one of them after version ``seen``.
    """
    row = type(obj)._default_manager.select_for_update(of=("self",)).get(pk=obj.pk)
    require_unchanged(row, seen, values, typed=values, thing=thing)
    return write(row, values, by=by, why=why)


def write(row: M, values: Mapping[str, Any], *, by: User, why: str = "") -> M:
    """Save what differs of a row that is new, or that the caller has locked."""
    # A new row has nothing related yet, and asking for it is an AttributeError.
    changed = [name for name, value in values.items() if getattr(row, name, None) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.full_clean(exclude=["password"])
        save_by(row, by=by, why=why, fields=changed)
    return row


def end_row(row: D, end: date, *, by: User | None, why: str) -> D:
    """Let a dated row hold to ``end``, its last day.

    One that was agreed but never began holds on no day: it goes, and its history says why.
    """
    if row.start > end:
        delete_by(row, by=by, why=why)
        return row
    row.end = end
    return save_by(row, by=by, why=why, fields=["end"])


def require_reason(why: str) -> None:
    if not why.strip():
        raise Refused(_("Skriv hvorfor."))
