"""Rich text as a small tree: the only shapes that a brief can hold.

Paragraphs, two levels of headings, lists in lists, quotes and tables; strong, emphasis, links
and line breaks inside them. ``Builder`` makes the tree from whatever is told it, tidily: the
same text always gives the same tree, so that what is saved twice is the same.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

SAFE_LINK = re.compile(r"(https?://|mailto:)[^\s()<>\"\\]+\Z", re.IGNORECASE)
UNSAFE_IN_LINK = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22"}
BULLET = re.compile(r"\s*([·•▪§]|o(?=\s{2}))\s+")
NUMBER = re.compile(r"\s*(\d{1,3}|[a-zA-Z])[.)]\s+")


class Sign(NamedTuple):
    """One character with its marks; a line break is ``\\n``."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""


Line = list[Sign]


@dataclass
class Paragraph:
    line: Line


@dataclass
class Heading:
    level: int
    line: Line


@dataclass
class Item:
    line: Line = field(default_factory=list)
    lists: list["Listing"] = field(default_factory=list)


@dataclass
class Listing:
    ordered: bool
    items: list[Item] = field(default_factory=list)


@dataclass
class Quote:
    lines: list[Line] = field(default_factory=list)


@dataclass
class Table:
    rows: list[list[Line]] = field(default_factory=list)


Block = Paragraph | Heading | Listing | Quote | Table


def safe_link(address: str) -> str:
    """The address where it is one that a reader may follow, else empty."""
    address = "".join(UNSAFE_IN_LINK.get(sign, sign) for sign in address.strip())
    address = address.replace("\\", "%5C")
    return address if SAFE_LINK.match(address) else ""


def is_text(sign: str) -> bool:
    """Neither a control sign nor one that takes no room, which Word strews about."""
    return sign in "\t\n\r" or not (sign < " " or "\x7f" <= sign <= "\x9f" or sign in "\xad\u200b")


def tidy(line: Line, *, breaks: bool = True) -> Line:
    """One space at most between words, none at the ends, and no mark on a space at an edge."""
    found: Line = []
    for sign in line:
        is_break = sign.text == "\n" and breaks
        space = sign.text.isspace()
        text = " " if space and not is_break else sign.text
        if space and (not found or found[-1].text.isspace()):
            if found and is_break:
                found[-1] = sign._replace(text="\n")
            continue
        found.append(sign._replace(text=text))
    while found and found[-1].text.isspace():
        found.pop()
    return [_mark_of_space(found, n) if s.text.isspace() else s for n, s in enumerate(found)]


def _mark_of_space(line: Line, n: int) -> Sign:
    # After tidying, a space always has a word on either side. It stands within a mark only where
    # the marks around that one go on too: else it would be the first or the last in its run.
    before, after = line[n - 1], line[n + 1]
    goes_on = before.href == after.href
    strong = goes_on and before.strong and after.strong
    goes_on = goes_on and before.strong == after.strong
    em = goes_on and before.em and after.em
    return Sign(line[n].text, strong, em, before.href if before.href == after.href else "")


def text_of(line: Line) -> str:
    return "".join(sign.text for sign in line)


@dataclass(frozen=True)
class Spelling:
    """How a kind of text writes a line's runs."""

    text: Callable[[str], str]
    link: Callable[[str, str], str]
    strong: tuple[str, str]
    em: tuple[str, str]


def written(line: Line, spelling: Spelling) -> str:
    """A link stands outside strong, and strong outside emphasis, always in that order."""

    def emphasised(is_em: bool, signs: Iterable[Sign]) -> str:
        inner = spelling.text("".join(sign.text for sign in signs))
        return f"{spelling.em[0]}{inner}{spelling.em[1]}" if is_em else inner

    def strong(is_strong: bool, signs: Iterable[Sign]) -> str:
        inner = "".join(emphasised(is_em, part) for is_em, part in groupby(signs, lambda s: s.em))
        return f"{spelling.strong[0]}{inner}{spelling.strong[1]}" if is_strong else inner

    def linked(href: str, signs: Iterable[Sign]) -> str:
        inner = "".join(strong(is_so, part) for is_so, part in groupby(signs, lambda s: s.strong))
        return spelling.link(inner, href) if href else inner

    return "".join(linked(href, part) for href, part in groupby(line, lambda s: s.href))


class Builder:
    """Is told of starts, ends and signs, whichever source they come from."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._line: Line = []
        self._lists: list[Listing] = []
        self._in_quote = 0
        self._in_table = 0
        self._heading = 0
        self._word_list: tuple[int, bool] | None = None

    # --- what is told ---------------------------------------------------------------------

    def signs(self, line: Line) -> None:
        self._line += [sign for sign in line if is_text(sign.text)]

    def start_paragraph(self, *, word_list: tuple[int, bool] | None = None) -> None:
        self._flush()
        self._word_list = word_list

    def is_numbered(self) -> None:
        """The point that is under way in a list from Word has a number before it."""
        if self._word_list is not None:
            self._word_list = (self._word_list[0], True)

    def start_heading(self, level: int) -> None:
        self._flush()
        self._heading = level

    def end_block(self) -> None:
        self._flush()
        self._heading = 0
        self._word_list = None

    def start_list(self, *, ordered: bool) -> None:
        self._flush()
        if self._in_table or self._in_quote:
            return
        self._lists.append(self._open_list(ordered))

    def end_list(self) -> None:
        self._flush()
        if self._lists:
            self._lists.pop()

    def start_item(self) -> None:
        self._flush()
        if self._in_table or self._in_quote:
            return
        if not self._lists:
            self._lists.append(self._open_list(False))
        self._lists[-1].items.append(Item())

    def start_quote(self) -> None:
        self._flush()
        self._in_quote += 1

    def end_quote(self) -> None:
        self._flush()
        self._in_quote = max(0, self._in_quote - 1)

    def start_table(self) -> None:
        self._flush()
        self._in_table += 1
        if self._in_table == 1:
            self._lists, self._in_quote = [], 0
            self.blocks.append(Table())

    def end_table(self) -> None:
        self._flush()
        self._in_table = max(0, self._in_table - 1)

    def start_row(self) -> None:
        self._flush()
        if self._in_table == 1:
            self._table.rows.append([])

    def start_cell(self) -> None:
        self._flush()
        if self._in_table == 1:
            if not self._table.rows:
                self._table.rows.append([])
            self._table.rows[-1].append([])

    def done(self) -> list[Block]:
        self._flush()
        return [block for block in map(_settled, self.blocks) if block is not None]

    # --- where a line goes ------------------------------------------------------------------

    @property
    def _table(self) -> Table:
        return next(block for block in reversed(self.blocks) if isinstance(block, Table))

    def _flush(self) -> None:
        line, self._line = tidy(self._line, breaks=not self._heading), []
        if line:
            self._place(line)

    def _place(self, line: Line) -> None:
        if self._in_table:
            self._into_cell(line)
        elif self._lists:
            self._into_item(line)
        elif self._in_quote:
            if not self.blocks or not isinstance(self.blocks[-1], Quote):
                self.blocks.append(Quote())
            quote = self.blocks[-1]
            assert isinstance(quote, Quote)
            quote.lines.append(line)
        elif self._heading:
            self.blocks.append(Heading(self._heading, line))
        else:
            self._paragraph(line)

    def _into_cell(self, line: Line) -> None:
        rows = self._table.rows
        if not rows or not rows[-1]:
            self.start_cell()
        cell = rows[-1][-1]
        cell += [Sign("\n"), *line] if cell else line

    def _into_item(self, line: Line) -> None:
        items = self._lists[-1].items
        if not items or items[-1].lists:
            items.append(Item())
        item = items[-1]
        item.line += [Sign("\n"), *line] if item.line else line

    def _paragraph(self, line: Line) -> None:
        bullet = BULLET.match(text_of(line))
        if self._word_list is None and bullet is None:
            self.blocks.append(Paragraph(line))
            return
        level, ordered = self._word_list or (1, False)
        marker = bullet or (NUMBER.match(text_of(line)) if ordered else None)
        rest = tidy(line[marker.end() :] if marker else line)
        if rest:
            self._word_item(level, ordered, rest)

    def _word_item(self, level: int, ordered: bool, line: Line) -> None:
        """Word tells a list as paragraphs, each with its level."""
        listing = self._open_list(ordered, at_top=True)
        for _ in range(level - 1):
            if not listing.items:
                break
            lists = listing.items[-1].lists
            if not lists or lists[-1].ordered != ordered:
                lists.append(Listing(ordered))
            listing = lists[-1]
        listing.items.append(Item(line))

    def _open_list(self, ordered: bool, *, at_top: bool = False) -> Listing:
        """The list that is under way where it is of the kind, else a new one."""
        if self._lists and not at_top:
            items = self._lists[-1].items
            if not items:
                items.append(Item())
            if not items[-1].lists or items[-1].lists[-1].ordered != ordered:
                items[-1].lists.append(Listing(ordered))
            return items[-1].lists[-1]
        last = self.blocks[-1] if self.blocks else None
        nested = at_top and self._word_list is not None and self._word_list[0] > 1
        if isinstance(last, Listing) and (last.ordered == ordered or nested):
            return last
        made = Listing(ordered)
        self.blocks.append(made)
        return made


def _settled(block: Block) -> Block | None:
    """Without what is empty; None where nothing is left."""
    match block:
        case Listing():
            return _settled_list(block)
        case Table():
            return _settled_table(block)
    return block


def _settled_list(listing: Listing) -> Listing | None:
    items: list[Item] = []
    for item in listing.items:
        lists = [found for found in map(_settled_list, item.lists) if found is not None]
        line = tidy(item.line)
        if line:
            items.append(Item(line, lists))
        else:  # a point that only holds points
            items += [inner for found in lists for inner in found.items]
    return Listing(listing.ordered, items) if items else None


def _settled_table(table: Table) -> Table | None:
    rows = [[tidy(cell) for cell in row] for row in table.rows]
    rows = [row for row in rows if any(row)]
    width = max((len(row) for row in rows), default=0)
    return Table([row + [[] for _ in range(width - len(row))] for row in rows]) if rows else None
