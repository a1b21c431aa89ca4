"""Asking the secretariat to mediate, and what it came to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.anchoring_page import signatories
from cases.mediation import (
    ask_for_mediation,
    asks_for,
    end_mediation,
    nothing_to_mediate,
    take_mediation,
)
from cases.models import Case, EventKind, Mediation
from cases.notices import who_hears
from cases.party_forms import MediationEndForm, MediationForm
from cases.permissions import forums_on_way, get_case_for, visible_to
from forums.models import Party, User
from forums.permissions import is_secretariat, person
from forums.views.editing import pressed, saved
from miljoloftet.http import representative, secretariat


@representative
def mediation_ask(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    case = get_case_for(request.user, year, sequence)
    user = person(request)
    parties = _own(user, case)
    if not parties:
        raise PermissionDenied
    why_not = nothing_to_mediate(case, case.treatments.all(), case.anchorings.all())
    if why_not and request.method != "POST":
        messages.info(request, why_not)
        return redirect(case)
    first = parties[0].pk if len(parties) == 1 else None
    rows = Party.objects.filter(pk__in=[party.pk for party in parties]).order_by("name")
    form = MediationForm(request.POST or None, parties=rows, initial={"party": first})

    def act() -> None:
        ask_for_mediation(case, by=user, **form.cleaned_data)

    if saved(request, form, act, _("Sekretariatet er bedt om å megle.")):
        return redirect(f"{case.get_absolute_url()}#partenes-syn")
    hears = who_hears(case, EventKind.MEDIATION, by=user, parties=parties)
    lead = _("Sekretariatet er en nøytral part, og hjelper partene til enighet. %(hears)s") % {
        "hears": hears.sentence
    }
    context = {"case": case, "form": form, "label": _("Be om megling"), "lead": lead}
    return render(request, "cases/party_form.html", context)


@secretariat
@require_POST
def mediation_take(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mediation(person(request), pk)

    def act() -> None:
        take_mediation(row, by=person(request))

    to = f"{row.case.get_absolute_url()}#partenes-syn"
    return pressed(request, act, _("Du megler i saken."), to)


@secretariat
def mediation_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = _mediation(person(request), pk)
    form = MediationEndForm(request.POST or None)

    def act() -> None:
        said = form.cleaned_data
        settled = said["settled"] == "yes"
        end_mediation(row, by=person(request), settled=settled, outcome=said["outcome"])

    if saved(request, form, act, _("Meglingen er avsluttet.")):
        return redirect(f"{row.case.get_absolute_url()}#partenes-syn")
    hears = who_hears(row.case, EventKind.MEDIATED, by=person(request), parties=[row.party])
    lead = f"{row.why} {hears.sentence}"
    context = {"case": row.case, "form": form, "label": _("Avslutt meglingen"), "lead": lead}
    return render(request, "cases/party_form.html", context)


def _own(user: User, case: Case) -> list[Party]:
    """The parties that the person may ask for, in neutral order."""
    if is_secretariat(user):
        return list(signatories())
    mine = asks_for(user, forums_on_way(case))
    return list(Party.objects.filter(pk__in=mine).order_by("name"))


def _mediation(user: User, pk: int) -> Mediation:
    seen = visible_to(user, Case.objects.all())
    rows = Mediation.objects.filter(case__in=seen).select_related("case__forum", "party")
    found: Mediation = get_object_or_404(rows, pk=pk)
    return found
