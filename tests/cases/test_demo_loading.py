"""What the demo does to a database without it, and how its days are placed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from cases.models import RoutingEvent
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
    with standing_at(datetime(2026, 11, 23, 12, tzinfo=UTC) + later):
        call_command("demo")
        assert groups.differences(today()) == []
        assert not RoutingEvent.objects.filter(
            at__gt=datetime(2026, 11, 23, 12, tzinfo=UTC) + later
        ).exists()


def test_a_coming_day_is_counted_from_the_day_of_loading() -> None:
    file = DemoFile(DEFAULT, date(2027, 3, 1))
    assert file["møter"]["au"]["kommer"][0] == date(2027, 3, 5)
    assert file["møter"]["au"]["holdt"][-1] == date(2026, 11, 10)


def test_loaded_before_the_day_of_the_story_it_moves_back_whole_weeks() -> None:
    early = DemoFile(DEFAULT, date(2026, 11, 20))
    assert early["møter"]["au"]["holdt"][-1] == date(2026, 11, 3)
    assert early["mandater"][3]["kildedato"] == date(2018, 1, 15)
