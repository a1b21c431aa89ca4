"""An agenda is ordered step by step or at once, and its numbers follow when it is called."""

from datetime import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.agenda_order import move_item
from cases.models import AgendaItem
from forums.errors import Refused
from forums.meetings import call_meeting
from forums.models import Meeting
from tests.cases.agenda_world import many_waiting, meeting_of, order_of, put, standing
from tests.cases.conftest import World, signed_in
from tests.factories import OSLO

MOST = 10


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture
def meeting(world: World) -> Meeting:
    return meeting_of(world)


def three(world: World, meeting: Meeting) -> list[AgendaItem]:
    return [put(world, meeting) for _ in range(3)]


@pytest.mark.parametrize(
    ("to", "expected"), [(1, [2, 0, 1]), (2, [0, 2, 1]), (3, [0, 1, 2]), (99, [0, 1, 2])]
)
def test_an_item_moves_to_its_place(world: World, meeting: Meeting, to: int, expected) -> None:
    items = three(world, meeting)
    move_item(items[2], by=world.secretary, to=to)
    assert order_of(meeting) == [items[n] for n in expected]


def test_a_place_before_the_first_is_the_first(world: World, meeting: Meeting) -> None:
    items = three(world, meeting)
    move_item(items[1], by=world.secretary, to=0)
    assert order_of(meeting)[0] == items[1]


def test_every_item_that_moved_has_it_in_its_history(world: World, meeting: Meeting) -> None:
    items = three(world, meeting)
    move_item(items[2], by=world.secretary, to=1)
    latest = [item.history.latest() for item in items]
    assert [row.position for row in latest] == [2, 3, 1]
    assert {row.history_user for row in latest} == {world.secretary}


def test_a_reader_moves_nothing(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    with pytest.raises(PermissionDenied):
        move_item(item, by=world.committee_member, to=1)


def test_a_held_meeting_keeps_its_order(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    Meeting.objects.filter(pk=meeting.pk).update(status="held", called_at=meeting.starts_at)
    with pytest.raises(Refused, match="Sakslisten kan ikke endres nå"):
        move_item(item, by=world.secretary, to=1)


def test_the_numbers_follow_the_order_when_the_meeting_is_called(
    world: World, meeting: Meeting
) -> None:
    items = three(world, meeting)
    move_item(items[2], by=world.secretary, to=1)
    assert [item.number for item in order_of(meeting)] == [3, 1, 2]
    call_meeting(meeting, by=world.secretary)
    assert [item.number for item in order_of(meeting)] == [1, 2, 3]
    assert items[2].history.latest().number == 1


def test_numbers_of_another_meeting_are_left_alone(world: World, meeting: Meeting) -> None:
    first, other = put(world, meeting), put(world, meeting_of(world))
    last = put(world, meeting)
    move_item(last, by=world.secretary, to=1)
    call_meeting(meeting, by=world.secretary)
    assert [item.number for item in order_of(meeting)] == [1, 3]
    other.refresh_from_db()
    assert other.number == 2
    assert first.pk


def test_a_new_case_comes_before_what_stands_last(world: World, meeting: Meeting) -> None:
    standing(world.committee, "information", "Orienteringer", is_last=True)
    standing(world.committee, "notice", "Innkalling")
    items = [put(world, meeting), put(world, meeting)]
    titles = [item.title or item for item in order_of(meeting)]
    assert titles == ["Innkalling", *items, "Orienteringer"]


def test_the_place_is_sent_without_javascript(world: World, meeting: Meeting) -> None:
    items = three(world, meeting)
    url = reverse("agenda_move", args=[items[2].pk, "til"])
    answer = signed_in(world.secretary).post(url, {"plass": "1"})
    assert answer.url.endswith(f"#sak-{items[2].pk}")
    assert order_of(meeting)[0] == items[2]


def test_a_place_that_is_no_number_is_told(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    url = reverse("agenda_move", args=[item.pk, "til"])
    answer = signed_in(world.secretary).post(url, {"plass": "øverst"}, follow=True)
    assert "Skriv hvilken plass" in answer.text


def asked(client, method: str, url: str, data: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert getattr(client, method)(url, data).status_code in {200, 302}
    return len([q for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


@pytest.mark.parametrize("way", ["opp", "til", "ned"])
def test_a_move_among_25_items_with_200_waiting_asks_ten_times_at_most(
    world: World, meeting: Meeting, way: str
) -> None:
    items = [put(world, meeting) for _ in range(25)]
    many_waiting(world, 200)
    client = signed_in(world.secretary)
    url = reverse("agenda_move", args=[items[20].pk, way])
    assert asked(client, "post", url, {"plass": "1"}) <= MOST


def test_the_builder_asks_no_more_when_there_is_more(world: World, meeting: Meeting) -> None:
    put(world, meeting)
    many_waiting(world, 1)
    client, url = signed_in(world.secretary), reverse("agenda_edit", args=[meeting.pk])
    few = asked(client, "get", url)
    for _ in range(24):
        put(world, meeting)
    many_waiting(world, 200)
    assert asked(client, "get", url) <= few <= 16
