"""The case list's filters and order, kept in the address so that a view can be sent on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import AWAITING, Case, CaseKind, CaseStatus, Follower, Treatment
from cases.permissions import visible_to
from cases.search import matching
from cases.shown_status import ordered_key
from forums.clock import now
from forums.models import Forum, Party, PartyKind, User

MINE = [
    ("folger", gettext_lazy("Saker jeg følger")),
    ("forbereder", gettext_lazy("Saker jeg forbereder")),
]
# The filters that are chosen among words of ours.
LINES: dict[str, Iterable[tuple[Any, Any]]] = {"mine": MINE, "status": CaseStatus.choices}
MAX_DAYS = 3650
NEWEST = ["-year", "-sequence"]
# The columns that the list can be ordered by, as the address names them.
ORDERS: dict[str, list[str]] = {
    "sak": ["year", "sequence"],
    "tittel": ["title", *NEWEST],
    "status": ["status", *NEWEST],
    "forum": ["forum__level", "forum__position", "forum__short_name", *NEWEST],
    "eier": ["owner__name", *NEWEST],
    "ventet": ["waiting_since", *NEWEST],
}


class CaseFilter(forms.Form):
    """A wrong value filters nothing. The choices are what the person may see."""

    q = forms.CharField(label=gettext_lazy("Søk i nummer, tittel og innhold"), max_length=100)
    mine = forms.ChoiceField(label=gettext_lazy("Mine saker"))
    forum = forms.ModelChoiceField(
        Forum.objects.all(), label=gettext_lazy("Er i"), to_field_name="slug"
    )
    owner = forms.ModelChoiceField(
        Party.objects.none(), label=gettext_lazy("Eies av"), to_field_name="slug"
    )
    status = forms.ChoiceField(label=gettext_lazy("Status"))
    municipality = forms.ModelChoiceField(
        Party.objects.none(), label=gettext_lazy("Gjelder kommunen"), to_field_name="slug"
    )
    kind = forms.ModelChoiceField(CaseKind.objects.all(), label=gettext_lazy("Sakstype"))
    officer = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Saksbehandler"))
    waited = forms.IntegerField(
        label=gettext_lazy("Har ventet lenger enn (dager)"),
        min_value=0,
        max_value=MAX_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        owners = Party.objects.filter(is_signatory=True)
        seen = visible_to(user, Case.objects.filter(officer=OuterRef("pk")))
        self._choose("owner", owners)
        self._choose("municipality", owners.filter(kind=PartyKind.MUNICIPALITY))
        self._choose("officer", User.objects.filter(Exists(seen)).order_by("name"))
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["class"] = "ds-input"
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = _("Alle")
        for name, lines in LINES.items():
            rows = [(value, capfirst(label)) for value, label in lines]
            self.fields[name].choices = [("", _("Alle")), *rows]  # type: ignore[attr-defined]

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = rows

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that hold something and are right."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}

    def words(self, name: str) -> str:
        """A filter and its value, as a person would say it."""
        value = self.chosen[name]
        if name == "waited":
            return _("Har ventet lenger enn %(days)s dager") % {"days": value}
        if name == "q":
            return _("«%(words)s»") % {"words": value}
        if name in LINES:
            return str(capfirst(dict(LINES[name])[value]))
        return _("%(label)s: %(value)s") % {"label": self.fields[name].label, "value": value}


@dataclass(frozen=True)
class Chip:
    """A chosen filter, and the address query without it."""

    words: str
    without: str


def chips(form: CaseFilter, address: QueryDict) -> list[Chip]:
    found = []
    for name in form.chosen:
        rest = address.copy()
        rest.pop(name, None)
        rest.pop("side", None)
        found.append(Chip(form.words(name), "?" + rest.urlencode()))
    return found


def filtered(rows: QuerySet[Case], form: CaseFilter) -> QuerySet[Case]:
    """All filters but the status, which the list counts by itself."""
    data = form.chosen
    if "q" in data:
        rows = matching(rows, data["q"])
    for name in ("forum", "owner", "kind", "officer"):
        if name in data:
            rows = rows.filter(**{name: data[name]})
    if "municipality" in data:
        rows = rows.filter(municipalities=data["municipality"])
    if "waited" in data:
        before = now() - timedelta(days=data["waited"])
        rows = rows.filter(Exists(_waiting().filter(asked_at__lt=before)))
    if data.get("mine") == "folger":
        mine = Follower.objects.filter(case=OuterRef("pk"), user=form.user)
        rows = rows.filter(Exists(mine))
    if data.get("mine") == "forbereder":
        rows = rows.filter(officer=form.user)
    return rows


def ordered(rows: QuerySet[Case], order: str, *, searched: bool = False) -> QuerySet[Case]:
    """By a column of the list, ``-`` for the other way; else the newest or best match first."""
    name = order.removeprefix("-")
    if name not in ORDERS:
        return rows if searched else rows.order_by(*NEWEST)
    if name == "ventet":
        since = _waiting().order_by("asked_at").values("asked_at")[:1]
        rows = rows.annotate(waiting_since=Subquery(since))
    first, *rest = ORDERS[name]
    turned = order.startswith("-")
    # «Ventet» counts days, so that the fewest days are the newest moment.
    downwards = turned != (name == "ventet")
    key = ordered_key(rows) if name == "status" else F(first)
    keys: list[str | OrderBy] = [OrderBy(key, descending=downwards, nulls_last=True)]
    if name == "sak":
        keys = [f"-{key}" if turned else key for key in ORDERS[name]]
        return rows.order_by(*keys)
    return rows.order_by(*keys, *rest)


def _waiting() -> QuerySet[Treatment]:
    return Treatment.objects.filter(case=OuterRef("pk"), state__in=AWAITING)
