"""A vacant seat is a task for its party, until somebody takes it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine

from forums.clock import today
from forums.models import Membership, PartyTask, Role
from forums.seats import appoint, close_seat, end_membership, open_seat
from forums.tasks import follow_vacancies
from forums.vacancies import DAYS_TO_FILL, sweep, vacant_on
from forums.workdays import working_days_between
from tests.factories import (
    OSLO,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def secretary():
    return make_secretary()


def open_tasks(party):
    return list(PartyTask.objects.filter(party=party, closed_on=None))


def test_a_new_seat_gives_the_party_a_task_with_a_deadline(secretary):
    party = make_party()
    open_seat(make_forum(), party, start=today(), by=secretary)
    (task,) = open_tasks(party)
    assert task.opened_on == today()
    assert working_days_between(today(), task.due_on) == DAYS_TO_FILL


def test_the_task_closes_when_somebody_takes_the_seat(secretary):
    party = make_party()
    seat = open_seat(make_forum(), party, start=today(), by=secretary)
    appoint(make_user(party=party), seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    assert open_tasks(party) == []
    assert PartyTask.objects.get(seat=seat).closed_on == today()


def test_a_deputy_does_not_fill_the_seat(secretary):
    party = make_party()
    seat = open_seat(make_forum(), party, start=today(), by=secretary)
    appoint(make_user(party=party), seat=seat, role=Role.DEPUTY, start=today(), by=secretary)
    assert len(open_tasks(party)) == 1


def test_one_who_left_yesterday_leaves_a_task(secretary):
    party, forum = make_party(), make_forum()
    user = make_member(forum, party)
    end_membership(user.memberships.get(), end=today() - DAY, by=secretary, why="Sluttet.")
    (task,) = open_tasks(party)
    assert task.seat == user.memberships.get().seat


def test_the_nightly_run_finds_what_became_vacant_by_itself(secretary, monday):
    party = make_party()
    user = make_member(make_forum(), party)
    end_membership(user.memberships.get(), end=today(), by=secretary, why="Siste dag i dag.")
    follow_vacancies()
    assert open_tasks(party) == []
    monday.move_to(datetime(2026, 11, 24, 0, 10, tzinfo=OSLO))
    follow_vacancies()
    assert [task.opened_on for task in open_tasks(party)] == [date(2026, 11, 24)]


def test_one_who_comes_later_closes_the_task_on_the_first_day(secretary, monday):
    party = make_party()
    seat = open_seat(make_forum(), party, start=today(), by=secretary)
    user = make_user(party=party)
    appoint(user, seat=seat, role=Role.MEMBER, start=today() + 2 * DAY, by=secretary)
    assert len(open_tasks(party)) == 1
    monday.move_to(datetime(2026, 11, 25, 0, 10, tzinfo=OSLO))
    follow_vacancies()
    assert open_tasks(party) == []


def test_running_twice_changes_nothing():
    make_seat(make_forum(), make_party())
    assert sweep(today()) == 1
    assert sweep(today()) == 0
    assert PartyTask.objects.count() == 1


def test_a_seat_that_is_gone_is_nobodys_task(secretary):
    party = make_party()
    seat = open_seat(make_forum(), party, start=today() - 5 * DAY, by=secretary)
    close_seat(seat, end=today() - DAY, by=secretary, why="Forumet er mindre.")
    assert open_tasks(party) == []


def test_a_seat_in_a_forum_that_has_ended_is_not_vacant():
    make_seat(make_forum(end=today() - DAY), make_party())
    assert not vacant_on(today()).exists()


def test_a_seat_that_is_vacant_again_is_a_new_task(secretary):
    party = make_party()
    seat = open_seat(make_forum(), party, start=today(), by=secretary)
    appoint(make_user(party=party), seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    Membership.objects.filter(seat=seat).update(start=today() - DAY, end=today() - DAY)
    sweep(today())
    assert PartyTask.objects.filter(seat=seat).count() == 2
    assert len(open_tasks(party)) == 1
