"""Small real papers for the demo: tagged PDFs with the text that the data file gives."""

from django.core.files.base import ContentFile
from django.template.loader import render_to_string
from django.utils.text import slugify
from weasyprint import HTML

from cases.models import Case


def brief(case: Case, *, title: str, to: str, text: str, proposal: str) -> ContentFile[bytes]:
    """A brief to a forum, as PDF/UA; the same words give the same page every time."""
    context = {"case": case, "title": title, "to": to, "text": text, "proposal": proposal}
    html = HTML(string=render_to_string("pdf/demo_brief.html", context))
    pdf = html.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=title.encode())
    return ContentFile(pdf, name=f"{slugify(title)[:80]}.pdf")
