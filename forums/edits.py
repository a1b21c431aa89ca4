"""Correcting what is written down: only what differs is saved, with who and why."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from forums.conflicts import require_unchanged
from forums.errors import Refused
from forums.history import save_by
from forums.models import User

M = TypeVar("M", bound=Model)


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
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.full_clean(exclude=["password"])
        save_by(row, by=by, why=why, fields=changed)
    return row


def require_reason(why: str) -> None:
    if not why.strip():
        raise Refused(_("Skriv hvorfor."))
