"""A case's story on paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cases.permissions import get_case_for
from cases.story import Story
from miljoloftet.http import representative
from reporting.pdf import PDF_TYPE, render_pdf


@representative
def case_story_pdf(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """For those who may see the case; made anew at each call, so it is never out of date."""
    case = get_case_for(request.user, year, sequence)
    context = {"case": case, "story": Story(case), "printed_at": timezone.now()}
    name = f"sak-{case.year}-{case.sequence:04d}.pdf"
    return HttpResponse(
        render_pdf("pdf/case_story.html", context),
        content_type=PDF_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )
