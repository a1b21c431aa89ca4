"""The memberships as a spreadsheet: one row a person's role in a forum for a time.

A row is known again by person, forum, role and first day. A known one can be ended; everything
else is a new row, as it is on the pages: what a person has been stays as it was.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums import people, seats
from forums.edits import ONE_DAY
from forums.models import (
    SEATED_ROLES,
    VOTING_ROLES,
    Affiliation,
    Forum,
    ImportKind,
    Membership,
    Party,
    Role,
    Seat,
    User,
)
from forums.sheet_cells import Cells, words
from forums.spreadsheets import Column, Value
from miljoloftet.templatetags.days import day as write_day

EMAIL = Column(
    "E-postadresse",
    gettext_lazy("Kjenner igjen personen. En ny adresse blir en ny person."),
    34,
    required=True,
    example="kari.nordmann@fjordbyen.kommune.no",
    field="email",
)
NAME = Column(
    "Navn",
    gettext_lazy("Må fylles ut for en ny person."),
    28,
    example="Kari Nordmann",
    field="name",
)
TITLE = Column(
    "Stilling",
    gettext_lazy("Leses bare inn for en ny person. De andre endrer den i profilen sin."),
    28,
    example="Plansjef",
    field="title",
)
FORUM = Column(
    "Forum",
    gettext_lazy("Kortnavnet til forumet. Velg fra lista."),
    22,
    required=True,
    example="AU",
    field="forum",
)
PARTY = Column(
    "Part",
    gettext_lazy("Kortnavnet til parten. Tomt bare for sekretariatets egne folk."),
    22,
    example="Fjordbyen",
    field="party",
)
ROLE = Column(
    "Rolle", gettext_lazy("Velg fra lista."), 18, required=True, example="medlem", field="role"
)
SEAT = Column(
    "Plass nummer",
    gettext_lazy("For leder, medlem og vara når parten har flere plasser i forumet. Ellers tomt."),
    12,
    example="1",
    field="seat",
)
START = Column(
    "Fra og med",
    gettext_lazy("Første dag i rollen."),
    14,
    required=True,
    is_date=True,
    example="01.01.2027",
    field="start",
)
END = Column(
    "Til og med",
    gettext_lazy("Siste dag i rollen. Tomt når den varer til videre."),
    14,
    is_date=True,
    field="end",
)
COLUMNS = (EMAIL, NAME, TITLE, FORUM, PARTY, ROLE, SEAT, START, END)
Key = tuple[int, int, str, date]


@dataclass(frozen=True)
class MembershipRow:
    """What one row asks for; ``known`` is None for a new membership."""

    email: str
    name: str
    title: str
    forum: Forum
    party: Party | None
    role: Role
    seat: Seat | None
    start: date
    end: date | None
    known: Membership | None


class MembershipSheet:
    kind: ImportKind = ImportKind.MEMBERSHIPS
    title = "Medlemskap"
    columns: tuple[Column, ...] = COLUMNS

    def __init__(self) -> None:
        self._roles = words(Role.choices)
        self._people: dict[str, User] = {}
        self._forums: dict[str, Forum] = {}
        self._parties: dict[str, Party] = {}
        self._seats: dict[tuple[int, int], list[Seat]] = {}
        self._known: dict[Key, Membership] = {}
        self._seen: dict[tuple[str, int, str, date], int] = {}

    def about(self) -> list[str]:
        return [
            _("Én rad for hver rolle. Roller som ikke står i fila, blir ikke rørt."),
            _("Når noen får en plass, slutter den som hadde plassen, dagen før."),
            _("En rolle som har sluttet, kan ikke forlenges. Legg inn en ny rad i stedet."),
        ]

    def lists(self) -> dict[str, list[str]]:
        forums, parties = Forum.objects.current(), Party.objects.current().order_by("name")
        return {
            FORUM.heading: list(forums.values_list("short_name", flat=True)),
            PARTY.heading: list(parties.values_list("short_name", flat=True)),
            ROLE.heading: list(self._roles),
        }

    def rows_on(self, day: date) -> list[list[Value]]:
        roles = {value: word for word, value in self._roles.items()}
        rows = Membership.objects.on(day).select_related("user", "forum", "party", "seat")
        order = ("forum__level", "forum__position", "forum__name", "party__name", "role")
        return [
            [
                row.user.email,
                row.user.name,
                row.user.title,
                row.forum.short_name,
                row.party.short_name if row.party else None,
                roles[row.role],
                row.seat.number if row.seat else None,
                row.start,
                row.end,
            ]
            for row in rows.order_by(*order, "start", "pk")
        ]

    def begin(self) -> None:
        """Read once what every row is compared with."""
        self._people = {row.email.lower(): row for row in User.objects.order_by("pk")}
        for forum in Forum.objects.order_by("pk"):
            self._forums |= {forum.name: forum, forum.short_name: forum}
        for party in Party.objects.order_by("pk"):
            self._parties |= {party.name: party, party.short_name: party}
        found = defaultdict(list)
        for seat in Seat.objects.order_by("number"):
            found[seat.forum_id, seat.party_id].append(seat)
        self._seats = dict(found)
        for row in Membership.objects.select_related("user", "forum", "seat"):
            self._known[row.user_id, row.forum_id, row.role, row.start] = row

    def parse(self, cells: Cells) -> MembershipRow | None:
        """The row, or None when so much is wrong that there is nothing to try."""
        email = cells.text(EMAIL).lower()
        name, title = cells.text(NAME), cells.text(TITLE)
        forum = cells.one_of(FORUM, self._forums)
        party = cells.one_of(PARTY, self._parties)
        role = cells.one_of(ROLE, self._roles)
        number = cells.number_of(SEAT)
        start, end = cells.day(START), cells.day(END)
        if start and end and end < start:
            cells.wrong(END, _("Siste dag kan ikke være før første dag."))
        person = self._people.get(email)
        if email:
            _compare_name(cells, person, name)
        if forum is None or role is None or start is None or not email:
            return None
        self._once(cells, (email, forum.pk, role, start))
        known = self._known.get((person.pk, forum.pk, role, start)) if person else None
        seat = None
        if known is not None:
            _compare(cells, known, party, number, end)
        elif not cells.problems:
            seat = self._seat(cells, forum, party, Role(role), number, start)
        return MembershipRow(email, name, title, forum, party, Role(role), seat, start, end, known)

    def order(self, row: MembershipRow) -> tuple[bool, date]:
        """Known rows first, so that a seat is given up before it is taken; then day by day."""
        return (row.known is None, row.start)

    def apply(self, row: MembershipRow, *, by: User, why: str) -> list[str]:
        if row.known is None:
            return _begin(row, by=by, why=why)
        if row.end is None or row.end == row.known.end:
            return []
        seats.end_membership(row.known, end=row.end, by=by, why=why)
        return [
            _("%(person)s slutter som %(role)s i %(forum)s %(day)s.")
            % {
                "person": row.known.user,
                "role": row.role.label,
                "forum": row.forum.short_name,
                "day": write_day(row.end),
            }
        ]

    def _once(self, cells: Cells, key: tuple[str, int, str, date]) -> None:
        first = self._seen.setdefault(key, cells.number)
        if first != cells.number:
            cells.wrong(EMAIL, _("Den samme rollen står også i rad %(row)s.") % {"row": first})

    def _seat(
        self,
        cells: Cells,
        forum: Forum,
        party: Party | None,
        role: Role,
        number: int | None,
        start: date,
    ) -> Seat | None:
        """The seat a new row is about; only leaders may be without one."""
        if role not in VOTING_ROLES:
            if number is not None:
                cells.wrong(SEAT, _("Bare leder, medlem og vara hører til en plass."))
            return None
        if party is None:
            if role != Role.LEADER:
                cells.wrong(PARTY, _("Et medlem og en vara må høre til en part."))
            return None
        there = self._seats.get((forum.pk, party.pk), [])
        there = [seat for seat in there if seat.holds_on(start)]
        if number is not None:
            there = [seat for seat in there if seat.number == number]
        if len(there) == 1:
            return there[0]
        told = {"party": party.short_name, "forum": forum.short_name, "number": number}
        if there:
            sentence = _("%(party)s har flere plasser i %(forum)s. Skriv nummeret på plassen.")
        elif number is not None:
            sentence = _("%(party)s har ikke plass nummer %(number)s i %(forum)s denne dagen.")
        elif role == Role.LEADER:
            return None
        else:
            sentence = _("%(party)s har ingen plass i %(forum)s denne dagen. Opprett den først.")
        cells.wrong(SEAT, sentence % told)
        return None


def _compare_name(cells: Cells, person: User | None, name: str) -> None:
    if person is None:
        if not name:
            cells.wrong(NAME, _("E-postadressen er ny. Skriv navnet på personen."))
    elif name and name.casefold() != person.name.casefold():
        cells.wrong(
            NAME,
            _("E-postadressen hører til %(person)s. Rett navnet eller adressen.")
            % {"person": person.name},
        )


def _compare(
    cells: Cells, known: Membership, party: Party | None, number: int | None, end: date | None
) -> None:
    """A known row can only be ended, and only earlier than it ends now."""
    if known.party_id != (party.pk if party else None):
        cells.wrong(PARTY, _("Rollen er for en annen part. Avslutt den, og legg inn en ny rad."))
    if number is not None and (known.seat is None or known.seat.number != number):
        cells.wrong(SEAT, _("Rollen er på en annen plass. Avslutt den, og legg inn en ny rad."))
    if known.end is not None and (end is None or end > known.end):
        cells.wrong(
            END,
            _("Rollen slutter %(day)s og kan ikke forlenges. Legg inn en ny rad fra dagen etter.")
            % {"day": write_day(known.end)},
        )


def _begin(row: MembershipRow, *, by: User, why: str) -> list[str]:
    told = []
    person = User.objects.filter(email__iexact=row.email).first()
    if person is None:
        person = people.new_person(email=row.email, name=row.name, title=row.title, by=by)
        told.append(
            _("Ny person: %(person)s (%(email)s).") % {"person": person, "email": row.email}
        )
    there = Affiliation.objects.overlapping(row.start, None).filter(user=person)
    if row.party is not None and not there.exists():
        seats.join_party(person, row.party, start=row.start, by=by, why=why)
    if not row.forum.holds_on(row.start):
        raise ValidationError({START.field: _("Forumet finnes ikke denne dagen.")})
    if row.seat is not None:
        told += _making_room(row, row.seat)
        seats.appoint(
            person, seat=row.seat, role=row.role, start=row.start, end=row.end, by=by, why=why
        )
    else:
        seats.add_role(
            person,
            row.forum,
            row.role,
            party=row.party,
            start=row.start,
            end=row.end,
            by=by,
            why=why,
        )
    return [*told, _new_role(row, person)]


def _making_room(row: MembershipRow, seat: Seat) -> list[str]:
    if row.role not in SEATED_ROLES:
        return []
    rows = Membership.objects.overlapping(row.start, None).filter(seat=seat, role__in=SEATED_ROLES)
    day = write_day(row.start - ONE_DAY)
    return [
        _("%(person)s gir fra seg plassen i %(forum)s. Siste dag er %(day)s.")
        % {"person": there.user, "forum": row.forum.short_name, "day": day}
        for there in rows.select_related("user")
    ]


def _new_role(row: MembershipRow, person: User) -> str:
    told = {
        "person": person,
        "role": row.role.label,
        "forum": row.forum.short_name,
        "party": row.party.short_name if row.party else "",
        "day": write_day(row.start),
    }
    if row.party is None:
        return _("%(person)s blir %(role)s i %(forum)s fra %(day)s.") % told
    return _("%(person)s blir %(role)s for %(party)s i %(forum)s fra %(day)s.") % told
