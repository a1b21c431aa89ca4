"""The parties: the list, and one party with who represents it where, on any day."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from forums.as_of import asked_day
from forums.models import (
    SEATED_ROLES,
    Forum,
    Membership,
    Party,
    PartyContact,
    PartyTask,
    RepresentativeChange,
    Seat,
)
from forums.panels import party_panels_for
from forums.permissions import is_secretariat, may_report_for, person, visible_to
from forums.seating import Place, Seating, arrange, parties_on
from miljoloftet.http import representative

SHOWN_CHANGES = 10


@dataclass
class ForumSeats:
    """What the party has in one forum."""

    forum: Forum
    seating: Seating

    @property
    def places(self) -> list[Place]:
        return self.seating.places


@dataclass
class PartyRow:
    party: Party
    seats: int = 0
    vacant: int = 0
    contacts: list[PartyContact] = field(default_factory=list)


@representative
def party_list(request: HttpRequest) -> HttpResponse:
    as_of = asked_day(request)
    rows = {p.pk: PartyRow(p) for p in visible_to(request.user, parties_on(as_of.day))}
    taken = set(_seated(as_of.day).values_list("seat_id", flat=True))
    for pk, party_id in Seat.objects.on(as_of.day).values_list("pk", "party_id"):
        if party_id in rows:
            rows[party_id].seats += 1
            rows[party_id].vacant += pk not in taken
    for contact in PartyContact.objects.on(as_of.day).select_related("user"):
        if contact.party_id in rows:
            rows[contact.party_id].contacts.append(contact)
    context = {
        "as_of": as_of,
        "signatories": [row for row in rows.values() if row.party.is_signatory],
        "others": [row for row in rows.values() if not row.party.is_signatory],
    }
    return render(request, "forums/party_list.html", context)


@representative
def party(request: HttpRequest, slug: str) -> HttpResponse:
    as_of = asked_day(request)
    parties = visible_to(request.user, Party.objects.prefetch_related("names"))
    row = get_object_or_404(parties, slug=slug)
    forums = _forums(row, as_of.day)
    context = {
        "as_of": as_of,
        "party": row,
        "name": row.name_on(as_of.day),
        "existed": row.holds_on(as_of.day),
        "forums": forums,
        "vacant": [(f.forum, place) for f in forums for place in f.seating.vacant],
        "places": sum(len(f.places) for f in forums),
        "contacts": row.contacts.on(as_of.day).select_related("user").order_by("user__name"),
        "tasks": _tasks(row),
        "changes": _changes(row),
        "may_report": may_report_for(request.user, row),
        "may_edit": is_secretariat(request.user),
        "panels": party_panels_for(person(request), row) if as_of.is_today else [],
    }
    return render(request, "forums/party.html", context)


def _seated(day: date) -> QuerySet[Membership]:
    rows: QuerySet[Membership] = Membership.objects.on(day).filter(
        role__in=SEATED_ROLES, seat__isnull=False
    )
    return rows


def _forums(party: Party, day: date) -> list[ForumSeats]:
    """By forum, the highest first. Two queries."""
    seats = list(
        Seat.objects.on(day).filter(party=party).select_related("forum", "party", "clause")
    )
    rows = Membership.objects.on(day).filter(party=party).select_related("user", "forum", "party")
    memberships = list(rows.order_by("user__name", "pk"))
    forums = {row.forum_id: row.forum for row in [*seats, *memberships]}
    ordered = sorted(forums.values(), key=lambda f: (f.level, f.position, f.name))
    return [
        ForumSeats(
            forum,
            arrange(
                [seat for seat in seats if seat.forum_id == forum.pk],
                [row for row in memberships if row.forum_id == forum.pk],
                [],
            ),
        )
        for forum in ordered
    ]


def _tasks(party: Party) -> list[PartyTask]:
    rows = party.tasks.filter(closed_on__isnull=True).select_related("seat__forum")
    return list(rows.order_by("due_on", "seat__forum__level", "pk"))


def _changes(party: Party) -> list[RepresentativeChange]:
    rows = party.reported_changes.select_related("seat__forum", "user", "reported_by")
    return list(rows.order_by("-reported_at")[:SHOWN_CHANGES])
