"""Pages as PDF: tagged, with language and title, so that a screen reader can use them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher

PDF_TYPE = "application/pdf"
VARIANT = "pdf/ua-1"


class OnlyOurStatic(URLFetcher):  # type: ignore[misc]
    """A PDF reads our own static files (``static:css/pdf.css``) and nothing from the network."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        parts = urlsplit(url)
        found = finders.find(parts.path) if parts.scheme == "static" else None
        if not found:
            raise ValueError(f"A PDF may not read {url}")
        return super().fetch(Path(str(found)).as_uri(), headers)


@dataclass(frozen=True)
class Laid:
    """A template laid out on pages. ``anchors`` has the page, from 0, of each id in it."""

    document: Document
    anchors: dict[str, int]

    @property
    def pages(self) -> int:
        return len(self.document.pages)

    def page_of(self, anchor: str) -> int:
        return self.anchors[anchor]

    def find(self, anchor: str) -> int | None:
        return self.anchors.get(anchor)


def render_pdf(template: str, context: dict[str, Any], *, tagged: bool = True) -> bytes:
    """The template as PDF/UA-1, in the active language; not ``tagged`` for what is no text."""
    return bytes(_html(template, context).write_pdf(pdf_variant=VARIANT if tagged else None))


def lay_out(template: str, context: dict[str, Any]) -> Laid:
    """The template on pages, for one who must know which page a thing came on."""
    document = _html(template, context).render(pdf_variant=VARIANT)
    anchors = {name: n for n, page in enumerate(document.pages) for name in page.anchors}
    return Laid(document, anchors)


def write(laid: Laid) -> bytes:
    """What was laid out, as PDF/UA-1."""
    return bytes(laid.document.write_pdf(pdf_variant=VARIANT))


def _html(template: str, context: dict[str, Any]) -> HTML:
    return HTML(string=render_to_string(template, context), url_fetcher=OnlyOurStatic())
