"""Pages as PDF: tagged, with language and title, so that a screen reader can use them."""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import URLFetcher

PDF_TYPE = "application/pdf"


class OnlyOurStatic(URLFetcher):  # type: ignore[misc]
    """A PDF reads our own static files (``static:css/pdf.css``) and nothing from the network."""

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
        parts = urlsplit(url)
        found = finders.find(parts.path) if parts.scheme == "static" else None
        if not found:
            raise ValueError(f"A PDF may not read {url}")
        return super().fetch(Path(str(found)).as_uri(), headers)


def render_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The template as PDF/UA-1, in the active language."""
    html = HTML(string=render_to_string(template, context), url_fetcher=OnlyOurStatic())
    return bytes(html.write_pdf(pdf_variant="pdf/ua-1"))
