"""Small real papers for the demo: tagged PDFs with the text that the data file gives."""

from django.conf import settings
from django.core.files.base import ContentFile
from django.template import Context, Engine
from django.utils.text import slugify
from weasyprint import HTML

from cases.models import Case

# Content, like the data file beside it, and so in bokmål only.
BRIEF = settings.BASE_DIR / "demo/brief.html"


def brief(case: Case, *, title: str, to: str, text: str, proposal: str) -> ContentFile[bytes]:
    """A brief to a forum, as PDF/UA; the same words give the same page every time."""
    context = {"case": case, "title": title, "to": to, "text": text, "proposal": proposal}
    page = Engine.get_default().from_string(BRIEF.read_text()).render(Context(context))
    pdf = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=title.encode())
    return ContentFile(pdf, name=f"{slugify(title)[:80]}.pdf")
