"""The text of a brief: whatever comes in is cleaned to the few shapes we keep.

``clean`` is the only way in for HTML, from our editor, from Word's clipboard or from a file. The
result is written anew from the tree, so nothing that we do not know can come along.
"""

import re
from html import escape
from html.parser import HTMLParser

import nh3

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
    text_of,
    written,
)

STRONG, EM = {"strong", "b"}, {"em", "i"}
PARAGRAPHS = {"p", "div", "dt", "dd", "pre", "section", "article"}
LEVELS = {"h1": 3, "h2": 3, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
TABLE = {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption"}
LET_IN = {"a", "br", "ul", "ol", "li", "blockquote", "span", *STRONG, *EM, *PARAGRAPHS, *LEVELS}
WORD_LEVEL = re.compile(r"mso-list:\s*\S+\s+level(\d)")
WORD_MARKER = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
WORD_BOLD = re.compile(r"(?<!-)font-weight:\s*(bold|[6-9]00)", re.IGNORECASE)
WORD_ITALIC = re.compile(r"(?<!-)font-style:\s*italic", re.IGNORECASE)
NORMAL = re.compile(r"(?<!-)font-weight:\s*(normal|400)", re.IGNORECASE)
IS_NUMBER = re.compile(r"\s*(\d+|[a-z]{1,4})[.)]", re.IGNORECASE)


def clean(html: str) -> str:
    """The text as we keep it: known shapes only, always written the same way."""
    return to_html(tree_of(html))


def tree_of(html: str) -> list[Block]:
    """nh3 reads it as a browser would and takes away what could run; then the tree is built."""
    harmless = nh3.clean(
        html,
        tags=LET_IN | TABLE,
        attributes={"a": {"href"}, "p": {"class", "style"}, "span": {"style"}, "b": {"style"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(harmless)
    reader.close()
    return reader.builder.done()


def to_html(blocks: list[Block]) -> str:
    return "".join(_block(block) for block in blocks)


def plain(html: str) -> str:
    """The words alone, a line for each paragraph, point and row."""
    return "\n".join(line for block in tree_of(html) for line in _plain(block, ""))


def word_count(html: str) -> int:
    return len(re.findall(r"\w+", plain(html)))


class _Reader(HTMLParser):
    """Tells the builder what the cleaned HTML says."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = Builder()
        self._marks: list[tuple[str, str, str]] = []  # tag, mark, href
        self._marker = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag in STRONG | EM | {"a", "span"}:
            self._start_mark(tag, found)
        elif tag == "br":
            self.builder.signs([Sign("\n", *self._now())])
        elif tag in PARAGRAPHS | {"caption"}:
            self._start_paragraph(found)
        elif tag in LEVELS:
            self.builder.start_heading(LEVELS[tag])
        elif tag in {"ul", "ol"}:
            self.builder.start_list(ordered=tag == "ol")
        else:
            _STARTS.get(tag, lambda builder: None)(self.builder)

    def handle_endtag(self, tag: str) -> None:
        if tag in STRONG | EM | {"a", "span"}:
            for n in range(len(self._marks) - 1, -1, -1):
                if self._marks[n][0] == tag:
                    del self._marks[n]
                    break
        elif tag in PARAGRAPHS | {"caption"} | set(LEVELS):
            self._end_paragraph()
        else:
            _ENDS.get(tag, lambda builder: None)(self.builder)

    def handle_data(self, data: str) -> None:
        if any(mark == "marker" for _, mark, _ in self._marks):
            self._marker += data
            return
        strong, em, href = self._now()
        self.builder.signs([Sign(sign, strong, em, href) for sign in data.replace("\n", " ")])

    def _start_mark(self, tag: str, found: dict[str, str]) -> None:
        style = found.get("style", "")
        mark = "em" if tag in EM else ""
        if tag in STRONG and not NORMAL.search(style):
            mark = "strong"
        if tag == "span":
            mark = "strong" if WORD_BOLD.search(style) else mark
            mark = "em" if not mark and WORD_ITALIC.search(style) else mark
            mark = "marker" if WORD_MARKER.search(style) else mark
        self._marks.append((tag, mark, safe_link(found.get("href", ""))))

    def _start_paragraph(self, found: dict[str, str]) -> None:
        level = WORD_LEVEL.search(found.get("style", ""))
        self._marker = ""
        self.builder.start_paragraph(word_list=(int(level[1]), False) if level else None)

    def _end_paragraph(self) -> None:
        if IS_NUMBER.match(self._marker):
            self.builder.is_numbered()
        self._marker = ""
        self.builder.end_block()

    def _now(self) -> tuple[bool, bool, str]:
        marks = {mark for _, mark, _ in self._marks}
        href = next((href for _, _, href in reversed(self._marks) if href), "")
        return "strong" in marks, "em" in marks, href


_STARTS = {
    "li": Builder.start_item,
    "blockquote": Builder.start_quote,
    "table": Builder.start_table,
    "tr": Builder.start_row,
    "td": Builder.start_cell,
    "th": Builder.start_cell,
}
_ENDS = {
    "ul": Builder.end_list,
    "ol": Builder.end_list,
    "li": Builder.end_block,
    "blockquote": Builder.end_quote,
    "table": Builder.end_table,
    "tr": Builder.end_block,
    "td": Builder.end_block,
    "th": Builder.end_block,
}


def _block(block: Block) -> str:
    match block:
        case Paragraph(line):
            return f"<p>{_inline(line)}</p>"
        case Heading(level, line):
            return f"<h{level}>{_inline(line)}</h{level}>"
        case Listing():
            return _list(block)
        case Quote(lines):
            inside = "".join(f"<p>{_inline(line)}</p>" for line in lines)
            return f"<blockquote>{inside}</blockquote>"
        case Table(rows):
            return f"<table>{''.join(_row(row, n == 0) for n, row in enumerate(rows))}</table>"


def _list(listing: Listing) -> str:
    tag = "ol" if listing.ordered else "ul"
    items = (
        f"<li>{_inline(item.line)}{''.join(map(_list, item.lists))}</li>" for item in listing.items
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _row(row: list[Line], heading: bool) -> str:
    tag, scope = ("th", ' scope="col"') if heading else ("td", "")
    return f"<tr>{''.join(f'<{tag}{scope}>{_inline(cell)}</{tag}>' for cell in row)}</tr>"


def _inline(line: Line) -> str:
    return written(line, HTML)


HTML = Spelling(
    text=lambda text: escape(text, quote=False).replace("\n", "<br>"),
    link=lambda inner, href: f'<a href="{escape(href)}">{inner}</a>',
    strong=("<strong>", "</strong>"),
    em=("<em>", "</em>"),
)


def _plain(block: Block, indent: str) -> list[str]:
    match block:
        case Paragraph(line) | Heading(_, line):
            return [text_of(line)]
        case Listing():
            return _plain_list(block, indent)
        case Quote(lines):
            return [f"«{text_of(line)}»" for line in lines]
        case Table(rows):
            return [" | ".join(text_of(cell).replace("\n", " ") for cell in row) for row in rows]


def _plain_list(listing: Listing, indent: str) -> list[str]:
    found = []
    for n, item in enumerate(listing.items, start=1):
        found.append(f"{indent}{f'{n}.' if listing.ordered else '•'} {text_of(item.line)}")
        for inner in item.lists:
            found += _plain_list(inner, indent + "  ")
    return found
