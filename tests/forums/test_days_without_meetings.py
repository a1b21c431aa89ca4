"""Weekends, holidays and the weeks people are away: known, or kept as data by the secretariat."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from forums.closed import ClosedDays, change_period, new_period, remove_period, span_in
from forums.errors import Refused
from forums.models import ClosedPeriod
from tests.factories import make_forum, make_member, make_secretary

pytestmark = pytest.mark.django_db
SUMMER = {"name": "Sommerferie", "start": date(2024, 7, 1), "end": date(2024, 7, 31)}


def period(**values: object) -> ClosedPeriod:
    return ClosedPeriod(**{**SUMMER, **values})


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (date(2027, 5, 17), "Andre pinsedag / Grunnlovsdag"),
        (date(2027, 3, 25), "Skjærtorsdag"),
        (date(2027, 3, 28), "Første påskedag"),
        (date(2027, 4, 3), "lørdag"),
        (date(2027, 4, 4), "søndag"),
        (date(2027, 4, 5), ""),
    ],
)
def test_weekends_and_holidays_are_known_by_name(day, why):
    assert ClosedDays([]).why(day) == why


def test_a_period_closes_its_first_day_and_its_last():
    closed = ClosedDays([period(start=date(2027, 8, 2), end=date(2027, 8, 4))])
    days = [closed.why(date(2027, 8, n)) for n in (2, 4, 5)]
    assert days == ["Sommerferie", "Sommerferie", ""]


def test_one_that_is_only_this_time_is_not_next_year():
    assert span_in(period(), 2025) is None


def test_the_same_dates_come_every_year_over_new_year_too():
    christmas = period(start=date(2023, 12, 20), end=date(2024, 1, 3), repeats="dates")
    closed = ClosedDays([christmas])
    assert span_in(christmas, 2027) == (date(2027, 12, 20), date(2028, 1, 3))
    assert not closed.is_open(date(2027, 12, 22))
    assert not closed.is_open(date(2028, 1, 3))  # a Monday


def test_the_same_week_comes_every_year():
    winter = period(start=date(2024, 2, 26), end=date(2024, 3, 1), repeats="week")  # week 9
    assert span_in(winter, 2027) == (date(2027, 3, 1), date(2027, 3, 5))


def test_easter_takes_its_week_along():
    easter = period(start=date(2024, 3, 25), end=date(2024, 4, 1), repeats="easter")
    assert span_in(easter, 2027) == (date(2027, 3, 22), date(2027, 3, 29))
    assert span_in(easter, 2038) == (date(2038, 4, 19), date(2038, 4, 26))


def test_the_day_before_march_in_a_leap_year_is_the_28th_in_others():
    assert span_in(
        period(start=date(2024, 2, 29), end=date(2024, 3, 1), repeats="dates"), 2027
    ) == (
        date(2027, 2, 28),
        date(2027, 3, 1),
    )


def test_the_secretariat_keeps_them_with_history():
    secretary = make_secretary()
    row = new_period(by=secretary, **SUMMER)
    change_period(row, by=secretary, end=date(2024, 8, 2))
    with pytest.raises(Refused, match="hvorfor"):
        remove_period(row, by=secretary, why=" ")
    remove_period(row, by=secretary, why="Alle er her")
    assert ClosedPeriod.history.filter(history_user=secretary).count() == 3


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(ValidationError, match="før første dag"):
        new_period(by=make_secretary(), **{**SUMMER, "end": date(2024, 6, 30)})


def test_others_do_not_keep_them():
    member, row = make_member(make_forum()), period()
    row.save()
    for act in (
        lambda: new_period(by=member, **SUMMER),
        lambda: change_period(row, by=member, name="Fri"),
        lambda: remove_period(row, by=member, why="x"),
    ):
        with pytest.raises(PermissionDenied):
            act()
