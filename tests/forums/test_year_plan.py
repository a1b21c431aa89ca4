"""A year of meetings is proposed from the rhythm, and planned all at once."""

from datetime import date, datetime, time

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from forums.errors import Refused
from forums.models import ClosedPeriod, Forum, ForumKind, Meeting, MeetingStatus, Role
from forums.year_plan import plan_year, propose
from tests.factories import (
    OSLO,
    make_forum,
    make_meeting,
    make_member,
    make_rhythm,
    make_secretary,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum() -> Forum:
    return make_forum("Arbeidsutvalget", short_name="AU")


@pytest.fixture
def july(db: None) -> ClosedPeriod:
    return ClosedPeriod.objects.create(
        name="Sommerferie", start=date(2024, 7, 1), end=date(2024, 7, 31), repeats="dates"
    )


def days(forum: Forum, year: int = 2027) -> list[date | None]:
    return [row.day for row in propose(forum, year).proposals]


# --- what is proposed ---------------------------------------------------------------------------


def test_a_monthly_forum_meets_every_month(forum):
    make_rhythm(forum)
    assert len(days(forum)) == 12
    assert days(forum)[0] == date(2027, 1, 12)


def test_a_meeting_is_moved_off_a_holiday_and_says_which(forum):
    make_rhythm(forum, kind="months", months="5", nth=1, weekday=3)  # 6 May 2027
    row = propose(forum, 2027).proposals[0]
    assert (row.day, row.why, row.is_moved) == (date(2027, 5, 7), "Kristi himmelfartsdag", True)


def test_of_two_days_as_near_the_later_is_taken(forum):
    make_rhythm(forum, kind="months", months="1", nth=1, weekday=4)  # 1 January 2027, a Friday
    assert days(forum) == [date(2027, 1, 4)]


def test_a_month_that_is_closed_has_no_meeting(forum, july):
    make_rhythm(forum)
    plan = propose(forum, 2027)
    assert len(plan.proposed) == 11
    left = plan.left_out[0]
    assert (left.slot.day, left.why) == (date(2027, 7, 13), "Sommerferie")


def test_one_that_is_moved_stays_in_its_month(forum, july):
    july.start, july.end = date(2024, 6, 21), date(2024, 7, 31)
    july.save()
    make_rhythm(forum, kind="months", months="6", nth=4, weekday=1)  # 22 June 2027
    assert days(forum) == [date(2027, 6, 18)]


def test_a_meeting_before_another_forum_is_only_moved_earlier(forum):
    steering = make_forum("Styringsgruppen")
    make_meeting(steering, date(2027, 5, 26))
    make_rhythm(forum, kind="before", before=steering, working_days=5, nth=None, weekday=None)
    ClosedPeriod.objects.create(name="Stengt", start=date(2027, 5, 18), end=date(2027, 5, 20))
    assert days(forum) == [date(2027, 5, 14)]


def test_a_cancelled_meeting_of_the_other_forum_calls_for_none(forum):
    steering = make_forum("Styringsgruppen")
    cancelled = {"status": MeetingStatus.CANCELLED, "cancelled_because": "Ingen sak"}
    make_meeting(steering, date(2027, 5, 26), **cancelled)
    make_rhythm(forum, kind="before", before=steering, working_days=5, nth=None, weekday=None)
    assert days(forum) == []


def test_what_is_past_or_too_near_is_not_proposed(forum, november):
    make_rhythm(forum)
    november.move_to(datetime(2027, 10, 8, 12, tzinfo=OSLO))
    rows = propose(forum, 2027).proposals
    assert [row.day for row in rows] == [
        date(2027, 10, 15),
        date(2027, 11, 9),
        date(2027, 12, 14),
    ]
    assert rows[0].why == "for kort varsel"
    assert days(forum, 2026) == []


def test_a_forum_that_ends_meets_no_more(forum):
    make_rhythm(forum)
    forum.end = date(2027, 6, 30)
    forum.save()
    assert len(days(forum)) == 6


def test_a_forum_without_a_rhythm_has_nothing_missing(forum):
    assert propose(forum, 2027).proposals == []


# --- what is planned ----------------------------------------------------------------------------


def test_the_year_is_planned_at_the_rhythms_time_and_place(forum):
    make_rhythm(
        forum, starts=time(12, 30), minutes=90, place="Fløyen", video_link="https://v.no/au"
    )
    made = plan_year(forum, 2027, by=make_secretary())
    assert [str(row) for row in made[:2]] == ["AU 1/27", "AU 2/27"]
    first = Meeting.objects.get(pk=made[0].pk)
    assert first.starts_at == datetime(2027, 1, 12, 12, 30, tzinfo=OSLO)
    assert first.ends_at == datetime(2027, 1, 12, 14, tzinfo=OSLO)
    assert (first.place, first.video_link) == ("Fløyen", "https://v.no/au")
    assert first.history.get().history_user is not None


def test_the_clock_time_is_the_same_in_summer(forum):
    make_rhythm(forum)
    made = plan_year(forum, 2027, by=make_secretary(), days=[date(2027, 6, 8)])
    assert made[0].starts_at == datetime(2027, 6, 8, 9, tzinfo=OSLO)


def test_only_the_days_that_were_chosen_are_planned(forum):
    make_rhythm(forum)
    chosen = [date(2027, 2, 10), date(2027, 1, 13)]
    made = plan_year(forum, 2027, by=make_secretary(), days=chosen)
    assert [row.starts_at.date() for row in made] == sorted(chosen)


def test_planned_again_only_what_is_missing_is_proposed(forum):
    make_rhythm(forum)
    secretary = make_secretary()
    plan_year(forum, 2027, by=secretary, days=[date(2027, 1, 20), date(2027, 3, 9)])
    left = days(forum)
    assert {day.month for day in left if day} == {2, 4, 5, 6, 7, 8, 9, 10, 11, 12}
    plan_year(forum, 2027, by=secretary)
    assert days(forum) == []


def test_one_that_was_cancelled_is_missing_again(forum):
    make_rhythm(forum, kind="months", months="3")
    made = plan_year(forum, 2027, by=make_secretary())[0]
    Meeting.objects.filter(pk=made.pk).update(status="cancelled", cancelled_because="Ingen sak")
    assert days(forum) == [date(2027, 3, 9)]


def test_the_same_days_sent_twice_are_planned_once(forum):
    make_rhythm(forum)
    secretary, chosen = make_secretary(), [date(2027, 1, 12)]
    plan_year(forum, 2027, by=secretary, days=chosen)
    assert plan_year(forum, 2027, by=secretary, days=chosen) == []
    assert forum.meetings.count() == 1


def test_one_day_that_cannot_be_planned_stops_them_all(forum):
    make_rhythm(forum)
    forum.end = date(2027, 6, 30)
    forum.save()
    with pytest.raises(Refused, match="ikke i virksomhet"):
        plan_year(forum, 2027, by=make_secretary(), days=[date(2027, 1, 12), date(2027, 8, 10)])
    assert not forum.meetings.exists()


def test_a_day_of_another_year_is_refused(forum):
    make_rhythm(forum)
    with pytest.raises(Refused, match="må være i 2027"):
        plan_year(forum, 2027, by=make_secretary(), days=[date(2028, 1, 11)])


def test_a_forum_without_a_rhythm_is_told_so(forum):
    with pytest.raises(Refused, match="ingen møterytme"):
        plan_year(forum, 2027, by=make_secretary())


def test_those_who_run_the_meetings_plan_the_year():
    group = make_forum(kind=ForumKind.EXPERT)
    make_rhythm(group)
    for days_sent in (None, []):
        with pytest.raises(PermissionDenied):
            plan_year(group, 2027, by=make_member(group), days=days_sent)
    assert plan_year(group, 2027, by=make_member(group, role=Role.LEADER))


def test_a_year_is_proposed_with_four_queries(forum, django_assert_max_num_queries):
    steering = make_forum("Styringsgruppen")
    for month in range(1, 13):
        make_meeting(steering, date(2027, month, 20))
    make_rhythm(forum, kind="before", before=steering, working_days=5, nth=None, weekday=None)
    with django_assert_max_num_queries(4):
        assert len(propose(forum, 2027).proposals) == 12
