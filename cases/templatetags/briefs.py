"""The text of a brief on a page, and the words that differ between two of them."""

import json
from collections.abc import Iterable, Mapping

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from cases.brief_text import clean
from forums.differences import Piece

register = template.Library()


@register.filter
def rich(html: str) -> SafeString:
    """Cleaned once more on its way out, whatever lies in the table."""
    return mark_safe(clean(html))  # noqa: S308 written anew from what we know


@register.filter
def as_json(values: Mapping[str, str]) -> str:
    return json.dumps(dict(values), ensure_ascii=False)


@register.simple_tag
def pieces(found: Iterable[Piece]) -> SafeString:
    """Words that went out and came in, with a sign as well as a colour."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in found))


def _piece(piece: Piece) -> SafeString:
    if not piece.mark:
        return format_html("{}", piece.text)
    sign = "–" if piece.mark == "del" else "+"
    tag = mark_safe(piece.mark)  # noqa: S308 one of our two marks
    shape = '<{}><span class="mark">[{}</span>{}<span class="mark">{}]</span></{}>'
    return format_html(shape, tag, sign, piece.text, sign, tag)
