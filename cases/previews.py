"""How a paper looks, drawn by us: the uploaded file itself is never shown inside a page.

A page of a PDF becomes a picture, a picture is drawn anew, and text is shown as text. What is
drawn is kept in the storage under the file's checksum, so that it is drawn once.
"""

import warnings
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from cases.files import PDF, PICTURES
from cases.models import CopyState, DocumentVersion, TextProblem, TextState
from cases.pdfs import PdfProblem, opened_pdf

MOST_PAGES = 60
MOST_SIGNS = 60_000
WIDTH, HEIGHT = 1100, 1600  # pixels that a page may take
PICTURE = 1600
MOST_PIXELS = 80_000_000  # of an uploaded picture
A_DAY = 24 * 3600


@dataclass(frozen=True)
class Preview:
    """What the page shows: pictures of ``shown`` of ``pages`` pages, one picture, or text."""

    pages: int = 0
    is_picture: bool = False
    text: str = ""
    is_cut: bool = False
    why_not: str = ""

    @property
    def shown(self) -> range:
        return range(1, min(self.pages, MOST_PAGES) + 1)

    @property
    def has_more(self) -> bool:
        return self.is_cut or self.pages > MOST_PAGES

    @property
    def shows_anything(self) -> bool:
        return not self.why_not


def preview_of(version: DocumentVersion) -> Preview:
    """One query at most, for the text."""
    if version.media_type in PICTURES:
        return Preview(is_picture=True)
    if _pdf_of(version) is not None:
        pages = page_count(version)
        return Preview(pages=pages) if pages else Preview(why_not=_why_not(version))
    if version.text_state != TextState.DONE:
        return Preview(why_not=_why_not(version))
    text = DocumentVersion.objects.values_list("text", flat=True).get(pk=version.pk)
    return Preview(text=text[:MOST_SIGNS], is_cut=len(text) > MOST_SIGNS)


def page_count(version: DocumentVersion) -> int:
    """How many pages the PDF has; 0 for one that cannot be opened."""
    key = f"pages:{version.sha256}:{version.pdf_state}"
    found = cache.get(key)
    if found is None:
        try:
            found = _counted(version)
        except OSError:
            return 0  # the file may be there the next time
        cache.set(key, found, A_DAY)
    return int(found)


def page_image(version: DocumentVersion, number: int) -> bytes | None:
    """Page ``number``, from 1, as PNG; None where there is no such page to show."""
    file = _pdf_of(version)
    if file is None or not 1 <= number <= MOST_PAGES:
        return None
    name = f"previews/{version.sha256}/{number}.png"
    return _kept(name) or _keep(name, _draw_page(file, number))


def picture(version: DocumentVersion) -> bytes | None:
    """The uploaded picture drawn anew: nothing but its pixels is left."""
    if version.media_type not in PICTURES:
        return None
    name = f"previews/{version.sha256}/bilde.png"
    return _kept(name) or _keep(name, _draw_picture(version))


def _pdf_of(version: DocumentVersion) -> Any:
    if version.media_type == PDF:
        return version.file
    return version.pdf if version.pdf_state == CopyState.DONE else None


def _why_not(version: DocumentVersion) -> str:
    if version.text_problem and version.text_problem != TextProblem.SCANNED:
        return str(TextProblem(version.text_problem).label)
    if version.text_state == TextState.WAITING:
        return _("Forhåndsvisningen lages. Last siden på nytt om litt, eller last ned filen.")
    return _("Filen kan ikke vises her. Last den ned for å lese den.")


def _counted(version: DocumentVersion) -> int:
    file = _pdf_of(version)
    try:
        with file.open("rb") as content, opened_pdf(content) as document:
            return len(document)
    except PdfProblem:
        return 0


def _draw_page(file: Any, number: int) -> bytes | None:
    try:
        with file.open("rb") as content, opened_pdf(content) as document:
            if number > len(document):
                return None
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1))
            return _png(page.render(scale=scale).to_pil())
    except (PdfProblem, OSError, ValueError):
        return None


def _draw_picture(version: DocumentVersion) -> bytes | None:
    try:
        with version.file.open("rb") as content, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit is below Pillow's
            with Image.open(content, formats=("PNG", "JPEG")) as image:
                if image.width * image.height > MOST_PIXELS:
                    return None
                image.thumbnail((PICTURE, PICTURE))
                return _png(ImageOps.exif_transpose(image).convert("RGB"))
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None


def _png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()


def _kept(name: str) -> bytes | None:
    if not default_storage.exists(name):
        return None
    with default_storage.open(name) as file:
        return bytes(file.read())


def _keep(name: str, content: bytes | None) -> bytes | None:
    if content is not None and not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    return content
