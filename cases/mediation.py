"""The secretariat as a neutral helper when parties disagree, at a party's own request.

Source: guidelines for the secretariat, 4 September 2020, 8 a.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cases.anchoring_words import standing_of
from cases.claims import claim_case
from cases.events import record
from cases.models import (
    ENDED,
    Anchoring,
    Case,
    CaseStatus,
    EventKind,
    Mediation,
    MediationState,
    Treatment,
)
from cases.permissions import forums_on_way, visible_to
from cases.roles_held import own_parties, sits_in
from forums.clock import now
from forums.errors import Refused
from forums.history import save_by
from forums.models import Party, User
from forums.permissions import Someone, may_report_for, reports_for, require_secretariat

RUNNING = (MediationState.ASKED, MediationState.ONGOING)


@transaction.atomic
def ask_for_mediation(case: Case, party: Party, *, by: User, why: str) -> Mediation:
    """Ask on the party's behalf; the secretariat and the parties that have spoken are told."""
    case = claim_case(case)
    if not may_ask(by, case, party):
        raise PermissionDenied
    why_not = nothing_to_mediate(case, case.treatments.all(), case.anchorings.all())
    if why_not:
        raise Refused(why_not)
    if not why.strip():
        raise Refused(_("Skriv hva partene er uenige om."))
    running = case.mediations.filter(state__in=RUNNING).select_related("party").first()
    if running is not None:
        raise Refused(
            _("%(party)s har alt bedt om megling i saken.") % {"party": running.party.name}
        )
    row = Mediation(case=case, party=party, asked_by=by, asked_at=now(), why=why.strip())
    row.full_clean()
    save_by(row, by=by)
    record(case, EventKind.MEDIATION, by=by, party=party, reason=row.why)
    return row


@transaction.atomic
def take_mediation(mediation: Mediation, *, by: User) -> Mediation:
    """The secretariat's person takes it on; twice by the same person is once."""
    require_secretariat(by)
    row = _claim(mediation)
    if row.mediator_id == by.pk and row.state == MediationState.ONGOING:
        return row
    if row.state != MediationState.ASKED:
        raise Refused(_("%(person)s megler alt i saken.") % {"person": row.mediator})
    row.state, row.mediator = MediationState.ONGOING, by
    return save_by(row, by=by, fields=["state", "mediator"])


@transaction.atomic
def end_mediation(mediation: Mediation, *, by: User, settled: bool, outcome: str) -> Mediation:
    """Write what the parties came to, in agreement or not."""
    require_secretariat(by)
    row = _claim(mediation)
    if row.state != MediationState.ONGOING:
        raise Refused(_("Meglingen er ikke i gang."))
    if not outcome.strip():
        raise Refused(_("Skriv hva partene kom fram til."))
    row.state = MediationState.SETTLED if settled else MediationState.UNSETTLED
    row.outcome, row.ended_at = outcome.strip(), now()
    save_by(row, by=by, fields=["state", "outcome", "ended_at"])
    said = f"{row.get_state_display()}: {row.outcome}"
    record(row.case, EventKind.MEDIATED, by=by, party=row.party, reason=said)
    return row


def nothing_to_mediate(
    case: Case, treatments: Iterable[Treatment], anchorings: Iterable[Anchoring]
) -> str:
    """Why nobody can ask now, whoever it is; empty while something may still be agreed on.

    A decision is final once the parties that had to have treated it, and at once where none has
    to; when a forum takes it up again, or the parties are asked, there is something to agree on.
    """
    if case.status == CaseStatus.DRAFT or case.status in ENDED:
        return _("Saken er ikke under behandling, så det er ingenting å megle om.")
    rows = list(treatments)
    taken_up = any(row.is_open for row in rows)
    waits = bool(standing_of(case, anchorings, rows).asked)
    if case.final_at is None and (case.status != CaseStatus.DECIDED or taken_up or waits):
        return ""
    return _(
        "Vedtaket er endelig, så det er ingenting å megle om. Er dere fortsatt uenige, må et forum "
        "ta saken opp igjen."
    )


def may_ask(user: User, case: Case, party: Party) -> bool:
    """The party's contact, its own people in the case's forums, the secretariat for it."""
    if not visible_to(user, Case.objects.filter(pk=case.pk)).exists():
        return False
    return may_report_for(user, party) or party.pk in asks_for(user, forums_on_way(case))


def asks_for(user: Someone, way: set[int]) -> frozenset[int]:
    """The parties the person asks for as a contact, or as one who sits in a forum of the way.

    No query of its own. The secretariat asks for any party, and is not counted here.
    """
    return reports_for(user) | (own_parties(user) if way & sits_in(user) else frozenset())


def _claim(mediation: Mediation) -> Mediation:
    rows = Mediation.objects.select_for_update(of=("self",))
    row = rows.select_related("case", "party", "mediator").get(pk=mediation.pk)
    if row.state not in RUNNING:
        raise Refused(_("Meglingen er avsluttet."))
    return row
