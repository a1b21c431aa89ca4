"""What leaves in a cell comes back the same, and is never a formula; what comes in is weighed."""

import zipfile
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.errors import Refused
from forums.spreadsheets import MAX_ROWS, Column, NotAValue, make_workbook, read
from tests.forums.excel_files import opened, packed, uploaded

TEXT = Column("Tekst", "")
DAY = Column("Dag", "", is_date=True)


def written(*rows) -> bytes:
    return make_workbook("Ark", (TEXT, DAY), rows, lists={}, about=[])


def back(content: bytes) -> list[dict]:
    return [line.values for line in read(uploaded(content), "Ark")[1]]


@given(st.text(min_size=1, max_size=60))
def test_any_text_comes_back_and_is_no_formula(text):
    content = written([text, None])
    cell = opened(content)["Ark"]["A2"]
    assert cell.data_type == "s"
    assert cell.value[0] not in "=+-@\t\r"
    assert back(content)[0]["Tekst"] == text


@given(st.sampled_from("=+-@\t\r'"), st.text(max_size=5))
def test_what_looks_like_a_formula_is_text_with_an_apostrophe(sign, rest):
    content = written([f"{sign}=1+1{rest}", None])
    assert opened(content)["Ark"]["A2"].value.startswith("'")
    assert back(content)[0]["Tekst"] == f"{sign}=1+1{rest}"


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 1, 1)))
def test_a_day_comes_back_as_the_day(day):
    value = back(written(["x", day]))[0]["Dag"]
    assert value == day.isoformat() or value.date() == day


@pytest.mark.parametrize("text", ["#N/A", "_x000D_", "x005F_", "007", " luft ", "linje\nlinje"])
def test_text_that_excel_has_another_meaning_for_stays_text(text):
    assert back(written([text, None]))[0]["Tekst"] == text


def test_the_headings_stay_in_sight_and_are_explained():
    book = opened(written(["x", None]))
    assert book["Ark"].freeze_panes == "B2"
    assert "Tekst" in [row[0].value for row in book["Forklaring"].iter_rows()]


def test_a_formula_is_not_calculated():
    content = packed({"Tekst": "=1+1"})
    assert back(content)[0]["Tekst"] is NotAValue.FORMULA


def test_rows_keep_the_number_that_excel_shows():
    book = opened(packed({"Tekst": "første"}))
    book.active["A7"] = "sjuende"
    content = BytesIO()
    book.save(content)
    lines = read(uploaded(content.getvalue()), "Ark")[1]
    assert [line.number for line in lines] == [2, 7]


def test_too_many_rows_are_refused():
    content = packed(*({"Tekst": "x"} for _ in range(MAX_ROWS + 1)))
    with pytest.raises(Refused, match="for mange rader"):
        back(content)


def repacked(**parts: bytes) -> bytes:
    """An Excel file with parts put in or changed."""
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(packed({"Tekst": "x"}))) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.pop(name, old.read(name)))
        for name, content in parts.items():
            new.writestr(name, content)
    return result.getvalue()


def zipped(name: str) -> bytes:
    result = BytesIO()
    with zipfile.ZipFile(result, "w") as packed_:
        packed_.writestr(name, "x")
    return result.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "tom"),
        (b"navn;kortnavn\nAlver;Alver", "ikke en Excel-fil"),
        (b"PK\x03\x04 not really", "ikke en Excel-fil"),
        (zipped("word/document.xml"), "ikke en Excel-fil"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "låst med passord"),
        (b"x" * (5 * 1024 * 1024 + 1), "for stor"),
        (repacked(**{"xl/vbaProject.bin": b"x"}), "makroer"),
        (repacked(**{"xl/media/x.bin": b"0" * (41 * 1024 * 1024)}), "pakkes ut"),
        (repacked(**{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'}), "ikke en Excel"),
        (repacked(**{"xl/workbook.xml": b"<broken"}), "klarte ikke"),
    ],
)
def test_what_is_no_plain_excel_file_is_refused_in_words(content, sentence):
    with pytest.raises(Refused, match=sentence):
        read(uploaded(content), "Ark")
