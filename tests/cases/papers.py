"""Small real files of each kind, made on the spot."""

import zipfile
from io import BytesIO

import pikepdf
import pypdfium2
from django.core.files.base import ContentFile
from PIL import Image
from weasyprint import HTML

from cases.documents import add_document
from cases.models import Case, Document
from forums.models import User

WORD = """<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/
wordprocessingml/2006/main"><w:body>{}</w:body></w:document>""".replace("\n", "")


def a_pdf(*pages: str) -> bytes:
    pages = pages or ("Gangveg langs fjorden",)
    breaks = '<div style="break-after: page">{}</div>'
    return bytes(HTML(string="".join(breaks.format(page) for page in pages)).write_pdf())


def locked_pdf() -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(a_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="x", user="hemmelig"))
    return out.getvalue()


def a_zip(**parts: str) -> bytes:
    """``a_zip(**{"word/document.xml": …})``"""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return out.getvalue()


def a_docx(*paragraphs: str) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    return a_zip(**{"[Content_Types].xml": "<x/>", "word/document.xml": WORD.format(body)})


def an_odt(text: str) -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "manifest")
    )
    content = (
        f'<office:document-content{names} office:version="1.3"><office:body><office:text>'
        f"<text:p>{text} <text:span>med trykk</text:span> og hale</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    manifest = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{what}"/>'
        for path, what in (("/", kind), ("content.xml", "text/xml"))
    )
    return a_zip(
        **{
            "mimetype": kind,
            "content.xml": content,
            "META-INF/manifest.xml": f"<manifest:manifest{names}>{manifest}</manifest:manifest>",
        }
    )


def a_png(width: int = 40, height: int = 30) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "navy").save(out, "PNG")
    return out.getvalue()


def paper(
    case: Case,
    by: User,
    content: bytes = b"Det som skal vurderes.",
    name: str = "notat.txt",
    **values: object,
) -> Document:
    file = ContentFile(content, name=name)
    values = {"kind": "attachment", "title": "Notat", **values}
    return add_document(case, by=by, file=file, **values)  # type: ignore[arg-type]


def text_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\x02", "").replace("\ufffe", "").split())
