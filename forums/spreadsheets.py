"""Excel files out and in.

Out: text stays text. What a spreadsheet could take for a formula gets an apostrophe in front,
which ``read`` takes away again, so a value comes back as it left.
In: nothing is calculated, and the file says how large it is before it is unpacked.
"""

import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from io import BytesIO
from typing import Any

from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forums.errors import Refused

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_MEGABYTES = 5
MAX_UNPACKED_MEGABYTES = 40
MAX_PARTS = 500
MAX_ROWS = 5000
MAX_COLUMNS = 60
LAST_ROW = 1_048_576  # of any Excel sheet
FIRST_SAFE_DAY = date(1900, 3, 1)  # Excel believes that 29 February 1900 was a day
MEGABYTE = 1024 * 1024

HEADER_FONT = Font(bold=True, color="FFFFFF")
HEADER_FILL = PatternFill("solid", fgColor="1F3F5B")
INFO_FILL = PatternFill("solid", fgColor="5B6B7A")
WRAPPED = Alignment(vertical="top", wrap_text=True)
DATE_FORMAT = "dd.mm.yyyy"

DANGEROUS = re.compile("'*[=+\\-@\t\r\n＝＋－＠]")
ESCAPED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")
# XML has no way to write these; Excel writes them by number, and so do we.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
NUMBERED = re.compile("_x([0-9A-Fa-f]{4})_")

Value = str | int | bool | date | None


class NotAValue(Enum):
    FORMULA = "formula"
    ERROR = "error"


Found = str | int | float | bool | date | datetime | NotAValue | None


@dataclass(frozen=True)
class Column:
    """A heading and what to write below it. ``is_info`` is for reading only, and never read in."""

    heading: str
    help: Any
    width: int = 20
    required: bool = False
    is_date: bool = False
    is_info: bool = False
    example: str = ""
    field: str = ""


@dataclass(frozen=True)
class Line:
    """A row that somebody filled in; ``number`` as Excel counts."""

    number: int
    values: dict[str, Found] = field(default_factory=dict)


# --- out ----------------------------------------------------------------------------------------


def harmless(text: str) -> str:
    """The text as it may stand in a cell: never a formula, here or in a CSV made from it."""
    text = f"'{text}" if DANGEROUS.match(text) else text
    return UNWRITABLE.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def original(text: str) -> str:
    """What ``harmless`` was given."""
    text = NUMBERED.sub(lambda number: chr(int(number[1], 16)), text)
    return text[1:] if ESCAPED.match(text) else text


def make_workbook(
    title: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    lists: dict[str, list[str]],
    about: Sequence[str],
) -> bytes:
    """A file with the rows, an explanation of each column, and the values to choose from."""
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = title
    _write_header(sheet, columns)
    for number, row in enumerate(rows, start=2):
        for place, value in enumerate(row, start=1):
            put(sheet.cell(number, place), value)
    _write_explanation(book.create_sheet("Forklaring"), columns, about)
    _write_lists(book.create_sheet("Lister"), sheet, columns, lists)
    for place, column in enumerate(columns, start=1):
        if column.is_date:
            _offer_date(sheet, get_column_letter(place))
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def put(cell: Cell | MergedCell, value: Value) -> None:
    """Write the value so that it is read back as the same value."""
    if isinstance(value, bool):
        value = "ja" if value else "nei"
    if isinstance(value, date) and value < FIRST_SAFE_DAY:
        value = value.isoformat()
    if isinstance(value, str):
        if value:
            cell.value = harmless(value)
            cell.data_type = "s"  # also for «#N/A», which would become an error
        cell.number_format = "@"
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE_FORMAT


def _write_header(sheet: Worksheet, columns: Sequence[Column]) -> None:
    for place, column in enumerate(columns, start=1):
        cell = sheet.cell(1, place)
        put(cell, column.heading)
        cell.font = HEADER_FONT
        cell.fill = INFO_FILL if column.is_info else HEADER_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = column.width
        # A new row gets the format too: a number with zeros in front stays as typed.
        sheet.column_dimensions[letter].number_format = DATE_FORMAT if column.is_date else "@"
    sheet.row_dimensions[1].height = 32
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}1"


def _write_explanation(sheet: Worksheet, columns: Sequence[Column], about: Sequence[str]) -> None:
    headings = [_("Kolonne"), _("Må fylles ut"), _("Hva du skriver"), _("Eksempel")]
    lines: list[list[str]] = [[str(sentence)] for sentence in about]
    lines += [[], headings]
    for column in columns:
        needed = _("leses ikke inn") if column.is_info else _("ja") if column.required else ""
        lines.append([column.heading, needed, str(column.help), column.example])
    for number, line in enumerate(lines, start=1):
        for place, text in enumerate(line, start=1):
            cell = sheet.cell(number, place)
            put(cell, text)
            cell.alignment = WRAPPED if len(line) > 1 else Alignment(vertical="top")
            if line is headings:
                cell.font, cell.fill = HEADER_FONT, HEADER_FILL
    for letter, width in zip("ABCD", (24, 14, 72, 26), strict=True):
        sheet.column_dimensions[letter].width = width


def _write_lists(
    sheet: Worksheet, target: Worksheet, columns: Sequence[Column], lists: dict[str, list[str]]
) -> None:
    headings = [column.heading for column in columns]
    for place, (heading, words) in enumerate(lists.items(), start=1):
        letter = get_column_letter(place)
        put(sheet.cell(1, place), heading)
        sheet.cell(1, place).font, sheet.cell(1, place).fill = HEADER_FONT, HEADER_FILL
        sheet.column_dimensions[letter].width = 34
        for number, word in enumerate(words, start=2):
            put(sheet.cell(number, place), word)
        if words:
            choice = DataValidation(
                type="list",
                formula1=f"Lister!${letter}$2:${letter}${len(words) + 1}",
                allow_blank=True,
                showErrorMessage=True,
                errorTitle=heading,
                error=_("Velg en verdi fra lista."),
            )
            target.add_data_validation(choice)
            column = get_column_letter(headings.index(heading) + 1)
            choice.add(f"{column}2:{column}{MAX_ROWS + 1}")
    sheet.freeze_panes = "A2"


def _offer_date(sheet: Worksheet, letter: str) -> None:
    rule = DataValidation(
        type="date",
        operator="greaterThan",
        formula1="1",
        allow_blank=True,
        showErrorMessage=True,
        error=_("Skriv en dato, for eksempel 01.03.2019."),
    )
    sheet.add_data_validation(rule)
    rule.add(f"{letter}2:{letter}{MAX_ROWS + 1}")


# --- in -----------------------------------------------------------------------------------------


def require_xlsx(file: File) -> None:  # type: ignore[type-arg]
    """Raises Refused unless the content is an Excel file that is safe to unpack."""
    if not file.size:
        raise Refused(_("Fila er tom."))
    if file.size > MAX_MEGABYTES * MEGABYTE:
        raise Refused(
            _("Fila er for stor. Den kan være på høyst %(limit)s MB.") % {"limit": MAX_MEGABYTES}
        )
    file.seek(0)
    head = file.read(8)
    file.seek(0)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(
            _(
                "Fila er låst med passord eller laget i en gammel versjon av Excel. "
                "Lagre den som .xlsx."
            )
        )
    try:
        with zipfile.ZipFile(file) as packed:
            _require_parts(packed)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        raise _not_excel() from None
    finally:
        file.seek(0)


def _require_parts(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        raise _not_excel()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refused(_("Fila har makroer. Lagre den som vanlig .xlsx, uten makroer."))
    size = sum(part.file_size for part in parts)
    if len(parts) > MAX_PARTS or size > MAX_UNPACKED_MEGABYTES * MEGABYTE:
        raise Refused(_("Fila er for stor når den pakkes ut. Ta bort det som ikke er tabellen."))
    for part in parts:
        # Entities that unfold into gigabytes are declared in a DOCTYPE; Excel writes none.
        if part.filename.endswith((".xml", ".rels")) and _has_doctype(packed.read(part)):
            raise _not_excel()


def _has_doctype(content: bytes) -> bool:
    return any("<!DOCTYPE".encode(form) in content for form in ("utf-8", "utf-16-le", "utf-16-be"))


def _not_excel() -> Refused:
    return Refused(_("Fila er ikke en Excel-fil. Bruk malen, og lagre den som .xlsx."))


def read(file: File, title: str) -> tuple[list[str], list[Line]]:  # type: ignore[type-arg]
    """The headings, and every row with something in it.

    Reads the sheet called ``title``, or the first. Raises Refused for what is no Excel file, and
    for more than ``MAX_ROWS`` rows.
    """
    require_xlsx(file)
    try:
        return _read(BytesIO(file.read()), title)
    except Refused:
        raise
    except Exception:  # the library fails in many ways on a file that is broken inside
        raise Refused(
            _("Vi klarte ikke å lese fila. Åpne den i Excel, lagre på nytt og prøv igjen.")
        ) from None


def _read(content: BytesIO, title: str) -> tuple[list[str], list[Line]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about parts of the file that we have no use for
        book = load_workbook(content, read_only=True, keep_links=False)
        sheet = book[title] if title in book.sheetnames else book.worksheets[0]
        headings = [_heading(cell) for cell in next(_grid(sheet, 1, MAX_COLUMNS), ())]
        while headings and not headings[-1]:
            headings.pop()
        return headings, list(_lines(_grid(sheet, 2, max(len(headings), 1)), headings))


def _grid(sheet: Any, first: int, columns: int) -> Iterator[Any]:
    rows: Iterator[Any] = sheet.iter_rows(min_row=first, max_row=LAST_ROW, max_col=columns)
    return rows


def _heading(cell: Any) -> str:
    value = _found(cell)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _lines(grid: Iterator[Any], headings: list[str]) -> Iterator[Line]:
    count = 0
    for number, cells in enumerate(grid, start=2):
        found = [_found(cell) for cell in cells]
        if all(value in (None, "") for value in found):
            continue
        count += 1
        if count > MAX_ROWS:
            raise Refused(
                _("Fila har for mange rader. Den kan ha høyst %(limit)s.") % {"limit": MAX_ROWS}
            )
        named = zip(headings, found, strict=False)
        yield Line(number, {name: value for name, value in named if name})


def _found(cell: Any) -> Found:
    if cell.data_type == "f":
        return NotAValue.FORMULA
    if cell.data_type == "e":
        return NotAValue.ERROR
    value: Found = cell.value
    return original(value) if isinstance(value, str) else value
