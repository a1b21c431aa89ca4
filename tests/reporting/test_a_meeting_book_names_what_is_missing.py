"""What cannot be in the book is named in it, in its place and in the end, and the rest goes on."""

from io import BytesIO

import pikepdf
import pytest

from cases.models import CopyState, DocumentVersion
from forums.models import Meeting
from reporting import book_building, book_papers
from reporting.models import BookState, Reason
from tests.cases.conftest import World, world  # noqa: F401
from tests.cases.papers import a_docx, a_pdf, locked_pdf
from tests.reporting.book_world import (
    attach,
    item_of,
    made,
    meeting_in,
    outline_of,
    words_of,
)

pytestmark = pytest.mark.django_db
ROT = b"%PDF-1.7\nher er det ingenting som kan leses"


@pytest.fixture
def meeting(world: World) -> Meeting:  # noqa: F811
    return meeting_in(world)


@pytest.fixture
def case(world: World, meeting):  # noqa: F811
    return item_of(world, meeting)


def reasons(book) -> list[tuple[str, str]]:
    return [(row["title"], row["reason"]) for row in book.remarks]


def test_it_is_named_at_the_item_and_on_a_page_in_the_end(world: World, meeting, case) -> None:  # noqa: F811
    attach(world, case, locked_pdf(), title="Tilbud med lås")
    book = made(world, meeting)
    words = words_of(book)
    assert book.state == BookState.DONE
    assert "Tilbud med lås Ikke med. Filen er låst med passord." in words[2]
    assert "1 papir har en merknad, se side 6" in words[1]
    assert "Dette kunne ikke tas med" in words[5]
    assert "Tilbud med lås Filen er låst med passord." in words[5]
    assert outline_of(book)["AU 1/26 Sykkelveg: 3"][1] == "Tilbud med lås (ikke med): 3"
    assert outline_of(book)["Dette kunne ikke tas med: 6"] == []


def test_a_book_that_has_it_all_has_no_such_page(world: World, meeting, case) -> None:  # noqa: F811
    book = made(world, meeting)
    assert "Dette kunne ikke tas med" not in " ".join(words_of(book))
    assert book.remarks == []


def test_a_broken_file_is_named_and_the_next_is_there(world: World, meeting, case) -> None:  # noqa: F811
    attach(world, case, ROT, title="Skadet")
    attach(world, case, title="Helt kart")
    book = made(world, meeting)
    assert reasons(book) == [("Skadet", Reason.BROKEN)]
    assert "Innhold i Helt kart" in " ".join(words_of(book))


def test_a_file_cut_off_in_the_middle_never_stops_the_book(world: World, meeting, case) -> None:  # noqa: F811
    whole = a_pdf("Side en", "Side to", "Side tre")
    for share in (3, 5, 8):
        attach(world, case, whole[: len(whole) * share // 10], title=f"Kuttet {share}")
    book = made(world, meeting)
    assert book.state == BookState.DONE
    assert {why for _title, why in reasons(book)} <= {Reason.BROKEN, Reason.DAMAGED}
    assert len(book.remarks) == 3


def test_a_file_that_only_asks_for_a_password_to_change_it_is_in(
    world: World,  # noqa: F811
    meeting,
    case,
) -> None:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf("Lesbart tilbud"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="eier", user=""))
    attach(world, case, out.getvalue(), title="Tilbud")
    book = made(world, meeting)
    assert book.remarks == []
    assert "Lesbart tilbud" in " ".join(words_of(book))


def test_an_office_file_without_a_copy_says_so_and_one_with_a_copy_is_in(
    world: World,  # noqa: F811
    meeting,
    case,
) -> None:
    for title, state in (("Venter", CopyState.WAITING), ("Mangler", CopyState.MISSING)):
        version = attach(world, case, a_docx("Hei"), title, name="a.docx").versions.get()
        DocumentVersion.objects.filter(pk=version.pk).update(pdf_state=state)
    version = attach(world, case, a_docx("Hei"), "Ferdig", name="a.docx").versions.get()
    version.pdf.save("kopi.pdf", BytesIO(a_pdf("Fra Word")), save=False)
    version.pdf_state = CopyState.DONE
    version.save()
    book = made(world, meeting)
    assert reasons(book) == [("Venter", Reason.COPY_WAITS), ("Mangler", Reason.NO_COPY)]
    assert "Fra Word" in " ".join(words_of(book))


def test_a_file_with_too_many_pages_is_named(world: World, meeting, case, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(book_papers, "MOST_PAGES", 2)
    attach(world, case, a_pdf("1", "2", "3"), title="Lang rapport")
    assert reasons(made(world, meeting)) == [("Lang rapport", Reason.TOO_LONG)]


@pytest.mark.parametrize(("limit", "most"), [("MOST_PAGES", 3), ("MOST_BYTES", 1)])
def test_a_book_that_is_full_names_what_came_after(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
    limit: str,
    most: int,
) -> None:
    monkeypatch.setattr(book_building, limit, most)
    attach(world, case, title="Først")
    attach(world, case, a_pdf("1", "2", "3", "4", "5", "6"), title="Så")
    assert ("Så", Reason.BOOK_FULL) in reasons(made(world, meeting))


def test_a_file_that_is_gone_from_the_storage_is_named(world: World, meeting, case) -> None:  # noqa: F811
    version = attach(world, case, title="Borte").versions.get()
    version.file.storage.delete(version.file.name)
    assert reasons(made(world, meeting)) == [("Borte", Reason.GONE)]


def test_a_form_that_only_one_program_can_show_is_named(world: World, meeting, case) -> None:  # noqa: F811
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf("Please wait"))) as pdf:
        pdf.Root.NeedsRendering = True
        pdf.save(out)
    attach(world, case, out.getvalue(), title="Skjema")
    assert reasons(made(world, meeting)) == [("Skjema", Reason.FORM)]


def test_a_page_without_any_size_is_shown_as_a4(world: World, meeting, case) -> None:  # noqa: F811
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf("Uten mål"))) as pdf:
        pdf.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 0, 0])
        pdf.save(out)
    attach(world, case, out.getvalue(), title="Rart")
    assert "Uten mål" in " ".join(words_of(made(world, meeting)))


def test_of_a_very_long_text_the_beginning_is_in_with_a_remark(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
) -> None:
    monkeypatch.setattr(book_papers, "MOST_SIGNS", 20)
    attach(world, case, b"Begynnelsen er med. " + b"x" * 90, name="a.txt", title="Logg")
    book = made(world, meeting)
    assert book.remarks[0]["is_in"] and book.remarks[0]["reason"] == Reason.CUT
    assert "Det står på side 6" in words_of(book)[-1]
