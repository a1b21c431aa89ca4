"""Abbreviations explain themselves wherever they appear: each once a page.

Works on the page as it was made, so that no template has to remember it. The first place
where a button may stand becomes one that opens the explanation: a native popover, for keyboard
and touch, and no script. A word that stands only in links, headings and labels gets a title there.
"""

import re
from collections.abc import Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from forums.glossary import Word, pattern

TAG = re.compile(r"""<!--.*?-->|<(/?)([a-zA-Z][\w-]*)(?:[^>"']|"[^"]*"|'[^']*')*>""", re.DOTALL)
NO_BUTTON = frozenset(
    ["a", "button", "label", "legend", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "dt"]
)
UNTOUCHED = frozenset(
    ["script", "style", "select", "textarea", "svg", "code", "pre", "abbr", "template"]
)


def explain(page: str, words: dict[str, Word]) -> SafeString:
    """The page with each known abbreviation in it explained once."""
    if not words:
        return mark_safe(page)  # noqa: S308 a page our templates made
    found = pattern(words)
    buttons: dict[str, tuple[int, int]] = {}
    titles: dict[str, tuple[int, int]] = {}
    for start, end, may_hold_button in _texts(page):
        for match in found.finditer(page, start, end):
            (buttons if may_hold_button else titles).setdefault(match[0], match.span())
    places = [(span, _button(words[term])) for term, span in buttons.items()]
    places += [(span, _titled(words[term])) for term, span in titles.items() if term not in buttons]
    parts, end = [], 0
    for (start, stop), html in sorted(places):
        parts += [page[end:start], html]
        end = stop
    return mark_safe("".join([*parts, page[end:]]))  # noqa: S308 the parts are escaped


def _texts(page: str) -> Iterator[tuple[int, int, bool]]:
    """Where there is text to explain, and whether a button may stand there."""
    closed, untouched, end = 0, 0, 0
    for tag in TAG.finditer(page):
        if not untouched and tag.start() > end:
            yield end, tag.start(), not closed
        end = tag.end()
        name = (tag[2] or "").lower()
        step = -1 if tag[1] else 1
        closed += step * (name in NO_BUTTON)
        untouched += step * (name in UNTOUCHED)
    if not untouched:
        yield end, len(page), not closed


def _button(word: Word) -> SafeString:
    full = format_html("<strong>{}</strong> ", word.full_form) if word.full_form else ""
    return format_html(
        '<button type="button" class="word" popovertarget="ord-{}">{}</button>'
        '<span popover id="ord-{}" class="word-card" role="note" aria-label="{}">{}<span>{}</span>'
        "</span>",
        word.pk,
        word.term,
        word.pk,
        _("Hva %(word)s betyr") % {"word": word.term},
        full,
        conditional_escape(word.explanation),
    )


def _titled(word: Word) -> SafeString:
    return format_html('<abbr title="{}">{}</abbr>', word.short, word.term)
