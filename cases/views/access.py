"""Who sees a case and why; the secretariat gives and takes back access by name."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.access_forms import GrantForm
from cases.grants import give_grant, revoke_grant, who_sees
from cases.models import Case, CaseGrant
from cases.permissions import get_case_for, visible_to
from forums.edit_forms import ReasonForm
from forums.permissions import person
from forums.views.editing import saved
from miljoloftet.http import secretariat


@secretariat
def case_access(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    form = GrantForm(request.POST or None)

    def act() -> None:
        give_grant(found, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Tilgangen er gitt.")):
        return redirect("case_access", found.year, found.sequence)
    grants = found.grants.select_related("user", "given_by", "revoked_by").order_by("-pk")
    context = {
        "case": found,
        "form": form,
        "readers": who_sees(found),
        "grants": list(grants),
    }
    return render(request, "cases/access.html", context)


@secretariat
def grant_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    rows = CaseGrant.objects.filter(case__in=visible_to(request.user, Case.objects.all()))
    grant = get_object_or_404(rows.select_related("case", "user"), pk=pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        revoke_grant(grant, by=person(request), why=form.cleaned_data["why"])

    if saved(request, form, act, _("Tilgangen er tatt tilbake.")):
        return redirect("case_access", grant.case.year, grant.case.sequence)
    return render(
        request, "cases/grant_revoke.html", {"grant": grant, "case": grant.case, "form": form}
    )
