"""The papers are bound in between our own pages; every page gets its number.

A page from elsewhere keeps its size and its direction: the number stands on a strip that is
added below what is seen of it, as wide as the page, so that nothing is covered. Our own pages
keep their tags. Page labels are the running numbers, and the outline has each item and paper.
"""

from contextlib import ExitStack
from io import BytesIO
from pathlib import Path

import pikepdf
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from reporting.book_pages import AGENDA, NOTICE, REMARKS, Draft, Layout, Leaf, laid
from reporting.pdf import render_pdf

STRIP = (595.276, 25.512)  # points: as wide as A4, and nine millimetres high
OUR_MARGIN = 17.0
LINK = "bok:"
WORDS = 70
ARTIFACT = "/Artifact <</Type /Pagination /Subtype /Footer>> BDC"


def bind(draft: Draft, folder: Path) -> tuple[Path, int]:
    """The whole book in a file, and how many pages it has."""
    layout = laid(draft)
    path = folder / "bok.pdf"
    with ExitStack() as opened:
        book = opened.enter_context(pikepdf.open(BytesIO(layout.pdf)))
        papers = {
            key: opened.enter_context(pikepdf.open(pages.path))
            for key, pages in draft.pages.items()
        }
        _put_in(book, layout, papers)
        _number(book, draft, layout)
        _connect(book, layout)
        _list(book, draft, layout)
        _describe(book)
        book.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return path, len(layout.leaves)


def _put_in(book: pikepdf.Pdf, layout: Layout, papers: dict[str, pikepdf.Pdf]) -> None:
    for place, leaf in enumerate(layout.leaves):
        if leaf.paper is not None:
            book.pages.insert(place, papers[leaf.paper.key].pages[leaf.index])


def _number(book: pikepdf.Pdf, draft: Draft, layout: Layout) -> None:
    rows = [
        {"left": _running(draft, leaf), "ground": _ground(leaf), "number": n}
        for n, leaf in enumerate(layout.leaves, start=1)
    ]
    shown = {"rows": rows, "total": len(rows)}
    printed = render_pdf("pdf/book_strips.html", shown, tagged=False)
    with pikepdf.open(BytesIO(printed)) as strips:
        for page, strip, leaf in zip(book.pages, strips.pages, layout.leaves, strict=True):
            form = book.copy_foreign(strip.as_form_xobject())
            place = _below(page) if leaf.paper is not None else (1, 0, 0, 1, 0, OUR_MARGIN)
            _draw(page, form, place)


def _running(draft: Draft, leaf: Leaf) -> str:
    parts = [_("Møtebok for %(meeting)s") % {"meeting": draft.meeting}]
    if leaf.item is not None:
        parts = [leaf.item.item.label]
    if leaf.paper is not None:
        parts.append(f"{leaf.paper.kind_word}: {leaf.paper.title}")
    return str(Truncator(" · ".join(parts)).chars(WORDS))


def _ground(leaf: Leaf) -> str:
    return leaf.paper.ground if leaf.paper else ""


def _below(page: pikepdf.Page) -> tuple[float, ...]:
    """Make room below what the reader sees as the bottom; the way from the strip to there."""
    x0, y0, x1, y1 = (float(number) for number in page.mediabox)
    turned = int(page.rotation) % 360
    wide, high = (y1 - y0, x1 - x0) if turned in (90, 270) else (x1 - x0, y1 - y0)
    scale = min(wide, 1.5 * high) / STRIP[0]
    deep, aside = STRIP[1] * scale, wide - STRIP[0] * scale
    box, way = {
        0: ((x0, y0 - deep, x1, y1), (scale, 0, 0, scale, x0 + aside, y0 - deep)),
        90: ((x0, y0, x1 + deep, y1), (0, scale, -scale, 0, x1 + deep, y0 + aside)),
        180: ((x0, y0, x1, y1 + deep), (-scale, 0, 0, -scale, x1 - aside, y1 + deep)),
        270: ((x0 - deep, y0, x1, y1), (0, -scale, scale, 0, x0 - deep, y1 - aside)),
    }[turned]
    page.obj.MediaBox = pikepdf.Array([round(number, 3) for number in box])
    return way


def _draw(page: pikepdf.Page, form: pikepdf.Object, way: tuple[float, ...]) -> None:
    name = page.add_resource(form, pikepdf.Name.XObject)
    matrix = " ".join(f"{number:.4f}" for number in way)
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ\n{ARTIFACT}\nq {matrix} cm {name} Do Q\nEMC\n".encode())


def _connect(book: pikepdf.Pdf, layout: Layout) -> None:
    """Our links to pages of the book, which did not know their pages when they were printed."""
    for page, leaf in zip(book.pages, layout.leaves, strict=True):
        if leaf.paper is not None:
            continue
        for link in page.obj.get("/Annots", []):
            address = str(link.get("/A", pikepdf.Dictionary()).get("/URI", ""))
            number = layout.starts.get(address.removeprefix(LINK))
            if address.startswith(LINK) and number:
                link.A = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=_top(book, number))
                link.Contents = _("Side %(n)s") % {"n": number}


def _top(book: pikepdf.Pdf, number: int) -> pikepdf.Array:
    return pikepdf.Array([book.pages[number - 1].obj, pikepdf.Name.Fit])


def _list(book: pikepdf.Pdf, draft: Draft, layout: Layout) -> None:
    starts = layout.starts
    with book.open_outline() as outline:
        outline.root.clear()
        outline.root.append(_entry(_("Innkalling"), starts[NOTICE]))
        outline.root.append(_entry(_("Saksliste"), starts[AGENDA]))
        for row in draft.contents.items:
            entry = _entry(f"{row.item.label} {row.title}", starts[f"sak-{row.key}"])
            for paper in row.papers:
                number = starts.get(f"papir-{paper.key}")
                title = (
                    paper.title if number else _("%(title)s (ikke med)") % {"title": paper.title}
                )
                entry.children.append(_entry(title, number or starts[f"sak-{row.key}"]))
            outline.root.append(entry)
        if REMARKS in starts:
            outline.root.append(_entry(_("Dette kunne ikke tas med"), starts[REMARKS]))


def _entry(title: str, number: int) -> pikepdf.OutlineItem:
    return pikepdf.OutlineItem(title, number - 1, "Fit")


def _describe(book: pikepdf.Pdf) -> None:
    """Labels are the running numbers; papers of others are not what PDF/UA promises."""
    numbers = pikepdf.Dictionary(S=pikepdf.Name.D)
    book.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, numbers]))
    book.Root.PageMode = pikepdf.Name.UseOutlines
    with book.open_metadata(set_pikepdf_as_editor=False) as about:
        about.pop("pdfuaid:part", None)
        about.pop("pdfuaid:rev", None)
