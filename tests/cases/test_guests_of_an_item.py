"""A guest is called for one item only; speaker and guests stand on the agenda."""

from datetime import datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cases.agenda import change_item
from cases.guests import invite_guest, let_guest_go
from cases.models import AgendaItem
from forums.errors import Refused
from tests.cases.agenda_world import meeting_of, put
from tests.cases.conftest import World, page, signed_in
from tests.factories import OSLO


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture
def item(world: World) -> AgendaItem:
    return put(world, meeting_of(world))


def test_a_guest_by_name_stands_on_the_agenda(world: World, item: AgendaItem) -> None:
    url = reverse("item_guest", args=[item.pk])
    facts = {"name": "Grete Gjest", "email": "grete@eksempel.no", "organisation": "Skyss"}
    signed_in(world.secretary).post(url, facts)
    assert "Grete Gjest, Skyss" in page(world.committee_member, item.meeting.get_absolute_url())


def test_nobody_in_particular_is_no_guest(world: World, item: AgendaItem) -> None:
    answer = signed_in(world.secretary).post(reverse("item_guest", args=[item.pk]), {"name": ""})
    assert "Velg en person, eller skriv navnet" in answer.text
    with pytest.raises(ValidationError):
        invite_guest(item, by=world.secretary)


def test_the_same_guest_twice_is_told(world: World, item: AgendaItem) -> None:
    invite_guest(item, by=world.secretary, user=world.expert_member)
    with pytest.raises(Refused, match="er alt bedt til"):
        invite_guest(item, by=world.secretary, user=world.expert_member)


def test_a_guest_is_let_go_and_the_history_keeps_it(world: World, item: AgendaItem) -> None:
    guest = invite_guest(item, by=world.secretary, name="Grete")
    url = reverse("item_guest_away", args=[item.pk, guest.pk])
    signed_in(world.secretary).post(url)
    assert not item.guests.exists()
    assert guest.history.model.objects.filter(history_type="-").exists()


def test_the_speaker_stands_on_the_agenda(world: World, item: AgendaItem) -> None:
    change_item(item, by=world.secretary, speaker=world.expert_member, minutes_presented=5)
    html = page(world.committee_member, item.meeting.get_absolute_url())
    assert f"Innleder: {world.expert_member.name}" in html


def test_an_introduction_is_no_longer_than_its_item(world: World, item: AgendaItem) -> None:
    with pytest.raises(ValidationError, match="Innledningen kan ikke vare lenger"):
        change_item(item, by=world.secretary, minutes_planned=10, minutes_presented=11)


def test_a_reader_calls_nobody(world: World, item: AgendaItem) -> None:
    with pytest.raises(PermissionDenied):
        invite_guest(item, by=world.committee_member, name="Grete")
    guest = invite_guest(item, by=world.secretary, name="Grete")
    with pytest.raises(PermissionDenied):
        let_guest_go(guest, by=world.committee_member)
