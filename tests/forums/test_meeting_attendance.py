"""Seats, not people, are what quorum counts."""

from datetime import date, datetime, time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forums.attendance import (
    Presence,
    Quorum,
    expected,
    quorum,
    record_absence,
    record_all,
    record_attendance,
    seats_taken,
)
from forums.errors import Refused
from forums.models import Attendance, Forum, Meeting, Membership, Role, Seat, User
from tests.factories import (
    OSLO,
    make_forum,
    make_meeting,
    make_member,
    make_party,
    make_seat,
    make_secretary,
)

pytestmark = pytest.mark.django_db


class Room:
    """A forum with three seats, of which one has a deputy and one is vacant, and an observer."""

    def __init__(self) -> None:
        self.forum: Forum = make_forum("Arbeidsutvalget", short_name="AU")
        self.party = make_party("Bergen")
        self.seat: Seat = make_seat(self.forum, self.party)
        self.member: User = make_member(self.forum, self.party, seat=self.seat)
        self.deputy: User = make_member(self.forum, self.party, Role.DEPUTY, seat=self.seat)
        self.other: User = make_member(self.forum)
        self.vacant: Seat = make_seat(self.forum, make_party("Askøy"))
        self.observer: User = make_member(self.forum, role=Role.OBSERVER)
        self.secretary: User = make_secretary()
        self.meeting: Meeting = make_meeting(self.forum, date(2026, 11, 23), status="held")

    def record(self, user: User, capacity: Role = Role.MEMBER, **values: object) -> Attendance:
        return record_attendance(self.meeting, user, by=self.secretary, capacity=capacity, **values)  # type: ignore[arg-type]

    def present(self, *users: User) -> list[Presence]:
        rows = Membership.objects.filter(forum=self.forum, user__in=users)
        return [Presence(row) for row in rows.select_related("user", "party", "seat__party")]


@pytest.fixture(autouse=True)
def the_meeting_day():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 10, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture
def room(db: None) -> Room:
    return Room()


def test_a_member_takes_the_seat_of_the_party(room: Room):
    row = room.record(room.member)
    assert (row.seat, row.party) == (room.seat, room.party)


def test_a_deputy_takes_the_seat_when_the_member_is_away(room: Room):
    assert room.record(room.deputy, Role.DEPUTY).seat == room.seat
    with pytest.raises(Refused, match="sitter alt på plassen"):
        room.record(room.member)


def test_a_deputy_gives_way_to_a_member_who_is_there(room: Room):
    room.record(room.member)
    with pytest.raises(Refused, match="sitter alt på plassen"):
        room.record(room.deputy, Role.DEPUTY)


def test_the_database_too_holds_one_occupant_a_seat(room: Room):
    row = room.record(room.member)
    row.pk, row.user = None, room.deputy
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_an_observer_is_there_but_never_counted(room: Room):
    room.record(room.observer, Role.OBSERVER)
    assert seats_taken(room.meeting) == 0


def test_an_observer_is_given_no_seat(room: Room):
    with pytest.raises(Refused, match="gir ingen plass"):
        room.record(room.observer, Role.OBSERVER, seat=room.vacant)


def test_an_observer_is_not_mistaken_for_a_member(room: Room):
    with pytest.raises(Refused, match="var ikke medlem i AU"):
        room.record(room.observer, Role.MEMBER)


def test_a_member_does_not_sit_on_the_seat_of_another_party(room: Room):
    with pytest.raises(Refused, match="annen plass"):
        room.record(room.other, seat=room.seat)


def test_a_guest_may_be_called_for_an_item_without_any_role(room: Room):
    guest = make_member(make_forum())
    assert room.record(guest, Role.CALLED).seat is None


def test_recording_the_same_person_again_corrects_the_row(room: Room):
    room.record(room.member)
    room.record(room.member, arrived_at=time(9, 30))
    assert [row.arrived_at for row in room.meeting.attendances.all()] == [time(9, 30)]


def test_nobody_leaves_before_they_come(room: Room):
    with pytest.raises(Refused, match="Rett klokkeslettene"):
        room.record(room.member, arrived_at=time(10), left_at=time(9))


def test_half_of_the_seats_is_a_quorum(room: Room):
    room.record(room.member)
    assert quorum(room.meeting).sentence == "1 av 3 plasser er tatt. Møtet er ikke vedtaksført."
    room.record(room.other)
    assert quorum(room.meeting).sentence == "2 av 3 plasser er tatt. Møtet er vedtaksført."


def test_quorum_counts_the_seats_of_that_day(room: Room):
    Seat.objects.filter(pk=room.vacant.pk).update(end=date(2026, 11, 22))
    room.record(room.member)
    assert quorum(room.meeting) == Quorum(1, 2)


def test_someone_who_left_the_forum_before_the_meeting_was_not_there_as_a_member(room: Room):
    Membership.objects.filter(user=room.member).update(end=date(2026, 11, 22))
    with pytest.raises(Refused, match="var ikke medlem"):
        room.record(room.member)


def test_attendance_is_not_recorded_before_the_meeting_begins(room: Room):
    room.meeting = make_meeting(room.forum, date(2026, 12, 4), status="called")
    with pytest.raises(Refused, match="når møtet har begynt"):
        room.record(room.member)


def test_approved_minutes_close_the_attendance(room: Room):
    Meeting.objects.update(status="minutes_approved")
    with pytest.raises(Refused, match="referat godkjent"):
        record_absence(room.meeting, room.member, by=room.secretary)


def test_the_whole_list_is_recorded_at_once_and_corrected_at_once(room: Room):
    record_all(room.meeting, room.present(room.member, room.other), by=room.secretary)
    found = record_all(room.meeting, room.present(room.deputy, room.observer), by=room.secretary)
    assert found == Quorum(1, 3)
    people = {row.user for row in room.meeting.attendances.all()}
    assert people == {room.deputy, room.observer}


def test_the_expected_list_shows_seats_deputies_and_vacancies(room: Room):
    list_ = expected(room.meeting)
    people = {row.seat: [m.user for m in row.people] for row in list_.seats}
    assert people[room.seat] == [room.member, room.deputy]
    assert people[room.vacant] == []
    assert [m.user for m in list_.others] == [room.observer]


def test_a_member_of_the_forum_does_not_record_who_was_there(room: Room):
    with pytest.raises(PermissionDenied):
        record_attendance(room.meeting, room.member, by=room.member, capacity=Role.MEMBER)


@given(taken=st.integers(0, 60), seats=st.integers(0, 60))
def test_quorum_is_met_exactly_from_half_of_the_seats(taken, seats):
    assert Quorum(taken, seats).is_met == (seats > 0 and taken >= seats - taken)


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(0, 3), max_size=8))
def test_whoever_comes_and_in_whatever_order_a_seat_has_one_occupant(room: Room, arrivals):
    room.meeting = make_meeting(room.forum, date(2026, 11, 23), status="held")
    people = [
        (room.member, Role.MEMBER),
        (room.deputy, Role.DEPUTY),
        (room.other, Role.MEMBER),
        (room.observer, Role.OBSERVER),
    ]
    for n in arrivals:
        try:
            room.record(*people[n])
        except Refused as refused:
            assert refused.sentence.endswith(".")
    seats = list(room.meeting.attendances.filter(seat__isnull=False).values_list("seat"))
    assert len(seats) == len(set(seats)) == seats_taken(room.meeting) <= 2
