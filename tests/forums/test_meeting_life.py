"""A meeting goes its way one step at a time, taken by those who run it."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError

from forums.errors import Refused
from forums.meetings import (
    Step,
    approve_minutes,
    call_meeting,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    papers_due,
    plan_meeting,
    propose_minutes,
    steps_for,
)
from forums.models import ForumKind, MandateClause, MandateRule, Meeting, Role
from tests.factories import (
    OSLO,
    make_forum,
    make_mandate,
    make_meeting,
    make_member,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 12, 4, 9, tzinfo=OSLO)
ELEVEN = NINE + timedelta(hours=2)


@pytest.fixture(autouse=True)
def no_cases_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What cases/ adds to the steps is tested there."""
    monkeypatch.setattr("forums.meetings._checks", {step: [] for step in Step})
    monkeypatch.setattr("forums.meetings._effects", {step: [] for step in Step})


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


def planned(**values: object) -> tuple[Meeting, object]:
    secretary = make_secretary()
    forum = make_forum("Arbeidsutvalget", short_name="AU")
    facts = {"by": secretary, "starts_at": NINE, "ends_at": ELEVEN, **values}
    return plan_meeting(forum, **facts), secretary  # type: ignore[arg-type]


def papers_rule(forum, days: int) -> None:  # type: ignore[no-untyped-def]
    mandate = make_mandate(forum)
    clause = MandateClause.objects.get(mandate=mandate)
    MandateRule.objects.create(clause=clause, kind="papers_before", value=days)


def test_meetings_are_numbered_within_forum_and_year():
    first, secretary = planned()
    second = plan_meeting(
        first.forum, by=secretary, starts_at=NINE + timedelta(7), ends_at=ELEVEN + timedelta(7)
    )
    assert [str(first), str(second)] == ["AU 1/26", "AU 2/26"]


def test_a_meeting_goes_from_planned_to_approved_minutes(november):
    meeting, secretary = planned()
    call_meeting(meeting, by=secretary)
    november.move_to(NINE)
    for step in (hold_meeting, propose_minutes, approve_minutes):
        step(meeting, by=secretary)
    meeting.refresh_from_db()
    assert meeting.status == "minutes_approved"
    assert meeting.history.count() == 5


def test_a_meeting_is_not_held_before_it_begins(november):
    meeting, secretary = planned()
    call_meeting(meeting, by=secretary)
    november.move_to(NINE - timedelta(minutes=1))
    with pytest.raises(Refused, match="før det begynner"):
        hold_meeting(meeting, by=secretary)


def test_a_meeting_that_was_never_called_is_not_held(november):
    meeting, secretary = planned()
    november.move_to(NINE)
    with pytest.raises(Refused, match="«planlagt»"):
        hold_meeting(meeting, by=secretary)


def test_a_repeated_click_is_told_where_the_meeting_is():
    meeting, secretary = planned()
    call_meeting(meeting, by=secretary)
    with pytest.raises(Refused, match="«innkalt»"):
        call_meeting(Meeting.objects.get(pk=meeting.pk), by=secretary)


def test_a_meeting_is_cancelled_with_a_reason_and_keeps_its_number():
    meeting, secretary = planned()
    with pytest.raises(Refused, match="hvorfor"):
        cancel_meeting(meeting, by=secretary, because=" ")
    cancel_meeting(meeting, by=secretary, because="For få saker")
    assert (meeting.status, meeting.number) == ("cancelled", 1)


def test_a_meeting_ends_after_it_begins():
    with pytest.raises(ValidationError, match="etter at det begynner"):
        planned(ends_at=NINE)


def test_a_meeting_moves_within_its_year_and_takes_its_deadline_along():
    meeting, secretary = planned()
    papers_rule(meeting.forum, 7)
    day = timedelta(days=3)
    change_meeting(meeting, by=secretary, starts_at=NINE + day, ends_at=ELEVEN + day)
    assert meeting.papers_due == date(2026, 11, 30)
    year = timedelta(days=60)
    with pytest.raises(Refused, match="annet år"):
        change_meeting(meeting, by=secretary, starts_at=NINE + year, ends_at=ELEVEN + year)


@pytest.mark.parametrize(
    ("meets", "due"),
    [
        (date(2026, 12, 4), date(2026, 11, 27)),
        (date(2026, 5, 24), date(2026, 5, 15)),  # 17 May is a Sunday and a holiday: Friday
        (date(2027, 4, 1), date(2027, 3, 24)),  # Holy Thursday 2027: the Wednesday before
    ],
)
def test_papers_are_due_on_a_working_day_a_week_before(meets, due):
    forum = make_forum()
    papers_rule(forum, 7)
    assert papers_due(forum, meets) == due


def test_a_forum_whose_mandate_says_nothing_has_no_deadline():
    forum = make_forum()
    make_mandate(forum)
    assert papers_due(forum, date(2026, 12, 4)) is None


def test_a_forum_that_has_ended_gets_no_meeting():
    forum = make_forum(end=date(2026, 11, 30))
    with pytest.raises(Refused, match="ikke i virksomhet"):
        plan_meeting(forum, by=make_secretary(), starts_at=NINE, ends_at=ELEVEN)


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY])
def test_an_expert_group_runs_its_own_meetings(role):
    forum = make_forum(kind=ForumKind.EXPERT)
    member = make_member(forum, role=role)
    assert plan_meeting(forum, by=member, starts_at=NINE, ends_at=ELEVEN).pk


@pytest.mark.parametrize("role", [Role.MEMBER, Role.DEPUTY, Role.OBSERVER, Role.SUPPORT])
def test_others_in_an_expert_group_do_not(role):
    forum = make_forum(kind=ForumKind.EXPERT)
    with pytest.raises(PermissionDenied):
        plan_meeting(forum, by=make_member(forum, role=role), starts_at=NINE, ends_at=ELEVEN)


def test_the_leader_of_the_working_committee_leaves_it_to_the_secretariat():
    forum = make_forum(kind=ForumKind.WORKING)
    with pytest.raises(PermissionDenied):
        plan_meeting(forum, by=make_member(forum, role=Role.LEADER), starts_at=NINE, ends_at=ELEVEN)


def test_an_outsider_and_a_former_leader_run_nothing():
    forum = make_forum(kind=ForumKind.EXPERT)
    former = make_member(forum, role=Role.LEADER, end=date(2026, 11, 22))
    for person in (make_user(), former):
        with pytest.raises(PermissionDenied):
            plan_meeting(forum, by=person, starts_at=NINE, ends_at=ELEVEN)


def test_the_buttons_read_the_same_table():
    meeting = make_meeting(make_forum(), status="called")
    options = {row.step: row.why_not for row in steps_for(make_secretary(), meeting)}
    assert options.keys() == {Step.HOLD, Step.CHANGE, Step.CANCEL}
    assert "før det begynner" in options[Step.HOLD]
    assert steps_for(make_user(), meeting) == []
