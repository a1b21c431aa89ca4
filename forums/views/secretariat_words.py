"""The secretariat changes the glossary."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import organisation
from forums.conflicts import version_of
from forums.edit_forms import ReasonForm
from forums.edit_party import TermForm
from forums.models import GlossaryTerm
from forums.permissions import person
from forums.views.editing import Link, Page, facts, form_page, saved
from miljoloftet.http import secretariat


@secretariat
def term_new(request: HttpRequest) -> HttpResponse:
    form = TermForm(request.POST or None)

    def act() -> None:
        organisation.new_term(by=person(request), **facts(form))

    if saved(request, form, act, _("Ordet er lagt inn.")):
        return redirect("edit_glossary")
    page = Page(_("Nytt ord"), _("Legg inn ordet"), reverse("edit_glossary"), crumbs=_register())
    return form_page(request, form, page)


@secretariat
def term_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(GlossaryTerm, pk=pk)
    form = TermForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        organisation.change_term(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Ordet er endret.")):
        return redirect("edit_glossary")
    page = Page(
        _("Endre «%(term)s»") % {"term": row.term},
        _("Lagre"),
        reverse("edit_glossary"),
        crumbs=_register(),
        links=[(_("Ta ordet ut av bruk"), reverse("term_remove", args=[row.pk]))],
        history=("glossaryterm", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def term_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(GlossaryTerm, pk=pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        organisation.remove_term(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Ordet er tatt ut av bruk.")):
        return redirect("edit_glossary")
    page = Page(
        _("Ta «%(term)s» ut av bruk") % {"term": row.term},
        _("Ta ut av bruk"),
        reverse("edit_glossary"),
        lead=_("Ordet forklares ikke lenger noe sted. Forklaringen står i historikken."),
        crumbs=_register(),
        serious=True,
    )
    return form_page(request, form, page)


def _register() -> list[Link]:
    return [(_("Ordliste"), reverse("edit_glossary"))]
