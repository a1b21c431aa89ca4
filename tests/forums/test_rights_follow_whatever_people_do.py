"""Groups after any sequence of coming and going are those that the roles of the day give."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forums import groups, vacancies
from forums.clock import today
from forums.errors import Refused
from forums.models import Membership, PartyTask, Role
from forums.seats import add_role, appoint, end_membership, leave_party
from forums.tasks import follow_memberships, follow_vacancies
from tests.factories import OSLO, make_forum, make_party, make_seat, make_user

BEGAN = datetime(2026, 11, 23, 12, tzinfo=OSLO)
DAYS = st.integers(min_value=-3, max_value=3)
STEPS = st.tuples(
    st.sampled_from(["member", "deputy", "observer", "end", "end", "leave"]),
    st.integers(0, 2),
    st.integers(0, 1),
    DAYS,
)
SETTINGS = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


class Undo(Exception):
    """Leaves the outer transaction, so that each example starts from the same world."""


@pytest.fixture
def world(db: None):
    party = make_party()
    seats = [make_seat(make_forum(), party) for _ in range(2)]
    return [make_user(party=party) for _ in range(3)], seats


def act(world, step) -> None:
    what, who, where, away = step
    people, seats = world
    user, seat, day = people[who], seats[where], today() + timedelta(days=away)
    match what:
        case "member" | "deputy":
            appoint(user, seat=seat, role=what, start=day, by=None)
        case "observer":
            add_role(user, seat.forum, Role.OBSERVER, party=seat.party, start=day, by=None)
        case "end":
            rows = list(Membership.objects.filter(end=None).order_by("pk"))
            if rows:
                end_membership(rows[who % len(rows)], end=day, by=None, why="Slutter")
        case "leave":
            leave_party(user, on=day, by=None, why="Slutter")


def tried(world, step) -> None:
    with suppress(Refused), transaction.atomic():
        act(world, step)


@SETTINGS
@given(steps=st.lists(STEPS, max_size=12))
def test_after_whatever_people_did_today_rights_and_tasks_are_right(world, steps) -> None:
    with time_machine.travel(BEGAN, tick=False), suppress(Undo), transaction.atomic():
        for step in steps:
            tried(world, step)
            assert groups.actual() == groups.wanted_on(today())
        vacancies.sweep(today())
        vacant = set(vacancies.vacant_on(today()).values_list("pk", flat=True))
        tasks = PartyTask.objects.filter(closed_on=None).values_list("seat", flat=True)
        assert set(tasks) == vacant
        raise Undo


@SETTINGS
@given(days=st.lists(st.lists(STEPS, max_size=3), max_size=5))
def test_each_night_brings_the_rights_of_the_new_day(world, days) -> None:
    with time_machine.travel(BEGAN, tick=False) as clock, suppress(Undo), transaction.atomic():
        for steps in days:
            for step in steps:
                tried(world, step)
            clock.shift(timedelta(days=1))
            follow_memberships()
            follow_vacancies()
            assert groups.actual() == groups.wanted_on(today())
            assert groups.follow(today()) == vacancies.sweep(today()) == 0
        raise Undo
