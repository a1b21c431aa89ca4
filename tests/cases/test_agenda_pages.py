"""Making an agenda by clicking."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, LegalGround
from forums.models import Meeting, Role, User
from tests.cases.conftest import World, opened, treatment_in
from tests.cases.papers import paper
from tests.factories import (
    LONG_AGO,
    OSLO,
    make_contact,
    make_ground,
    make_meeting,
    make_member,
    make_user,
)


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture
def meeting(world: World) -> Meeting:
    return make_meeting(world.committee, date(2026, 12, 4))


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def item_in(world: World, meeting: Meeting, **values: object) -> AgendaItem:
    case = opened(world, forum=world.committee, **values)
    return put_on_agenda(
        treatment_in(case, world.committee),
        meeting,
        by=world.secretary,
        purpose="discussion",
        oral_reason="Haster",
        proposal="Forslag til konklusjon.",
    )


def secret(world: World, meeting: Meeting) -> AgendaItem:
    ground = LegalGround.objects.create(
        citation="offl. § 23", description="-", is_duty=True, start=LONG_AGO
    )
    return item_in(
        world, meeting, title="Pris på tomten", exempt_ground=ground, public_title="Forhandlinger"
    )


def edit(meeting: Meeting) -> str:
    return reverse("agenda_edit", args=[meeting.pk])


def test_a_waiting_case_is_put_on_the_agenda(client: Client, world: World, meeting: Meeting):
    case = opened(world, forum=world.committee)
    client = as_(client, world.secretary)
    assert case.title in client.get(edit(meeting)).text
    address = reverse("agenda_add", args=[meeting.pk, treatment_in(case, world.committee).pk])
    facts = {"purpose": "decision", "minutes_planned": 20, "oral_reason": "Haster"}
    assert "AU 1/26 er satt opp" in client.post(address, facts, follow=True).text
    assert "venter ikke lenger" in client.post(address, facts, follow=True).text


def test_only_purposes_within_the_competence_are_offered(client: Client, world: World):
    meeting = make_meeting(world.expert, date(2026, 12, 4))
    case = opened(world)
    address = reverse("agenda_add", args=[meeting.pk, treatment_in(case, world.expert).pk])
    client = as_(client, world.secretary)
    assert 'value="decision"' not in client.get(address).text
    facts = {"purpose": "decision", "minutes_planned": 20, "oral_reason": "Viktig grunn"}
    text = client.post(address, facts).text
    assert "kan ikke avgjøre saker" in text
    assert "Viktig grunn" in text


def test_an_item_without_paper_or_reason_is_told(client: Client, world: World, meeting: Meeting):
    case = opened(world, forum=world.committee)
    address = reverse("agenda_add", args=[meeting.pk, treatment_in(case, world.committee).pk])
    facts = {"purpose": "discussion", "minutes_planned": 20, "proposal": "Beholdes"}
    text = as_(client, world.secretary).post(address, facts).text
    assert "skriv hvorfor saken er muntlig" in text
    assert "Beholdes" in text


def test_items_move_with_buttons_alone(client: Client, world: World, meeting: Meeting):
    first, second = item_in(world, meeting), item_in(world, meeting)
    client = as_(client, world.secretary)
    client.post(reverse("agenda_move", args=[second.pk, "opp"]))
    assert list(meeting.agenda_items.order_by("position")) == [second, first]
    assert client.get(reverse("agenda_move", args=[second.pk, "ned"])).status_code == 405


def test_an_item_is_changed_and_taken_off(client: Client, world: World, meeting: Meeting):
    item = item_in(world, meeting)
    client = as_(client, world.secretary)
    facts = {"purpose": "information", "minutes_planned": 5, "oral_reason": "Kort"}
    client.post(reverse("agenda_change", args=[item.pk]), facts)
    item.refresh_from_db()
    assert (item.purpose, item.minutes_planned) == ("information", 5)
    client.post(reverse("agenda_take_off", args=[item.pk]), {"reason": "Venter"})
    assert not meeting.agenda_items.exists()


def test_time_beyond_the_meeting_is_said(client: Client, world: World, meeting: Meeting):
    item = item_in(world, meeting)
    AgendaItem.objects.filter(pk=item.pk).update(minutes_planned=130)
    text = as_(client, world.secretary).get(edit(meeting)).text
    assert "Sakene tar 130 av møtets 120 minutter." in text
    assert "mer enn møtet varer" in text


def test_the_meeting_page_says_first_what_the_forum_may_do(
    client: Client, world: World, meeting: Meeting
):
    item_in(world, meeting)
    text = as_(client, world.committee_member).get(meeting.get_absolute_url()).text
    assert "AU kan ikke vedta." in text
    assert "Forslag til konklusjon." in text


def test_an_exempt_case_shows_its_public_title_and_ground_to_others(
    client: Client, world: World, meeting: Meeting
):
    secret(world, meeting)
    text = as_(client, world.expert_member).get(meeting.get_absolute_url()).text
    assert "Forhandlinger" in text
    assert "jf. offl. § 23" in text
    for hidden in ("Pris på tomten", "Forslag til konklusjon.", "Haster"):
        assert hidden not in text


def test_the_forums_own_members_see_the_exempt_case(client: Client, world: World, meeting: Meeting):
    secret(world, meeting)
    text = as_(client, world.committee_member).get(meeting.get_absolute_url()).text
    assert "Pris på tomten" in text


def test_readers_get_403_and_outsiders_nothing(client: Client, world: World, meeting: Meeting):
    item = item_in(world, meeting)
    addresses = [
        edit(meeting),
        reverse("agenda_change", args=[item.pk]),
        reverse("agenda_take_off", args=[item.pk]),
        reverse("meeting_hold", args=[meeting.pk]),
    ]
    for person in (world.committee_leader, make_contact(world.party), make_user()):
        as_(client, person)
        assert {client.get(address).status_code for address in addresses} == {403}


@pytest.mark.parametrize("page", ["meeting", "agenda_edit", "meeting_hold"])
def test_pages_do_not_grow_in_queries(
    client: Client, world: World, meeting: Meeting, django_assert_max_num_queries, page: str
):
    for _n in range(6):
        item_in(world, meeting)
        opened(world, forum=world.committee)
    client = as_(client, world.secretary)
    with django_assert_max_num_queries(18):
        assert client.get(reverse(page, args=[meeting.pk])).status_code == 200


def test_an_exempt_paper_is_not_named_to_a_groups_secretary(client: Client, world: World):
    group_meeting = make_meeting(world.expert, date(2026, 12, 4))
    case = opened(world)
    hidden = paper(case, world.secretary, title="Pris på tomten", exempt_ground=make_ground())
    put_on_agenda(
        treatment_in(case, world.expert),
        group_meeting,
        by=world.secretary,
        purpose="discussion",
        paper=hidden,
    )
    as_(client, make_member(world.expert, role=Role.SECRETARY))
    html = client.get(edit(group_meeting)).content.decode()
    assert "Pris på tomten" not in html
    assert "Saksframlegget er unntatt offentlighet." in html
