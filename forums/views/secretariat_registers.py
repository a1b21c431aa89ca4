"""The registers that the secretariat keeps, each row leading to where it is changed."""

from collections import defaultdict

from django.core.paginator import Paginator
from django.db.models import OuterRef, Prefetch, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forums.clock import today
from forums.models import (
    SEATED_ROLES,
    Affiliation,
    Forum,
    GlossaryTerm,
    Mandate,
    MandateStatus,
    Membership,
    Party,
    PartyContact,
    Seat,
    User,
)
from miljoloftet.http import secretariat

PER_PAGE = 50


@secretariat
def edit_parties(request: HttpRequest) -> HttpResponse:
    rows = Party.objects.order_by("name")
    return render(request, "forums/edit/parties.html", {"rows": rows})


@secretariat
def edit_people(request: HttpRequest) -> HttpResponse:
    """Everybody, found by name, position or address."""
    asked = request.GET.get("q", "").strip()[:100]
    here = Affiliation.objects.current().filter(user=OuterRef("pk"))
    rows = User.objects.annotate(party_name=Subquery(here.values("party__short_name")[:1]))
    for word in asked.split():
        rows = rows.filter(
            Q(name__icontains=word) | Q(title__icontains=word) | Q(email__icontains=word)
        )
    page = Paginator(rows.order_by("name", "pk"), PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "forums/edit/people.html", {"page": page, "asked": asked})


@secretariat
def edit_forums(request: HttpRequest) -> HttpResponse:
    rows = Forum.objects.order_by("level", "position", "name")
    return render(request, "forums/edit/forums.html", {"rows": rows})


@secretariat
def seat_register(request: HttpRequest) -> HttpResponse:
    """Every seat in force today by forum; ``?vis=ledige`` for the vacant ones."""
    vacant_only = request.GET.get("vis") == "ledige"
    seated = Membership.objects.current().filter(role__in=SEATED_ROLES).select_related("user")
    seats = Seat.objects.current().filter(Seat.in_force(today(), "forum__"))
    seats = seats.select_related("forum", "party").prefetch_related(
        Prefetch("memberships", seated, to_attr="held_by")
    )
    by_forum: dict[Forum, list[Seat]] = defaultdict(list)
    ordered = seats.order_by("forum__level", "forum__position", "party__name", "number")
    for seat in ordered:
        if not (vacant_only and seat.held_by):
            by_forum[seat.forum].append(seat)
    context = {"by_forum": list(by_forum.items()), "vacant_only": vacant_only}
    return render(request, "forums/edit/seat_register.html", context)


@secretariat
def edit_mandates(request: HttpRequest) -> HttpResponse:
    """Each forum's mandate in force today, the one to come and the draft. Two queries."""
    day = today()
    mandates = Mandate.objects.select_related("adopted_by").order_by("-version")
    forums = Forum.objects.current().prefetch_related(Prefetch("mandates", mandates))
    rows = []
    for forum in forums:
        versions = list(forum.mandates.all())
        drafts = [row for row in versions if row.status == MandateStatus.DRAFT]
        real = [row for row in versions if row.status != MandateStatus.DRAFT]
        rows.append(
            {
                "forum": forum,
                "now": next((row for row in real if row.holds_on(day)), None),
                "coming": next((row for row in real if row.start > day), None),
                "draft": drafts[0] if drafts else None,
            }
        )
    return render(request, "forums/edit/mandates.html", {"rows": rows})


@secretariat
def edit_contacts(request: HttpRequest) -> HttpResponse:
    contacts = PartyContact.objects.overlapping(today(), None).select_related("user")
    parties = Party.objects.current().prefetch_related(
        Prefetch("contacts", contacts.order_by("user__name"), to_attr="contacts_now")
    )
    return render(request, "forums/edit/contacts.html", {"parties": parties})


@secretariat
def edit_glossary(request: HttpRequest) -> HttpResponse:
    return render(
        request, "forums/edit/glossary.html", {"terms": GlossaryTerm.objects.order_by("term")}
    )
