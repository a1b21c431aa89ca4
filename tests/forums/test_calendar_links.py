"""Secret links to meetings: who has one, what it gives, and when it stops."""

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
import vobject
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from forums import feeds, groups
from forums.clock import today
from forums.history import save_by
from forums.models import CalendarFeed, Forum, Meeting, Membership, User
from tests.factories import OSLO, make_forum, make_meeting, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
MINE = reverse("my_calendar")


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum(db: None) -> Forum:
    return make_forum("Arbeidsutvalget", short_name="AU")


def path(feed: CalendarFeed) -> str:
    return urlsplit(feeds.address_of(feed)).path


def link(user: User, forum: Forum | None = None) -> str:
    return path(feeds.give_link(user, forum, by=user))


def entries(response: Any) -> list[Any]:
    found = vobject.readOne(response.content.decode())
    return list(found.contents.get("vevent", []))


def summaries(client: Client, address: str) -> list[str]:
    return [entry.summary.value for entry in entries(client.get(address))]


# --- what a link gives --------------------------------------------------------------------------


def test_it_gives_the_meetings_of_my_forums_without_signing_in(client: Client, forum: Forum):
    make_meeting(forum, date(2026, 12, 4), status="called")
    make_meeting(make_forum("AKG"), date(2026, 12, 4))
    response = client.get(link(make_member(forum)))
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert [entry.summary.value for entry in entries(response)] == ["AU 1/26, Arbeidsutvalget"]


def test_a_forums_link_gives_that_forum_only(client: Client, forum: Forum):
    other = make_forum("AKG")
    make_meeting(forum, date(2026, 12, 4), status="called")
    make_meeting(other, date(2026, 12, 4), status="called")
    assert summaries(client, link(make_member(forum), other)) == ["AKG 1/26, AKG"]


def test_planned_called_and_cancelled_are_told_apart(client: Client, forum: Forum):
    make_meeting(forum, date(2026, 12, 4))
    make_meeting(forum, date(2026, 12, 8), status="called")
    make_meeting(forum, date(2026, 12, 9), status="cancelled", cancelled_because="Ingen sak")
    found = entries(client.get(link(make_member(forum))))
    assert [e.status.value for e in found] == ["TENTATIVE", "CONFIRMED", "CANCELLED"]


def test_meetings_more_than_a_year_old_are_left_out(client: Client, forum: Forum):
    make_meeting(forum, date(2025, 11, 22))
    make_meeting(forum, date(2025, 11, 24))
    assert len(summaries(client, link(make_member(forum)))) == 1


def test_it_is_written_in_its_owners_language(client: Client, forum: Forum):
    make_meeting(forum, date(2026, 12, 4))
    user = make_member(forum)
    User.objects.filter(pk=user.pk).update(language="en")
    assert "(planned)" in summaries(client, link(user))[0]


# --- it follows access --------------------------------------------------------------------------


def test_one_who_leaves_a_forum_loses_its_meetings(client: Client, forum: Forum):
    user = make_member(forum)
    make_meeting(forum, date(2026, 12, 4))
    address = link(user)
    assert summaries(client, address)
    Membership.objects.filter(user=user).update(end=today() - timedelta(days=1))
    assert summaries(client, address) == []


def test_one_who_is_about_to_leave_has_no_meetings_after_the_last_day(client, forum):
    user = make_member(forum, end=date(2026, 12, 5))
    make_meeting(forum, date(2026, 12, 5))
    make_meeting(forum, date(2026, 12, 8))
    assert len(summaries(client, link(user))) == 1


def test_a_forums_link_is_empty_for_one_whose_roles_have_ended(client: Client, forum: Forum):
    user = make_member(forum)
    make_meeting(forum, date(2026, 12, 4))
    address = link(user, forum)
    Membership.objects.filter(user=user).update(end=today() - timedelta(days=1))
    groups.follow(today(), [user.pk])
    assert summaries(client, address) == []


def test_an_inactive_persons_link_is_gone(client: Client, forum: Forum):
    user = make_member(forum)
    address = link(user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get(address).status_code == 404


# --- the link itself ----------------------------------------------------------------------------


def test_the_same_link_is_shown_again(forum: Forum):
    user = make_member(forum)
    assert link(user) == link(user)
    assert link(user) != link(user, forum)


def test_the_database_holds_no_link(forum: Forum):
    feed = feeds.give_link(make_member(forum), by=User.objects.get())
    token = path(feed).removeprefix("/kalender/").removesuffix(".ics")
    held = {str(value) for value in CalendarFeed.objects.values().get().values()}
    assert not any(part in held for part in (token, token.partition(".")[2]))


def test_a_new_link_stops_the_old_one(client: Client, forum: Forum):
    user = make_member(forum)
    old = link(user)
    feed = feeds.renew_link(CalendarFeed.objects.get(), by=user)
    assert client.get(old).status_code == 404
    assert client.get(path(feed)).status_code == 200


def test_a_link_that_is_taken_back_stops_and_does_not_come_again(client: Client, forum: Forum):
    user = make_member(forum)
    old = link(user)
    feeds.revoke_link(CalendarFeed.objects.get(), by=user)
    assert client.get(old).status_code == 404
    assert link(user) != old
    assert client.get(old).status_code == 404


@pytest.mark.parametrize(
    "change", ["{pk}-2.{sign}", "{pk}-1.{sign}x", "999-1.{sign}", "{pk}-1", "."]
)
def test_a_link_that_is_made_up_is_not_found(client: Client, forum: Forum, change: str):
    address = link(make_member(forum))
    sign = address.removesuffix(".ics").partition(".")[2]
    made_up = change.format(pk=CalendarFeed.objects.get().pk, sign=sign)
    assert client.get(f"/kalender/{made_up}.ics").status_code == 404


def test_nobody_makes_renews_or_takes_back_anothers(forum: Forum):
    user, other = make_member(forum), make_secretary()
    feed = feeds.give_link(user, by=user)
    for act in (
        lambda: feeds.give_link(user, by=other),
        lambda: feeds.renew_link(feed, by=other),
        lambda: feeds.revoke_link(feed, by=other),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_one_without_a_role_gets_no_link_to_a_forum(forum: Forum):
    user = make_user()
    with pytest.raises(PermissionDenied):
        feeds.give_link(user, forum, by=user)


# --- asked again --------------------------------------------------------------------------------


def test_nothing_new_is_answered_304(client: Client, forum: Forum):
    make_meeting(forum, date(2026, 12, 4))
    address = link(make_member(forum))
    first = client.get(address)
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        again = client.get(address, headers=headers)
        assert (again.status_code, again.content) == (304, b"")


def test_what_has_changed_is_given_anew(client: Client, forum: Forum, november):
    meeting = make_meeting(forum, date(2026, 12, 4))
    address = link(make_member(forum))
    first = client.get(address)
    november.shift(60)
    meeting = Meeting.objects.get(pk=meeting.pk)
    meeting.place = "Fløyen"
    save_by(meeting, by=None, fields=["place"])
    for headers in (
        {"if-none-match": first["ETag"]},
        {"if-modified-since": first["Last-Modified"]},
    ):
        assert "Fløyen" in client.get(address, headers=headers).text


def test_a_role_that_ended_at_midnight_is_news_the_next_day(client, forum, november):
    user = make_member(forum, end=date(2026, 11, 23))
    make_meeting(forum, date(2026, 11, 20))
    address = link(user)
    first = client.get(address)
    november.move_to(datetime(2026, 11, 24, 12, tzinfo=OSLO))
    again = client.get(address, headers={"if-modified-since": first["Last-Modified"]})
    assert again.status_code == 200
    assert entries(again) == []


def test_last_modified_is_when_the_meeting_was_last_changed(client, forum, november):
    meeting = make_meeting(forum, date(2026, 12, 4))
    november.move_to(datetime(2026, 11, 23, 13, 30, tzinfo=OSLO))
    save_by(meeting, by=None, fields=["place"])
    november.move_to(datetime(2026, 11, 25, 13, 30, tzinfo=OSLO))
    entry = entries(client.get(link(make_member(forum))))[0]
    changed = entry.contents["last-modified"][0].value
    assert changed == datetime(2026, 11, 23, 13, 30, tzinfo=OSLO)


def test_a_link_does_not_grow_in_queries(client, forum, django_assert_max_num_queries):
    address = link(make_member(forum))
    for n in range(1, 20):
        make_meeting(forum, date(2026, 12, n))
    with django_assert_max_num_queries(5):
        client.get(address)


# --- the page -----------------------------------------------------------------------------------


def test_the_page_makes_shows_renews_and_takes_back_the_link(client: Client, forum: Forum):
    client.force_login(make_member(forum))
    assert "Lag lenken" in client.get(MINE).text
    for press, there in (("lag", True), ("forny", True), ("trekk", False), ("trekk", False)):
        client.post(MINE, {"hva": press})
        assert ("/kalender/" in client.get(MINE).text.split("Kopier")[-1][:400]) is there
    assert client.post(MINE, {"hva": "noe"}).status_code == 404


def test_the_forums_page_leads_to_a_link_of_its_own(client: Client, forum: Forum):
    client.force_login(make_member(forum))
    address = reverse("forum_calendar", args=[forum.slug])
    assert address in client.get(forum.get_absolute_url()).text
    client.post(address, {"hva": "lag"})
    assert CalendarFeed.objects.get().forum == forum
    assert "webcal://" in client.get(address).text


def test_my_page_leads_to_each_of_my_forums(client: Client, forum: Forum):
    make_forum("AKG")
    client.force_login(make_member(forum))
    text = client.get(MINE).text
    assert reverse("forum_calendar", args=[forum.slug]) in text
    assert "AKG" not in text


def test_one_without_a_role_has_the_page_and_not_a_forums(client: Client, forum: Forum):
    client.force_login(make_user())
    assert client.get(MINE).status_code == 200
    assert client.get(reverse("forum_calendar", args=[forum.slug])).status_code == 403


def test_looking_makes_no_link_and_a_link_takes_no_post(client: Client, forum: Forum):
    user = make_member(forum)
    client.force_login(user)
    client.get(MINE)
    assert not CalendarFeed.objects.exists()
    assert client.post(link(user)).status_code == 405
