"""Each party's view in a treatment, and that nobody is overrun by a consensus."""

from datetime import date, datetime

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, EventKind, PartyPosition, Treatment
from cases.outcomes import record_outcome
from cases.positions import PositionConflict, Said, record_position, record_positions
from forums.conflicts import version_of
from forums.errors import Refused
from forums.meetings import approve_minutes, call_meeting, hold_meeting, propose_minutes
from forums.models import Party, Role, User
from tests.cases.conftest import World, draft, opened, page, signed_in, treatment_in
from tests.factories import (
    OSLO,
    make_contact,
    make_meeting,
    make_member,
    make_party,
    make_seat,
    make_secretary,
)

DAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def clock():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as traveller:
        yield traveller


@pytest.fixture
def askoy(world: World) -> Party:
    party = make_party("Askøy kommune")
    make_seat(world.committee, party)
    return party


def held(world: World, clock: time_machine.Traveller) -> AgendaItem:
    """An item in a meeting of the committee that is under way."""
    case = opened(world, forum=world.committee)
    item = put_on_agenda(
        treatment_in(case, world.committee),
        make_meeting(world.committee, DAY),
        by=world.secretary,
        purpose="discussion",
        oral_reason="Haster",
    )
    call_meeting(item.meeting, by=world.secretary)
    clock.move_to(item.meeting.starts_at)
    hold_meeting(item.meeting, by=world.secretary)
    return item


def waiting(world: World) -> Treatment:
    return treatment_in(opened(world, forum=world.committee), world.committee)


def say(
    treatment: Treatment, party: Party, by: User, position: str = "reserves", **more: object
) -> PartyPosition:
    values = {"reason": "Kostnaden er uklar.", **more}
    return record_position(treatment, party, by=by, position=position, **values)  # type: ignore[arg-type]


def test_a_view_is_an_event_of_the_case(world: World, askoy: Party) -> None:
    row = say(waiting(world), askoy, world.secretary, statement="Vi vil ha tall.")
    event = row.treatment.case.events.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.party, event.treatment) == ("position", askoy, row.treatment)
    assert event.reason.startswith("tar forbehold: Kostnaden er uklar. Protokolltilførsel: Vi vil")


def test_the_same_view_again_is_said_once(world: World, askoy: Party) -> None:
    treatment = waiting(world)
    for _n in range(2):
        say(treatment, askoy, world.secretary)
    assert treatment.case.events.filter(kind=EventKind.POSITION).count() == 1


def test_own_people_and_contact_speak_for_their_party_only(world: World, askoy: Party) -> None:
    treatment = waiting(world)
    deputy = make_member(world.committee, askoy, role=Role.DEPUTY)
    for user in (deputy, make_contact(askoy)):
        say(treatment, askoy, user)
        with pytest.raises(PermissionDenied):
            say(treatment, world.party, user)


def test_others_do_not_speak_for_a_party(world: World, askoy: Party) -> None:
    observer = make_member(world.committee, askoy, role=Role.OBSERVER)
    for user in (observer, world.committee_member, make_member(world.expert, askoy)):
        with pytest.raises(PermissionDenied):
            say(waiting(world), askoy, user)


def test_a_party_without_a_seat_has_no_view_there(world: World) -> None:
    with pytest.raises(Refused, match="har ikke plass i AU"):
        say(waiting(world), make_party("Alver kommune"), world.secretary)


def test_a_reservation_says_why(world: World, askoy: Party) -> None:
    with pytest.raises(Refused, match="Skriv hvorfor Askøy kommune svarer «tar forbehold»"):
        say(waiting(world), askoy, world.secretary, reason=" ")


@pytest.mark.parametrize("outcome", ["concluded"])
def test_an_objection_stops_what_is_by_consensus(
    world: World, askoy: Party, clock, outcome: str
) -> None:
    item = held(world, clock)
    say(item.treatment, askoy, world.secretary, "objects")
    with pytest.raises(Refused, match=r"Askøy kommune sier nei.*be sekretariatet om megling"):
        record_outcome(item, by=world.secretary, outcome=outcome, text="Slik blir det.")


def test_an_objection_lets_a_recommendation_go_on(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    say(item.treatment, askoy, world.secretary, "objects")
    record_outcome(item, by=world.secretary, outcome="recommended", text="Tilrås.")
    html = page(world.steering_member, item.treatment.case.get_absolute_url())
    assert "Sier nei" in html
    assert "Kostnaden er uklar." in html


def test_a_reservation_does_not_stop_a_conclusion(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    say(item.treatment, askoy, world.secretary)
    done = record_outcome(item, by=world.secretary, outcome="concluded", text="Slik blir det.")
    assert done.outcome == "concluded"


def test_nobody_objects_to_what_is_concluded_already(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    record_outcome(item, by=world.secretary, outcome="concluded", text="Slik blir det.")
    with pytest.raises(Refused, match="ber om ny behandling"):
        say(item.treatment, askoy, world.secretary, "objects")


def test_a_view_is_closed_with_the_minutes(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    record_outcome(item, by=world.secretary, outcome="concluded", text="Slik blir det.")
    say(item.treatment, askoy, world.secretary)
    propose_minutes(item.meeting, by=world.secretary)
    approve_minutes(item.meeting, by=world.secretary)
    with pytest.raises(Refused, match="Referatet er godkjent"):
        say(item.treatment, askoy, world.secretary, "agrees", reason="")


def test_the_second_to_write_a_view_is_told(world: World, askoy: Party) -> None:
    treatment = waiting(world)
    seen = version_of(say(treatment, askoy, world.secretary))
    say(treatment, askoy, world.secretary, "agrees", reason="", seen=seen)
    with pytest.raises(PositionConflict, match="synet til Askøy kommune"):
        say(treatment, askoy, make_secretary(), reason="Noe annet", seen=seen)


def test_a_form_of_all_parties_overwrites_only_what_was_changed_in_it(
    world: World, askoy: Party
) -> None:
    treatment, other = waiting(world), make_party("Øygarden kommune")
    make_seat(world.committee, other)
    seen = version_of(say(treatment, askoy, world.secretary))
    say(treatment, askoy, world.secretary, "agrees", reason="")
    untouched = Said(askoy, "reserves", "Kostnaden er uklar.", "", seen)
    record_positions(treatment, [untouched, Said(other, "abstains", seen=0)], by=world.secretary)
    positions = treatment.positions.order_by("party__name").values_list("position", flat=True)
    assert list(positions) == ["agrees", "abstains"]


def record_url(treatment: Treatment) -> str:
    case = treatment.case
    return reverse("positions_record", args=[case.year, case.sequence, treatment.pk])


def test_the_form_of_a_contact_holds_the_own_party_only(world: World, askoy: Party) -> None:
    html = page(make_contact(askoy), record_url(waiting(world)))
    assert f'name="position{askoy.pk}"' in html
    assert html.count("<legend") == 1


def test_a_reader_may_not_and_an_outsider_does_not_know(world: World, askoy: Party) -> None:
    url = record_url(waiting(world))
    assert signed_in(world.steering_member).get(url).status_code == 403
    other = make_contact(make_party())
    assert signed_in(other).post(url, {}).status_code == 403


def test_a_draft_has_no_views_to_write(world: World, askoy: Party) -> None:
    case = draft(world)
    url = reverse("positions_record", args=[case.year, case.sequence, 1])
    assert signed_in(make_contact(askoy)).get(url).status_code == 404


def test_a_refused_view_keeps_what_was_typed(world: World, askoy: Party) -> None:
    data = {f"position{askoy.pk}": "objects", f"statement{askoy.pk}": "Ordene våre"}
    response = signed_in(world.secretary).post(record_url(waiting(world)), data)
    html = response.content.decode()
    assert "Skriv hvorfor parten mener dette." in html
    assert "Ordene våre" in html


def test_the_page_shows_parties_in_neutral_order_with_the_gaps(world: World, askoy: Party) -> None:
    treatment = waiting(world)
    make_seat(world.committee, make_party("Alver kommune"))
    say(treatment, askoy, world.secretary)
    html = page(world.steering_member, treatment.case.get_absolute_url())
    assert html.index("<strong>Alver kommune</strong>") < html.index("<strong>Askøy kommune")
    assert "Ikke ført" in html


def test_views_are_written_in_the_meeting(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    client = signed_in(world.secretary)
    url = reverse("positions_at_meeting", args=[item.pk])
    name = f"syn{item.pk}-position{askoy.pk}"
    assert name in client.get(reverse("meeting_hold", args=[item.meeting_id])).content.decode()
    for _n in range(2):
        client.post(url, {name: "agrees"})
    assert item.treatment.positions.get().position == "agrees"
    assert item.treatment.case.events.filter(kind=EventKind.POSITION).count() == 1
    assert signed_in(world.committee_member).post(url, {name: "objects"}).status_code == 403


def test_a_conflict_in_the_meeting_keeps_what_was_typed(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    seen = version_of(say(item.treatment, askoy, world.secretary))
    say(item.treatment, askoy, world.secretary, "agrees", reason="")
    start = f"syn{item.pk}-"
    data = {
        f"{start}position{askoy.pk}": "objects",
        f"{start}reason{askoy.pk}": "Vi er imot",
        f"{start}seen{askoy.pk}": seen,
    }
    response = signed_in(world.secretary).post(
        reverse("positions_at_meeting", args=[item.pk]), data
    )
    html = response.content.decode()
    assert "endret synet til Askøy kommune mens du skrev" in html
    assert "Vi er imot" in html


def test_dissent_follows_the_case_to_the_next_meeting(world: World, askoy: Party, clock) -> None:
    item = held(world, clock)
    say(item.treatment, askoy, world.secretary, "objects")
    record_outcome(item, by=world.secretary, outcome="recommended", text="Tilrås.")
    html = page(world.steering_member, reverse("meeting_minutes", args=[item.meeting_id]))
    assert "Kostnaden er uklar." in html
    html = page(
        world.steering_member,
        reverse("case_history", args=[item.treatment.case.year, item.treatment.case.sequence]),
    )
    assert "Kostnaden er uklar." in html
