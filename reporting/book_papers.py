"""One paper becomes pages that can lie in a book: cleaned, and in a file of their own.

A PDF from outside is taken apart: its pages stay as they look, links to the web stay, and what
could run, open or change something is left behind. A picture and a text become pages; an office
file is its PDF copy. Whatever is wrong with one file is said about it, and stops nothing else.
"""

import shutil
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

from cases import previews
from cases.files import OFFICE, PDF, PICTURES
from cases.models import CopyState, DocumentVersion
from reporting.book_contents import BookPaper
from reporting.models import Reason
from reporting.pdf import render_pdf

MOST_PAGES = 500
MOST_SIGNS = 200_000
LONG_SIDE = 257 / 25.4  # inches of A4 that a picture may take
SIDES = (3.0, 14_400.0)  # what a page may measure, in points, before readers refuse it
A4 = pikepdf.Array([0, 0, 595.276, 841.89])
# What a page may hold; all else (actions, tags of another tree, threads) stays behind.
KEPT_ON_PAGE = (
    "/Type",
    "/Parent",
    "/Resources",
    "/Contents",
    "/Group",
    "/UserUnit",
)
SAFE_LINKS = ("http://", "https://", "mailto:")


class LeftOut(Exception):
    """The paper cannot be in the book; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Pages:
    """A cleaned file of ``count`` pages; ``remark`` is what the reader should know of it."""

    path: Path
    count: int
    remark: Reason | None = None


def pages_of(paper: BookPaper, folder: Path) -> Pages:
    """Raises LeftOut for what cannot be pages."""
    version = paper.version
    if version is None:
        raise LeftOut(Reason.GONE)
    raw = folder / f"{paper.key}.raw"
    try:
        remark = _written(paper, version, raw)
        return _cleaned(raw, folder / f"{paper.key}.pdf", remark)
    except FileNotFoundError:
        raise LeftOut(Reason.GONE) from None
    finally:
        raw.unlink(missing_ok=True)


def _written(paper: BookPaper, version: DocumentVersion, raw: Path) -> Reason | None:
    """The paper as some PDF in ``raw``."""
    if version.media_type == PDF:
        _copy(version.file, raw)
    elif version.media_type in OFFICE:
        _copy(_pdf_copy(version), raw)
    elif version.media_type in PICTURES:
        raw.write_bytes(_picture_page(version))
    else:
        return _write_text(paper, version, raw)
    return None


def _copy(file: Any, to: Path) -> None:
    with file.open("rb") as content, to.open("wb") as out:
        shutil.copyfileobj(content, out)


def _pdf_copy(version: DocumentVersion) -> Any:
    if version.pdf_state == CopyState.DONE:
        return version.pdf
    waits = version.pdf_state == CopyState.WAITING
    raise LeftOut(Reason.COPY_WAITS if waits else Reason.NO_COPY)


def _picture_page(version: DocumentVersion) -> bytes:
    drawn = previews.picture(version)
    if drawn is None:
        raise LeftOut(Reason.BROKEN)
    out = BytesIO()
    with Image.open(BytesIO(drawn), formats=("PNG",)) as image:
        across = max(image.size) / LONG_SIDE
        image.convert("RGB").save(out, "PDF", resolution=max(across, 72))
    return out.getvalue()


def _write_text(paper: BookPaper, version: DocumentVersion, raw: Path) -> Reason | None:
    with version.file.open("rb") as content:
        text = content.read(4 * MOST_SIGNS + 4).decode("utf-8", "replace")
    shown = {"paper": paper, "text": text[:MOST_SIGNS]}
    raw.write_bytes(render_pdf("pdf/book_text.html", shown))
    return Reason.CUT if len(text) > MOST_SIGNS else None


def _cleaned(raw: Path, clean: Path, remark: Reason | None) -> Pages:
    try:
        with pikepdf.open(raw) as source:
            _require_usable(source)
            damaged = bool(source.get_warnings())
            _flatten(source)
            with pikepdf.new() as target:
                for page in source.pages:
                    _strip(page)
                    target.pages.append(page)
                _untag(target)
                target.save(clean)
            count = len(source.pages)
            damaged = damaged or bool(source.get_warnings())
    except pikepdf.PasswordError:
        raise LeftOut(Reason.ENCRYPTED) from None
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RuntimeError):
        raise LeftOut(Reason.BROKEN) from None  # what a spoilt file makes a reader trip over
    return Pages(clean, count, remark or (Reason.DAMAGED if damaged else None))


def _require_usable(source: pikepdf.Pdf) -> None:
    if not len(source.pages):
        raise LeftOut(Reason.BROKEN)
    if len(source.pages) > MOST_PAGES:
        raise LeftOut(Reason.TOO_LONG)
    if source.Root.get("/NeedsRendering", False):
        raise LeftOut(Reason.FORM)


def _flatten(source: pikepdf.Pdf) -> None:
    """Draw what was filled in and noted into the pages themselves."""
    if "/AcroForm" in source.Root:
        source.generate_appearance_streams()
    source.flatten_annotations("all")
    for name in ("/AcroForm", "/Names", "/Dests"):
        if name in source.Root:
            del source.Root[name]


def _strip(page: pikepdf.Page) -> None:
    turned = int(page.rotation) % 360
    box = _box(page)
    links = [_link(row) for row in page.obj.get("/Annots", []) if _is_web_link(row)]
    for name in list(page.obj.keys()):
        if name not in KEPT_ON_PAGE:
            del page.obj[name]
    page.obj.MediaBox, page.obj.Rotate = box, turned - turned % 90
    if links:
        page.obj.Annots = pikepdf.Array(links)


def _untag(pages: pikepdf.Pdf) -> None:
    """The numbers that tie a page to its tags would point into the tags of the book."""
    for found in pages.objects:
        if isinstance(found, pikepdf.Dictionary | pikepdf.Stream):
            for name in ("/StructParents", "/StructParent"):
                if name in found:
                    del found[name]


def _box(page: pikepdf.Page) -> pikepdf.Array:
    """What is seen of the page, the corners in order; A4 where it says nothing that makes sense."""
    try:
        x0, y0, x1, y1 = (float(number) for number in page.cropbox)
    except (ValueError, TypeError, AttributeError):
        return A4
    box = [min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)]
    sides = (box[2] - box[0], box[3] - box[1])
    if not all(SIDES[0] <= side <= SIDES[1] for side in sides):
        return A4
    return pikepdf.Array(box)


def _is_web_link(annotation: Any) -> bool:
    if not isinstance(annotation, pikepdf.Dictionary) or annotation.get("/Subtype") != "/Link":
        return False
    address = annotation.get("/A", pikepdf.Dictionary()).get("/URI", "")
    return "/Rect" in annotation and str(address).lower().startswith(SAFE_LINKS)


def _link(annotation: Any) -> pikepdf.Dictionary:
    """The link alone: where it is, and where it goes."""
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=annotation.Rect,
        Border=pikepdf.Array([0, 0, 0]),
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=annotation.A.URI),
    )
