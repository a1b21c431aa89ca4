"""The secretariat changes parties and their contacts."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import organisation, people
from forums.clock import today
from forums.conflicts import version_of
from forums.edit_party import ContactForm, EndForm, PartyEditForm, PartyNewForm, RenameForm
from forums.models import Affiliation, Party, PartyContact, Seat
from forums.permissions import person
from forums.views.editing import Link, Page, facts, form_page, saved
from miljoloftet.http import secretariat


@secretariat
def party_new(request: HttpRequest) -> HttpResponse:
    form = PartyNewForm(request.POST or None)
    made: list[Party] = []

    def act() -> None:
        values = facts(form, "start")
        made.append(organisation.new_party(by=person(request), **values))

    if saved(request, form, act, _("Parten er lagt inn.")):
        return redirect("edit_party", made[0].slug)
    page = Page(_("Ny part"), _("Legg inn parten"), reverse("edit_parties"), crumbs=_register())
    return form_page(request, form, page)


@secretariat
def edit_party(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Party, slug=slug)
    form = PartyEditForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        organisation.change_party(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Parten er endret.")):
        return redirect("party", row.slug)
    back = reverse("party", args=[row.slug])
    links = [
        (_("Gi parten nytt navn"), reverse("party_rename", args=[row.slug])),
        (_("Ny partskontakt"), reverse("contact_new", args=[row.slug])),
        (_("Avslutt parten"), reverse("party_end", args=[row.slug])),
    ]
    page = Page(
        _("Endre %(name)s") % {"name": row.name},
        _("Lagre"),
        back,
        crumbs=_register(),
        links=links,
        history=("party", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def party_rename(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Party, slug=slug)
    form = RenameForm(request.POST or None, party=row)

    def act() -> None:
        organisation.rename_party(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Parten har fått nytt navn. Det gamle står i historien.")):
        return redirect("party", row.slug)
    page = Page(
        _("Gi %(name)s nytt navn") % {"name": row.name},
        _("Gi nytt navn"),
        reverse("edit_party", args=[row.slug]),
        crumbs=_of(row),
    )
    return form_page(request, form, page)


@secretariat
def party_end(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Party, slug=slug)
    form = EndForm(request.POST or None)

    def act() -> None:
        organisation.end_party(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Parten er avsluttet.")):
        return redirect("party", row.slug)
    day = today()
    page = Page(
        _("Når er %(name)s ute av samarbeidet?") % {"name": row.name},
        _("Avslutt parten"),
        reverse("edit_party", args=[row.slug]),
        lead=_(
            "Samme dag lukkes plassene parten har (%(seats)s), og rollene til dem som hører til "
            "den (%(people)s personer). Alt som har vært, står."
        )
        % {
            "seats": Seat.objects.overlapping(day, None).filter(party=row).count(),
            "people": Affiliation.objects.overlapping(day, None).filter(party=row).count(),
        },
        crumbs=_of(row),
        serious=True,
    )
    return form_page(request, form, page)


@secretariat
def contact_new(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Party, slug=slug)
    form = ContactForm(request.POST or None, party=row)

    def act() -> None:
        people.add_contact(party=row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Partskontakten er lagt inn.")):
        return redirect("party", row.slug)
    page = Page(
        _("Ny partskontakt for %(name)s") % {"name": row.name},
        _("Legg inn"),
        reverse("edit_contacts"),
        lead=_("Partskontakten melder nye representanter og svarer for parten."),
        crumbs=_of(row),
    )
    return form_page(request, form, page)


@secretariat
def contact_end(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PartyContact.objects.select_related("user", "party"), pk=pk)
    form = EndForm(request.POST or None)

    def act() -> None:
        people.end_contact(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Partskontakten er avsluttet.")):
        return redirect("edit_contacts")
    words = {"person": row.user.name, "party": row.party.short_name}
    page = Page(
        _("Når slutter %(person)s som partskontakt for %(party)s?") % words,
        _("Avslutt"),
        reverse("edit_contacts"),
        crumbs=[(_("Partskontakter"), reverse("edit_contacts"))],
    )
    return form_page(request, form, page)


def _register() -> list[Link]:
    return [(_("Parter"), reverse("edit_parties"))]


def _of(row: Party) -> list[Link]:
    return [*_register(), (row.short_name, reverse("edit_party", args=[row.slug]))]
