"""Rules against practice: measured from the meetings, with the rows behind and honest words."""

from datetime import date, datetime, timedelta

import pytest

from forums.models import MandateRule, MeetingStatus, RuleKind
from forums.practice import Period, Verdict, evaluate
from tests.factories import OSLO, make_forum, make_mandate, make_meeting, make_member, make_party

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 1)


def rule(forum, kind: RuleKind, value: int) -> MandateRule:
    return MandateRule.objects.create(
        clause=make_mandate(forum).clauses.get(), kind=kind, value=value
    )


def held(forum, days_ago: int, *, called: int = 7, minutes: int | None = None) -> None:
    day = DAY - timedelta(days=days_ago)
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=OSLO)
    done = begins + timedelta(days=minutes) if minutes is not None else None
    make_meeting(
        forum,
        day,
        status=MeetingStatus.HELD,
        called_at=begins - timedelta(days=called),
        minutes_proposed_at=done,
    )


def found(rule):
    return evaluate(rule, Period(rule.clause.mandate.forum, DAY))


def test_papers_sent_on_the_last_day_allowed_are_in_time():
    papers = rule(forum := make_forum(), RuleKind.PAPERS_BEFORE, 7)
    for days in (10, 40, 70):
        held(forum, days, called=7)
    assert found(papers).verdict == Verdict.KEPT


def test_one_late_notice_breaks_the_rule_and_stands_among_the_rows():
    papers = rule(forum := make_forum(), RuleKind.PAPERS_BEFORE, 7)
    for days, called in ((10, 7), (40, 6), (70, 8)):
        held(forum, days, called=called)
    finding = found(papers)
    assert finding.verdict == Verdict.BROKEN
    assert [row.kept for row in finding.rows] == [True, False, True]


def test_two_meetings_are_too_few_to_judge_by():
    papers = rule(forum := make_forum(), RuleKind.PAPERS_BEFORE, 7)
    held(forum, 10, called=1)
    held(forum, 40, called=1)
    assert found(papers).verdict == Verdict.TOO_LITTLE


def test_a_meeting_more_than_a_year_ago_is_not_counted():
    papers = rule(forum := make_forum(), RuleKind.PAPERS_BEFORE, 7)
    for days, called in ((10, 7), (40, 7), (70, 7), (366, 1)):
        held(forum, days, called=called)
    assert found(papers).verdict == Verdict.KEPT


@pytest.mark.parametrize(("last", "verdict"), [(31, Verdict.KEPT), (32, Verdict.BROKEN)])
def test_the_wait_since_the_last_meeting_counts_too(last, verdict):
    often = rule(forum := make_forum(), RuleKind.MEETS_EVERY, 31)
    for step in range(4):
        held(forum, last + 30 * step)
    assert found(often).verdict == verdict


@pytest.mark.parametrize(("took", "verdict"), [(14, Verdict.KEPT), (15, Verdict.BROKEN)])
def test_minutes_are_counted_from_the_meeting_to_the_table(took, verdict):
    within = rule(forum := make_forum(), RuleKind.MINUTES_WITHIN, 14)
    for days in (40, 70, 100):
        held(forum, days, minutes=took)
    assert found(within).verdict == verdict


def test_minutes_not_yet_due_are_not_held_against_the_forum():
    within = rule(forum := make_forum(), RuleKind.MINUTES_WITHIN, 14)
    for days in (40, 70, 100):
        held(forum, days, minutes=3)
    held(forum, 5)
    assert found(within).verdict == Verdict.KEPT


def test_a_vacant_seat_is_not_a_party_represented():
    from tests.factories import make_seat

    everyone = rule(forum := make_forum(), RuleKind.PARTIES_PRESENT, 100)
    make_member(forum, make_party("Bergen"))
    make_seat(forum, make_party("Alver"))
    finding = found(everyone)
    assert finding.verdict == Verdict.BROKEN
    assert finding.measured == 50


def test_a_rule_nobody_measures_says_so():
    status = rule(make_forum(), RuleKind.STATUS_REPORT, 6)
    assert found(status).verdict == Verdict.NOT_MEASURED


def test_written_papers_are_measured_by_the_app_that_has_them():
    written = rule(make_forum(), RuleKind.WRITTEN_PAPER, 100)
    assert found(written).verdict == Verdict.TOO_LITTLE
