"""A case's story on paper."""

from django.http import HttpRequest, HttpResponse

from cases.event_words import in_words
from cases.merging import went_to
from cases.permissions import get_case_for
from cases.sections import presence, sections_for
from cases.situation import Situation
from cases.story import Story
from cases.way import in_a_sentence, way_of
from cases.way_picture import wide
from forums.clock import now
from forums.permissions import person
from miljoloftet.http import kept_harmless, representative
from reporting.pdf import PDF_TYPE, render_pdf

PAPER_WIDTH = 760  # of the picture, which is then made as wide as the text


@representative
def case_story_pdf(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """What this person may see of the case; made anew at each call, so it is never out of date."""
    case = get_case_for(request.user, year, sequence, also=presence())
    user = person(request)
    story = Story(case, user)
    way = way_of(story)
    context = {
        "case": case,
        "story": story,
        "events": in_words(story.events),
        "next": story.next(Situation(case, user).routes),
        "merged_into": went_to(user, case),
        "municipalities": story.municipalities,
        "way": way,
        "drawings": wide(way, PAPER_WIDTH),
        "way_told": in_a_sentence(way),
        "sections": [row for row in sections_for(user, case, story) if row.pdf_template],
        "printed_at": now(),
        "printed_for": user,
    }
    response = HttpResponse(render_pdf("pdf/case_story.html", context), content_type=PDF_TYPE)
    name = f"sak-{case.year}-{case.sequence:04d}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_harmless(response)
