"""Who takes which seat, and what ends when somebody leaves."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from forums import groups
from forums.clock import today
from forums.errors import Refused
from forums.models import Affiliation, Membership, PartyContact, Role
from forums.permissions import is_member, is_representative
from forums.seats import (
    add_role,
    appoint,
    close_seat,
    end_membership,
    join_party,
    leave_party,
    open_seat,
)
from tests.factories import (
    fresh,
    make_contact,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def party():
    return make_party("Alver kommune")


@pytest.fixture
def forum():
    return make_forum("Arbeidsutvalget", short_name="AU")


@pytest.fixture
def seat(forum, party):
    return make_seat(forum, party)


@pytest.fixture
def secretary():
    return make_secretary()


def sits(seat, day=None):
    rows = Membership.objects.on(day or today()).filter(seat=seat, role=Role.MEMBER)
    return [row.user for row in rows]


def test_whoever_takes_the_seat_is_a_member_at_once(seat, forum, party, secretary):
    user = make_user(party=party)
    appoint(user, seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    assert is_member(fresh(user), forum)


def test_a_seat_has_one_occupant_and_the_one_before_loses_the_rights(seat, forum, party, secretary):
    before = make_member(forum, party, seat=seat)
    after = make_user(party=party)
    appoint(after, seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    assert sits(seat) == [after]
    assert sits(seat, today() - DAY) == [before]
    assert not is_representative(fresh(before))


def test_a_deputy_leaves_the_seat_to_its_occupant(seat, forum, party, secretary):
    member = make_member(forum, party, seat=seat)
    deputy = make_user(party=party)
    appoint(deputy, seat=seat, role=Role.DEPUTY, start=today(), by=secretary)
    assert sits(seat) == [member]
    assert is_member(fresh(deputy), forum)


def test_only_the_secretariat_appoints(seat, party):
    contact, user = make_contact(party), make_user(party=party)
    with pytest.raises(PermissionDenied):
        appoint(user, seat=seat, role=Role.MEMBER, start=today(), by=contact)


def test_a_seat_is_for_the_partys_own_people(seat, secretary):
    stranger = make_user(party=make_party("Askøy kommune"))
    with pytest.raises(Refused, match="kan ikke representere parten"):
        appoint(stranger, seat=seat, role=Role.MEMBER, start=today(), by=secretary)


def test_nobody_takes_a_seat_that_is_not_there(seat, party, secretary):
    close_seat(seat, end=today(), by=secretary, why="Forumet er mindre nå.")
    with pytest.raises(Refused, match="finnes ikke"):
        appoint(
            make_user(party=party), seat=seat, role=Role.MEMBER, start=today() + DAY, by=secretary
        )


def test_somebody_who_comes_later_must_be_settled_first(seat, forum, party, secretary):
    make_member(forum, party, seat=seat, start=today() + 5 * DAY)
    with pytest.raises(Refused, match="Avslutt det først"):
        appoint(make_user(party=party), seat=seat, role=Role.MEMBER, start=today(), by=secretary)


def test_the_same_person_is_not_appointed_twice(seat, party, secretary):
    user = make_user(party=party)
    appoint(user, seat=seat, role=Role.MEMBER, start=today() - DAY, by=secretary)
    with pytest.raises(Refused, match="har alt plassen"):
        appoint(user, seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    assert Membership.objects.filter(user=user).count() == 1


def test_a_role_without_a_seat_gives_no_place_among_the_members(forum, party, secretary):
    user = make_user(party=party)
    add_role(user, forum, Role.OBSERVER, party=party, start=today(), by=secretary)
    assert not is_member(fresh(user), forum)
    assert is_representative(fresh(user))


def test_a_membership_that_ends_today_lasts_the_day(seat, forum, party, secretary):
    user = make_member(forum, party, seat=seat)
    end_membership(user.memberships.get(), end=today(), by=secretary, why="Slutter.")
    assert is_member(fresh(user), forum)
    assert groups.wanted_on(today() + DAY, [user.pk]) == {}


def test_a_membership_that_ended_yesterday_gives_nothing_from_now(seat, forum, party, secretary):
    user = make_member(forum, party, seat=seat)
    end_membership(user.memberships.get(), end=today() - DAY, by=secretary, why="Sluttet.")
    assert not is_representative(fresh(user))


def test_to_end_something_takes_a_reason(seat, forum, party, secretary):
    user = make_member(forum, party, seat=seat)
    with pytest.raises(Refused, match="Skriv hvorfor"):
        end_membership(user.memberships.get(), end=today(), by=secretary, why=" ")


def test_one_who_leaves_the_party_leaves_everything_and_keeps_the_past(
    seat, forum, party, secretary
):
    user = make_member(forum, party, seat=seat)
    PartyContact.objects.create(user=user, party=party, start=today() - DAY)
    leave_party(user, on=today() - DAY, by=secretary, why="Ny jobb.")
    assert groups.actual([user.pk]) == {}
    assert sits(seat, today() - DAY) == [user]
    assert Affiliation.objects.get(user=user).end == today() - DAY
    assert PartyContact.objects.get(user=user).end == today() - DAY


def test_a_person_belongs_to_one_party_at_a_time(party, secretary):
    user = make_user(party=make_party("Askøy kommune"))
    with pytest.raises(Refused, match="hører til Askøy kommune"):
        join_party(user, party, start=today(), by=secretary)


def test_a_seat_that_closes_takes_its_people_with_it(seat, forum, party, secretary):
    user = make_member(forum, party, seat=seat)
    close_seat(seat, end=today() - DAY, by=secretary, why="Plassen er flyttet.")
    assert user.memberships.get().end == today() - DAY
    assert not is_representative(fresh(user))


def test_who_and_why_stands_in_the_history(seat, party, secretary):
    user = make_user(party=party)
    row = appoint(
        user, seat=seat, role=Role.MEMBER, start=today(), by=secretary, why="Meldt av parten"
    )
    told = row.history.get()
    assert (told.history_user, told.history_change_reason) == (secretary, "Meldt av parten")


def test_seats_are_numbered_within_forum_and_party(forum, party, secretary):
    first = open_seat(forum, party, start=today(), by=secretary)
    second = open_seat(forum, party, start=today(), by=secretary)
    assert (first.number, second.number) == (1, 2)


def test_a_role_that_falls_away_before_it_begins_gives_rights_on_no_day(seat, party, secretary):
    user = make_user(party=party)
    soon = today() + 30 * DAY
    appoint(user, seat=seat, role=Role.MEMBER, start=soon, by=secretary)
    end_membership(user.memberships.get(), end=today(), by=secretary, why="Ombestemt.")
    assert sits(seat, soon) == []
    assert Membership.history.filter(user=user).latest().history_change_reason == "Ombestemt."
