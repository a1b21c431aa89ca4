"""The meetings as people meet them: the list, planning, one meeting, its steps."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forums.models import Forum, Meeting, Role, User
from tests.factories import (
    OSLO,
    make_forum,
    make_meeting,
    make_member,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
WHEN = {"day": "2026-12-04", "starts": "09:00", "ends": "11:00", "place": "Rådhuset"}


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum(db: None) -> Forum:
    return make_forum("Arbeidsutvalget", short_name="AU")


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def step(meeting: Meeting, name: str) -> str:
    return reverse("meeting_step", args=[meeting.pk, name])


def test_the_list_shows_my_meetings_first(client: Client, forum: Forum):
    mine = make_meeting(forum, date(2026, 12, 10))
    make_meeting(make_forum("Annet"), date(2026, 12, 1))
    response = as_(client, make_member(forum)).get(reverse("meeting_list"))
    assert response.context["mine"] == [mine]
    assert "Ditt neste møte er AU 1/26" in response.text


def test_filters_stay_in_the_address(client: Client, forum: Forum):
    make_meeting(forum, date(2025, 12, 10))
    wanted = make_meeting(forum, date(2026, 3, 10))
    make_meeting(make_forum("Annet"), date(2026, 3, 1))
    client = as_(client, make_secretary())
    response = client.get(reverse("meeting_list"), {"forum": forum.slug, "year": 2026})
    assert list(response.context["page"]) == [wanted]


def test_a_meeting_is_planned_from_the_form(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    response = client.post(reverse("meeting_new"), {**WHEN, "forum": forum.slug})
    meeting = forum.meetings.get()
    assert response.url == meeting.get_absolute_url()
    assert meeting.starts_at == datetime(2026, 12, 4, 9, tzinfo=OSLO)


def test_a_wrong_time_keeps_what_was_typed(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    response = client.post(reverse("meeting_new"), {**WHEN, "forum": forum.slug, "ends": "08:00"})
    assert "slutte etter at det begynner" in response.text
    assert "Rådhuset" in response.text


def test_a_meeting_is_not_planned_in_the_past(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    facts = {**WHEN, "forum": forum.slug, "day": "2026-11-20"}
    assert "Dagen er passert" in client.post(reverse("meeting_new"), facts).text


def test_the_page_says_when_and_who_is_expected(client: Client, forum: Forum):
    member = make_member(forum)
    meeting = make_meeting(forum, date(2026, 12, 4))
    text = as_(client, member).get(meeting.get_absolute_url()).text
    assert "fredag 4. desember 2026 kl. 09.00–11.00 (om 9 virkedager)" in text
    assert member.name in text


def test_a_meeting_is_moved_by_those_who_run_it(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 12, 4))
    as_(client, make_secretary()).post(step(meeting, "endre"), {**WHEN, "day": "2026-12-07"})
    meeting.refresh_from_db()
    assert meeting.starts_at.day == 7


def test_cancelling_asks_why(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 12, 4))
    client = as_(client, make_secretary())
    client.post(step(meeting, "avlys"), {"because": ""})
    meeting.refresh_from_db()
    assert meeting.status == "planned"
    client.post(step(meeting, "avlys"), {"because": "For få saker"})
    assert "er avlyst: For få saker" in client.get(meeting.get_absolute_url()).text


def test_a_step_that_does_not_fit_is_told_and_changes_nothing(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 12, 4), status="held")
    client = as_(client, make_secretary())
    assert "«holdt»" in client.post(step(meeting, "kall-inn")).text
    assert "«holdt»" in client.get(step(meeting, "avlys")).text


def test_looking_at_a_step_takes_none(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 11, 20), status="called")
    as_(client, make_secretary()).get(step(meeting, "apne"))
    meeting.refresh_from_db()
    assert meeting.status == "called"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.LEADER, Role.OBSERVER])
def test_a_reader_sees_the_meeting_but_no_buttons(client: Client, forum: Forum, role: Role):
    meeting = make_meeting(forum, date(2026, 12, 4))
    client = as_(client, make_member(forum, role=role))
    assert "steg/" not in client.get(meeting.get_absolute_url()).text
    assert client.post(step(meeting, "avlys"), {"because": "x"}).status_code == 403
    assert client.get(reverse("meeting_new")).status_code == 403


def test_one_without_a_role_gets_nothing(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 12, 4))
    assert as_(client, make_user()).get(meeting.get_absolute_url()).status_code == 403


def test_there_are_no_minutes_before_the_meeting(client: Client, forum: Forum):
    meeting = make_meeting(forum, date(2026, 12, 4))
    address = reverse("meeting_minutes", args=[meeting.pk])
    assert as_(client, make_member(forum)).get(address).status_code == 404


def test_the_list_does_not_grow_in_queries(
    client: Client, forum: Forum, django_assert_max_num_queries
):
    client = as_(client, make_member(forum))
    for n in range(20):
        make_meeting(make_forum(), date(2026, 11, 20) + timedelta(days=n))
    with django_assert_max_num_queries(15):
        client.get(reverse("meeting_list"))


def test_the_page_does_not_grow_in_queries(
    client: Client, forum: Forum, django_assert_max_num_queries
):
    for _n in range(8):
        member = make_member(forum)
    meeting = make_meeting(forum, date(2026, 11, 20), status="held")
    client = as_(client, member)
    with django_assert_max_num_queries(15):
        client.get(meeting.get_absolute_url())
