"""The processes of the yearly wheel, kept by the secretariat.

Source: the report's finding that people ask for a clearer yearly wheel; the preliminary mandate
for the expert groups, 22 March 2019, names it among what they work by.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from forums.edits import change, require_reason
from forums.history import delete_by, save_by
from forums.models import User, YearlyProcess
from forums.permissions import require_secretariat


@transaction.atomic
def new_process(*, by: User, **facts: Any) -> YearlyProcess:
    require_secretariat(by)
    process = YearlyProcess(**facts)
    process.full_clean()
    return save_by(process, by=by)


@transaction.atomic
def change_process(
    process: YearlyProcess, /, *, by: User, seen: int | None = None, **facts: Any
) -> YearlyProcess:
    require_secretariat(by)
    return change(process, facts, by=by, seen=seen, thing=_("prosessen"))


@transaction.atomic
def remove_process(process: YearlyProcess, *, by: User, why: str) -> None:
    """Take it out of the wheel of every year; its history stays."""
    require_secretariat(by)
    require_reason(why)
    delete_by(process, by=by, why=why)
