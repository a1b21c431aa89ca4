"""A brief on paper: a tagged PDF with the text as it was passed, and the proposal it makes."""

from django.conf import settings
from django.utils import translation

from cases.brief_text import plain
from cases.models import Brief, BriefSection, BriefState, SectionUse
from cases.printing import print_pdf
from forums.clock import now
from forums.models import Forum


def paper_of(brief: Brief) -> bytes:
    """In the language that the case is kept in, whoever presses the button."""
    sections = [row for row in brief.sections.order_by("position", "pk") if row.html]
    context = {"brief": brief, "case": brief.case, "sections": sections, "at": now()}
    with translation.override(settings.LANGUAGE_CODE):
        return print_pdf("cases/brief/paper.html", context)


def proposal_for(case_id: int, forum: Forum) -> str:
    """The proposed conclusion of the case's passed brief to the forum, as plain text."""
    rows = BriefSection.objects.filter(
        brief__case=case_id,
        brief__forum=forum,
        brief__state=BriefState.PASSED,
        use=SectionUse.CONCLUSION,
    )
    section = rows.order_by("position", "pk").first()
    return plain(section.html) if section else ""
