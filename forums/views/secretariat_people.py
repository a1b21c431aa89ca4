"""The secretariat changes people, and which party they belong to."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import people, seats
from forums.clock import today
from forums.conflicts import version_of
from forums.edit_people import JoinForm, LeaveForm, PersonForm, PersonNewForm
from forums.models import Affiliation, Membership, User
from forums.permissions import person
from forums.views.editing import Link, Page, facts, form_page, saved
from miljoloftet.http import secretariat


@secretariat
def person_new(request: HttpRequest) -> HttpResponse:
    form = PersonNewForm(request.POST or None)
    made: list[User] = []

    def act() -> None:
        values = facts(form, "party", "start", "invited")
        made.append(people.new_person(by=person(request), **values))

    if saved(request, form, act, _("Personen er lagt inn.")):
        return redirect("person", made[0].pk)
    page = Page(
        _("Ny person"),
        _("Legg inn personen"),
        reverse("edit_people"),
        lead=_("Personen velger passordet selv, med lenken i invitasjonen."),
        crumbs=_register(),
    )
    return form_page(request, form, page)


@secretariat
def edit_person(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(User, pk=pk)
    form = PersonForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        people.change_person(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Personen er endret.")):
        return redirect("person", row.pk)
    links = [
        (_("Knytt til en part"), reverse("person_join", args=[row.pk])),
        (_("Slutter i parten"), reverse("person_leave", args=[row.pk])),
        (_("Invitasjoner"), reverse("invitation_list")),
    ]
    page = Page(
        _("Endre %(name)s") % {"name": row.name},
        _("Lagre"),
        reverse("person", args=[row.pk]),
        crumbs=_register(),
        links=links,
        history=("user", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def person_join(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(User, pk=pk)
    form = JoinForm(request.POST or None)

    def act() -> None:
        seats.join_party(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Personen hører nå til parten.")):
        return redirect("person", row.pk)
    page = Page(
        _("Hvilken part hører %(name)s til?") % {"name": row.name},
        _("Knytt til parten"),
        reverse("edit_person", args=[row.pk]),
        lead=_("En person hører til én part om gangen."),
        crumbs=_of(row),
    )
    return form_page(request, form, page)


@secretariat
def person_leave(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(User, pk=pk)
    form = LeaveForm(request.POST or None)

    def act() -> None:
        data = form.cleaned_data
        seats.leave_party(row, on=data["end"], why=data["why"], by=person(request))

    if saved(request, form, act, _("Personen er ute av parten, og plassene er ledige.")):
        return redirect("person", row.pk)
    here = Affiliation.objects.current().filter(user=row).select_related("party").first()
    roles = Membership.objects.overlapping(today(), None).filter(user=row)
    lead = _("%(name)s hører ikke til noen part i dag.") % {"name": row.name}
    if here is not None:
        lead = _(
            "Alle rollene for %(party)s slutter samme dag (%(roles)s). Plasser som blir ledige, "
            "blir en oppgave for parten."
        ) % {"party": here.party.name, "roles": roles.filter(party=here.party).count()}
    page = Page(
        _("Når slutter %(name)s i parten?") % {"name": row.name},
        _("Avslutt"),
        reverse("edit_person", args=[row.pk]),
        lead=lead,
        crumbs=_of(row),
        serious=True,
    )
    return form_page(request, form, page)


def _register() -> list[Link]:
    return [(_("Personer"), reverse("edit_people"))]


def _of(row: User) -> list[Link]:
    return [*_register(), (row.name, reverse("edit_person", args=[row.pk]))]
