"""The secretariat opens and closes seats, and gives and ends roles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import seats
from forums.clock import today
from forums.edit_forum import AppointForm, RoleForm, SeatForm
from forums.edit_party import EndForm
from forums.errors import Refused
from forums.models import Affiliation, Forum, Membership, Role, Seat
from forums.permissions import person
from forums.seating import headings, seating_on
from forums.views.editing import Page, form_page, saved
from forums.views.secretariat_forums import crumbs_of
from miljoloftet.http import secretariat


@secretariat
def edit_seats(request: HttpRequest, slug: str) -> HttpResponse:
    """Who sits where in the forum today, with what can be done about each."""
    row = get_object_or_404(Forum, slug=slug)
    day = today()
    coming = Membership.objects.filter(forum=row, start__gt=day)
    context = {
        "forum": row,
        "crumbs": [*crumbs_of(row)],
        "seating": seating_on(row, day),
        "headings": headings(),
        "coming": coming.select_related("user", "party").order_by("start"),
        "new_seats": Seat.objects.filter(forum=row, start__gt=day).select_related("party"),
    }
    return render(request, "forums/edit/seats.html", context)


@secretariat
def seat_open(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Forum, slug=slug)
    form = SeatForm(request.POST or None, forum=row, mandate=row.mandate_on(today()))

    def act() -> None:
        data = dict(form.cleaned_data)
        if data.pop("places") != Seat.objects.filter(forum=row).count():
            raise Refused(_("Plassene i forumet er endret siden du åpnet siden. Se over dem."))
        seats.open_seat(row, by=person(request), **data)

    if saved(request, form, act, _("Plassen er åpnet. Den er ledig til noen er pekt ut.")):
        return redirect("edit_seats", row.slug)
    page = Page(
        _("Ny plass i %(name)s") % {"name": row.short_name},
        _("Åpne plassen"),
        _seats_of(row),
        lead=_("Parten får plassen. Hvem som skal sitte der, pekes ut etterpå."),
        crumbs=_crumbs(row),
    )
    return form_page(request, form, page)


@secretariat
def seat_close(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seat(pk)
    form = EndForm(request.POST or None)

    def act() -> None:
        seats.close_seat(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Plassen er lukket.")):
        return redirect("edit_seats", row.forum.slug)
    page = Page(
        _("Når lukkes plassen?"),
        _("Lukk plassen"),
        _seats_of(row.forum),
        lead=_("%(seat)s. De som har plassen eller er vara, går ut samme dag.") % {"seat": row},
        crumbs=_crumbs(row.forum),
        serious=True,
    )
    return form_page(request, form, page)


@secretariat
def seat_appoint(request: HttpRequest, pk: int) -> HttpResponse:
    row = _seat(pk)
    wanted = request.GET.get("rolle", "")
    role = wanted if wanted in {Role.MEMBER, Role.LEADER, Role.DEPUTY} else ""
    form = AppointForm(request.POST or None, seat=row, role=role)

    def act() -> None:
        data = dict(form.cleaned_data)
        seats.appoint(data.pop("user"), seat=row, by=person(request), **data)

    if saved(request, form, act, _("Personen er pekt ut.")):
        return redirect("edit_seats", row.forum.slug)
    words = {"party": row.party.name, "forum": row.forum.name}
    page = Page(
        _("Hvem skal representere %(party)s i %(forum)s?") % words,
        _("Pek ut"),
        _seats_of(row.forum),
        lead=_(
            "Den som har plassen fra før, går ut dagen før. Står ikke personen i listen? Knytt "
            "personen til parten først."
        ),
        crumbs=_crumbs(row.forum),
        links=[
            (_("Ny person"), reverse("person_new")),
            (_("Alle personer"), reverse("edit_people")),
        ],
    )
    return form_page(request, form, page)


@secretariat
def role_add(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Forum, slug=slug)
    form = RoleForm(request.POST or None)

    def act() -> None:
        data = dict(form.cleaned_data)
        user, with_party = data.pop("user"), data.pop("for_party")
        here = Affiliation.objects.on(data["start"]).filter(user=user).select_related("party")
        found = here.first() if with_party else None
        if with_party and found is None:
            raise Refused(
                _("%(person)s hører ikke til noen part den dagen. Knytt personen til parten først.")
                % {"person": user}
            )
        party = found.party if found else None
        seats.add_role(user, row, party=party, by=person(request), **data)

    if saved(request, form, act, _("Rollen er gitt.")):
        return redirect("edit_seats", row.slug)
    page = Page(
        _("Ny rolle uten plass i %(name)s") % {"name": row.short_name},
        _("Gi rollen"),
        _seats_of(row),
        lead=_("De telles ikke og stemmer ikke. Medlemmer og vara pekes ut til en plass."),
        crumbs=_crumbs(row),
    )
    return form_page(request, form, page)


@secretariat
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    rows = Membership.objects.select_related("user", "forum", "party")
    row = get_object_or_404(rows, pk=pk)
    form = EndForm(request.POST or None)

    def act() -> None:
        seats.end_membership(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Rollen er avsluttet.")):
        return redirect("edit_seats", row.forum.slug)
    words = {"person": row.user.name, "role": row.get_role_display(), "forum": row.forum.name}
    page = Page(
        _("Når slutter %(person)s som %(role)s i %(forum)s?") % words,
        _("Avslutt rollen"),
        _seats_of(row.forum),
        lead=_("Rettighetene slutter dagen etter siste dag. Rollen står i historien."),
        crumbs=_crumbs(row.forum),
    )
    return form_page(request, form, page)


def _seat(pk: int) -> Seat:
    row: Seat = get_object_or_404(Seat.objects.select_related("forum", "party"), pk=pk)
    return row


def _seats_of(row: Forum) -> str:
    return reverse("edit_seats", args=[row.slug])


def _crumbs(row: Forum) -> list[tuple[str, str]]:
    return [*crumbs_of(row), (_("Plasser og roller"), _seats_of(row))]
