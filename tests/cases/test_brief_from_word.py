"""A brief that was written in Word: sorted into the sections, shown, and then taken in."""

from io import BytesIO

import docx
import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from cases import brief_import
from cases.brief_import import read_word, take_in
from cases.models import Brief, VersionReason
from forums.errors import Refused
from tests.cases.brief_world import begun, part, save
from tests.cases.conftest import World, signed_in


def word_file(name: str = "framlegg.docx") -> SimpleUploadedFile:
    paper = docx.Document()
    paper.add_paragraph("Innledning uten overskrift.")
    paper.add_heading("2. Økonomi", 1)
    paper.add_paragraph("Det koster 10 mill. kr.")
    paper.add_paragraph("Først", style="List Bullet")
    paper.add_paragraph().add_run("Forslag til konklusjon:").bold = True
    paper.add_paragraph("AU slutter seg til forslaget.")
    picture = BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    picture.seek(0)
    paper.add_picture(picture)
    content = BytesIO()
    paper.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def test_headings_find_their_sections_and_the_rest_is_background(world: World) -> None:
    reading = read_word(begun(world), word_file())
    assert {row.section.heading: row.html for row in reading.proposed} == {
        "Bakgrunn": "<p>Innledning uten overskrift.</p>",
        "Økonomi": "<p>Det koster 10 mill. kr.</p><ul><li>Først</li></ul>",
        "Forslag til konklusjon": "<p>AU slutter seg til forslaget.</p>",
    }
    assert reading.notes == ["1 bilde er ikke med. Legg det ved saken som et eget dokument."]


def upload(world: World, brief: Brief, file: SimpleUploadedFile) -> str:
    url = reverse("brief_import", args=[brief.pk])
    return signed_in(world.secretary).post(url, {"file": file}).content.decode()


def approve(world: World, brief: Brief, heading: str, html: str, seen: int):
    pk = part(brief, heading).pk
    data = {"godkjent": "1", "del": [pk], f"html-{pk}": html, f"seen-{pk}": seen}
    return signed_in(world.secretary).post(reverse("brief_import", args=[brief.pk]), data)


def test_nothing_is_written_before_it_is_approved(world: World) -> None:
    brief = begun(world)
    html = upload(world, brief, word_file())
    assert "Det koster 10 mill. kr." in html
    assert "Hent inn det som er valgt" in html
    assert part(brief, "Økonomi").html == ""


def test_what_was_there_is_kept_as_a_version_first(world: World) -> None:
    brief = begun(world)
    save(world.secretary, part(brief, "Økonomi"), "<p>Gammelt</p>", 0)
    approve(world, brief, "Økonomi", "<p>Nytt<script>x()</script></p>", 1)
    assert part(brief, "Økonomi").html == "<p>Nytt</p>"
    version = brief.versions.get(reason=VersionReason.IMPORTED)
    assert "<p>Gammelt</p>" in [row["html"] for row in version.sections]


def test_somebody_elses_words_are_not_overwritten_by_a_file(world: World) -> None:
    brief = begun(world)
    save(world.head, part(brief, "Økonomi"), "<p>Deres</p>", 0)
    approve(world, brief, "Økonomi", "<p>Fra fil</p>", 0)
    assert part(brief, "Økonomi").html == "<p>Deres</p>"
    assert brief.versions.count() == 0


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"", b"PK\x03\x04 nei", b"ren tekst"])
def test_what_is_not_word_is_refused(world: World, content: bytes) -> None:
    with pytest.raises(Refused):
        read_word(begun(world), SimpleUploadedFile("a.docx", content))


def test_a_file_that_unpacks_to_too_much_is_refused(world: World, monkeypatch) -> None:
    monkeypatch.setattr(brief_import, "MAX_WORDS", 100)
    with pytest.raises(Refused, match="Word"):
        read_word(begun(world), word_file())


def test_a_text_longer_than_a_brief_is_refused_and_not_cut(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.brief_rules.MOST", 100)
    with pytest.raises(Refused, match="for lang"):
        read_word(begun(world), word_file())


def test_a_reader_may_not_take_in_a_file(world: World) -> None:
    url = reverse("brief_import", args=[begun(world).pk])
    assert signed_in(world.steering_member).post(url, {"file": word_file()}).status_code == 404


def test_one_who_does_not_write_takes_nothing_in(world: World) -> None:
    section = part(begun(world))
    with pytest.raises(PermissionDenied):
        take_in(section.brief, [(section, "<p>a</p>", 0)], by=world.steering_member)
