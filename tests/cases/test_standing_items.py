"""A forum's standing items come on its agendas by themselves, and are settled in the meeting."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.models import StandingItem
from cases.outcomes import has_open_items
from cases.standing import set_up_standing, settle, take_standing_off
from forums.errors import Refused
from forums.meetings import call_meeting
from forums.models import Meeting
from tests.cases.agenda_world import meeting_of, order_of, put, standing, waiting
from tests.cases.conftest import World, page, signed_in
from tests.factories import OSLO, make_meeting


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture(autouse=True)
def three(world: World) -> list[StandingItem]:
    forum = world.committee
    return [
        standing(forum, "notice", "Innkalling og saksliste", position=1),
        standing(forum, "minutes", "Referat fra sist", position=2),
        standing(forum, "information", "Orienteringer", is_last=True, minutes=10),
    ]


@pytest.fixture
def meeting(world: World) -> Meeting:
    return meeting_of(world)


def before(world: World, status: str, day: date = date(2026, 11, 6)) -> Meeting:
    return make_meeting(world.committee, day, status=status)


def held(meeting: Meeting) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status="held", called_at=meeting.starts_at)


def test_the_first_case_brings_the_standing_items(world: World, meeting: Meeting) -> None:
    case = put(world, meeting)
    titles = [item.title or item for item in order_of(meeting)]
    assert titles == ["Innkalling og saksliste", "Referat fra sist", case, "Orienteringer"]
    assert [item.minutes_planned for item in order_of(meeting)] == [5, 5, 15, 10]


def test_a_page_that_is_read_brings_nothing(world: World, meeting: Meeting) -> None:
    page(world.secretary, reverse("agenda_edit", args=[meeting.pk]))
    assert not meeting.agenda_items.exists()


def test_a_button_brings_those_that_are_missing_once(world: World, meeting: Meeting) -> None:
    client, url = signed_in(world.secretary), reverse("agenda_standing", args=[meeting.pk])
    assert "3 faste saker er satt opp" in client.post(url, follow=True).text
    client.post(url)
    assert meeting.agenda_items.count() == 3


def test_one_out_of_use_or_of_another_forum_is_not_brought(
    world: World, meeting: Meeting, three: list[StandingItem]
) -> None:
    StandingItem.objects.filter(pk=three[0].pk).update(is_active=False)
    standing(world.expert, "notice", "Faggruppens")
    set_up_standing(meeting, by=world.secretary)
    assert [row.title for row in order_of(meeting)] == ["Referat fra sist", "Orienteringer"]


def test_the_minutes_that_wait_are_put_forward_with_a_link(world: World, meeting: Meeting) -> None:
    before(world, "minutes_approved", date(2026, 10, 2))
    last = before(world, "minutes_proposed")
    put(world, meeting)
    html = page(world.secretary, reverse("agenda_edit", args=[meeting.pk]))
    assert f"Referat fra {last}" in html
    assert reverse("meeting_minutes", args=[last.pk]) in html
    assert html.count("Referat fra AU") == 1


def test_minutes_held_after_the_agenda_was_begun_are_there_at_the_notice(
    world: World, meeting: Meeting
) -> None:
    put(world, meeting)
    last = before(world, "minutes_proposed")
    call_meeting(meeting, by=world.secretary)
    assert list(order_of(meeting)[1].minutes_of.all()) == [last]


def test_minutes_wait_for_the_standing_items(world: World, meeting: Meeting) -> None:
    set_up_standing(meeting, by=world.secretary)
    held(meeting)
    items = order_of(meeting)
    assert items[0].label in (has_open_items(meeting) or "")
    settle(items[0], by=world.secretary, outcome="approved")
    settle(items[1], by=world.secretary, outcome="approved")
    settle(items[2], by=world.secretary, outcome="noted")
    assert has_open_items(meeting) is None


def test_approving_the_last_minutes_approves_them(world: World, meeting: Meeting) -> None:
    last = before(world, "minutes_proposed")
    set_up_standing(meeting, by=world.secretary)
    held(meeting)
    settle(order_of(meeting)[1], by=world.secretary, outcome="approved")
    last.refresh_from_db()
    assert last.status == "minutes_approved"


def test_minutes_that_are_not_put_forward_are_not_approved(world: World, meeting: Meeting) -> None:
    last = before(world, "held")
    set_up_standing(meeting, by=world.secretary)
    held(meeting)
    item = order_of(meeting)[1]
    with pytest.raises(Refused, match=f"Referatet fra {last} er ikke lagt fram"):
        settle(item, by=world.secretary, outcome="approved")
    item.refresh_from_db()
    assert item.closed_at is None
    settle(item, by=world.secretary, outcome="not_treated")


def test_a_standing_item_is_not_concluded(world: World, meeting: Meeting) -> None:
    set_up_standing(meeting, by=world.secretary)
    held(meeting)
    with pytest.raises(Refused, match="passer ikke"):
        settle(order_of(meeting)[2], by=world.secretary, outcome="approved")


def test_a_standing_item_is_settled_on_the_page_of_the_meeting(
    world: World, meeting: Meeting
) -> None:
    set_up_standing(meeting, by=world.secretary)
    held(meeting)
    item = order_of(meeting)[0]
    url = reverse("standing_settle", args=[item.pk])
    client = signed_in(world.secretary)
    assert url in client.get(reverse("meeting_hold", args=[meeting.pk])).text
    sent = {f"sak{item.pk}-outcome": "approved", f"sak{item.pk}-minutes_used": "2"}
    assert "er ført" in client.post(url, sent, follow=True).text
    item.refresh_from_db()
    assert (item.outcome, item.minutes_used) == ("approved", 2)
    assert "er alt ført" in client.post(url, sent, follow=True).text


def test_a_case_is_not_settled_as_a_standing_item(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    url = reverse("standing_settle", args=[item.pk])
    assert signed_in(world.secretary).post(url).status_code == 404


def test_one_is_left_out_of_one_meeting(world: World, meeting: Meeting) -> None:
    set_up_standing(meeting, by=world.secretary)
    first = order_of(meeting)[0]
    url = reverse("agenda_take_off", args=[first.pk])
    client = signed_in(world.secretary)
    assert "utgår i dette møtet" in client.get(url).text
    client.post(url, {"reason": "Ekstra møte"})
    assert [row.position for row in order_of(meeting)] == [1, 2]
    put(world, meeting)
    assert meeting.agenda_items.count() == 3


def test_readers_set_up_and_settle_nothing(world: World, meeting: Meeting) -> None:
    with pytest.raises(PermissionDenied):
        set_up_standing(meeting, by=world.committee_member)
    set_up_standing(meeting, by=world.secretary)
    with pytest.raises(PermissionDenied):
        take_standing_off(order_of(meeting)[0], by=world.committee_member, reason="-")
    held(meeting)
    with pytest.raises(PermissionDenied):
        settle(order_of(meeting)[0], by=world.committee_member, outcome="approved")


def test_the_secretariat_keeps_them_with_history(world: World, three: list[StandingItem]) -> None:
    client = signed_in(world.secretary)
    url = reverse("kept_edit", args=["faste-saker", three[0].pk])
    facts = {
        "forum": world.committee.pk,
        "kind": "notice",
        "title": "Godkjenning av sakslisten",
        "minutes": 3,
        "position": 1,
        "is_active": "on",
        "seen": three[0].history.latest().pk,
    }
    assert "Endringen er lagret" in client.post(url, facts, follow=True).text
    three[0].refresh_from_db()
    assert three[0].title == "Godkjenning av sakslisten"
    assert three[0].history.latest().history_user == world.secretary
    again = {**facts, "is_active": "on", "seen": ""}
    new = reverse("kept_new", args=["faste-saker"])
    assert "har alt en fast sak av dette slaget" in client.post(new, {**again, "title": "To"}).text


def test_a_postponed_case_returns_with_its_papers(world: World, meeting: Meeting) -> None:
    item = put(world, meeting, treatment=waiting(world), minutes_planned=25, proposal="Forslaget.")
    held(meeting)
    item.refresh_from_db()
    client = signed_in(world.secretary)
    url = reverse("outcome_record", args=[item.pk])
    client.post(url, {f"sak{item.pk}-outcome": "postponed"})
    new = meeting_of(world)
    html = page(world.secretary, reverse("agenda_add", args=[new.pk, item.treatment_id]))
    assert "Saken kommer tilbake fra AU" in html
    assert f"{meeting.get_absolute_url()}#sak-{item.pk}" in html
    client.post(reverse("agenda_pick", args=[new.pk, item.treatment_id]))
    again = new.agenda_items.of_cases().get()
    assert (again.minutes_planned, again.proposal, again.oral_reason) == (
        25,
        "Forslaget.",
        "Haster",
    )
