"""What the real program makes of people's files. CI has none: ``apt-get install`` it to be sure.

The packages: libreoffice-writer-nogui and libreoffice-calc-nogui.
"""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from threading import Thread

import docx
import pikepdf
import pypdfium2
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from openpyxl import Workbook

from cases import pdf_copies
from cases.files import EXCEL, ODT, WORD
from cases.models import DocumentVersion
from tests.cases.papers import a_docx, a_png, an_odt

WORDS = "Blåbærsyltetøy på Øygarden"

pytestmark = pytest.mark.skipif(
    pdf_copies.program() is None,
    reason="NO LIBREOFFICE, so no office file was made into a PDF by the real program",
)


def word(change=lambda book: None) -> bytes:
    book, out = docx.Document(), BytesIO()
    book.add_paragraph(WORDS)
    change(book)
    book.save(out)
    return out.getvalue()


def sheet() -> bytes:
    book, out = Workbook(), BytesIO()
    book.active.append([WORDS])
    book.active.append([1234.5])
    book.save(out)
    return out.getvalue()


def copy_of(content: bytes, media_type: str, folder: Path) -> bytes | None:
    version = DocumentVersion(media_type=media_type)
    (folder / "kilde").write_bytes(content)
    version.file.open = lambda mode: (folder / "kilde").open(mode)  # type: ignore[method-assign]
    return pdf_copies.pdf_of(version)


def words_in(copy: bytes | None) -> str:
    assert copy is not None
    with pypdfium2.PdfDocument(copy) as pdf:
        return str(pdf[0].get_textpage().get_text_bounded())


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(word(), WORD), (an_odt(WORDS), ODT), (sheet(), EXCEL)],
    ids=["docx", "odt", "xlsx"],
)
def test_norwegian_letters_come_along(tmp_path: Path, content, media_type) -> None:
    assert WORDS in words_in(copy_of(content, media_type, tmp_path))


def test_numbers_are_written_as_here(tmp_path: Path) -> None:
    assert "1234,5" in words_in(copy_of(sheet(), EXCEL, tmp_path))


def test_the_copy_is_for_the_archive_and_for_those_who_are_read_to(tmp_path: Path) -> None:
    copy = copy_of(word(), WORD, tmp_path)
    assert copy is not None
    with pikepdf.open(BytesIO(copy)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.open_metadata().pdfa_status.startswith("2")


def test_a_broken_file_gives_none(tmp_path: Path) -> None:
    assert copy_of(a_docx("x"), WORD, tmp_path) is None  # its table of contents is a stub


def test_two_at_once_do_not_disturb_one_another(tmp_path: Path) -> None:
    folders = [tmp_path / "a", tmp_path / "b"]
    for folder in folders:
        folder.mkdir()
    with ThreadPoolExecutor(2) as pool:
        copies = list(pool.map(lambda folder: copy_of(word(), WORD, folder), folders))
    assert all(WORDS in words_in(copy) for copy in copies)


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """The paths that a server on this machine was asked for; the first item is its address."""
    found: list[str] = []

    class Server(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET

        def log_message(self, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Server) as server:
        found.append(f"http://127.0.0.1:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def points_to(address: str):
    """A picture that is not in the file, but wherever the address says."""

    def change(book) -> None:
        book.add_picture(BytesIO(a_png()))
        blip = book.element.body.xpath(".//a:blip")[0]
        key = book.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
        space = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
        del blip.attrib[f"{space}embed"]
        blip.set(f"{space}link", key)

    return change


def test_a_file_on_our_disk_is_not_drawn_into_it(tmp_path: Path) -> None:
    (tmp_path / "ours.png").write_bytes(a_png())
    change = points_to((tmp_path / "ours.png").as_uri())
    copy = copy_of(word(change), WORD, tmp_path)
    assert WORDS in words_in(copy)
    assert copy is not None
    assert b"/Subtype/Image" not in copy
    own = copy_of(word(lambda book: book.add_picture(BytesIO(a_png()))), WORD, tmp_path)
    assert own is not None
    assert b"/Subtype/Image" in own


def test_our_network_is_not_asked(tmp_path: Path, asked: list[str]) -> None:
    copy = copy_of(word(points_to(f"{asked[0]}/picture.png")), WORD, tmp_path)
    assert WORDS in words_in(copy)
    assert asked[1:] == []
