"""What the demo does to a database without it, and how its days are placed."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from cases.models import AgendaItem, RoutingEvent
from forums import groups
from forums.clock import standing_at, today
from forums.demo_file import DEFAULT, DemoFile
from forums.models import Party, User
from tests.factories import make_party


def test_it_does_not_touch_a_database_with_anything_else(db: None) -> None:
    make_party("En helt annen kommune")
    with pytest.raises(CommandError, match="tom database"):
        call_command("demo")
    assert Party.objects.count() == 1
    assert not User.objects.exists()


@pytest.mark.parametrize("later", [timedelta(days=-400), timedelta(days=200)])
def test_it_loads_on_another_day_too(db: None, later: timedelta) -> None:
    asked = count()

    def counting(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        next(asked)
        return execute(sql, params, many, context)

    with (
        standing_at(datetime(2026, 11, 23, 12, tzinfo=UTC) + later),
        connection.execute_wrapper(counting),
    ):
        call_command("demo")
        # About forty for each event of a case and each standing item; a loop in an action shows.
        told = RoutingEvent.objects.count() + AgendaItem.objects.exclude(standing=None).count()
        assert next(asked) < told * 60
        assert groups.differences(today()) == []
        assert not RoutingEvent.objects.filter(
            at__gt=datetime(2026, 11, 23, 12, tzinfo=UTC) + later
        ).exists()


def test_a_coming_day_is_counted_from_the_day_of_loading() -> None:
    file = DemoFile(DEFAULT, date(2027, 3, 1))
    assert file["møter"]["au"]["kommer"][0] == date(2027, 3, 5)
    assert file["møter"]["au"]["holdt"][-1] == date(2026, 11, 10)


def test_a_day_not_long_ago_is_one_that_people_worked() -> None:
    sunday = DemoFile(DEFAULT, date(2027, 3, 7))
    days = {
        row["satt opp"] for case in sunday["saker"] for row in case["gang"] if "satt opp" in row
    }
    assert date(2027, 3, 4) in days  # three days ago
    assert date(2027, 3, 3) in days  # four days ago
    assert not days & {date(2027, 3, 6), date(2027, 3, 7)}


def test_every_file_in_the_folder_is_read() -> None:
    folder = DEFAULT.parent / "saker"
    named = sum(path.read_text("utf-8").count("- tittel: ") for path in folder.glob("*.yaml"))
    assert len(DemoFile(DEFAULT, date(2027, 3, 1))["saker"]) == named == 60


def test_loaded_before_the_day_of_the_story_it_moves_back_whole_weeks() -> None:
    early = DemoFile(DEFAULT, date(2026, 11, 20))
    assert early["møter"]["au"]["holdt"][-1] == date(2026, 11, 3)
    assert early["mandater"][3]["kildedato"] == date(2018, 1, 15)


def test_no_cases_are_made_up_without_an_organisation(db: None) -> None:
    with pytest.raises(CommandError, match="no organisation yet"):
        call_command("make_cases", "1")
