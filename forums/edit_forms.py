"""What every edit form of ours shares: the version it was filled from, and the reason."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.conflicts import Conflict


class SeenForm(forms.Form):
    """Carries the version that the person saw; see forums/conflicts.py."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """An action that asks why."""

    why = forms.CharField(
        label=_("Hvorfor?"), max_length=300, help_text=_("Står i endringshistorikken.")
    )


def show_conflict(form: forms.BaseForm, refused: Conflict, *, name: str = "seen") -> None:
    """Keep what was typed, show the difference, and let the next press be a knowing one."""
    form.add_error(None, refused.sentence)
    form.conflict = refused  # type: ignore[attr-defined]
    hand_back(form, name, refused.version)


def hand_back(form: forms.BaseForm, name: str, value: int | str) -> None:
    """Show a bound form again with what was typed, but with a hidden field brought up to date."""
    data = cast(QueryDict, form.data).copy()
    data[form.add_prefix(name)] = str(value)
    form.data = data


def day_field(label: Any, **options: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput, **options)


def choose(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Set what a choice field chooses among."""
    cast(forms.ModelChoiceField[Any], form.fields[name]).queryset = rows


def capital_choices(form: forms.BaseForm, name: str, choices: list[tuple[Any, Any]]) -> None:
    """A model's words as the lines of a list, each with a capital; new forms choose first."""
    field = cast(forms.ChoiceField, form.fields[name])
    lines = [(value, capfirst(label)) for value, label in choices]
    field.choices = lines if form.initial.get(name) else [("", "---------"), *lines]
