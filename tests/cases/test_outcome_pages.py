"""Holding a meeting on one page: attendance, outcomes, confirmed text, minutes."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.agenda import put_on_agenda
from cases.models import AgendaItem
from cases.outcomes import record_outcome
from forums.meetings import call_meeting, hold_meeting
from forums.models import Forum, Meeting, Membership, User
from tests.cases.conftest import World, opened, treatment_in
from tests.factories import OSLO, make_meeting


@pytest.fixture(autouse=True)
def clock():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as traveller:
        yield traveller


def held(world: World, forum: Forum, clock: time_machine.Traveller, items: int = 1) -> Meeting:
    meeting = make_meeting(forum, date(2026, 12, 4))
    for _n in range(items):
        put_on_agenda(
            treatment_in(opened(world, forum=forum), forum),
            meeting,
            by=world.secretary,
            purpose="discussion",
            oral_reason="Haster",
            proposal="Forslag til konklusjon.",
        )
    call_meeting(meeting, by=world.secretary)
    clock.move_to(meeting.starts_at)
    hold_meeting(meeting, by=world.secretary)
    return meeting


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def hold(meeting: Meeting) -> str:
    return reverse("meeting_hold", args=[meeting.pk])


def send(client: Client, item: AgendaItem, outcome: str, text: str):  # type: ignore[no-untyped-def]
    facts = {f"sak{item.pk}-outcome": outcome, f"sak{item.pk}-text": text}
    return client.post(reverse("outcome_record", args=[item.pk]), facts, follow=True)


def test_the_page_offers_only_what_the_forum_may_and_says_why(client, world, clock):
    meeting = held(world, world.committee, clock)
    text = as_(client, world.secretary).get(hold(meeting)).text
    assert "AU kan ikke vedta." in text
    assert 'value="concluded"' in text and 'value="decided"' not in text
    assert "Forslag til konklusjon." in text


def test_a_refused_outcome_shows_the_clause_and_keeps_the_text(client, world, clock):
    item = held(world, world.committee, clock).agenda_items.get()
    text = send(as_(client, world.secretary), item, "decided", "Vi vedtar dette.").text
    assert "punkt 1 i Mandat" in text
    assert "Vi vedtar dette." in text


def test_an_outcome_is_recorded_and_the_second_click_is_told(client, world, clock):
    item = held(world, world.committee, clock).agenda_items.get()
    client = as_(client, world.secretary)
    assert "Utfallet av AU 1/26 er ført" in send(client, item, "concluded", "Vi er enige.").text
    assert "er alt ført som «konkludert»" in send(client, item, "noted", "Noe annet").text


def test_attendance_is_prefilled_with_the_members_and_saved_by_seat(client, world, clock):
    meeting = held(world, world.committee, clock)
    client = as_(client, world.secretary)
    assert client.get(hold(meeting)).text.count(" checked") == 2
    row = Membership.objects.get(user=world.committee_member, forum=world.committee)
    seats = {f"seat_{seat.pk}": "-" for seat in world.committee.seats.all()}
    facts = {**seats, f"seat_{row.seat_id}": row.pk}
    text = client.post(hold(meeting), facts, follow=True).text
    assert "1 av 2 plasser er tatt. Møtet er vedtaksført." in text


def test_somebody_elses_membership_cannot_be_put_on_a_seat(client, world, clock):
    meeting = held(world, world.committee, clock)
    seat = Membership.objects.get(user=world.committee_member).seat_id
    other = Membership.objects.get(user=world.expert_member).pk
    as_(client, world.secretary).post(hold(meeting), {f"seat_{seat}": other})
    assert not meeting.attendances.exists()


def test_a_decision_shows_as_decided_when_its_text_is_confirmed(client, world, clock):
    item = held(world, world.steering, clock).agenda_items.get()
    client = as_(client, world.secretary)
    text = send(client, item, "decided", "Vedtas.").text
    assert "Vedtak venter på bekreftet tekst" in text
    confirm = reverse("text_confirm", args=[item.pk])
    assert "er vedtatt" in client.post(confirm, follow=True).text
    assert "bekreftet teksten" in client.post(confirm, follow=True).text
    page = as_(client, world.steering_member).get(item.meeting.get_absolute_url()).text
    assert "venter på bekreftet tekst" not in page


def test_minutes_are_made_from_what_was_recorded(client, world, clock):
    meeting = held(world, world.committee, clock)
    item = meeting.agenda_items.get()
    record_outcome(item, by=world.secretary, outcome="concluded", text="Vi er enige.")
    client = as_(client, world.secretary)
    address = reverse("meeting_step", args=[meeting.pk, "legg-fram-referat"])
    client.post(address)
    text = client.get(reverse("meeting_minutes", args=[meeting.pk])).text
    assert "Lagt fram, ikke godkjent." in text
    assert "Vi er enige." in text


def test_readers_record_and_confirm_nothing(client, world, clock):
    item = held(world, world.steering, clock).agenda_items.get()
    client = as_(client, world.steering_member)
    assert send(client, item, "decided", "Vedtas.").status_code == 403
    assert client.post(reverse("text_confirm", args=[item.pk])).status_code == 403


def test_the_page_does_not_grow_in_queries(client, world, clock, django_assert_max_num_queries):
    meeting = held(world, world.committee, clock, items=8)
    client = as_(client, world.secretary)
    for address in (hold(meeting), reverse("meeting_minutes", args=[meeting.pk])):
        with django_assert_max_num_queries(20):
            client.get(address)
