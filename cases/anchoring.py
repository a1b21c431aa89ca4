"""How the parties stand behind a case at home, and when a decision is final.

Only this module writes ``Anchoring`` and ``Case.final_at``. The case row is locked before
anything is judged, so that the last two parties to answer make the decision final once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.anchoring_words import answer_in_words, asked_about, decision_of, required_by
from cases.claims import claim_case
from cases.documents import add_document
from cases.events import record, require_nothing_new
from cases.models import (
    ENDED,
    Anchoring,
    AnchoringState,
    Case,
    CaseStatus,
    Document,
    DocumentKind,
    EventKind,
    Treatment,
)
from cases.models.anchoring import ANSWERED, SETTLES
from cases.moves import Move, require_move, require_reason
from cases.permissions import visible_documents, visible_to
from cases.situation import Situation
from forums.clock import now, today
from forums.competence import joined
from forums.conflicts import require_unchanged
from forums.errors import Refused
from forums.history import save_by
from forums.models import Affiliation, Party, PartyContact, User
from forums.permissions import require_report_for, require_secretariat


@transaction.atomic
def send_to_parties(
    case: Case,
    parties: Iterable[Party],
    *,
    by: User,
    reason: str,
    due: date | None = None,
    required: bool = True,
    seen: int | None = None,
) -> list[Anchoring]:
    """Ask the parties to treat the case at home; one event for each, so that it is on record.

    ``required``: the decision is not final before these parties have treated it. Asking a party
    again, after an answer or a new decision, starts it anew; what it said stays in the history.
    """
    case = claim_case(case)
    require_secretariat(by)
    require_nothing_new(case, seen)
    asked = sorted(set(parties), key=lambda party: party.name)
    decision = decision_of(case.treatments.all()) if required else None
    _require_may_ask(case, asked, reason, due)
    if required:
        _require_decision(case, decision)
    known = {row.party_id: row for row in _locked(case)}
    return [
        _ask(case, party, known.get(party.pk), decision, by=by, reason=reason, due=due)
        for party in asked
    ]


@transaction.atomic
def answer_for_party(
    case: Case,
    party: Party,
    *,
    by: User,
    state: AnchoringState | str,
    where: str = "",
    treated_on: date | None = None,
    contact: User | None = None,
    conditions: str = "",
    paper: Document | None = None,
    file: File | None = None,  # type: ignore[type-arg]
    seen: int | None = None,
) -> Anchoring:
    """Record how the party has treated the case at home, asked for or not.

    By the party's contact, or by the secretariat on its behalf; who did it is on record. With
    the last required party's answer the decision is final, in the same transaction. The paper
    is one of the case's own, or a new ``file``.
    """
    case = claim_case(case)
    require_report_for(by, party)
    require_may_see(by, case)
    if case.status == CaseStatus.DRAFT or case.status in ENDED:
        raise Refused(_("Saken er ikke under behandling, så parten kan ikke føre forankring."))
    row = _row_of(case, party)
    row = row or Anchoring(case=case, party=party, asked_at=now())
    values = {
        "state": AnchoringState(state),
        "where": where.strip(),
        "treated_on": treated_on,
        "contact": contact,
        "conditions": conditions.strip(),
        "paper": paper,
    }
    if not row._state.adding:
        require_unchanged(row, seen, values, typed=values, thing=_("forankringen"))
        if file is None and all(getattr(row, name) == value for name, value in values.items()):
            return row
    _require_answer(case, row, by, values)
    if file is not None:
        values["paper"] = _keep_paper(case, party, file, by=by)
    return _answer(case, row, values, by=by)


@transaction.atomic
def take_back_from_party(
    case: Case, party: Party, *, by: User, reason: str, seen: int | None = None
) -> Anchoring:
    """The party need not answer after all; what it has said of itself stays.

    Where the others have settled the decision, it is final with it. Raises Refused for a party
    that is not asked, or has answered.
    """
    case = claim_case(case)
    require_secretariat(by)
    require_nothing_new(case, seen)
    require_move(Situation(case, by), Move.TAKE_BACK)
    require_reason(Move.TAKE_BACK, reason)
    row = _row_of(case, party)
    if row is None or not row.is_waited_for:
        raise Refused(_("%(party)s er ikke spurt, eller har alt svart.") % {"party": party.name})
    decision = row.treatment
    row.required, row.treatment, row.asked_by, row.due = False, None, None, None
    row.full_clean()
    save_by(row, by=by, why=reason, fields=["required", "treatment", "asked_by", "due"])
    record(case, EventKind.TAKEN_BACK, by=by, treatment=decision, party=party, reason=reason)
    _settle(case, by=by)
    return row


def start_over(case: Case, *, by: User, why: str) -> None:
    """A case that is taken up again, or decided anew, is no longer final."""
    found = claim_case(case)
    if found.final_at is not None:
        found.final_at = None
        save_by(found, by=by, why=why, fields=["final_at"])
    case.final_at = None


def require_may_see(user: User, case: Case) -> None:
    """Raise PermissionDenied for a contact from whom the case is kept."""
    if not visible_to(user, Case.objects.filter(pk=case.pk)).exists():
        raise PermissionDenied


def _locked(case: Case) -> list[Anchoring]:
    rows = case.anchorings.select_for_update(of=("self",)).select_related("party")
    return list(rows.order_by("party__name", "pk"))


def _row_of(case: Case, party: Party) -> Anchoring | None:
    return next((row for row in _locked(case) if row.party_id == party.pk), None)


def _require_may_ask(case: Case, parties: list[Party], reason: str, due: date | None) -> None:
    if case.status not in {CaseStatus.OPEN, CaseStatus.DECIDED}:
        raise Refused(
            _("Saken har status «%(status)s», og kan derfor ikke sendes til partene.")
            % {"status": case.get_status_display()}
        )
    if not parties:
        raise Refused(_("Velg minst én part."))
    gone = [party.name for party in parties if not party.holds_on(today())]
    if gone:
        raise Refused(
            _("%(parties)s er ikke med i samarbeidet i dag.") % {"parties": joined(gone, _("og"))}
        )
    if not reason.strip():
        raise Refused(_("Skriv hva partene skal ta stilling til."))
    if due is not None and due < today():
        raise Refused(_("Fristen kan ikke være før i dag."))


def _require_decision(case: Case, decision: Treatment | None) -> None:
    if case.status != CaseStatus.DECIDED or decision is None:
        raise Refused(
            _(
                "Saken er ikke vedtatt med bekreftet tekst. Partene kan bli bedt om å forankre "
                "den, men et vedtak kan ikke vente på dem ennå."
            )
        )
    stands = case.anchorings.filter(required=True, treatment=decision).exists()
    if case.final_at is not None and stands:
        raise Refused(
            _("Vedtaket er endelig fra %(day)s. Ta saken opp igjen for å endre det.")
            % {"day": date_format(case.final_at)}
        )


def _ask(
    case: Case,
    party: Party,
    row: Anchoring | None,
    decision: Treatment | None,
    *,
    by: User,
    reason: str,
    due: date | None,
) -> Anchoring:
    row = row or Anchoring(case=case, party=party)
    if decision is None and required_by(row, decision_of(case.treatments.all())):
        raise Refused(_("%(party)s er alt spurt om vedtaket.") % {"party": party.name})
    if row.is_answered or row.treatment_id != getattr(decision, "pk", None):
        row.state, row.where, row.treated_on = AnchoringState.NOT_STARTED, "", None
        row.contact = row.paper = row.answered_by = row.answered_at = None
        row.conditions = ""
    row.required, row.treatment = decision is not None, decision
    row.asked_by, row.asked_at, row.due = by, now(), due
    row.full_clean()
    save_by(row, by=by, why=reason)
    if decision is not None:
        start_over(case, by=by, why=reason)
    record(case, EventKind.TO_PARTIES, by=by, treatment=decision, party=party, reason=reason)
    return row


def _require_answer(case: Case, row: Anchoring, by: User, values: dict[str, Any]) -> None:
    if case.final_at is not None and required_by(row, decision_of(case.treatments.all())):
        raise Refused(
            _("Vedtaket er endelig fra %(day)s, og svaret fra %(party)s kan ikke endres.")
            % {"day": date_format(case.final_at), "party": row.party.name}
        )
    if values["state"] == AnchoringState.NOT_STARTED:
        raise Refused(_("Velg hvor langt parten er kommet."))
    if values["treated_on"] is not None and values["treated_on"] > today():
        raise Refused(_("Datoen kan ikke være fram i tid."))
    if values["state"] in ANSWERED and not (values["where"] and values["treated_on"]):
        raise Refused(_("Skriv hvor og når saken ble behandlet hos parten."))
    if values["state"] == AnchoringState.REJECTED and not values["conditions"]:
        raise Refused(_("Skriv hvorfor parten avviser saken."))
    contact, paper = values["contact"], values["paper"]
    if contact is not None and not speaks_today(contact, row.party):
        raise Refused(
            _("%(person)s hører ikke til %(party)s i dag.")
            % {"person": contact, "party": row.party.name}
        )
    if paper is not None:
        mine = visible_documents(by, case.documents.filter(pk=paper.pk))
        if not mine.exists():
            raise Refused(_("Dokumentet hører ikke til saken."))


def _keep_paper(case: Case, party: Party, file: File, *, by: User) -> Document:  # type: ignore[type-arg]
    return add_document(
        case,
        by=by,
        kind=DocumentKind.ATTACHMENT,
        title=_("Behandlingen hos %(party)s") % {"party": party.name},
        file=file,
        for_party=party,
        is_told=True,
    )


def speaks_today(person: User, party: Party) -> bool:
    """Belongs to the party today, or is its contact."""
    return any(
        rows.filter(user=person, party=party).exists()
        for rows in (Affiliation.objects.current(), PartyContact.objects.current())
    )


def _answer(case: Case, row: Anchoring, values: dict[str, Any], *, by: User) -> Anchoring:
    for name, value in values.items():
        setattr(row, name, value)
    had_answered = row.answered_at is not None
    row.answered_by, row.answered_at = (by, now()) if row.is_answered else (None, None)
    row.full_clean()
    save_by(row, by=by)
    if row.is_answered or had_answered:  # an answer taken back is told as well
        said = answer_in_words(row)
        record(
            case,
            EventKind.ANSWERED,
            by=by,
            treatment=row.treatment,
            party=row.party,
            reason=said,
        )
        _settle(case, by=by)
    return row


def _settle(case: Case, *, by: User) -> None:
    """Make the decision final when the last required party has settled it."""
    decision = decision_of(case.treatments.all())
    asked = asked_about(decision, case.anchorings.all())
    if decision is None or not asked or case.status != CaseStatus.DECIDED:
        return
    if case.final_at is None and all(row.state in SETTLES for row in asked):
        case.final_at = now()
        save_by(case, by=by, fields=["final_at"])
        record(case, EventKind.FINAL, by=by, treatment=decision)
