"""Guardian groups follow roles by themselves, past and future dates included."""

from datetime import timedelta

import pytest

from forums import groups, permissions
from forums.clock import today
from forums.models import Membership, Role
from tests.factories import make_forum, make_member, make_secretary

pytestmark = pytest.mark.django_db


def test_a_member_is_in_the_forums_group() -> None:
    forum = make_forum()
    member = make_member(forum)
    assert permissions.is_member(member, forum)


def test_an_observer_is_never_in_the_members_group() -> None:
    forum = make_forum()
    observer = make_member(forum, role=Role.OBSERVER)
    assert not permissions.is_member(observer, forum)
    assert groups.followers_of(forum) in observer.group_names


def test_a_membership_that_begins_tomorrow_gives_nothing_today() -> None:
    forum = make_forum()
    member = make_member(forum, start=today() + timedelta(days=1))
    assert not permissions.is_representative(member)


def test_a_membership_gives_its_rights_on_its_first_and_last_day() -> None:
    forum = make_forum()
    member = make_member(forum, start=today(), end=today())
    assert permissions.is_member(member, forum)


def test_the_nightly_run_takes_away_what_ended_yesterday() -> None:
    forum = make_forum()
    member = make_member(forum)
    Membership.objects.filter(user=member).update(end=today() - timedelta(days=1))
    groups.follow(today())
    assert groups.actual([member.pk]) == {}


def test_following_twice_changes_nothing() -> None:
    make_member(make_forum())
    make_secretary()
    groups.follow(today())
    assert groups.follow(today()) == 0


def test_the_secretariat_is_known_by_its_forum() -> None:
    assert permissions.is_secretariat(make_secretary())


def test_a_person_made_inactive_loses_every_group() -> None:
    member = make_member(make_forum())
    member.is_active = False
    member.save(update_fields=["is_active"])
    groups.follow(today())
    assert groups.actual([member.pk]) == {}
