"""What has a history to read, and who may read it: registered by each app, asked by the page.

The versions are django-simple-history's. Whoever may see an object may read how it came to be
so, but not what it held while it was kept from them: see ``Kind.shown``.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.http import Http404
from django.urls import reverse

from forums.models import User
from forums.permissions import is_secretariat

# Never read out, whoever asks; the names of secrets to come as well.
SECRET = ("password", "last_login")
SECRET_ENDINGS = ("token", "secret", "token_hash", "_key")


@dataclass
class Version:
    """One row of the history: what the object held from then on."""

    model: type[Model]
    row: Any
    many: dict[str, frozenset[int]] = field(default_factory=dict)
    before: "Version | None" = None

    @property
    def at(self) -> datetime:
        moment: datetime = self.row.history_date
        return moment

    def holds(self, name: str) -> Any:
        """The plain value: a key for what is related, a set of keys for many of them."""
        if name in self.many:
            return self.many[name]
        each: Any = self.model._meta.get_field(name)
        return getattr(self.row, each.attname)

    def differing(self) -> list[str]:
        """The fields that differ from the version before; all that hold something, if none is."""
        before = self.before
        if before is None or self.row.history_type == "-":
            return [name for name in fields_of(self.model) if self.holds(name) not in _NOTHING]
        return [n for n in fields_of(self.model) if self.holds(n) != before.holds(n)]

    def tells(self) -> bool:
        """A version that changes nothing one may read, and gives no reason, is no news."""
        edit = self.row.history_type == "~" and self.before is not None
        return not edit or bool(self.row.history_change_reason or self.differing())


_NOTHING: tuple[Any, ...] = (None, "", frozenset())


@dataclass(frozen=True)
class Part:
    """Rows that are told with the object, e.g. the clauses of a mandate.

    ``where`` gives, for the reader and the object's key, the condition on their versions.
    """

    model: type[Model]
    where: Callable[[User, int], Q]


def everything(user: User, obj: Any, versions: list[Version]) -> list[Version]:
    return versions


@dataclass(frozen=True)
class Kind:
    """A model with a history page. ``visible`` is the same condition as its own page has.

    ``related``: what the object's name needs. ``private``: fields that only the secretariat and
    the person sees. ``shown`` takes away what was kept from the reader at the time.
    """

    model: type[Model]
    visible: Callable[[User, QuerySet[Any]], QuerySet[Any]]
    address: Callable[[Any], str]
    related: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    private: frozenset[str] = frozenset()
    shown: Callable[[User, Any, list[Version]], list[Version]] = everything
    named_for_all: bool = False

    @property
    def label(self) -> str:
        return str(self.model._meta.verbose_name)


_kinds: dict[tuple[str, str], Kind] = {}


def register(*kinds: Kind) -> None:
    for kind in kinds:
        meta = kind.model._meta
        _kinds[meta.app_label, meta.model_name or ""] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_of(model: type[Model]) -> Kind | None:
    return _kinds.get((model._meta.app_label, model._meta.model_name or ""))


def address_of(obj: Model) -> str:
    """Where the history of the object is read."""
    return reverse("history", args=[obj._meta.app_label, obj._meta.model_name, obj.pk])


def get_for(user: User, app: str, model: str, pk: int) -> tuple[Kind, Any]:
    """The object and its kind, or Http404 where it does not exist for this person.

    What has been deleted is still found by the secretariat.
    """
    kind = _kinds.get((app, model))
    if kind is None:
        raise Http404
    rows = kind.model._default_manager.select_related(*kind.related)
    found = kind.visible(user, rows).filter(pk=pk).first()
    if found is None and is_secretariat(user):
        last = history_of(kind.model).filter(id=pk).order_by("-history_id").first()
        found = last.instance if last else None
    if found is None:
        raise Http404
    return kind, found


def history_of(model: type[Model]) -> QuerySet[Any]:
    rows: QuerySet[Any] = model.history.model._default_manager.all()  # type: ignore[attr-defined]
    return rows


def fields_of(model: type[Model]) -> list[str]:
    """The names of the fields that may be read out, in the model's order."""
    tracked = model.history.model.tracked_fields  # type: ignore[attr-defined]
    names = [f.name for f in [*tracked, *_many(model)] if not f.primary_key]
    return [n for n in names if n not in SECRET and not n.endswith(SECRET_ENDINGS)]


def read(user: User, kind: Kind, obj: Any) -> tuple[list[Version], bool]:
    """What the reader may know, newest first, and whether something is left out.

    One query for the object, one for each part and each field of many: never one a row.
    """
    found = versions(kind.model, Q(id=obj.pk))
    for part in kind.parts:
        found += versions(part.model, part.where(user, obj.pk))
    kept = kind.shown(user, obj, found)
    allowed = {id(version) for version in kept}
    for version in kept:
        if version.before is not None and id(version.before) not in allowed:
            version.before = None
    told = [version for version in kept if version.tells()]
    told.sort(key=lambda version: (version.at, version.row.history_id), reverse=True)
    return told, len(kept) < len(found)


def versions(model: type[Model], where: Q, *, many: bool = True) -> list[Version]:
    """The versions that meet the condition, oldest first, each with the one before it."""
    rows = history_of(model).filter(where).order_by("history_date", "history_id")
    found = [Version(model, row) for row in rows]
    for each in _many(model) if many else []:
        _fill(found, each, rows)
    last: dict[int, Version] = {}
    for version in found:
        version.before = last.get(version.row.id)
        last[version.row.id] = version
    return found


def state_at(history: list[Version], moment: datetime) -> Version | None:
    """What an object held at a moment, from its versions, oldest first."""
    then = [version for version in history if version.at <= moment]
    return max(then, key=attrgetter("at", "row.history_id"), default=None)


def _many(model: type[Model]) -> list[Any]:
    return list(getattr(model.history.model, "_history_m2m_fields", ()))  # type: ignore[attr-defined]


def _fill(found: list[Version], many: Any, rows: QuerySet[Any]) -> None:
    links = getattr(rows.model, many.name).model._default_manager
    key = f"{many.m2m_reverse_field_name()}_id"
    there: dict[int, set[int]] = {version.row.history_id: set() for version in found}
    pks = rows.order_by().values("history_id")
    for pk, other in links.filter(history__in=pks).values_list("history", key):
        there[pk].add(other)
    for version in found:
        version.many[many.name] = frozenset(there[version.row.history_id])
