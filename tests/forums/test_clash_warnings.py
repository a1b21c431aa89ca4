"""Planning and moving one meeting warns of a clash, and never refuses."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forums.models import Forum, Meeting, MeetingStatus, User
from tests.factories import OSLO, make_forum, make_meeting, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
DAY = date(2026, 12, 4)
WHEN = {"day": "2026-12-04", "starts": "09:00", "ends": "11:00", "place": "Rådhuset"}
NEW = reverse("meeting_new")


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum(db: None) -> Forum:
    """AU, which shares Kari with AKG, which meets on the fourth at nine."""
    forum, other, kari = make_forum("AU"), make_forum("AKG"), make_user("Kari")
    make_member(forum, user=kari)
    make_member(other, user=kari)
    make_meeting(other, DAY)
    return forum


@pytest.fixture
def secretary(client: Client) -> User:
    user = make_secretary()
    client.force_login(user)
    return user


def change(meeting: Meeting) -> str:
    return reverse("meeting_step", args=[meeting.pk, "endre"])


def test_planning_tells_of_the_clash_first_and_keeps_what_was_typed(client, forum, secretary):
    response = client.post(NEW, {**WHEN, "forum": forum.slug})
    assert "Samtidig med AKG 1/26 kl. 09.00–11.00: Kari." in response.text
    assert "Planlegg likevel" in response.text
    assert "Rådhuset" in response.text
    assert not forum.meetings.exists()


def test_pressed_again_the_meeting_is_planned(client, forum, secretary):
    response = client.post(NEW, {**WHEN, "forum": forum.slug})
    told = response.context["form"]["told"].value()
    client.post(NEW, {**WHEN, "forum": forum.slug, "told": told})
    assert forum.meetings.get().starts_at == datetime(2026, 12, 4, 9, tzinfo=OSLO)


def test_the_free_day_is_taken_with_one_press(client, forum, secretary):
    response = client.post(NEW, {**WHEN, "forum": forum.slug})
    assert "Planlegg 3. desember i stedet" in response.text
    told = response.context["form"]["told"].value()
    client.post(NEW, {**WHEN, "forum": forum.slug, "told": told, "heller": "2026-12-03"})
    assert forum.meetings.get().starts_at == datetime(2026, 12, 3, 9, tzinfo=OSLO)


def test_a_clash_on_another_day_is_told_too(client, forum, secretary):
    told = client.post(NEW, {**WHEN, "forum": forum.slug}).context["form"]["told"].value()
    make_meeting(Forum.objects.get(name="AKG"), date(2026, 12, 7))
    data = {**WHEN, "forum": forum.slug, "told": told, "day": "2026-12-07"}
    assert "AKG 2/26" in client.post(NEW, data).text
    assert not forum.meetings.exists()


def test_a_meeting_at_another_time_is_planned_at_once(client, forum, secretary):
    client.post(NEW, {**WHEN, "forum": forum.slug, "starts": "12:00", "ends": "13:00"})
    assert forum.meetings.exists()


def test_moving_a_meeting_tells_of_the_clash_first(client, forum, secretary):
    meeting = make_meeting(forum, date(2026, 12, 1))
    response = client.post(change(meeting), WHEN)
    assert "Kari" in response.text and "Flytt til 3. desember i stedet" in response.text
    client.post(change(meeting), {**WHEN, "told": response.context["form"]["told"].value()})
    meeting.refresh_from_db()
    assert meeting.starts_at.day == 4


def test_a_new_place_at_the_same_time_is_no_news(client, forum, secretary):
    meeting = make_meeting(forum, DAY)
    client.post(change(meeting), WHEN)
    meeting.refresh_from_db()
    assert meeting.place == "Rådhuset"


def test_the_meetings_page_warns_those_who_run_it_before_they_call(client, forum, secretary):
    meeting = make_meeting(forum, DAY)
    assert "Samtidig med AKG 1/26" in client.get(meeting.get_absolute_url()).text
    client.force_login(make_member(forum))
    assert "Samtidig med" not in client.get(meeting.get_absolute_url()).text


def test_a_meeting_that_is_over_warns_of_nothing(client, forum, secretary):
    meeting = make_meeting(forum, DAY, status=MeetingStatus.HELD)
    assert "Samtidig med" not in client.get(meeting.get_absolute_url()).text
