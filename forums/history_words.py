"""Versions of an object in words: what each field was before, and what it became.

Everything a page of versions refers to is read at once, one query for each kind of thing.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, TextField
from django.utils.formats import number_format
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from forums.differences import Piece, words
from forums.history_log import Kind, Version, fields_of, kind_of
from forums.models import User
from forums.permissions import is_secretariat
from miljoloftet.templatetags.days import clock, day, moment

RICH = frozenset({"html"})  # formatted text: its words are what changed
END_OF_LINE = re.compile(r"</(?:p|li|h\d|tr)>|<br>")
LONG = 60  # letters: a text longer than this is shown with its words marked


@dataclass(frozen=True)
class Line:
    """One field. ``pieces`` is a long text with what went out and came in marked."""

    label: str
    after: str = ""
    before: str = ""
    is_change: bool = False
    pieces: tuple[list[Piece], list[Piece]] | None = None


@dataclass(frozen=True)
class Entry:
    """What one person did to one thing at one moment."""

    title: str
    who: str
    at: datetime
    why: str
    lines: list[Line] = field(default_factory=list)
    is_new: bool = False


class Names:
    """The things that versions refer to, by model and key, as far as the reader may know them."""

    def __init__(self, user: User, known: Iterable[Model]) -> None:
        self.user = user
        self.found: dict[tuple[type[Model], int], Any] = {(type(o), o.pk): o for o in known}

    def learn(self, kind: Kind, versions: Iterable[Version]) -> None:
        """One query for each kind of thing that may be named, however much there is to tell."""
        wanted: dict[type[Model], set[int]] = {other: set() for other in _may_name(kind)}
        for version in versions:
            for model, pk in _references(version):
                if (model, pk) not in self.found:
                    wanted.setdefault(model, set()).add(pk)
        for model, pks in wanted.items():
            self.found |= {(model, row.pk): row for row in self._rows(model, pks)}

    def _rows(self, model: type[Model], pks: set[int]) -> Iterable[Any]:
        kind = kind_of(model)
        rows = model._default_manager.filter(pk__in=pks or {0})  # none has 0
        if kind is None:
            return rows
        rows = rows.select_related(*kind.related)
        return rows if kind.named_for_all else kind.visible(self.user, rows)

    def of(self, model: type[Model], pk: int) -> str:
        there = self.found.get((model, pk))
        return str(there) if there is not None else _("noe som er slettet eller ikke vises for deg")


def in_words(user: User, kind: Kind, obj: Any, versions: list[Version]) -> list[Entry]:
    names = Names(user, [obj, user])
    names.learn(kind, [v for version in versions for v in (version, version.before) if v])
    hidden = kind.private if not (is_secretariat(user) or obj == user) else frozenset()
    return [_entry(version, obj, names, hidden) for version in versions]


def _may_name(kind: Kind) -> set[type[Model]]:
    """Every kind of thing that may be named; a part's one line back to the object is known."""
    found: set[type[Model]] = {User, *_related(kind.model)}
    for part in kind.parts:
        others = _related(part.model)
        back = others.count(kind.model) == 1
        found |= {other for other in others if not (back and other is kind.model)}
    return found


def _related(model: type[Model]) -> list[type[Model]]:
    fields: list[Any] = [model._meta.get_field(name) for name in fields_of(model)]
    return [each.related_model for each in fields if each.is_relation]


def _references(version: Version) -> Iterable[tuple[type[Model], int]]:
    if version.row.history_user_id:
        yield User, version.row.history_user_id
    for name in fields_of(version.model):
        each: Any = version.model._meta.get_field(name)
        if each.many_to_many:
            yield from ((each.related_model, pk) for pk in version.holds(name))
        elif each.is_relation and version.holds(name):
            yield each.related_model, version.holds(name)


def _entry(version: Version, obj: Any, names: Names, hidden: frozenset[str]) -> Entry:
    row = version.row
    is_new = row.history_type != "~" or version.before is None
    return Entry(
        title=_title(version, obj, names),
        who=names.of(User, row.history_user_id) if row.history_user_id else _("Systemet"),
        at=row.history_date,
        why=row.history_change_reason or "",
        lines=list(_lines(version, obj, names, hidden)),
        is_new=is_new,
    )


def _title(version: Version, obj: Any, names: Names) -> str:
    label = str(version.model._meta.verbose_name)
    words = {"thing": label[:1].upper() + label[1:]}
    if version.model is type(obj):
        said = {
            "+": _("%(thing)s lagt inn"),
            "~": _("%(thing)s endret"),
            "-": _("%(thing)s slettet"),
        }
        return said[version.row.history_type] % words
    words["name"] = _name(version, names)
    said = {
        "+": _("%(thing)s lagt inn: %(name)s"),
        "~": _("%(thing)s endret: %(name)s"),
        "-": _("%(thing)s slettet: %(name)s"),
    }
    return said[version.row.history_type] % words


def _name(version: Version, names: Names) -> str:
    """What the thing was called then, without asking for what it refers to again."""
    tracked = version.row.tracked_fields
    there = version.model(**{f.attname: getattr(version.row, f.attname) for f in tracked})
    relations: list[Any] = [each for each in version.model._meta.fields if each.is_relation]
    for each in relations:
        known = names.found.get((each.related_model, getattr(there, each.attname)))
        if known is not None:
            each.set_cached_value(there, known)
    try:
        return str(there)
    except ObjectDoesNotExist:
        return _("nummer %(number)s") % {"number": version.row.id}


def _lines(version: Version, obj: Any, names: Names, hidden: frozenset[str]) -> Iterable[Line]:
    for name in version.differing():
        each: Any = version.model._meta.get_field(name)
        if (each.related_model, version.holds(name)) == (type(obj), obj.pk):
            continue  # that it belongs to what the page is about needs no saying
        label = str(each.verbose_name)
        if name in hidden:
            yield Line(label, _("vises bare for sekretariatet"))
        elif version.before is None or version.row.history_type == "-":
            yield Line(label, _shown(each, version.holds(name), names))
        else:
            yield _change(each, label, version.before.holds(name), version.holds(name), names)


def _change(field: Any, label: str, old: Any, new: Any, names: Names) -> Line:
    before, after = _shown(field, old, names), _shown(field, new, names)
    is_text = isinstance(field, TextField) and old and new
    if is_text and max(len(before), len(after)) > LONG:
        return Line(label, is_change=True, pieces=words(before, after))
    return Line(label, after, before, is_change=True)


def _shown(field: Any, value: Any, names: Names) -> str:
    if value is None or value == "":
        return _("tomt")
    if field.many_to_many:
        there = sorted(names.of(field.related_model, pk) for pk in value)
        return ", ".join(there) or _("tomt")
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.name in RICH:
        return strip_tags(END_OF_LINE.sub(r"\g<0>\n", value)).strip()
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case bool():
            return _("ja") if value else _("nei")
        case datetime():
            return moment(value)
        case date():
            return day(value)
        case time():
            return clock(value)
        case Decimal():
            return str(number_format(value))
    return str(value)
