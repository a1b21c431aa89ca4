"""The text of a file, for search and reading. A file that cannot be read says why.

No more is unpacked than the limits below, whatever the file says of itself, and nothing outside
the file is looked up.
"""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import IO
from xml.etree import ElementTree

import pypdfium2  # type: ignore[import-untyped]

from cases.files import EXCEL, MEGABYTE, ODS, ODT, PDF, SLIDES, SPOILT, TEXT, WORD
from cases.models import DocumentVersion, TextProblem, TextState
from cases.pdfs import PdfProblem, opened_pdf
from forums.stems import composed

MAX_PART = 20 * MEGABYTE  # of one part of a packed file, unpacked
MAX_PARTS = 300  # slides or sheets
MAX_PAGES = 1000
MAX_SIGNS = 2_000_000
BLOCKS = {"p", "h", "si", "is", "tr"}  # paragraphs, headings, cells and rows end a line
BREAKS = {"br": "\n", "cr": "\n", "tab": "\t", "line-break": "\n"}
OPEN_TEXT = "xmlns:text:1.0"


class TooLarge(Exception):
    """More than we unpack."""


@dataclass(frozen=True)
class Found:
    text: str
    state: TextState
    problem: str = ""


def text_of(version: DocumentVersion) -> Found:
    """What the version says; never raises for what may be wrong with a file."""
    read = READERS.get(version.media_type)
    if read is None:
        return Found("", TextState.NONE)
    try:
        with version.file.open("rb") as file:
            text = clean(read(file))
    except PdfProblem as problem:
        return Found("", TextState.FAILED, problem.kind)
    except TooLarge:
        return Found("", TextState.FAILED, TextProblem.TOO_LARGE)
    except UNREADABLE:
        return Found("", TextState.FAILED, TextProblem.BROKEN)
    if text:
        return Found(text, TextState.DONE)
    scanned = version.media_type == PDF
    return Found("", TextState.NONE, TextProblem.SCANNED if scanned else "")


UNREADABLE = (*SPOILT, ElementTree.ParseError, KeyError)


def clean(text: str) -> str:
    """Without what a database cannot hold and blank lines that only take room."""
    text = composed(text).replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for before, line in zip(["", *lines], lines, strict=False) if line or before]
    return "\n".join(kept).strip()[:MAX_SIGNS]


def _pdf(file: IO[bytes]) -> str:
    with opened_pdf(file) as document:
        found, size = [], 0
        for number in range(min(len(document), MAX_PAGES)):
            words = _words_on(document, number)
            found.append(words)
            size += len(words)
            if size > MAX_SIGNS:
                break
    return "\n\n".join(found)


def _words_on(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        textpage = page.get_textpage()
        try:
            return str(textpage.get_text_bounded())
        finally:
            textpage.close()
    finally:
        page.close()


def _plain(file: IO[bytes]) -> str:
    return file.read(MAX_PART).decode("utf-8-sig")


def _parts(*names: str) -> Callable[[IO[bytes]], str]:
    """A reader of the parts whose names begin so, each an XML file with paragraphs."""

    def read(file: IO[bytes]) -> str:
        with zipfile.ZipFile(file) as packed:
            wanted = [name for name in packed.namelist() if name.startswith(names)]
            wanted = [name for name in sorted(wanted, key=_in_order) if name.endswith(".xml")]
            found = [_words_in(packed, name) for name in wanted[:MAX_PARTS]]
        return "\n".join(found)

    return read


def _sheets(file: IO[bytes]) -> str:
    """Excel keeps the words of all cells in one part; others write them in each sheet."""
    return _parts("xl/sharedStrings.xml")(file) or _parts("xl/worksheets/sheet")(file)


def _in_order(name: str) -> tuple[int, str]:
    """slide2.xml comes before slide10.xml."""
    return len(name), name


def _words_in(packed: zipfile.ZipFile, name: str) -> str:
    with packed.open(name) as part:
        content = part.read(MAX_PART + 1)
    if len(content) > MAX_PART:
        raise TooLarge
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("No office program writes its own kinds of words into a file.")
    return "".join(_told(ElementTree.fromstring(content)))  # noqa: S314 no entities, see above


def _told(node: ElementTree.Element) -> Iterator[str]:
    """The words of a part in reading order: Office has them in ``t``, OpenDocument in between."""
    place, _brace, tag = node.tag.rpartition("}")
    is_open = place.endswith(OPEN_TEXT)
    yield BREAKS.get(tag, "")
    if is_open and tag == "s":
        yield " "
    if is_open or tag == "t":
        yield node.text or ""
    for child in node:
        yield from _told(child)
        if is_open:
            yield child.tail or ""
    if tag in BLOCKS:
        yield "\n"


READERS: dict[str, Callable[[IO[bytes]], str]] = {
    PDF: _pdf,
    TEXT: _plain,
    WORD: _parts("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"),
    EXCEL: _sheets,
    SLIDES: _parts("ppt/slides/slide", "ppt/notesSlides/"),
    ODT: _parts("content.xml"),
    ODS: _parts("content.xml"),
}
