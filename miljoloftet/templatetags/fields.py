"""Form fields the Designsystemet way: label, help, control, error, tied together by id."""

from typing import Any

from django import forms, template
from django.forms import BaseForm, BoundField, Widget
from django.utils.translation import gettext as _

register = template.Library()

DASHES = "---------"
DJANGO_ROWS = 10
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
# The browser's own control, and the only form of the value it reads.
NATIVE = {
    forms.DateInput: ("date", "%Y-%m-%d"),
    forms.DateTimeInput: ("datetime-local", "%Y-%m-%dT%H:%M"),
    forms.TimeInput: ("time", "%H:%M"),
}


def _make_native(widget: Widget) -> None:
    # The widget belongs to this form alone: Django copies fields for each form.
    for kind, (input_type, shape) in NATIVE.items():
        if isinstance(widget, kind):
            widget.input_type = input_type
            widget.format = shape


def _kind(widget: Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, GROUPS):
        return "group"
    return "tick" if isinstance(widget, forms.CheckboxInput) else "line"


def _rows(widget: Widget) -> int:
    rows = int(widget.attrs.get("rows", DJANGO_ROWS))
    return 5 if rows == DJANGO_ROWS else rows


def _say_what_is_empty(bound: BoundField) -> None:
    """A word where Django shows a row of dashes."""
    word = _("Velg") if bound.field.required else _("Ingen")
    if isinstance(bound.field, forms.ModelChoiceField):  # its choices are a query: leave unread
        if bound.field.empty_label == DASHES:
            bound.field.empty_label = word
            bound.field.widget.choices = bound.field.choices
    elif isinstance(bound.field.widget, forms.Select):
        rows = list(bound.field.widget.choices)
        if rows and rows[0][1] == DASHES:
            bound.field.widget.choices = [(rows[0][0], word), *rows[1:]]


def _is_optional(bound: BoundField) -> bool:
    return not bound.field.required and not getattr(bound.field, "depends", False)


def _attributes(bound: BoundField, kind: str) -> dict[str, Any]:
    told = [f"{bound.auto_id}_help"] if bound.help_text else []
    told += [f"{bound.auto_id}_error"] if bound.errors else []
    attributes: dict[str, Any] = {"class": "ds-input"}
    if kind != "group":
        attributes["aria-describedby"] = " ".join(told) or False
    if bound.errors:
        attributes["aria-invalid"] = "true"
    if isinstance(bound.field.widget, forms.Textarea):
        # Django's own "cols" would keep the box narrow.
        attributes |= {"cols": False, "rows": _rows(bound.field.widget)}
    return attributes


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: Any = "") -> dict[str, Any]:
    """``{% field form.title %}``. Optional fields say so; errors stand beside the control.

    A field that is needed for some answers only has ``depends``, and does not call itself optional.
    """
    widget = bound.field.widget
    _make_native(widget)
    _say_what_is_empty(bound)
    kind = _kind(widget)
    attributes = _attributes(bound, kind)
    return {
        "field": bound,
        "kind": kind,
        "label": label or bound.label,
        "control": "" if kind == "group" else bound.as_widget(attrs=attributes),
        "options": list(bound.subwidgets) if kind == "group" else [],
        "input_type": getattr(widget, "input_type", "checkbox"),
        "optional": _is_optional(bound) and kind != "tick",
    }


@register.inclusion_tag("components/fields.html")
def fields(form: BaseForm) -> dict[str, Any]:
    """Every field of the form in order, hidden ones included."""
    return {"form": form}


@register.inclusion_tag("components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong, gathered above the form, each line a link to its field."""
    wrong = [bound for bound in form if bound.errors]
    return {"wrong": wrong, "general": form.non_field_errors()}
