"""Excel files as people send them, made of dictionaries."""

from datetime import date
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from forums import imports
from forums.models import ImportJob, ImportKind, User

Row = dict[str, Any]
PARTY: Row = {
    "Adresse på nettsiden": None,
    "Navn": "Alver kommune",
    "Kortnavn": "Alver",
    "Type part": "kommune",
    "Har signert avtalen": "ja",
    "Omlandskommune": "ja",
    "Organisasjonsnummer": "920290922",
    "Nettsted": "https://www.alver.kommune.no",
    "Fra og med": date(2020, 1, 1),
    "Til og med": None,
}
MEMBER: Row = {
    "E-postadresse": "kari@alver.eksempel.no",
    "Navn": "Kari Nordmann",
    "Stilling": "Plansjef",
    "Forum": "AU",
    "Part": "Alver",
    "Rolle": "medlem",
    "Plass nummer": None,
    "Fra og med": date(2026, 1, 1),
    "Til og med": None,
}
PARTIES, MEMBERSHIPS = ImportKind.PARTIES, ImportKind.MEMBERSHIPS


def packed(*rows: Row, headings: list[str] | None = None) -> bytes:
    book = Workbook()
    headings = headings or list(rows[0])
    book.active.append(headings)
    for row in rows:
        book.active.append([row.get(heading) for heading in headings])
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def uploaded(content: bytes, name: str = "fil.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def checked(content: bytes, kind: ImportKind, by: User) -> ImportJob:
    """The job of the file after its dry run."""
    job = imports.start_import(uploaded(content), kind=kind, by=by)
    imports.check(job)
    job.refresh_from_db()
    return job


def read_in(job: ImportJob, by: User) -> ImportJob:
    imports.approve(job, by=by)
    imports.carry_out(job)
    job.refresh_from_db()
    return job


def errors(job: ImportJob) -> list[tuple[int, str, str]]:
    return [(row["row"], row["column"], row["message"]) for row in job.errors]


def changes(job: ImportJob) -> list[str]:
    return [row["message"] for row in job.changes]


def opened(content: bytes) -> Any:
    return load_workbook(BytesIO(content))


def with_rows(content: bytes, *rows: Row) -> bytes:
    """A file we made, with rows written below those it has."""
    book = opened(content)
    sheet = book.worksheets[0]
    headings = [cell.value for cell in sheet[1]]
    for row in rows:
        sheet.append([row.get(heading) for heading in headings])
    result = BytesIO()
    book.save(result)
    return result.getvalue()
