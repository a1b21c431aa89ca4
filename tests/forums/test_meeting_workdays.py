"""Working days the Norwegian way."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.workdays import (
    add_working_days,
    is_working_day,
    on_or_before,
    working_days_between,
)

DAYS = st.dates(date(2018, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "holiday", [date(2026, 5, 17), date(2026, 5, 1), date(2026, 4, 3), date(2026, 12, 25)]
)
def test_a_public_holiday_is_no_working_day(holiday):
    assert not is_working_day(holiday)


def test_easter_is_stepped_over():
    assert add_working_days(date(2026, 4, 1), 1) == date(2026, 4, 7)
    assert working_days_between(date(2026, 4, 1), date(2026, 4, 7)) == 1


@given(DAYS, st.integers(1, 40))
def test_there_and_back_lands_on_the_working_day_one_started_from(day, count):
    start = on_or_before(day)
    assert add_working_days(add_working_days(start, count), -count) == start


@given(DAYS, st.integers(1, 40))
def test_counting_the_days_one_added_gives_the_number_back(day, count):
    assert working_days_between(day, add_working_days(day, count)) == count


@given(DAYS)
def test_the_day_before_or_on_is_a_working_day_with_none_between(day):
    found = on_or_before(day)
    assert is_working_day(found) and found <= day
    between = (found + timedelta(n) for n in range(1, (day - found).days + 1))
    assert not any(map(is_working_day, between))
