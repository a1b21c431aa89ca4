"""Who was in a meeting: seats, deputies, quorum.

Only this module writes ``Attendance``. A member, a leader with a seat or a deputy takes a seat,
one occupant a seat; a deputy only while the member of that seat is away. Observers, leader
support and others take none and are never counted. Quorum is half of the seats of that day.
Source: the guidelines' distinction between members and others; quorum as in the Local
Government Act § 11-9, which the parties' own bodies follow.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.clock import now
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.meetings import claim
from forums.models import (
    SEATED_ROLES,
    VOTING_ROLES,
    Affiliation,
    Attendance,
    Meeting,
    MeetingStatus,
    Membership,
    Party,
    Role,
    Seat,
    User,
)
from forums.permissions import require_run_meetings

OPEN = (MeetingStatus.CALLED, MeetingStatus.HELD, MeetingStatus.MINUTES_PROPOSED)


@dataclass(frozen=True)
class Quorum:
    taken: int
    seats: int

    @property
    def is_met(self) -> bool:
        return self.seats > 0 and self.taken * 2 >= self.seats

    @property
    def sentence(self) -> str:
        if not self.seats:
            return _("Forumet har ingen plasser, og kan ikke være vedtaksført.")
        count = ngettext(
            "%(taken)s av %(seats)s plass er tatt.",
            "%(taken)s av %(seats)s plasser er tatt.",
            self.seats,
        ) % {"taken": self.taken, "seats": self.seats}
        met = _("Møtet er vedtaksført.") if self.is_met else _("Møtet er ikke vedtaksført.")
        return f"{count} {met}"


@dataclass
class ExpectedSeat:
    """One seat on the day of the meeting: whose it is, and who took it."""

    seat: Seat
    member: Membership | None = None
    deputies: list[Membership] = field(default_factory=list)
    taken_by: Attendance | None = None

    @property
    def people(self) -> list[Membership]:
        return [*([self.member] if self.member else []), *self.deputies]


@dataclass(frozen=True)
class Expected:
    """Everybody a meeting counts on: the seats, and apart from them those who have none."""

    seats: list[ExpectedSeat]
    others: list[Membership]
    attendances: list[Attendance]

    @property
    def quorum(self) -> Quorum:
        taken = {row.seat_id for row in self.attendances if row.seat_id}
        return Quorum(len(taken), len(self.seats))

    @property
    def others_present(self) -> list[Attendance]:
        return [row for row in self.attendances if row.seat_id is None]

    @property
    def absent(self) -> list[ExpectedSeat]:
        return [row for row in self.seats if row.taken_by is None]


@dataclass(frozen=True)
class Presence:
    """One person as recorded: the membership that gives the capacity, and the times."""

    membership: Membership
    arrived_at: time | None = None
    left_at: time | None = None


def day_of(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)


def expected(meeting: Meeting) -> Expected:
    """The seats of that day with their people, prefilled from the memberships. Three queries."""
    rows = Membership.objects.on(day_of(meeting)).filter(forum=meeting.forum_id)
    memberships = list(rows.select_related("user", "party").order_by("user__name", "pk"))
    attendances = list(
        meeting.attendances.select_related("user", "party").order_by("user__name", "pk")
    )
    taken = {row.seat_id: row for row in attendances if row.seat_id}
    members = {m.seat_id: m for m in memberships if m.seat_id and m.role in SEATED_ROLES}
    deputies: dict[int | None, list[Membership]] = defaultdict(list)
    for row in memberships:
        if row.role == Role.DEPUTY:
            deputies[row.seat_id].append(row)
    seats = [
        ExpectedSeat(seat, members.get(seat.pk), deputies[seat.pk], taken.get(seat.pk))
        for seat in seats_of(meeting)
    ]
    return Expected(seats, [row for row in memberships if row.seat_id is None], attendances)


def seats_of(meeting: Meeting) -> list[Seat]:
    """The forum's seats on the day of the meeting, vacant ones included."""
    rows = Seat.objects.on(day_of(meeting)).filter(forum=meeting.forum_id)
    return list(rows.select_related("party").order_by("-is_chair", "party__name", "number", "pk"))


def seats_taken(meeting: Meeting) -> int:
    return meeting.attendances.filter(seat__isnull=False).count()


def quorum(meeting: Meeting) -> Quorum:
    """Half of that day's seats must be taken; people without a seat never count."""
    return Quorum(seats_taken(meeting), len(seats_of(meeting)))


@transaction.atomic
def record_attendance(
    meeting: Meeting,
    user: User,
    *,
    by: User,
    capacity: Role | str,
    seat: Seat | None = None,
    party: Party | None = None,
    arrived_at: time | None = None,
    left_at: time | None = None,
) -> Attendance:
    """Record that a person was there; recording the same person again corrects the row.

    Raises Refused when the person has no such role that day, when the seat is another's or
    taken, and when a deputy would sit beside the member.
    """
    _require_order(arrived_at, left_at)
    row = _row(_Room(_claim(meeting, by)), user, Role(capacity), seat, party)
    row.arrived_at, row.left_at = arrived_at, left_at
    row.full_clean()
    return save_by(row, by=by)


@transaction.atomic
def record_absence(meeting: Meeting, user: User, *, by: User) -> None:
    """Take back that a person was there; the history keeps what was recorded."""
    found = _claim(meeting, by)
    for row in found.attendances.filter(user=user):
        delete_by(row, by=by)


@transaction.atomic
def record_all(meeting: Meeting, present: Iterable[Presence], *, by: User) -> Quorum:
    """Make the attendance of those with a role exactly ``present``.

    People called in without a role are left as they are. The meeting is read once, however many
    people there are.
    """
    present = list(present)
    found = _claim(meeting, by)
    _free_seats(found, present, by)
    room = _Room(found)
    for one in present:
        _require_order(one.arrived_at, one.left_at)
        held = one.membership
        row = _row(room, held.user, Role(held.role), held.seat, held.party)
        row.arrived_at, row.left_at = one.arrived_at, one.left_at
        room.here[row.user_id] = save_by(row, by=by)
    return quorum(found)


class _Room:
    """A claimed meeting as read: who has a role that day, and who is there, by person."""

    def __init__(self, meeting: Meeting) -> None:
        self.meeting = meeting
        self.day = day_of(meeting)
        rows = Membership.objects.on(self.day).filter(forum=meeting.forum_id)
        self.memberships: list[Membership] = list(
            rows.select_related("seat__party", "party").order_by("-start", "pk")
        )
        self.here = {row.user_id: row for row in meeting.attendances.select_related("user")}


def _row(
    room: _Room, user: User, capacity: Role, asked: Seat | None, party: Party | None
) -> Attendance:
    """The person's row in a meeting that is claimed, in a capacity and seat that hold."""
    membership = _membership(room, user, capacity, asked)
    seat = _seat(room, user, capacity, asked, membership)
    row = room.here.get(user.pk) or Attendance(meeting=room.meeting, user=user)
    row.capacity, row.seat = capacity, seat
    row.party = party or (membership.party if membership else _party(user, room.day))
    return row


def _free_seats(meeting: Meeting, present: list[Presence], by: User) -> None:
    # First those who go, so that a seat that changes hands is free when the other comes.
    wanted = {row.membership.user_id: row.membership.seat_id for row in present}
    for row in meeting.attendances.exclude(capacity=Role.CALLED):
        if row.user_id not in wanted or wanted[row.user_id] != row.seat_id:
            delete_by(row, by=by)


def _claim(meeting: Meeting, by: User) -> Meeting:
    found = claim(meeting)
    require_run_meetings(by, found.forum)
    if found.status not in OPEN:
        raise Refused(
            _("Møtet har status «%(status)s». Frammøtet kan ikke endres nå.")
            % {"status": found.get_status_display()}
        )
    if now() < found.starts_at:
        raise Refused(_("Frammøtet føres når møtet har begynt."))
    return found


def _require_order(arrived_at: time | None, left_at: time | None) -> None:
    if arrived_at and left_at and left_at <= arrived_at:
        raise Refused(_("Ingen kan gå før de er kommet. Rett klokkeslettene."))


def _membership(room: _Room, user: User, capacity: Role, seat: Seat | None) -> Membership | None:
    for row in room.memberships:
        seated = seat is None or capacity not in VOTING_ROLES or row.seat_id == seat.pk
        if row.user_id == user.pk and row.role == capacity and seated:
            return row
    if capacity == Role.CALLED:
        return None
    raise Refused(
        _("%(person)s var ikke %(role)s i %(forum)s den dagen, eller har en annen plass.")
        % {"person": user, "role": capacity.label, "forum": room.meeting.forum.short_name}
    )


def _seat(
    room: _Room, user: User, capacity: Role, asked: Seat | None, membership: Membership | None
) -> Seat | None:
    if capacity not in VOTING_ROLES:
        if asked is not None:
            raise Refused(
                _("%(person)s møtte som %(role)s, og det gir ingen plass.")
                % {"person": user, "role": capacity.label}
            )
        return None
    seat = membership.seat if membership else None
    if seat is None:
        return None
    if not seat.holds_on(room.day):
        raise Refused(_("Plassen gjaldt ikke den dagen møtet var."))
    occupant = _occupant(room, seat, user)
    if occupant is not None:
        raise Refused(
            _("%(person)s sitter alt på plassen til %(party)s. En plass har én om gangen.")
            % {"person": occupant.user, "party": seat.party.short_name}
        )
    if capacity == Role.DEPUTY:
        _require_member_away(room, user, seat)
    return seat


def _occupant(room: _Room, seat: Seat, user: User) -> Attendance | None:
    others = (row for row in room.here.values() if row.user_id != user.pk)
    return next((row for row in others if row.seat_id == seat.pk), None)


def _require_member_away(room: _Room, user: User, seat: Seat) -> None:
    for row in room.memberships:
        sits = row.seat_id == seat.pk and row.role in SEATED_ROLES and row.user_id != user.pk
        if sits and row.user_id in room.here:
            raise Refused(
                _("%(member)s er til stede selv. Vara tar plassen bare når medlemmet er borte.")
                % {"member": room.here[row.user_id].user}
            )


def _party(user: User, day: date) -> Party | None:
    found = Affiliation.objects.on(day).filter(user=user).select_related("party").first()
    return found.party if found else None
