"""Small real papers for the demo: PDF, Word, Excel and pictures with the file's own words.

Expert groups write theirs in Word; the other forums get tagged PDFs from a day that the file
gives, since a PDF takes long to make.
"""

import zipfile
from io import BytesIO
from itertools import count
from pathlib import PurePath
from xml.sax.saxutils import escape

from django.conf import settings
from django.core.files.base import ContentFile
from django.template import Context, Engine
from django.utils.text import slugify
from openpyxl import Workbook
from PIL import Image, ImageDraw
from weasyprint import HTML

from cases.models import Case
from forums.demo_file import Row
from forums.models import Forum, ForumKind

# Content, like the data file beside it, and so in bokmål only.
BRIEF = settings.BASE_DIR / "demo/brief.html"
PAPER = settings.BASE_DIR / "demo/paper.html"
WORD = settings.BASE_DIR / "demo/word"
MADE_UP = "Dette er et eksempel laget for demoen."
LONG_AGO = (2020, 1, 1, 0, 0, 0)


def brief(
    case: Case, *, title: str, to: Forum, text: str, proposal: str, as_pdf: bool
) -> ContentFile[bytes]:
    """A brief to a forum, in the file type that those who write to it use."""
    if to.kind in (ForumKind.EXPERT, ForumKind.NETWORK) or not as_pdf:
        parts = [("Hva saken gjelder", case.summary), ("Vurdering", text)]
        if proposal:
            parts.append(("Innstilling fra sekretariatet", proposal))
        return ContentFile(_docx(case.title, parts), name=f"{slugify(title)[:80]}.docx")
    words = {"case": case, "title": title, "to": to.short_name, "text": text}
    pdf = _pdf(BRIEF.read_text(), title, {**words, "proposal": proposal})
    return ContentFile(pdf, name=f"{slugify(title)[:80]}.pdf")


def paper(name: str, title: str, row: Row) -> ContentFile[bytes]:
    """A paper of the kind that its name says, with what the step gives it to hold."""
    kind = PurePath(name).suffix
    if kind == ".pdf":
        content = _pdf(PAPER.read_text(), title, {"title": title, "text": row["tekst"]})
    elif kind == ".docx":
        content = _docx(title, [("", row["tekst"])])
    elif kind == ".xlsx":
        content = _xlsx(title, row["rader"])
    elif kind == ".png":
        content = _png(title, row["tall"])
    else:
        raise ValueError(f"{name}: the demo does not make such files.")
    return ContentFile(content, name=name)


def _pdf(template: str, title: str, words: Row) -> bytes:
    page = Engine.get_default().from_string(template).render(Context(words))
    pdf: bytes = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=title.encode())
    return pdf


def _docx(title: str, parts: list[tuple[str, str]]) -> bytes:
    body = [_paragraph(title, "Heading1")]
    for heading, text in parts:
        body += [_paragraph(heading, "Heading2")] if heading else []
        body.append(_paragraph(text))
    body.append(_paragraph(MADE_UP))
    files = {path.name: path.read_text("utf-8") for path in sorted(WORD.glob("*.xml"))}
    return _packed(
        {
            "[Content_Types].xml": files["types.xml"],
            "_rels/.rels": files["package.xml"],
            "word/_rels/document.xml.rels": files["relations.xml"],
            "word/styles.xml": files["styles.xml"],
            "word/document.xml": files["document.xml"].replace("BODY", "".join(body)),
        }
    )


def _paragraph(text: str, style: str = "Normal") -> str:
    said = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    return f'<w:p>{said}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _packed(files: dict[str, str]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), content)
    return packed.getvalue()


def _xlsx(title: str, rows: list[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(slugify(title)[:31])
    for row in [*rows, [], [MADE_UP]]:
        sheet.append(row)
    packed = BytesIO()
    book.save(packed)
    return packed.getvalue()


def _png(title: str, numbers: list[int]) -> bytes:
    """A plain picture: one bar for each number."""
    picture = Image.new("RGB", (800, 450), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((30, 20), title, fill="black", font_size=26)
    draw.text((30, 410), MADE_UP, fill="black", font_size=18)
    wide = 740 // len(numbers)
    for left, number in zip(count(30, wide), numbers, strict=False):
        top = 380 - round(300 * number / max(numbers))
        draw.rectangle((left, top, left + wide - 20, 380), fill="#0062ba")
    kept = BytesIO()
    picture.save(kept, "PNG")
    return kept.getvalue()
