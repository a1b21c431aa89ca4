"""What a meeting treats: a forum's open treatments become items on its agenda.

This module writes ``AgendaItem`` until the meeting is held; agenda_order.py its order,
standing.py the items that make themselves, outcomes.py what it came to. An item's number
(``AU 12/26``) runs within forum and year. The agenda stands open until the meeting is held.
Sources: guidelines of the secretariat (each item has a purpose and a written paper);
mandate for the working committee, 4 December 2018 (oral items are the exception).
"""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from cases.agenda_claims import claim_item, claim_items, claim_waiting
from cases.agenda_offers import offered_for
from cases.agenda_order import arrange, place_after_cases
from cases.claims import claim_treatment
from cases.events import record
from cases.models import (
    AgendaItem,
    CaseStatus,
    Document,
    EventKind,
    Purpose,
    Treatment,
    TreatmentState,
)
from cases.permissions import visible_documents
from cases.standing import add_missing
from forums.attendance import day_of
from forums.competence import ForumCompetence, competence_on
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import Act, Meeting, MeetingStatus, User, next_number

IN_WORK = (CaseStatus.OPEN, CaseStatus.DECIDED)


class ItemFacts(TypedDict, total=False):
    """What is decided of an item before the meeting; what is not named stays as it is."""

    purpose: Purpose | str
    minutes_planned: int
    minutes_presented: int
    speaker: User | None
    paper: Document | None
    oral_reason: str
    proposal: str


def purposes_for(competence: ForumCompetence) -> list[Purpose]:
    """What an item may be for in the forum: only one that may conclude or decide settles a case."""
    return [purpose for purpose in Purpose if gives(competence, purpose)]


def gives(competence: ForumCompetence, purpose: Purpose | str) -> bool:
    settles = competence.may(Act.CONCLUDE) or competence.may(Act.DECIDE)
    return purpose != Purpose.DECISION or settles


@transaction.atomic
def put_on_agenda(
    treatment: Treatment, meeting: Meeting, *, by: User, **facts: Unpack[ItemFacts]
) -> AgendaItem:
    """Put a waiting treatment on the agenda, before what stands last, and give it its number.

    The first one brings the forum's standing items. Raises Refused for a draft, another forum's
    treatment, one that has its meeting, a purpose beyond the forum's competence, and an item
    with neither paper nor reason to be oral.
    """
    return _put(treatment, meeting, by=by, facts=facts, must_be_whole=True)


@transaction.atomic
def pick_for_agenda(treatment: Treatment, meeting: Meeting, *, by: User) -> AgendaItem:
    """The same in one step, with what the case and its last meeting offer.

    What is missing then, paper or reason, stands as a warning until the meeting is called.
    """
    competence = competence_on(meeting.forum, day_of(meeting))
    facts = offered_for(treatment, by, [p.value for p in purposes_for(competence)])
    return _put(treatment, meeting, by=by, facts=facts, must_be_whole=False)  # type: ignore[arg-type]


@transaction.atomic
def change_item(item: AgendaItem, *, by: User, **facts: Unpack[ItemFacts]) -> AgendaItem:
    """Change what an item is for, its time, speaker, paper and proposed conclusion."""
    found = claim_item(item, by)
    whole = bool({"paper", "oral_reason"} & facts.keys()) or found.meeting.status not in PICKING
    _fill(found, facts, by=by, must_be_whole=whole)
    return save_by(found, by=by, fields=[*facts, "oral_reason"])


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, by: User, reason: str) -> Treatment:
    """Take a case off; its treatment waits for a meeting again, its number is not used again."""
    found = claim_item(item, by)
    if not reason.strip():
        raise Refused(_("Skriv hvorfor saken tas av sakslisten."))
    treatment = claim_waiting(found.handled, by)
    delete_by(found, by=by, why=reason)
    _release(treatment, by=by, reason=reason)
    return treatment


# --- registered with the meeting's own steps (see apps.py) ---------------------------------------


def has_no_items(meeting: Meeting) -> str | None:
    """Why a meeting cannot be called yet: nothing to treat, or an item without paper or reason."""
    rows = list(meeting.agenda_items.of_cases().order_by("position"))
    if not rows:
        return _("Møtet har ingen saker. Sett opp minst én sak før du kaller inn.")
    lacking = [row for row in rows if row.is_bare]
    if not lacking:
        return None
    for row in lacking:
        row.meeting = meeting
    return _("Disse sakene har verken saksframlegg eller grunn til å være muntlige: %(items)s.") % {
        "items": ", ".join(row.label for row in lacking)
    }


def release_all(meeting: Meeting, by: User, because: str) -> None:
    """A cancelled meeting keeps its agenda, but what was to be treated waits again."""
    rows = meeting.agenda_items.of_cases().select_related("treatment").order_by("treatment__case")
    for item in rows:
        treatment = claim_treatment(item.handled)
        if treatment.state == TreatmentState.SCHEDULED:
            _release(treatment, by=by, reason=because)


# --- rules ---------------------------------------------------------------------------------------

# Until the notice, an item may lack its paper: the agenda is being made.
PICKING = (MeetingStatus.PLANNED,)


def _put(
    treatment: Treatment, meeting: Meeting, *, by: User, facts: ItemFacts, must_be_whole: bool
) -> AgendaItem:
    found, rows = claim_items(meeting, by)
    treatment = claim_waiting(treatment, by)
    _require_waiting(treatment, found)
    if not rows:
        add_missing(found, rows, by=by)
    item = AgendaItem(meeting=found, treatment=treatment, position=0)
    item.number = next_number(f"agenda:{found.forum_id}", found.year)
    rows.insert(place_after_cases(rows), item)
    arrange(rows, by=by)
    whole = must_be_whole or found.status not in PICKING
    _fill(item, facts, by=by, must_be_whole=whole)
    save_by(item, by=by)
    _write(treatment, TreatmentState.SCHEDULED, by=by)
    record(
        treatment.case,
        EventKind.SCHEDULED,
        by=by,
        to_forum=found.forum,
        treatment=treatment,
    )
    return item


def _fill(item: AgendaItem, facts: ItemFacts, *, by: User, must_be_whole: bool) -> None:
    for name, value in facts.items():
        setattr(item, name, value)
    item.purpose = Purpose(item.purpose)
    _require_purpose(item.meeting, item.purpose)
    if item.minutes_planned < 1:
        raise Refused(_("Sett av minst ett minutt til saken."))
    if (paper := facts.get("paper")) is not None:
        _require_paper(item, paper, by)
    if must_be_whole and item.is_bare:
        raise Refused(_("Legg ved et saksframlegg, eller skriv hvorfor saken er muntlig."))
    if item.paper is not None:
        item.oral_reason = ""
    item.full_clean()


def _require_purpose(meeting: Meeting, purpose: Purpose) -> None:
    competence = competence_on(meeting.forum, day_of(meeting))
    if not gives(competence, purpose):
        raise Refused(
            _("%(forum)s kan ikke avgjøre saker. %(competence)s Velg drøfting eller orientering.")
            % {"forum": meeting.forum.short_name, "competence": competence.sentence}
        )


def _require_paper(item: AgendaItem, paper: Document, by: User) -> None:
    visible = visible_documents(by, Document.objects.filter(pk=paper.pk, withdrawn_at=None))
    if not visible.filter(case=item.handled.case_id).exists():
        raise Refused(_("Saksframlegget må være et dokument i saken."))


def _require_waiting(treatment: Treatment, meeting: Meeting) -> None:
    words = {"forum": meeting.forum.short_name, "number": treatment.case.number}
    if treatment.forum_id != meeting.forum_id:
        raise Refused(_("Behandlingen hører ikke til i %(forum)s.") % words)
    if treatment.case.status == CaseStatus.DRAFT:
        raise Refused(_("Sak %(number)s er et utkast. Legg den fram først.") % words)
    if treatment.case.status not in IN_WORK:
        raise Refused(_("Sak %(number)s er ikke lenger under behandling.") % words)
    if treatment.state == TreatmentState.SCHEDULED:
        place = treatment.agenda_items.select_related("meeting__forum").latest("pk")
        raise Refused(
            _("Sak %(number)s står alt på sakslisten til %(meeting)s.")
            % {**words, "meeting": place.meeting}
        )
    if treatment.state != TreatmentState.WAITING:
        raise Refused(_("Sak %(number)s venter ikke på behandling i %(forum)s.") % words)


def _release(treatment: Treatment, *, by: User, reason: str) -> None:
    _write(treatment, TreatmentState.WAITING, by=by, why=reason)
    record(
        treatment.case,
        EventKind.UNSCHEDULED,
        by=by,
        from_forum=treatment.forum,
        treatment=treatment,
        reason=reason,
    )


def _write(treatment: Treatment, state: TreatmentState, *, by: User, why: str = "") -> None:
    treatment.state = state
    save_by(treatment, by=by, why=why, fields=["state"])
