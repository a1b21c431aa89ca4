"""What the case knows already and a section may take in: nobody is asked twice."""

from html import escape

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.brief_text import clean
from cases.models import Anchoring, BriefSection, Case, PartyPosition, SectionUse


def recorded_for(section: BriefSection, case: Case) -> str:
    """What is recorded, as text ready to be put in; empty where there is nothing."""
    match section.use:
        case SectionUse.POSITIONS:
            return _positions(case)
        case SectionUse.ANCHORING:
            return _anchoring(case)
    return ""


def _positions(case: Case) -> str:
    """Each party's newest word, by name."""
    newest = PartyPosition.objects.filter(treatment__case=case).values("party")
    keys = newest.annotate(last=Max("pk")).values("last")
    rows = PartyPosition.objects.filter(pk__in=keys).select_related("party", "treatment__forum")
    lines = []
    for row in rows.order_by("party__name", "pk"):
        said = _("%(party)s er i %(forum)s ført som «%(position)s».") % {
            "party": row.party.name,
            "forum": row.treatment.forum.short_name,
            "position": row.get_position_display(),
        }
        lines.append(f"{said} {row.reason}".strip())
    return _list(lines)


def _anchoring(case: Case) -> str:
    rows = Anchoring.objects.filter(case=case).select_related("party")
    lines = []
    for row in rows.order_by("party__name", "pk"):
        said = f"{row.party.name}: {row.get_state_display()}"
        if row.where and row.treated_on:
            said = _("%(said)s i %(where)s %(day)s") % {
                "said": said,
                "where": row.where,
                "day": date_format(row.treated_on),
            }
        lines.append(f"{said}. {row.conditions}".strip())
    return _list(lines)


def _list(lines: list[str]) -> str:
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return clean(f"<ul>{items}</ul>")
