"""Tags and filters that every template has, without loading anything."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from miljoloftet import icons
from miljoloftet import status as statuses

register = template.Library()

ALERT_COLORS = {"error": "danger", "warning": "warning", "success": "success"}


# --- words with a shape -------------------------------------------------------------------------


@register.simple_tag
def status(value: str, word: Any) -> SafeString:
    """``{% status case.status case.get_status_display %}``: the word, and the value's shape."""
    shape, tone = statuses.SHAPES.get(str(value), statuses.UNKNOWN)
    drawing = mark_safe(statuses.DRAWINGS[shape])  # noqa: S308 our own constant
    return format_html(
        '<span class="status" data-tone="{}" data-shape="{}">'
        '<svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        tone,
        shape,
        drawing,
        _capital(str(word)),
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our drawings, hidden from screen readers: there is always a word beside it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        "{}</svg>",
        mark_safe(icons.DRAWINGS[name]),  # noqa: S308 our own constant
    )


@register.filter
def alert_color(level: str) -> str:
    return ALERT_COLORS.get(level, "info")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


@register.filter
def capital(word: Any) -> str:
    """The first letter large, the rest as it is (``capfirst`` for lazy words too)."""
    return _capital(str(word))


@register.filter
def file_kind(name: str) -> str:
    """What people call a file of that name: its ending in capitals."""
    return name.rpartition(".")[2].upper()


# --- addresses ----------------------------------------------------------------------------------


@register.simple_tag
def crumb(label: Any, name: str = "", *args: Any) -> SafeString:
    """``{% crumb _("Forum") "forum_list" %}``; without a name, the page we are on."""
    if not name:
        return format_html('<li aria-current="page">{}</li>', label)
    address = name if name.startswith("/") else reverse(name, args=args)
    return format_html('<li><a class="ds-link" href="{}">{}</a></li>', address, label)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The page's own address query with ``changes``; an empty value takes a key away."""
    request: HttpRequest = context["request"]
    values = request.GET.copy()
    for key, value in changes.items():
        if value in (None, ""):
            values.pop(key, None)
        else:
            values[key] = str(value)
    return "?" + values.urlencode()


@register.inclusion_tag("components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Back and forth between pages, filters kept in the address. Shows nothing for one page."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/hidden_query.html", takes_context=True)
def keep_query(context: Context, *without: str) -> dict[str, Any]:
    """Hidden fields that carry the address query through a GET form, but for ``without``."""
    values: QueryDict = context["request"].GET
    rows: Iterable[tuple[str, str]] = (
        (key, value) for key in values if key not in without for value in values.getlist(key)
    )
    return {"rows": list(rows)}


# --- states -------------------------------------------------------------------------------------


@register.inclusion_tag("components/nothing.html")
def nothing(text: Any, hint: Any = "") -> dict[str, Any]:
    """What to say where a list has no rows: what is empty, and what would fill it."""
    return {"text": text, "hint": hint}
