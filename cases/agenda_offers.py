"""What an item gets when nobody has said otherwise: what it had when it was postponed, else what
the case has ready."""

from collections.abc import Collection

from cases.brief_paper import proposal_for
from cases.models import AgendaItem, Document, DocumentKind, Purpose, Treatment, TreatmentRole
from cases.permissions import visible_documents
from forums.permissions import Someone

USUAL_MINUTES = 15
# What each role of a treatment is for in a meeting.
FOR_ROLE = {
    TreatmentRole.INFORM: Purpose.INFORMATION,
    TreatmentRole.CONCLUDE: Purpose.DECISION,
    TreatmentRole.DECIDE: Purpose.DECISION,
}


def offered_for(
    treatment: Treatment, user: Someone, purposes: Collection[str]
) -> dict[str, object]:
    """The facts of an item, within ``purposes``. A paper that is withdrawn is not offered."""
    last = last_item_of(treatment)
    facts = _as_before(last) if last else _from_case(treatment, user)
    if facts["purpose"] not in purposes:
        facts["purpose"] = Purpose.DISCUSSION
    return facts


def last_item_of(treatment: Treatment) -> AgendaItem | None:
    """Where the treatment was put off from."""
    rows = treatment.agenda_items.select_related("paper", "speaker", "meeting__forum")
    return rows.order_by("-pk").first()


def briefs_of(treatment: Treatment, user: Someone) -> list[Document]:
    """The written papers of its case that the person may see, the newest first."""
    rows = Document.objects.filter(
        case=treatment.case_id, kind=DocumentKind.BRIEF, withdrawn_at=None
    )
    return list(visible_documents(user, rows).order_by("-created_at", "-pk"))


def _as_before(item: AgendaItem) -> dict[str, object]:
    paper = item.paper if item.paper and item.paper.withdrawn_at is None else None
    return {
        "purpose": item.purpose,
        "minutes_planned": item.minutes_planned,
        "minutes_presented": item.minutes_presented,
        "speaker": item.speaker,
        "paper": paper,
        "oral_reason": "" if paper else item.oral_reason,
        "proposal": item.proposal,
    }


def _from_case(treatment: Treatment, user: Someone) -> dict[str, object]:
    return {
        "purpose": FOR_ROLE.get(TreatmentRole(treatment.role), Purpose.DISCUSSION),
        "minutes_planned": USUAL_MINUTES,
        "minutes_presented": 0,
        "speaker": None,
        "paper": next(iter(briefs_of(treatment, user)), None),
        "oral_reason": "",
        "proposal": proposal_for(treatment.case_id, treatment.forum),
    }
