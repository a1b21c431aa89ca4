"""How far away a day is, said the way people say it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.utils import translation
from django.utils.formats import date_format

from forums.templatetags.dates import day_and_when, when
from miljoloftet.templatetags.days import clock, day, moment, weekday

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def on_a_monday():
    with time_machine.travel(MONDAY, tick=False), translation.override("nb"):
        yield


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 11, 23), "i dag"),
        (date(2026, 11, 24), "i morgen"),
        (date(2026, 11, 22), "i går"),
        (date(2026, 11, 26), "om 3 virkedager"),
        (date(2026, 11, 30), "om 5 virkedager"),
        (date(2026, 11, 21), "for 2 dager siden"),
        (date(2026, 12, 14), "om 3 uker"),
        (date(2026, 11, 2), "for 3 uker siden"),
        (date(2027, 3, 23), "om 4 måneder"),
        (date(2018, 12, 4), "for 8 år siden"),
        (None, ""),
    ],
)
def test_the_distance_is_said_in_words(value, words):
    assert when(value) == words


def test_holidays_are_not_counted_as_working_days():
    with time_machine.travel(datetime(2026, 12, 23, 12, tzinfo=UTC), tick=False):
        assert when(date(2026, 12, 28)) == "om 2 virkedager"


def test_a_moment_late_at_night_belongs_to_the_day_in_oslo():
    assert when(datetime(2026, 11, 23, 23, 30, tzinfo=UTC)) == "i morgen"


def test_dates_are_written_the_norwegian_way():
    begins = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert day(begins) == "23. november 2026"
    assert weekday(begins) == "mandag 23. november 2026"
    assert clock(begins) == "09.00"
    assert moment(begins) == "23. november 2026 kl. 09.00"


def test_dates_are_written_the_english_way_in_english():
    with translation.override("en"):
        assert day(date(2026, 11, 23)) == "23 November 2026"


def test_a_date_is_readable_for_machines_too():
    assert '<time datetime="2026-11-26">26. november 2026</time>' in day_and_when(
        date(2026, 11, 26)
    )


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_day_in_a_sentence_is_written_as_the_one_beside_it(language):
    with translation.override(language):
        assert date_format(date(2026, 11, 23)) == day(date(2026, 11, 23))
