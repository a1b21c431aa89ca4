"""A meeting book is one PDF: notice, agenda, each item and its papers, numbered all through."""

from io import BytesIO

import pikepdf
import pytest
from weasyprint import HTML

from cases.documents import withdraw_document
from forums.models import Meeting
from reporting.book_binding import STRIP
from reporting.book_contents import found_in
from tests.cases.conftest import World, world  # noqa: F401
from tests.cases.papers import a_pdf, a_png
from tests.reporting.book_world import (
    attach,
    item_of,
    made,
    meeting_in,
    on_agenda,
    opened,
    opened_book,
    outline_of,
    words_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:  # noqa: F811
    return meeting_in(world)


def turned(by: int, box: list[float] | None = None) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf("Tegning"))) as pdf:
        pdf.pages[0].rotate(by, relative=False)
        if box:
            pdf.pages[0].obj.MediaBox = pikepdf.Array(box)
        pdf.save(out)
    return out.getvalue()


def test_each_paper_lies_behind_its_item(world: World, meeting) -> None:  # noqa: F811
    attach(world, item_of(world, meeting, "Sykkelveg"), title="Kart")
    item_of(world, meeting, "Bru")
    words = words_of(made(world, meeting))
    for page, said in enumerate(
        ["Innkalling til møte", "Saksliste", "Sykkelveg", "Framlegg om Sykkelveg", "Side to"]
    ):
        assert said in words[page], said
    assert "Innhold i Kart" in words[5]
    assert "Bru" in words[6]
    assert "Framlegg om Bru" in words[7]


def test_every_page_says_its_number_and_the_labels_say_the_same(world: World, meeting) -> None:  # noqa: F811
    item_of(world, meeting)
    book = made(world, meeting)
    words = words_of(book)
    assert [f"{n} / 5" in text for n, text in enumerate(words, start=1)] == [True] * 5
    with opened_book(book) as pdf:
        assert [page.label for page in pdf.pages] == ["1", "2", "3", "4", "5"]
    assert book.pages == 5


def test_the_outline_has_each_item_and_each_paper_at_its_page(world: World, meeting) -> None:  # noqa: F811
    attach(world, item_of(world, meeting, "Sykkelveg"), title="Kart")
    item_of(world, meeting, "Bru")
    assert outline_of(made(world, meeting)) == {
        "Innkalling: 1": [],
        "Saksliste: 2": [],
        "AU 1/26 Sykkelveg: 3": ["Saksframlegg til AU: 4", "Kart: 6"],
        "AU 2/26 Bru: 7": ["Saksframlegg til AU: 8"],
    }


def links_on(pdf: pikepdf.Pdf, page: int) -> list[int]:
    """The page numbers that the links of a page lead to."""
    places = {row.obj.objgen: n for n, row in enumerate(pdf.pages, start=1)}
    links = pdf.pages[page - 1].obj.get("/Annots", [])
    return [places[link.A.D[0].objgen] for link in links if link.A.S == "/GoTo"]


def test_the_agenda_leads_to_the_items_and_an_item_to_its_papers_and_back(
    world: World,  # noqa: F811
    meeting,
) -> None:
    item_of(world, meeting, "Sykkelveg")
    item_of(world, meeting, "Bru")
    book = made(world, meeting)
    with opened_book(book) as pdf:
        assert set(links_on(pdf, 2)) == {3, 6}
        assert set(links_on(pdf, 3)) == {4, 2}
    assert "Sykkelveg Drøfting 15 min 3" in words_of(book)[1]


def test_no_link_of_ours_is_left_without_a_page(world: World, meeting) -> None:  # noqa: F811
    attach(world, item_of(world, meeting), b"%PDF-1.7 rot", title="Skadet")
    with opened_book(made(world, meeting)) as pdf:
        links = [link for page in pdf.pages for link in page.obj.get("/Annots", [])]
        assert not [link for link in links if str(link.A.get("/URI", "")).startswith("bok:")]


def test_items_without_papers_share_a_page(world: World, meeting) -> None:  # noqa: F811
    for title in ("Orientering", "Eventuelt"):
        case = opened(world, forum=world.committee, title=title)
        on_agenda(world, meeting, case, oral_reason="Kort sak.")
    words = words_of(made(world, meeting))
    assert len(words) == 3
    assert "Orientering" in words[2] and "Eventuelt" in words[2]
    assert "Muntlig fordi Kort sak." in words[2]


def test_our_own_pages_keep_their_tags_and_nothing_else_claims_any(world: World, meeting) -> None:  # noqa: F811
    attach(world, item_of(world, meeting), tagged_pdf(), title="Merket")
    with opened_book(made(world, meeting)) as pdf:
        assert str(pdf.Root.Lang) == "nb"
        assert pdf.Root.MarkInfo.Marked
        assert "Møtebok for AU" in str(pdf.docinfo.Title)
        tagged = ["/StructParents" in page.obj for page in pdf.pages]
        assert tagged == [True, True, True, False, False, False]
        with pdf.open_metadata() as about:
            assert "pdfuaid:part" not in about


def tagged_pdf() -> bytes:
    html = "<html lang=nb><title>Merket</title><h1>Merket</h1>"
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


@pytest.mark.parametrize("by", [0, 90, 180, 270])
def test_a_turned_page_stays_turned_with_its_number_at_the_bottom(
    world: World,  # noqa: F811
    meeting,
    by: int,
) -> None:
    attach(world, item_of(world, meeting), turned(by), title="Tegning")
    book = made(world, meeting)
    assert "6 / 6" in words_of(book)[5]
    with opened_book(book) as pdf:
        page = pdf.pages[5]
        x0, y0, x1, y1 = (float(n) for n in page.mediabox)
        assert page.rotation == by
        grown = {0: y0 < 0, 90: x1 > 596, 180: y1 > 842, 270: x0 < 0}
        assert grown[by]
        assert (x1 - x0) * (y1 - y0) > 595 * 842


def test_a_large_sheet_keeps_its_size_and_gets_a_number_as_large(world: World, meeting) -> None:  # noqa: F811
    attach(world, item_of(world, meeting), turned(0, [0, 0, 2384, 3370]), title="Plankart")
    book = made(world, meeting)
    with opened_book(book) as pdf:
        _x0, y0, x1, y1 = (float(n) for n in pdf.pages[5].mediabox)
    assert (x1, y1) == (2384, 3370)
    assert -y0 == pytest.approx(STRIP[1] * 2384 / STRIP[0], abs=0.01)


def test_pictures_and_plain_text_become_pages(world: World, meeting) -> None:  # noqa: F811
    case = item_of(world, meeting)
    attach(world, case, a_png(), name="kart.png", title="Kart")
    attach(world, case, "Måling på Åsane".encode(), name="notat.txt", title="Måling")
    words = words_of(made(world, meeting))
    assert "Vedlegg: Kart" in words[5]
    assert "Måling på Åsane" in words[6]


def test_a_brief_for_another_forum_and_a_withdrawn_paper_stay_in_their_case(
    world: World,  # noqa: F811
    meeting,
) -> None:
    case = item_of(world, meeting)
    attach(world, case, title="Framlegg til styringsgruppen", kind="brief")
    gone = attach(world, case, title="Gammelt kart")
    withdraw_document(gone, by=world.secretary, why="Feil kart")
    text = " ".join(words_of(made(world, meeting)))
    assert "styringsgruppen" not in text
    assert "Gammelt kart" not in text


def test_what_a_paper_could_run_or_open_is_left_behind(world: World, meeting) -> None:  # noqa: F811
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf('<a href="https://miljoloftet.no">nettet</a>'))) as pdf:
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.pages[0].obj.AA = pikepdf.Dictionary(O=script)
        run = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Link,
            Rect=[0, 0, 99, 99],
            A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe"),
        )
        pdf.pages[0].obj.Annots.append(run)
        pdf.Root.OpenAction = script
        pdf.save(out)
    attach(world, item_of(world, meeting), out.getvalue(), title="Farlig")
    with opened_book(made(world, meeting)) as pdf:
        page = pdf.pages[5]
        assert "/AA" not in page.obj
        assert [str(link.A.URI) for link in page.obj.Annots] == ["https://miljoloftet.no"]
        assert "/OpenAction" not in pdf.Root


def test_finding_what_is_in_a_book_takes_two_queries_however_much(
    world: World,  # noqa: F811
    meeting,
    django_assert_num_queries,
) -> None:
    for n in range(4):
        attach(world, item_of(world, meeting, f"Sak {n}"))
    with django_assert_num_queries(2):
        assert [row.digest for row in found_in(meeting).editions()]
