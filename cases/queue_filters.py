"""The queue's filters, kept in the address so that a view of it can be sent on."""

from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.agenda_queue import LACKS, lacking
from cases.models import Treatment, TreatmentRole
from forums.clock import now, today
from forums.models import Party, PartyKind

MAX_DAYS = 3650
WANTED = [
    ("dato", gettext_lazy("Har ønsket dato")),
    ("over", gettext_lazy("Ønsket dato er passert")),
    ("uten", gettext_lazy("Uten ønsket dato")),
]


class QueueFilter(forms.Form):
    """A wrong value filters nothing."""

    q = forms.CharField(label=gettext_lazy("Søk i nummer og tittel"), max_length=100)
    rolle = forms.ChoiceField(label=gettext_lazy("Forumet skal"))
    onsket = forms.ChoiceField(label=gettext_lazy("Når"))
    mangler = forms.ChoiceField(label=gettext_lazy("Mangler"))
    kommune = forms.ModelChoiceField(
        Party.objects.none(), label=gettext_lazy("Gjelder kommunen"), to_field_name="slug"
    )
    ventet = forms.IntegerField(
        label=gettext_lazy("Har ventet lenger enn (dager)"),
        min_value=0,
        max_value=MAX_DAYS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        municipality = self.fields["kommune"]
        assert isinstance(municipality, forms.ModelChoiceField)
        parties = Party.objects.filter(is_signatory=True, kind=PartyKind.MUNICIPALITY)
        municipality.queryset = parties
        municipality.empty_label = _("Alle")
        lines: dict[str, Any] = {
            "rolle": TreatmentRole.choices,
            "onsket": WANTED,
            "mangler": LACKS.items(),
        }
        for name, rows in lines.items():
            choices = [(value, capfirst(label)) for value, label in rows]
            self.fields[name].choices = [("", _("Alle")), *choices]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.required = False
            field.widget.attrs["class"] = "ds-input"

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that hold something and are right."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


def filtered(rows: QuerySet[Treatment], form: QueueFilter) -> QuerySet[Treatment]:
    """The rows of ``with_lacks`` that fit every filter."""
    data = form.chosen
    if "q" in data:
        rows = rows.filter(_named(data["q"]))
    if "rolle" in data:
        rows = rows.filter(role=data["rolle"])
    if "kommune" in data:
        rows = rows.filter(case__municipalities=data["kommune"])
    if "ventet" in data:
        rows = rows.filter(asked_at__lt=now() - timedelta(days=data["ventet"]))
    if "mangler" in data:
        rows = lacking(rows, data["mangler"])
    return _wanted(rows, data.get("onsket", ""))


def _named(words: str) -> Q:
    """Every word in the title, or the number of the case."""
    titled = Q()
    for word in words.split():
        titled &= Q(case__title__icontains=word)
    year, _slash, number = words.strip().partition("/")
    if year.isdecimal() and number.isdecimal():
        return titled | Q(case__year=int(year), case__sequence=int(number))
    return titled


def _wanted(rows: QuerySet[Treatment], when: str) -> QuerySet[Treatment]:
    if when == "dato":
        return rows.filter(wanted_by__isnull=False)
    if when == "over":
        return rows.filter(wanted_by__lt=today())
    if when == "uten":
        return rows.filter(wanted_by__isnull=True)
    return rows
