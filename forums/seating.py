"""Who sits in a forum on a day: seats by party, those beside the seats, and what is empty.

Seats, not people, are what is counted. Leader support and observers are never among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import (
    SEATED_ROLES,
    Forum,
    Mandate,
    MandateReading,
    Membership,
    Party,
    PartyName,
    Role,
    Seat,
)
from forums.permissions import Someone

BESIDE = (Role.SECRETARY, Role.SUPPORT, Role.OBSERVER, Role.CALLED)


@dataclass
class Place:
    """One seat: who has it and who may stand in for them."""

    seat: Seat
    occupant: Membership | None = None
    deputies: list[Membership] = field(default_factory=list)


@dataclass
class PartySeats:
    party: Party
    places: list[Place] = field(default_factory=list)

    @property
    def vacant(self) -> int:
        return sum(place.occupant is None for place in self.places)


@dataclass
class Seating:
    """``leaders`` are those who lead without a seat; ``unrepresented`` signatories without one."""

    parties: list[PartySeats]
    leaders: list[Membership]
    beside: dict[Role, list[Membership]]
    unrepresented: list[Party]

    @property
    def places(self) -> list[Place]:
        return [place for row in self.parties for place in row.places]

    @property
    def vacant(self) -> list[Place]:
        return [place for place in self.places if place.occupant is None]

    @property
    def filled(self) -> list[Place]:
        return [place for place in self.places if place.occupant is not None]

    @property
    def voting(self) -> list[Membership]:
        """Leaders, members and deputies, each person once."""
        rows = list(self.leaders)
        for place in self.places:
            rows += ([place.occupant] if place.occupant else []) + place.deputies
        return list({row.user_id: row for row in rows}.values())

    @property
    def groups_beside(self) -> list[tuple[str, list[Membership]]]:
        return [(headings()[role], rows) for role, rows in self.beside.items() if rows]

    @property
    def sentence(self) -> str:
        """The head count in words."""
        if not self.places:
            return _("Forumet har ingen plasser som partene holder.")
        return " ".join(filter(None, [self._seats(), self._vacancies(), self._guests()]))

    def _seats(self) -> str:
        seats, parties = len(self.places), len(self.parties)
        text = ngettext("%(n)s plass", "%(n)s plasser", seats) % {"n": seats}
        return ngettext(
            "%(seats)s, holdt av %(n)s part.", "%(seats)s, holdt av %(n)s parter.", parties
        ) % {"seats": text, "n": parties}

    def _vacancies(self) -> str:
        n = len(self.vacant)
        if not n:
            return _("Ingen er ledig.")
        return ngettext("%(n)s er ledig.", "%(n)s er ledige.", n) % {"n": n}

    def _guests(self) -> str:
        support, observers = len(self.beside[Role.SUPPORT]), len(self.beside[Role.OBSERVER])
        words = []
        if support:
            words.append(
                ngettext("%(n)s lederstøtte", "%(n)s lederstøtter", support) % {"n": support}
            )
        if observers:
            words.append(
                ngettext("%(n)s observatør", "%(n)s observatører", observers) % {"n": observers}
            )
        if not words:
            return ""
        return _("I tillegg: %(who)s, som ikke er medlemmer og ikke telles.") % {
            "who": _(" og ").join(words)
        }


def headings() -> dict[Role, str]:
    return {
        Role.SECRETARY: _("Sekretærer"),
        Role.SUPPORT: _("Lederstøtte"),
        Role.OBSERVER: _("Observatører"),
        Role.CALLED: _("Møter ved behov"),
    }


def forums_of(user: Someone) -> set[int]:
    """The forums that the person has a role in today, by primary key."""
    rows = Membership.objects.current().filter(user=user.pk)
    return set(rows.values_list("forum", flat=True))


def parties_on(day: date) -> QuerySet[Party]:
    """The parties that existed that day, each with ``name_then``, its name that day."""
    names = PartyName.objects.on(day).filter(party=OuterRef("pk")).values("name")[:1]
    rows: QuerySet[Party] = Party.objects.on(day).annotate(
        name_then=Coalesce(Subquery(names), "name")
    )
    return rows.order_by("name")


def seating_on(forum: Forum, day: date, mandate: Mandate | None = None) -> Seating:
    """Two queries. Memberships carry ``confirmed_at``, the reading of ``mandate``."""
    held = Q(seats__forum=forum) & Seat.in_force(day, "seats__")
    rows = parties_on(day).annotate(
        here=FilteredRelation("seats", condition=held),
        seat_pk=F("here__pk"),
        seat_number=F("here__number"),
        seat_leads=F("here__is_chair"),
    )
    parties = list(rows.order_by("name", "here__number"))
    seats = [
        Seat(
            pk=row.seat_pk,
            forum=forum,
            party=row,
            number=row.seat_number,
            is_chair=row.seat_leads,
        )
        for row in parties
        if row.seat_pk
    ]
    return arrange(seats, _memberships(forum, day, mandate), parties)


def _memberships(forum: Forum, day: date, mandate: Mandate | None) -> QuerySet[Membership]:
    read = MandateReading.objects.filter(mandate=mandate, user=OuterRef("user"))
    rows: QuerySet[Membership] = Membership.objects.on(day).filter(forum=forum)
    rows = rows.annotate(confirmed_at=Subquery(read.values("confirmed_at")[:1]))
    return rows.select_related("user", "party").order_by("user__name", "pk")


def arrange(
    seats: Iterable[Seat], memberships: Iterable[Membership], parties: Iterable[Party]
) -> Seating:
    """Put people in their seats; no query of its own."""
    known = {party.pk: party for party in parties}
    places = {seat.pk: Place(seat) for seat in seats}
    rows: dict[int, PartySeats] = {}
    for place in places.values():
        party = known.get(place.seat.party_id, place.seat.party)
        rows.setdefault(party.pk, PartySeats(party)).places.append(place)
    leaders: list[Membership] = []
    beside: dict[Role, list[Membership]] = {role: [] for role in BESIDE}
    for row in memberships:
        _seat_one(row, places, leaders, beside)
    absent = [p for p in known.values() if p.is_signatory and p.pk not in rows] if rows else []
    return Seating(list(rows.values()), leaders, beside, absent)


def _seat_one(
    row: Membership,
    places: dict[int, Place],
    leaders: list[Membership],
    beside: dict[Role, list[Membership]],
) -> None:
    place = places.get(row.seat_id) if row.seat_id else None
    if place and row.role in SEATED_ROLES:
        place.occupant = row
    elif place and row.role == Role.DEPUTY:
        place.deputies.append(row)
    elif row.role == Role.LEADER:
        leaders.append(row)
    elif row.role in beside:
        beside[Role(row.role)].append(row)
