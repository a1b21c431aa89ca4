"""What the page of a brief shows: its sections, what they lack, who wrote, and what comes next."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cases.brief_facts import recorded_for
from cases.brief_findings import Finding, findings, missing_of
from cases.brief_markup import to_markup
from cases.brief_rounds import is_open, last_round
from cases.brief_rules import is_author, steps_for, why_not_write
from cases.models import (
    Brief,
    BriefSection,
    BriefState,
    Comment,
    CommentRequest,
    CommentRound,
)
from forums.clock import now
from forums.models import User

RECENTLY = timedelta(minutes=15)


@dataclass
class Shown:
    """One section on the page."""

    section: BriefSection
    markup: str
    recorded: str
    said: str
    findings: list[Finding] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def page_of(brief: Brief, user: User) -> dict[str, Any]:
    """Everything for the template; a fixed number of queries."""
    sections = list(brief.sections.select_related("updated_by").order_by("position", "pk"))
    found = findings(brief)
    author = is_author(user, brief)
    why_not = why_not_write(user, brief)
    newest = last_round(brief)
    asked = _asked(newest)
    return {
        "brief": brief,
        "case": brief.case,
        "shown": _shown(brief, sections, found, user),
        "findings": found if author else [],
        "is_author": author,
        "may_write": author and not why_not,
        "why_not": why_not if author else "",
        "lead": lead_of(brief),
        "steps": steps_for(user, brief, missing_of(found, sections)),
        "round": newest,
        "round_open": newest is not None and is_open(newest),
        "asked": asked,
        "my_request": next((row for row in asked if row.user_id == user.pk), None),
        "co_authors": list(brief.co_authors.order_by("name", "pk")),
        "words": words_for_editor(),
    }


def lead_of(brief: Brief) -> str:
    """Where it stands and what comes next, in a sentence or two."""
    match BriefState(brief.state):
        case BriefState.SUBMITTED:
            return _("Sendt til sekretariatet av %(who)s. Sekretariatet ser gjennom det.") % {
                "who": brief.submitted_by
            }
        case BriefState.RETURNED:
            return _("Sendt tilbake av %(who)s. Rett det som mangler, og send det på nytt.") % {
                "who": brief.judged_by
            }
        case BriefState.PASSED:
            return _(
                "Godkjent av %(who)s, og lagt i saken. Endrer noen teksten, blir det et nytt "
                "utkast som må godkjennes."
            ) % {"who": brief.judged_by}
    if brief.document_id:
        return _("Teksten er endret etter at den ble godkjent. Den forrige ligger i saken.")
    return _("Et utkast. Bare de som skriver, og de som blir spurt, kan se det.")


def said_of(section: BriefSection, user: User) -> str:
    """That somebody else wrote here a moment ago; empty when nobody did."""
    if section.updated_by is None or section.updated_by_id == user.pk or not section.updated_at:
        return ""
    ago = now() - section.updated_at
    if ago > RECENTLY:
        return ""
    minutes = int(ago.total_seconds() // 60)
    if not minutes:
        return _("%(who)s skrev her nå nettopp.") % {"who": section.updated_by}
    sentence = ngettext(
        "%(who)s skrev her for %(n)s minutt siden.",
        "%(who)s skrev her for %(n)s minutter siden.",
        minutes,
    )
    return sentence % {"who": section.updated_by, "n": minutes}


def shown_url(section: BriefSection) -> str:
    return f"{reverse('brief', args=[section.brief_id])}#del-{section.pk}"


def words_for_editor() -> dict[str, str]:
    """What the editor says; the browser has no catalogue of its own."""
    return {
        "saved": _("Lagret %(at)s"),
        "saving": _("Lagrer …"),
        "typing": _("Ikke lagret ennå"),
        "retry": _("Ikke lagret – prøver igjen"),
        "offline": _("Du er uten nett. Teksten er tatt vare på i nettleseren."),
        "signed_out": _("Du er logget ut. Logg inn på nytt. Teksten er tatt vare på her."),
        "closed": _(
            "Teksten kan ikke lagres herfra lenger. Den er tatt vare på her. Last siden på nytt."
        ),
        "conflict": _("En annen har lagret her. Velg hva som skal gjelde."),
        "newer": _("En annen har lagret en nyere tekst her. Du ser den når du lagrer."),
        "found": _("Du har tekst her som ikke ble lagret."),
        "fetch": _("Hent teksten"),
        "discard": _("Forkast den"),
        "toolbar": _("Formatering"),
        "strong": _("Fet"),
        "em": _("Kursiv"),
        "heading": _("Overskrift"),
        "bullets": pgettext("editor", "Punkter"),
        "numbers": _("Numre"),
        "quote": _("Sitat"),
        "link": _("Lenke"),
        "address": _("Hvilken adresse? Den begynner med https://"),
        "table": _("Tabell"),
        "add_row": _("Ny rad"),
        "add_column": _("Ny kolonne"),
        "drop_row": _("Fjern rad"),
        "drop_column": _("Fjern kolonne"),
        "undo": _("Angre"),
        "redo": _("Gjør om"),
    }


def _shown(
    brief: Brief, sections: list[BriefSection], found: list[Finding], user: User
) -> list[Shown]:
    comments: dict[int, list[Comment]] = {}
    newest = Comment.history.filter(id=OuterRef("pk")).order_by("-history_id")
    rows = Comment.objects.filter(section__in=[row.pk for row in sections])
    rows = rows.annotate(seen=Subquery(newest.values("history_id")[:1]))
    for row in rows.select_related("by", "replied_by").order_by("at", "pk"):
        comments.setdefault(row.section_id, []).append(row)
    return [
        Shown(
            row,
            to_markup(row.html),
            recorded_for(row, brief.case),
            said_of(row, user),
            [finding for finding in found if finding.section == row.pk],
            comments.get(row.pk, []),
        )
        for row in sections
    ]


def _asked(found: CommentRound | None) -> list[CommentRequest]:
    return list(found.requests.select_related("user").order_by("user__name", "pk")) if found else []
