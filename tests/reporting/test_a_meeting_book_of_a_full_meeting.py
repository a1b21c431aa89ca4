"""25 items with 60 attachments, the odd, large, locked and broken among them: one right book."""

from io import BytesIO

import pikepdf
import pytest

from reporting.models import Reason
from tests.cases.conftest import World, world  # noqa: F401
from tests.cases.papers import a_docx, a_pdf, a_png, locked_pdf
from tests.reporting.book_world import attach, item_of, made, meeting_in, outline_of, words_of

pytestmark = pytest.mark.django_db
ITEMS, ATTACHMENTS = 25, 60


def large_sheet() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf("Plankart i A0"))) as pdf:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 2384, 3370])
        pdf.pages[0].rotate(90, relative=False)
        pdf.save(out)
    return out.getvalue()


def attachments() -> list[tuple[str, bytes, str]]:
    """(what it is, its content, its name): six kinds, over and over."""
    kinds = [
        ("Rapport", a_pdf(*[f"Side {n}" for n in range(8)]), "rapport.pdf"),
        ("Plankart", large_sheet(), "kart.pdf"),
        ("Bilde", a_png(), "bilde.png"),
        ("Låst", locked_pdf(), "last.pdf"),
        ("Skadet", b"%PDF-1.4 ingenting her", "skadet.pdf"),
        ("Regneark", a_docx("Tall"), "tall.docx"),
    ]
    return [kinds[n % len(kinds)] for n in range(ATTACHMENTS)]


def test_it_is_made_with_every_bookmark_and_names_what_it_lacks(world: World) -> None:  # noqa: F811
    meeting = meeting_in(world)
    cases = [item_of(world, meeting, f"Strekning {n}") for n in range(1, ITEMS + 1)]
    for n, (kind, content, name) in enumerate(attachments()):
        attach(world, cases[n % ITEMS], content, f"{kind} {n}", name=name)
    book = made(world, meeting)
    words = words_of(book)

    assert len(book.remarks) == ATTACHMENTS // 2
    assert {row["reason"] for row in book.remarks} == {
        Reason.ENCRYPTED,
        Reason.BROKEN,
        Reason.COPY_WAITS,
    }
    outline = outline_of(book)
    items = [title for title in outline if title.startswith("AU ")]
    assert len(items) == ITEMS
    assert sum(len(outline[title]) for title in items) == ITEMS + ATTACHMENTS
    assert all(f"{n} / {book.pages}" in text for n, text in enumerate(words, start=1))
    for title in items:
        name, page = title.rsplit(": ", 1)
        assert name.split(" ", 2)[2] in words[int(page) - 1]
        for child in outline[title]:
            said, at = child.rsplit(": ", 1)
            assert said.removesuffix(" (ikke med)") in words[int(at) - 1]
