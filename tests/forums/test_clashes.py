"""A clash is two meetings that ask for the same person at the same time."""

from datetime import date, datetime, timedelta

import pytest

from forums.clashes import Clash, Diary, clashes_of
from forums.closed import ClosedDays
from forums.models import Forum, Meeting, MeetingStatus, Role
from tests.factories import OSLO, make_forum, make_meeting, make_member, make_party, make_user

pytestmark = pytest.mark.django_db
DAY = date(2027, 3, 9)
NINE = datetime(2027, 3, 9, 9, tzinfo=OSLO)


@pytest.fixture
def forum() -> Forum:
    return make_forum("Arbeidsutvalget", short_name="AU")


def shared(forum: Forum, role: Role = Role.MEMBER, other_role: Role = Role.MEMBER) -> Meeting:
    """Another forum's meeting at nine; Kari has a role in both forums."""
    other, kari = make_forum("AKG"), make_user("Kari")
    make_member(forum, role=role, user=kari)
    make_member(other, role=other_role, user=kari)
    return make_meeting(other, DAY)


def at(forum: Forum, starts: datetime = NINE, hours: int = 2) -> list[Clash]:
    diary = Diary(forum, DAY, DAY)
    return diary.clashes(starts, starts + timedelta(hours=hours))


def test_it_names_the_meeting_and_the_people(forum):
    meeting = shared(forum)
    clash = at(forum)[0]
    assert clash == Clash(meeting, ("Kari",))
    assert clash.sentence == "Samtidig med AKG 1/27 kl. 09.00–11.00: Kari."


def test_one_that_begins_when_the_other_ends_is_none(forum):
    shared(forum)
    assert at(forum, NINE + timedelta(hours=2)) == []
    assert at(forum, NINE - timedelta(hours=2)) == []
    assert len(at(forum, NINE - timedelta(hours=1))) == 1


def test_a_cancelled_meeting_is_none(forum):
    meeting = shared(forum)
    Meeting.objects.filter(pk=meeting.pk).update(status="cancelled", cancelled_because="Ingen sak")
    assert at(forum) == []


def test_forums_that_share_nobody_do_not_clash(forum):
    make_member(forum)
    other = make_forum()
    make_member(other)
    make_meeting(other, DAY)
    assert at(forum) == []


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.OBSERVER, Role.CALLED])
def test_one_who_is_not_expected_in_either_makes_no_clash(forum, role):
    shared(forum, other_role=role)
    assert at(forum) == []


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY, Role.SUPPORT])
def test_leader_secretary_and_support_are_expected(forum, role):
    shared(forum, role=role)
    assert len(at(forum)) == 1


def test_one_who_has_left_by_then_makes_no_clash(forum):
    shared(forum)
    forum.memberships.update(end=DAY - timedelta(days=1))
    assert at(forum) == []


def test_the_forums_own_meeting_at_the_time_is_a_clash_without_names(forum):
    make_meeting(forum, DAY)
    assert at(forum)[0].sentence == "Forumet har alt et møte da: AU 1/27 kl. 09.00–11.00."


def test_a_meeting_does_not_clash_with_itself(forum):
    assert clashes_of(make_meeting(forum, DAY)) == []


def test_the_nearest_free_day_is_open_and_nobody_is_busy(forum):
    shared(forum)
    closed = ClosedDays([])
    diary = Diary(forum, DAY - timedelta(days=30), DAY + timedelta(days=30))
    times = (NINE, NINE + timedelta(hours=2))
    wide = (DAY - timedelta(days=30), DAY + timedelta(days=30))
    assert diary.nearest_free(*times, closed, within=wide) == date(2027, 3, 10)
    before = (DAY - timedelta(days=4), DAY)
    assert diary.nearest_free(*times, closed, within=before) == date(2027, 3, 8)
    weekend = (date(2027, 3, 6), date(2027, 3, 7))
    assert diary.nearest_free(*times, closed, within=weekend) is None


def test_a_year_is_read_with_two_queries(forum, django_assert_num_queries):
    party = make_party()
    for n in range(6):
        kari = make_member(forum, party)
        other = make_forum()
        make_member(other, party, user=kari)
        make_meeting(other, DAY + timedelta(days=n), status=MeetingStatus.PLANNED)
    with django_assert_num_queries(2):
        assert len(at_year(forum)) == 1


def at_year(forum: Forum) -> list[Clash]:
    diary = Diary(forum, date(2027, 1, 1), date(2027, 12, 31))
    return diary.clashes(NINE, NINE + timedelta(hours=2))
