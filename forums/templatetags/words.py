"""Abbreviations in a page: ``{% explain text %}``, and ``|abbr`` inside links and headings."""

from typing import Any

from django import template
from django.template import Context
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from forums.glossary import Word, abbreviations, pieces

register = template.Library()


@register.simple_tag(takes_context=True)
def explain(context: Context, text: Any) -> SafeString:
    """The text, escaped, each known abbreviation a button that opens its explanation.

    The explanation is a native popover: keyboard, touch and no script. One popover a word on a
    page, however many buttons point to it. Never use it inside a link, a button or a heading.
    """
    shown = _shown(context)
    parts = [
        escape(part) if isinstance(part, str) else _button(part, shown)
        for part in pieces(str(text), abbreviations())
    ]
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above


@register.filter
def abbr(text: Any) -> SafeString:
    """The same for a link or a heading, where a button may not stand."""
    parts = [
        escape(part)
        if isinstance(part, str)
        else format_html('<abbr title="{}">{}</abbr>', part.short, part.term)
        for part in pieces(str(text), abbreviations())
    ]
    return mark_safe("".join(parts))  # noqa: S308 every part is escaped above


def _shown(context: Context) -> set[int]:
    """Words whose popover is on the page already; kept with the request, so once a page."""
    request = context.get("request")
    if request is None:
        return set()
    if not hasattr(request, "words_shown"):
        request.words_shown = set()
    shown: set[int] = request.words_shown
    return shown


def _button(word: Word, shown: set[int]) -> SafeString:
    name = f"ord-{word.pk}"
    button = format_html(
        '<button type="button" class="word" popovertarget="{}">{}</button>', name, word.term
    )
    if word.pk in shown:
        return button
    shown.add(word.pk)
    full = format_html("<strong>{}</strong> ", word.full_form) if word.full_form else ""
    return button + format_html(
        '<span popover id="{}" class="word-card" role="note" aria-label="{}">{}<span>{}</span>'
        "</span>",
        name,
        _("Hva %(word)s betyr") % {"word": word.term},
        full,
        word.explanation,
    )
