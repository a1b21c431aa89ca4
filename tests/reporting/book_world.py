"""A meeting with papers, its book made on the spot, and a reader for what came of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import pikepdf
import pypdfium2

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, Case, Document
from forums.models import Meeting
from reporting import book_building, books
from reporting.models import Audience, MeetingBook
from tests.cases.conftest import World, opened, treatment_in
from tests.cases.papers import a_pdf, paper
from tests.factories import make_meeting


def meeting_in(world: World) -> Meeting:
    return make_meeting(world.committee)


def item_of(world: World, meeting: Meeting, title: str = "Sykkelveg", **facts: object) -> Case:
    """A case on the agenda with a brief of two pages."""
    case = opened(world, forum=world.committee, title=title, **facts)
    brief = paper(
        case,
        world.secretary,
        a_pdf(f"Framlegg om {title}", "Side to"),
        "framlegg.pdf",
        title="Saksframlegg til AU",
        kind="brief",
    )
    on_agenda(world, meeting, case, paper=brief)
    return case


def on_agenda(world: World, meeting: Meeting, case: Case, **facts: object) -> AgendaItem:
    facts = {"purpose": "discussion", "proposal": "AU tilrår bygging.", **facts}
    treatment = treatment_in(case, world.committee)
    return put_on_agenda(treatment, meeting, by=world.secretary, **facts)  # type: ignore[arg-type]


def attach(
    world: World, case: Case, content: bytes | None = None, title: str = "Vedlegg", **facts: object
) -> Document:
    content = a_pdf(f"Innhold i {title}") if content is None else content
    facts = {"name": "vedlegg.pdf", "title": title, **facts}
    return paper(case, world.secretary, content, **facts)  # type: ignore[arg-type]


def order(world: World, meeting: Meeting) -> dict[str, MeetingBook]:
    return {row.audience: row for row in books.order_book(meeting, by=world.secretary)}


def made(world: World, meeting: Meeting, audience: Audience = Audience.OPEN) -> MeetingBook:
    """The book for that audience, with everything that was ordered made."""
    found = order(world, meeting)
    for row in found.values():
        book_building.build(row.pk)
    book = found[audience]
    book.refresh_from_db()
    return book


def content_of(book: MeetingBook) -> bytes:
    with book.file.open("rb") as file:
        return bytes(file.read())


@contextmanager
def opened_book(book: MeetingBook) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(BytesIO(content_of(book))) as pdf:
        yield pdf


def words_of(book: MeetingBook) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(content_of(book))
    try:
        texts = []
        for page in document:
            text = page.get_textpage().get_text_range()
            texts.append(" ".join(text.replace("\x02", "").replace("\ufffe", "").split()))
        return texts
    finally:
        document.close()


def outline_of(book: MeetingBook) -> dict[str, list[str]]:
    """Each bookmark as ``title: page`` with those under it."""
    with opened_book(book) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: n for n, page in enumerate(pdf.pages, start=1)}

        def said(entry: pikepdf.OutlineItem) -> str:
            return f"{entry.title}: {places[entry.destination[0].objgen]}"

        return {said(row): [said(child) for child in row.children] for row in outline.root}
