"""Linking a case to another, and taking the link away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.links import link_cases, links_of, unlink_cases
from cases.models import Case
from cases.order_forms import LinkForm
from cases.permissions import get_case_for, require_edit
from cases.views.small_form import Words, small_form
from forums.edit_forms import ReasonForm
from forums.errors import Refused
from forums.permissions import person
from forums.views.editing import saved
from miljoloftet.http import representative


@representative
def link_new(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    form = LinkForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            link_cases(found, by=person(request), **data)
        except Refused as refused:
            form.add_error("other", refused)
        else:
            number = data["other"].number
            messages.success(request, _("Saken er lenket til %(number)s.") % {"number": number})
            return redirect(found)
    words = Words(
        _("Lenk til en annen sak"),
        _("Begge sakene viser lenken til dem som kan se begge."),
        _("Lenk sakene"),
        found.get_absolute_url(),
        _crumbs(found),
    )
    return small_form(request, form, words)


@representative
def link_away(request: HttpRequest, year: int, sequence: int, pk: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    link = links_of(request.user, found).filter(pk=pk).first()
    if link is None:
        raise Http404
    form = ReasonForm(request.POST or None)

    def act() -> None:
        unlink_cases(found, link, by=person(request), why=form.cleaned_data["why"])

    if saved(request, form, act, _("Lenken er tatt bort.")):
        return redirect(found)
    other = link.other if link.case_id == found.pk else link.case
    words = Words(
        _("Ta bort lenken til %(number)s") % {"number": other.number},
        _("Lenken forsvinner fra begge sakene. Den står fortsatt i endringsloggen."),
        _("Ta bort lenken"),
        found.get_absolute_url(),
        _crumbs(found),
    )
    return small_form(request, form, words)


def _crumbs(case: Case) -> list[tuple[str, str]]:
    return [(_("Saker"), reverse("case_list")), (case.number, case.get_absolute_url())]
