"""A brief as plain text with light marks, for those who write without JavaScript.

A blank line begins a paragraph, ``- `` a point, ``1. `` a numbered one, ``### `` a heading,
``> `` a quote; ``**strong**``, ``*emphasis*``, ``[words](address)``, and tables with ``|``. What
``to_markup`` writes, ``from_markup`` reads back as the same text.
"""

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cases.brief_text import LEVELS, to_html, tree_of
from cases.brief_tree import (
    Block,
    Builder,
    Heading,
    Line,
    Listing,
    Paragraph,
    Quote,
    Sign,
    Spelling,
    Table,
    safe_link,
    written,
)

MARKS = re.compile(r"([\\*\[\]]|<(?=br>))")
LINE_START = re.compile(r"^([>|#:+-](?=[-+:| #>]|$)|>|\|)", re.MULTILINE)
NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?= |$)", re.MULTILINE)
ESCAPED = re.compile(r"\\([\\*\[\]<|#>:+.)-])")
LINK = re.compile(r"\[((?:\\.|[^\[\]\\])+)\]\(([^\s()]+)\)")


def to_markup(html: str) -> str:
    return "\n\n".join(_block(block) for block in tree_of(html))


def from_markup(text: str) -> str:
    """The same as HTML; words between angle brackets are words."""
    builder = Builder()
    for token in _parser().parse(text.replace("\r\n", "\n")):
        _tell(builder, token)
    return to_html(builder.done())


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    # Only what gives shape; the marks within a line are read below, by simpler rules.
    return MarkdownIt("zero", {"html": False}).enable(["heading", "list", "blockquote", "table"])


def _tell(builder: Builder, token: Token) -> None:
    match token.type:
        case "inline":
            builder.signs(_signs(token.content))
        case "paragraph_open":
            builder.start_paragraph()
        case "heading_open":
            builder.start_heading(LEVELS[token.tag])
        case "bullet_list_open" | "ordered_list_open":
            builder.start_list(ordered=token.tag == "ol")
        case _:
            step = _STEPS.get(token.type)
            if step is not None:
                step(builder)


_STEPS = {
    "paragraph_close": Builder.end_block,
    "heading_close": Builder.end_block,
    "bullet_list_close": Builder.end_list,
    "ordered_list_close": Builder.end_list,
    "list_item_open": Builder.start_item,
    "list_item_close": Builder.end_block,
    "blockquote_open": Builder.start_quote,
    "blockquote_close": Builder.end_quote,
    "table_open": Builder.start_table,
    "table_close": Builder.end_table,
    "tr_open": Builder.start_row,
    "th_open": Builder.start_cell,
    "td_open": Builder.start_cell,
    "th_close": Builder.end_block,
    "td_close": Builder.end_block,
}


def _signs(text: str, href: str = "", strong: bool = False, em: bool = False) -> Line:
    """The signs of a line with their marks; a mark that is never closed is the stars it was."""
    found: Line = []
    opened: list[tuple[str, int]] = []
    place = 0
    while place < len(text):
        mark = _mark_at(text, place, [name for name, _ in opened], found)
        link = LINK.match(text, place) if not href else None
        address = safe_link(link[2]) if link else ""
        if mark and opened and opened[-1][0] == mark:
            opened.pop()
            place += len(mark)
        elif mark:
            opened.append((mark, len(found)))
            place += len(mark)
        elif link and address:
            marks = {name for name, _ in opened}
            found += _signs(link[1], address, strong or "**" in marks, em or "*" in marks)
            place = link.end()
        else:
            marks = {name for name, _ in opened}
            sign, place = _sign(text, place)
            found.append(Sign(sign, strong or "**" in marks, em or "*" in marks, href))
    for name, start in reversed(opened):
        stars = [Sign(star, strong, em, href) for star in name]
        rest = [
            s._replace(strong=strong) if name == "**" else s._replace(em=em) for s in found[start:]
        ]
        found[start:] = stars + rest
    return found


def _mark_at(text: str, place: int, opened: list[str], found: Line) -> str:
    """The mark that ends or begins here, if any. Word must touch it on the inside."""
    if text[place] != "*":
        return ""
    after_word = bool(found) and not found[-1].text.isspace()
    if opened and after_word and text.startswith(opened[-1], place):
        return opened[-1]
    for mark in ("**", "*"):
        after = text[place + len(mark) : place + len(mark) + 1]
        if mark not in opened and text.startswith(mark, place) and after.strip():
            return mark
    return ""


def _sign(text: str, place: int) -> tuple[str, int]:
    if text.startswith("<br>", place):
        return "\n", place + 4
    escaped = ESCAPED.match(text, place)
    return (escaped[1], place + 2) if escaped else (text[place], place + 1)


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return _line(line)
        case Heading(level, line):
            return f"{'#' * level} {_words(line).replace('#', chr(92) + '#')}"
        case Listing():
            return "\n".join(_list(block, ""))
        case Quote(lines):
            paragraphs = (_line(line).replace("\n", "\n> ") for line in lines)
            return "> " + "\n>\n> ".join(paragraphs)
        case Table(rows):
            drawn = [_row(row) for row in rows]
            return "\n".join([drawn[0], "|" + " --- |" * len(rows[0]), *drawn[1:]])


def _list(listing: Listing, indent: str) -> list[str]:
    found = []
    for n, item in enumerate(listing.items, start=1):
        marker = f"{n}. " if listing.ordered else "- "
        inner = indent + " " * len(marker)
        found.append(indent + marker + _line(item.line).replace("\n", f"\n{inner}"))
        for inside in item.lists:
            found += _list(inside, inner)
    return found


def _row(row: list[Line]) -> str:
    cells = (_words(cell).replace("|", "\\|").replace("\n", "<br>") for cell in row)
    return "| " + " | ".join(cells) + " |"


def _line(line: Line) -> str:
    """A line whose first signs cannot be taken for a point, a heading or a quote."""
    text = LINE_START.sub(r"\\\1", _words(line))
    return NUMBER_START.sub(r"\1\\\2", text)


def _words(line: Line) -> str:
    return written(line, MARKUP)


MARKUP = Spelling(
    text=lambda text: MARKS.sub(r"\\\1", text),
    link=lambda inner, href: f"[{inner}]({href})",
    strong=("**", "**"),
    em=("*", "*"),
)
