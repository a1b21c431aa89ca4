"""Two people edited the same thing: the second is told what the first one changed.

A form hands back the version that it was filled from. Where somebody has saved since, the
action raises ``Conflict``; the page shows the difference beside what was typed, and saving once
more is then a choice made knowingly.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums.errors import Refused


@dataclass(frozen=True)
class Difference:
    """One field in words: as the form was opened, as it is now, and as it was typed."""

    label: str
    then: str
    now: str
    typed: str = ""


class Conflict(Refused):
    def __init__(self, sentence: str, differences: list[Difference], version: int) -> None:
        super().__init__(sentence)
        self.differences = differences
        self.version = version


def version_of(obj: Model) -> int:
    """The number of the newest version, to hand back as ``seen``."""
    rows = _history(obj).order_by("-history_id")
    return rows.values_list("history_id", flat=True).first() or 0


def require_unchanged(
    obj: Model,
    seen: int | None,
    fields: Iterable[str],
    *,
    typed: Mapping[str, Any] | None = None,
    thing: str = "",
) -> None:
    """Raise Conflict when one of ``fields`` has been changed after version ``seen``.

    What was typed and is already so is no conflict: a form sent twice is saved once. ``thing``
    names what was changed, in the definite form. Three queries, none when ``seen`` is None.
    """
    if seen is None:
        return
    newer = list(_history(obj).filter(history_id__gt=seen).select_related("history_user"))
    if not newer:
        return
    before = _history(obj).filter(history_id=seen).first()
    names = [name for name in fields if before is None or _differs(before, obj, name)]
    if all(typed is not None and name in typed and _is(obj, name, typed[name]) for name in names):
        return
    rows = [_difference(before, obj, name, typed) for name in names]
    sentence = _("%(who)s endret %(thing)s mens du skrev (%(what)s). Se over, og lagre på nytt.")
    what = {
        "who": ", ".join(sorted({str(row.history_user or _("Systemet")) for row in newer})),
        "thing": thing or _("dette"),
        "what": ", ".join(row.label for row in rows),
    }
    raise Conflict(sentence % what, rows, newer[0].history_id)


def _history(obj: Model) -> Any:
    return obj.history  # type: ignore[attr-defined]


def _field(obj: Model, name: str) -> Any:
    return obj._meta.get_field(name)


def _differs(before: Any, obj: Model, name: str) -> bool:
    field = _field(obj, name)
    return bool(_plain(before, field) != _plain(obj, field))


def _is(obj: Model, name: str, typed: Any) -> bool:
    field = _field(obj, name)
    if field.many_to_many:
        return bool({row.pk for row in typed} == _plain(obj, field))
    value = typed.pk if isinstance(typed, Model) else typed
    return bool(value == _plain(obj, field))


def _plain(row: Any, field: Any) -> Any:
    """The value to compare by: keys for what is related."""
    if field.many_to_many:
        return {other.pk for other in _related(row, field)}
    return getattr(row, field.attname)


def _related(row: Any, field: Any) -> list[Any]:
    """The related rows, of the object itself or of a version of it."""
    rows = getattr(row, field.name).all()
    if not hasattr(row, "history_id"):
        return list(rows)
    key = field.m2m_reverse_field_name()
    return [getattr(link, key) for link in rows.select_related(key)]


def _difference(before: Any, obj: Model, name: str, typed: Mapping[str, Any] | None) -> Difference:
    field = _field(obj, name)
    return Difference(
        label=str(field.verbose_name),
        then="" if before is None else _shown(field, _value(before, field)),
        now=_shown(field, _value(obj, field)),
        typed=_shown(field, typed[name]) if typed is not None and name in typed else "",
    )


def _value(row: Any, field: Any) -> Any:
    return _related(row, field) if field.many_to_many else getattr(row, field.name)


def _shown(field: Any, value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nei")
    if value is None or value == "":
        return _("tomt")
    if isinstance(value, date):
        return date_format(value)
    if field.many_to_many:
        return ", ".join(sorted(str(row) for row in value)) or _("tomt")
    return str(dict(field.flatchoices).get(value, value)) if field.flatchoices else str(value)
