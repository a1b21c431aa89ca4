"""The worker reads the text out of each file, and says why it could not."""

import struct

import pytest
from django.core.files.base import ContentFile

from cases import preparing, texts
from cases.documents import add_document
from cases.files import ODT, clean_name, media_type_of
from cases.models import CopyState, DocumentVersion, TextProblem, TextState
from cases.tasks import prepare_version, prepare_what_waits
from forums.errors import Refused
from tests.cases.conftest import World, opened
from tests.cases.papers import a_docx, a_pdf, a_png, a_zip, an_odt, locked_pdf, paper

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
XLSX = {
    "[Content_Types].xml": "<x/>",
    "xl/workbook.xml": "<x/>",
    "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"><si><t>Kostnad Åsane</t></si></sst>',
}
INLINE = {
    **XLSX,
    "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}"/>',
    "xl/worksheets/sheet1.xml": f"""<worksheet xmlns="{SHEET}"><sheetData><row>
<c t="inlineStr"><is><t>Kostnad</t></is></c><c><v>12</v></c>
<c t="inlineStr"><is><t>Åsane</t></is></c></row></sheetData></worksheet>""",
}
PPTX = {
    "[Content_Types].xml": "<x/>",
    "ppt/presentation.xml": "<x/>",
    "ppt/slides/slide10.xml": f'<s xmlns:a="{DRAWN}"><a:p><a:r><a:t>sist</a:t></a:r></a:p></s>',
    "ppt/slides/slide2.xml": f'<s xmlns:a="{DRAWN}"><a:p><a:r><a:t>først</a:t></a:r></a:p></s>',
}


def spoilt(name: str, **parts: str) -> bytes:
    """The part is in the table of contents, and what should unpack to it does not."""
    packed = bytearray(a_zip(**{**parts, name: "<x/>" * 500}))
    head = packed.index(name.encode())
    (extra,) = struct.unpack("<H", packed[head - 2 : head])
    start = head + len(name) + extra
    packed[start : start + 4] = b"\xff\xff\xff\xff"
    return bytes(packed)


def read(world: World, content: bytes, name: str) -> DocumentVersion:
    version = paper(opened(world), world.secretary, content, name).versions.get()
    prepare_version(version.pk)
    version.refresh_from_db()
    return version


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (a_pdf("Bybanen til Åsane", "Side to"), "a.pdf", ["Bybanen til Åsane", "Side to"]),
        (a_docx("Første avsnitt", "Andre æøå"), "a.docx", ["Første avsnitt\nAndre æøå"]),
        (an_odt("Sykkelveg"), "a.odt", ["Sykkelveg med trykk og hale"]),
        (a_zip(**XLSX), "a.xlsx", ["Kostnad Åsane"]),
        (a_zip(**INLINE), "a.xlsx", ["Kostnad\nÅsane"]),
        (a_zip(**PPTX), "a.pptx", ["først\n\nsist"]),
        ("Vær så god".encode(), "a.txt", ["Vær så god"]),
        ("A\u030asane".encode(), "mac.txt", ["Åsane"]),  # a ring of its own is no letter
    ],
)
def test_the_words_come_out_of_each_kind(world: World, content, name, words) -> None:
    version = read(world, content, name)
    assert version.text_state == TextState.DONE
    assert all(word in version.text for word in words)


@pytest.mark.parametrize(
    ("content", "name", "problem"),
    [
        (locked_pdf(), "a.pdf", TextProblem.ENCRYPTED),
        (b"%PDF-1.7\nikke noe mer", "a.pdf", TextProblem.BROKEN),
        (a_zip(**{"[Content_Types].xml": "<x/>", "word/document.xml": "<w"}), "a.docx", "broken"),
        (
            a_zip(
                **{
                    "[Content_Types].xml": "<x/>",
                    "word/document.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x/>',
                }
            ),
            "a.docx",
            "broken",
        ),
        (spoilt("word/document.xml", **{"[Content_Types].xml": "<x/>"}), "a.docx", "broken"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(world: World, content, name, problem) -> None:
    version = read(world, content, name)
    assert (version.text_state, version.text_problem) == (TextState.FAILED, problem)


def test_a_picture_has_no_text_and_an_empty_pdf_is_scanned(world: World) -> None:
    assert read(world, a_png(), "a.png").text_state == TextState.NONE
    scanned = read(world, a_pdf(" "), "a.pdf")
    assert (scanned.text_state, scanned.text_problem) == (TextState.NONE, TextProblem.SCANNED)


def test_a_packed_bomb_is_not_unpacked(world: World, monkeypatch) -> None:
    monkeypatch.setattr(texts, "MAX_PART", 10_000)
    version = read(world, a_docx("bombe " * 10_000), "a.docx")
    assert version.text_problem == TextProblem.TOO_LARGE


def test_a_file_that_says_it_unpacks_to_too_much_is_refused(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.files.MAX_UNPACKED_MEGABYTES", 0)
    with pytest.raises(Refused, match="pakker ut til mer"):
        paper(opened(world), world.secretary, a_docx("x"), "a.docx")


def test_a_table_of_contents_larger_than_peoples_is_refused(monkeypatch) -> None:
    assert media_type_of(ContentFile(a_docx("x"))) is not None
    monkeypatch.setattr("cases.files.MAX_CONTENTS", 10)
    assert media_type_of(ContentFile(a_docx("x"))) is None


@pytest.mark.parametrize("name", ["mimetype", "[Content_Types].xml"])
def test_a_file_that_does_not_unpack_is_not_taken(name: str) -> None:
    assert media_type_of(ContentFile(spoilt(name, **{"word/document.xml": "<x/>"}))) is None


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({**XLSX, "xl/vbaProject.bin": "x"}, "a.xlsx"),
        ({**XLSX, "[Content_Types].xml": "<x>vnd.ms-office.vbaProject</x>"}, "a.xlsx"),
        ({"mimetype": ODT, "content.xml": "<x/>", "Basic/Standard/M.xml": "<x/>"}, "a.odt"),
    ],
)
def test_a_file_with_macros_is_refused_in_words(world: World, parts, name) -> None:
    with pytest.raises(Refused, match="har makroer"):
        paper(opened(world), world.secretary, a_zip(**parts), name)


def test_the_worker_is_told_when_the_upload_is_stored(
    world: World, django_capture_on_commit_callbacks
) -> None:
    case = opened(world)
    with django_capture_on_commit_callbacks(execute=True):
        file = ContentFile(b"Hei", name="a.txt")
        document = add_document(case, by=world.secretary, kind="note", title="Hei", file=file)
    assert document.versions.get().text == "Hei"


def test_two_workers_do_it_once(world: World, monkeypatch) -> None:
    version = paper(opened(world), world.secretary).versions.get()
    assert preparing._claim(version.pk) is not None
    assert preparing._claim(version.pk) is None


def test_what_was_lost_on_the_way_is_found_again(
    world: World, django_capture_on_commit_callbacks
) -> None:
    version = paper(opened(world), world.secretary).versions.get()
    with django_capture_on_commit_callbacks(execute=True):
        prepare_what_waits()
    version.refresh_from_db()
    assert version.text_state == TextState.DONE


def test_a_file_that_stops_the_worker_is_given_up(world: World) -> None:
    version = paper(opened(world), world.secretary).versions.get()
    DocumentVersion.objects.update(tries=preparing.MOST_TRIES)
    assert preparing.sweep() == 0
    version.refresh_from_db()
    assert (version.text_state, version.text_problem) == (TextState.FAILED, TextProblem.STOPPED)


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "a.txt", "er tom"),
        (b"Hei", "a.pdf", "innholdet er noe annet"),
        (b"Hei\x00du", "a.txt", "kan vi ikke ta imot"),
        ("Hei på deg".encode("utf-16"), "a.txt", "kan vi ikke ta imot"),
    ],
)
def test_what_we_cannot_take_is_said_in_words(world: World, content, name, why) -> None:
    with pytest.raises(Refused, match=why):
        paper(opened(world), world.secretary, content, name)


def test_a_file_that_is_too_large_is_refused(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.files.MAX_MEGABYTES", 0)
    with pytest.raises(Refused, match="for stor"):
        paper(opened(world), world.secretary)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Papirer\\Møte.txt", "Møte.txt"),
        ("../../Møte.txt", "Møte.txt"),
        ("A\u030ardal.txt", "Årdal.txt"),  # as a Mac writes the letter
        ("Møte\u202etxt.txt", "Møtetxt.txt"),  # a sign that turns the reading round
    ],
)
def test_a_name_keeps_its_letters_and_loses_its_folders(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_a_worker_does_not_try_for_ever(world: World) -> None:
    version = paper(opened(world), world.secretary).versions.get()
    DocumentVersion.objects.update(tries=preparing.MOST_TRIES)
    prepare_version(version.pk)
    version.refresh_from_db()
    assert version.text_state == TextState.WAITING


def test_a_copy_that_stops_the_worker_is_given_up_too(world: World) -> None:
    version = paper(opened(world), world.secretary, a_docx("Hei"), "a.docx").versions.get()
    DocumentVersion.objects.update(tries=preparing.MOST_TRIES)
    preparing.sweep()
    version.refresh_from_db()
    assert version.pdf_state == CopyState.FAILED
