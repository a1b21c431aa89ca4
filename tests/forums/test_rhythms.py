"""A forum's rhythm: in words, as days, and who may set it."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from forums.conflicts import Conflict, version_of
from forums.models import ForumKind, MeetingRhythm, Role
from forums.rhythms import says, set_rhythm, slots
from tests.factories import make_forum, make_member, make_rhythm, make_secretary

pytestmark = pytest.mark.django_db
MONTHLY = {"kind": "monthly", "nth": 2, "weekday": 1, "starts": time(9), "minutes": 120}


def rhythm(**values: object) -> MeetingRhythm:
    return MeetingRhythm(forum=make_forum("AU"), **{**MONTHLY, **values})


def days(row: MeetingRhythm, year: int = 2027, others: tuple[date, ...] = ()) -> list[date]:
    return [slot.day for slot in slots(row, year, others)]


# --- in words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({}, "Andre tirsdag hver måned, kl. 09.00–11.00"),
        (
            {"kind": "months", "nth": 5, "weekday": 3, "months": "3,6,9", "minutes": 90},
            "Siste torsdag i mars, juni og september, kl. 09.00–10.30",
        ),
        (
            {"kind": "weeks", "weeks": 2, "first_day": date(2026, 11, 25)},
            "Hver 2. uke, onsdag, kl. 09.00–11.00",
        ),
        (
            {"kind": "weeks", "weeks": 1, "first_day": date(2026, 11, 25)},
            "Hver uke, onsdag, kl. 09.00–11.00",
        ),
    ],
)
def test_a_rhythm_is_said_in_words(values, words):
    assert says(rhythm(**values)) == words


def test_a_rhythm_before_another_forum_names_it():
    row = rhythm(kind="before", before=make_forum("Styringsgruppen"), working_days=9)
    assert says(row) == "9 virkedager før hvert møte i Styringsgruppen, kl. 09.00–11.00"


def test_a_rhythm_is_said_in_english():
    with translation.override("en"):
        assert says(rhythm()) == "Second Tuesday of every month, 09:00–11:00"


# --- as days ------------------------------------------------------------------------------------


def test_every_month_has_its_own_weekday():
    found = days(rhythm())
    assert len(found) == 12
    assert found[:2] == [date(2027, 1, 12), date(2027, 2, 9)]
    assert {day.weekday() for day in found} == {1}


def test_the_last_of_the_month_is_the_last():
    found = days(rhythm(kind="months", nth=5, weekday=3, months="4,12"))
    assert found == [date(2027, 4, 29), date(2027, 12, 30)]


def test_a_month_named_twice_is_one_month():
    assert len(days(rhythm(kind="months", months="6,3,6"))) == 2


def test_weeks_are_counted_both_ways_from_a_day():
    row = rhythm(kind="weeks", weeks=2, first_day=date(2027, 6, 16))
    found = days(row)
    assert date(2027, 6, 2) in found and date(2027, 6, 30) in found
    assert found[0] == date(2027, 1, 13)
    assert len(found) == 26


def test_a_slot_of_weeks_is_moved_half_the_way_and_stays_in_the_year():
    found = slots(rhythm(kind="weeks", weeks=2, first_day=date(2027, 1, 5)), 2027)
    assert (found[0].first, found[0].last) == (date(2027, 1, 1), date(2027, 1, 11))
    assert found[0].last < found[1].first


def test_before_another_forum_is_counted_in_working_days():
    row = rhythm(kind="before", before=make_forum(), working_days=3)
    assert days(row, others=(date(2027, 3, 31),)) == [date(2027, 3, 23)]  # Easter is between


def test_one_before_a_meeting_just_after_new_year_belongs_to_the_old_year():
    row = rhythm(kind="before", before=make_forum(), working_days=9)
    assert days(row, others=(date(2028, 1, 6),)) == [date(2027, 12, 24)]
    assert days(row, 2028, others=(date(2028, 1, 6),)) == []


def test_two_meetings_close_together_have_one_before_them():
    row = rhythm(kind="before", before=make_forum(), working_days=9)
    assert days(row, others=(date(2027, 6, 16), date(2027, 6, 18))) == [date(2027, 6, 3)]


# --- who sets it --------------------------------------------------------------------------------


def test_the_secretariat_sets_and_changes_a_rhythm():
    forum, secretary = make_forum(), make_secretary()
    row = set_rhythm(forum, by=secretary, **MONTHLY)
    set_rhythm(forum, by=secretary, **{**MONTHLY, "nth": 3})
    assert MeetingRhythm.objects.get().nth == 3
    assert [v.nth for v in row.history.order_by("history_id")] == [2, 3]


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY])
def test_an_expert_group_sets_its_own(role):
    forum = make_forum(kind=ForumKind.EXPERT)
    assert set_rhythm(forum, by=make_member(forum, role=role), **MONTHLY).pk


def test_a_member_sets_none():
    forum = make_forum(kind=ForumKind.EXPERT)
    with pytest.raises(PermissionDenied):
        set_rhythm(forum, by=make_member(forum), **MONTHLY)


def test_two_who_change_the_same_rhythm_are_told():
    row = make_rhythm(make_forum())
    secretary, seen = make_secretary(), version_of(row)
    set_rhythm(row.forum, by=secretary, seen=seen, nth=3)
    with pytest.raises(Conflict):
        set_rhythm(row.forum, by=make_secretary(), seen=seen, nth=4)


@pytest.mark.parametrize(
    "values",
    [
        {"nth": None},
        {"kind": "months"},
        {"kind": "weeks", "weeks": 2},
        {"kind": "before", "working_days": 9},
    ],
)
def test_the_database_holds_a_rhythm_to_what_its_kind_needs(values):
    row = rhythm(**values)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_a_forum_does_not_meet_before_itself():
    forum = make_forum()
    facts = {**MONTHLY, "kind": "before", "before": forum, "working_days": 3}
    with pytest.raises(ValidationError, match="før seg selv"):
        set_rhythm(forum, by=make_secretary(), **facts)
