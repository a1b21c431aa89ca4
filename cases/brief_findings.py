"""What a brief lacks: found by itself before anybody judges it.

``must`` findings keep it from being handed in; the others are for the authors and the
secretariat to weigh.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.brief_text import word_count
from cases.competence import require_role_allowed
from cases.models import (
    Anchoring,
    Brief,
    BriefSection,
    Comment,
    CommentRound,
    CommentState,
    PartyPosition,
    SectionUse,
)
from cases.models.treatment import AWAITING, TreatmentRole
from forums.clock import today
from forums.errors import Refused


@dataclass(frozen=True)
class Finding:
    """One thing that is missing, in a sentence; ``section`` is where to mend it, if anywhere."""

    sentence: str
    must: bool = False
    section: int | None = None


def findings(brief: Brief) -> list[Finding]:
    """At most eight queries."""
    sections = list(brief.sections.order_by("position", "pk"))
    found = [finding for row in sections for finding in _of_section(row)]
    found += _of_positions(brief, sections)
    found += _of_anchoring(brief, sections)
    found += _of_forum(brief)
    found += _of_comments(brief)
    return sorted(found, key=lambda row: not row.must)


def missing_words(brief: Brief) -> str:
    """Why the brief cannot be handed in, in a sentence; empty when it can."""
    rows = brief.sections.filter(required=True, html="").order_by("position", "pk")
    return _missing([row.heading for row in rows])


def missing_of(found: list[Finding], sections: list[BriefSection]) -> str:
    """The same from what is read already."""
    empty = {row.section for row in found if row.must}
    return _missing([row.heading for row in sections if row.pk in empty])


def _missing(headings: list[str]) -> str:
    if not headings:
        return ""
    return _("Dette mangler tekst: %(headings)s.") % {"headings": ", ".join(headings)}


def _of_section(section: BriefSection) -> list[Finding]:
    if not section.html:
        if not section.required:
            return []
        if section.use == SectionUse.CONCLUSION:
            return [Finding(_("Det er ikke skrevet noe forslag til konklusjon."), True, section.pk)]
        return [
            Finding(_("«%(heading)s» er tom.") % {"heading": section.heading}, True, section.pk)
        ]
    count = word_count(section.html)
    if count >= section.min_words:
        return []
    sentence = ngettext(
        "«%(heading)s» er på %(n)s ord. Malen ber om minst %(least)s.",
        "«%(heading)s» er på %(n)s ord. Malen ber om minst %(least)s.",
        count,
    )
    words = {"heading": section.heading, "n": count, "least": section.min_words}
    return [Finding(sentence % words, False, section.pk)]


def _of_positions(brief: Brief, sections: list[BriefSection]) -> list[Finding]:
    section = _used_for(sections, SectionUse.POSITIONS)
    if section is None or section.html:
        return []
    if PartyPosition.objects.filter(treatment__case=brief.case_id).exists():
        sentence = _("Partenes syn er ført i saken, men står ikke i saksframlegget.")
    else:
        sentence = _("Det står ingenting om hva partene mener, og ingen syn er ført i saken.")
    return [Finding(sentence, False, section.pk)]


def _of_anchoring(brief: Brief, sections: list[BriefSection]) -> list[Finding]:
    section = _used_for(sections, SectionUse.ANCHORING)
    if section is None or section.html:
        return []
    if Anchoring.objects.filter(case=brief.case_id).exists():
        sentence = _("Forankringen er ført i saken, men står ikke i saksframlegget.")
    else:
        sentence = _("Det står ingenting om forankring, og ingen part har ført noe i saken.")
    return [Finding(sentence, False, section.pk)]


def _of_forum(brief: Brief) -> list[Finding]:
    open_here = brief.case.treatments.filter(forum=brief.forum_id, state__in=AWAITING)
    treatment = open_here.order_by("-asked_at", "-pk").first()
    if treatment is None:
        sentence = _("Saken er ikke til behandling i %(forum)s.")
        return [Finding(sentence % {"forum": brief.forum.short_name})]
    try:
        require_role_allowed(brief.forum, TreatmentRole(treatment.role), today())
    except Refused as refused:
        return [Finding(refused.sentence)]
    return []


def _of_comments(brief: Brief) -> list[Finding]:
    if CommentRound.objects.open_on(today()).filter(brief=brief).exists():
        return [Finding(_("Kommentarrunden er ikke over."))]
    count = Comment.objects.filter(round__brief=brief, state=CommentState.OPEN).count()
    if not count:
        return []
    sentence = ngettext(
        "%(n)s kommentar er ikke vurdert.", "%(n)s kommentarer er ikke vurdert.", count
    )
    return [Finding(sentence % {"n": count})]


def _used_for(sections: list[BriefSection], use: SectionUse) -> BriefSection | None:
    return next((row for row in sections if row.use == use), None)
