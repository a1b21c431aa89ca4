"""Sending a case to the parties, and recording how a party treated it at home."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.anchoring import answer_for_party, send_to_parties
from cases.anchoring_page import signatories
from cases.anchoring_words import asked_about, decision_of
from cases.events import last_sequence
from cases.models import Anchoring, AnchoringState, Case, CaseStatus, EventKind
from cases.notices import who_hears
from cases.party_forms import AnswerForm, SendForm
from cases.permissions import get_case_for
from forums.conflicts import version_of
from forums.edit_forms import hand_back
from forums.errors import Refused
from forums.models import Party, User
from forums.permissions import person, require_report_for, require_secretariat
from forums.views.editing import saved
from miljoloftet.http import representative


@representative
def anchoring_send(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    case = get_case_for(request.user, year, sequence)
    require_secretariat(request.user)
    user = person(request)
    form = SendForm(
        request.POST or None,
        parties=signatories(),
        may_require=case.status == CaseStatus.DECIDED,
        initial=_first_guess(case),
    )
    if request.method == "POST" and form.is_valid() and _sent(form, case, user):
        messages.success(
            request, _("Sak %(number)s er sendt til partene.") % {"number": case.number}
        )
        return redirect(f"{case.get_absolute_url()}#forankring")
    hears = who_hears(case, EventKind.TO_PARTIES, by=user, parties=signatories())
    lead = _("Hver part du velger, blir spurt om sin behandling. Velger du alle: %(hears)s") % {
        "hears": hears.sentence
    }
    return _page(request, case, form, label=_("Send til partene"), lead=lead)


@representative
def anchoring_answer(request: HttpRequest, year: int, sequence: int, slug: str) -> HttpResponse:
    case = get_case_for(request.user, year, sequence)
    party = get_object_or_404(Party, slug=slug)
    require_report_for(request.user, party)
    user = person(request)
    row = Anchoring.objects.filter(case=case, party=party).first()
    form = AnswerForm(
        request.POST or None,
        request.FILES or None,
        user=user,
        case=case,
        party=party,
        initial=_so_far(row),
    )

    def act() -> None:
        answer_for_party(case, party, by=user, **form.cleaned_data)

    done = _("Forankringen hos %(party)s er ført.") % {"party": party.name}
    if saved(request, form, act, done):
        return redirect(f"{case.get_absolute_url()}#forankring")
    hears = who_hears(case, EventKind.ANSWERED, by=user, parties=[party])
    lead = _("Skriv hvor i egen organisasjon %(party)s har behandlet saken. %(hears)s") % {
        "party": party.name,
        "hears": hears.sentence,
    }
    label = _("Før forankringen hos %(party)s") % {"party": party.name}
    return _page(request, case, form, label=label, lead=lead)


def _page(request: HttpRequest, case: Case, form: Any, *, label: str, lead: str) -> HttpResponse:
    context = {"case": case, "form": form, "label": label, "lead": lead}
    return render(request, "cases/party_form.html", context)


def _first_guess(case: Case) -> dict[str, Any]:
    """A new decision goes to all; later, to those who rejected it."""
    decision = decision_of(case.treatments.all()) if case.status == CaseStatus.DECIDED else None
    parties: list[int] = []
    if decision is not None:
        asked = asked_about(decision, case.anchorings.all())
        rejected = [row.party_id for row in asked if row.state == AnchoringState.REJECTED]
        parties = rejected if asked else [party.pk for party in signatories()]
    return {
        "seen": last_sequence(case),
        "required": decision is not None,
        "parties": parties,
    }


def _so_far(row: Anchoring | None) -> dict[str, Any]:
    if row is None:
        return {"seen": 0}
    return {
        "state": row.state,
        "where": row.where,
        "treated_on": row.treated_on,
        "conditions": row.conditions,
        "contact": row.contact_id,
        "paper": row.paper_id,
        "seen": version_of(row),
    }


def _sent(form: SendForm, case: Case, user: User) -> bool:
    try:
        send_to_parties(case, by=user, **form.facts())
    except Refused as refused:
        form.add_error(None, refused)
        hand_back(form, "seen", last_sequence(case))
        return False
    return True
