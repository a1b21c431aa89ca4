"""What the secretariat keeps as data, with history: routes, kinds of cases, legal grounds,
recurring orders and the parts of the templates."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from cases.claims import take_turns
from forums.edits import change, write
from forums.models import User
from forums.permissions import require_secretariat

M = TypeVar("M", bound=Model)


@transaction.atomic
def add_kept(row: M, values: Mapping[str, Any], *, by: User) -> M:
    """Add a new row; the same one twice is made once."""
    require_secretariat(by)
    take_turns(by)
    same: M | None = type(row)._default_manager.filter(**values).first()
    return same or write(row, values, by=by)


@transaction.atomic
def change_kept(row: M, values: Mapping[str, Any], *, by: User, seen: int | None = None) -> M:
    """Write what differs. Raises Conflict when somebody changed it after version ``seen``."""
    require_secretariat(by)
    return change(row, values, by=by, seen=seen)
