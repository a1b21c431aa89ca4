"""What a meeting came to is written by those who may, within what its mandate gives."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, Outcome
from cases.next_steps import texts_to_confirm
from cases.outcomes import confirm_text, record_outcome
from cases.routing import lift_case
from forums.errors import Refused
from forums.meetings import approve_minutes, call_meeting, hold_meeting, propose_minutes
from forums.models import Act, Forum, Mandate, Meeting, Role
from tests.cases.conftest import World, opened, treatment_in, verify
from tests.factories import OSLO, make_mandate, make_meeting, make_member, make_user

DAY = date(2026, 12, 4)


@pytest.fixture(autouse=True)
def clock():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as traveller:
        yield traveller


def item_in(world: World, forum: Forum, meeting: Meeting | None = None) -> AgendaItem:
    case = opened(world, forum=forum)
    return put_on_agenda(
        treatment_in(case, forum),
        meeting or make_meeting(forum, DAY),
        by=world.secretary,
        purpose="discussion",
        oral_reason="Haster",
    )


def held_item(world: World, forum: Forum, clock: time_machine.Traveller) -> AgendaItem:
    item = item_in(world, forum)
    hold(world, item.meeting, clock)
    return item


def hold(world: World, meeting: Meeting, clock: time_machine.Traveller) -> None:
    call_meeting(meeting, by=world.secretary)
    clock.move_to(meeting.starts_at)
    hold_meeting(meeting, by=world.secretary)


def record(world: World, item: AgendaItem, outcome: str, text: str = "Teksten.", **more: object):  # type: ignore[no-untyped-def]
    return record_outcome(item, by=more.pop("by", world.secretary), outcome=outcome, text=text)  # type: ignore[arg-type]


def test_the_committee_concludes_within_its_mandate(world: World, clock) -> None:
    treatment = record(world, held_item(world, world.committee, clock), "concluded")
    event = treatment.case.events.last()
    assert (treatment.state, treatment.outcome, treatment.text) == ("done", "concluded", "Teksten.")
    assert (event.kind, event.reason, verify(treatment.case)) == ("treated", "Teksten.", None)


def test_the_committee_does_not_decide_and_is_told_which_clause(world: World, clock) -> None:
    item = held_item(world, world.committee, clock)
    with pytest.raises(
        Refused, match=r"kunne ikke vedta 4\. desember 2026.*punkt 1 i Mandat"
    ) as no:
        record(world, item, "decided")
    assert "Forumet kan i stedet tilrå, konkludere" in no.value.sentence
    item.refresh_from_db()
    assert item.closed_at is None


def test_competence_is_judged_on_the_day_of_the_meeting(world: World, clock) -> None:
    item = held_item(world, world.committee, clock)
    Mandate.objects.filter(forum=world.committee).update(end=DAY)
    make_mandate(world.committee, Act.DECIDE, start=DAY + timedelta(days=1))
    clock.move_to(item.meeting.starts_at + timedelta(days=5))
    with pytest.raises(Refused, match="kunne ikke vedta"):
        record(world, item, "decided")
    assert record(world, item, "concluded").outcome == "concluded"


def test_an_outcome_is_not_recorded_before_the_meeting_is_held(world: World) -> None:
    item = item_in(world, world.committee)
    with pytest.raises(Refused, match="ikke holdt"):
        record(world, item, "concluded")


@pytest.mark.parametrize("outcome", ["concluded", "recommended", "returned"])
def test_these_outcomes_need_words(world: World, clock, outcome: str) -> None:
    with pytest.raises(Refused, match="Skriv hva"):
        record(world, held_item(world, world.committee, clock), outcome, " ")


@pytest.mark.parametrize("outcome", ["postponed", "not_treated"])
def test_what_is_put_off_waits_for_the_next_meeting(world: World, clock, outcome: str) -> None:
    item = held_item(world, world.committee, clock)
    treatment = record(world, item, outcome, "Tiden gikk ut")
    assert (treatment.state, treatment.outcome) == ("waiting", "")
    assert treatment.case.events.last().kind == "postponed"
    again = put_on_agenda(
        treatment,
        make_meeting(world.committee, date(2026, 12, 18)),
        by=world.secretary,
        purpose="discussion",
        oral_reason="Haster",
    )
    assert again.label == "AU 2/26"


def test_an_item_closed_twice_is_told_what_it_came_to(world: World, clock) -> None:
    item = held_item(world, world.committee, clock)
    record(world, item, "concluded")
    with pytest.raises(Refused, match=r"AU 1/26 er alt ført som «konkludert»"):
        record(world, item, "noted")


def test_a_decision_is_not_decided_before_its_text_is_confirmed(world: World, clock) -> None:
    item = held_item(world, world.steering, clock)
    treatment = record(world, item, "decided")
    item.refresh_from_db()
    assert item.outcome_in_words == "vedtak venter på bekreftet tekst"
    treatment.case.refresh_from_db()
    assert treatment.case.status == "open"
    confirm_text(treatment, by=world.secretary)
    item = AgendaItem.objects.get(pk=item.pk)
    assert item.outcome_in_words == "vedtatt"
    treatment.case.refresh_from_db()
    assert (treatment.case.status, treatment.case.events.last().kind) == ("decided", "confirmed")


def test_a_text_waits_on_the_page_of_the_secretariat(world: World, clock) -> None:
    treatment = record(world, held_item(world, world.steering, clock), "decided")
    [row] = texts_to_confirm(world.secretary)
    assert row.title == "Bekreft vedtaksteksten i Styringsgruppen 1/26"
    assert texts_to_confirm(world.steering_member) == []
    confirm_text(treatment, by=world.secretary)
    assert texts_to_confirm(world.secretary) == []


def test_a_text_is_confirmed_once(world: World, clock) -> None:
    treatment = record(world, held_item(world, world.steering, clock), "decided")
    confirm_text(treatment, by=world.secretary)
    with pytest.raises(Refused, match=r"Sivert Sekretær bekreftet teksten"):
        confirm_text(treatment, by=world.secretary)


def test_a_conclusion_is_not_confirmed_as_a_decision(world: World, clock) -> None:
    treatment = record(world, held_item(world, world.committee, clock), "concluded")
    with pytest.raises(Refused, match="Bare teksten i et vedtak"):
        confirm_text(treatment, by=world.secretary)


def test_minutes_wait_for_every_item_and_every_confirmed_text(world: World, clock) -> None:
    item = held_item(world, world.steering, clock)
    with pytest.raises(Refused, match=r"utfallet av disse sakene først: Styringsgruppen 1/26"):
        propose_minutes(item.meeting, by=world.secretary)
    treatment = record(world, item, "decided")
    propose_minutes(item.meeting, by=world.secretary)
    with pytest.raises(Refused, match="Bekreft vedtaksteksten først"):
        approve_minutes(item.meeting, by=world.secretary)
    confirm_text(treatment, by=world.secretary)
    assert approve_minutes(item.meeting, by=world.secretary).status == "minutes_approved"


def test_what_was_concluded_can_be_lifted(world: World, clock) -> None:
    treatment = record(world, held_item(world, world.committee, clock), "concluded")
    assert lift_case(treatment.case, world.steering, by=world.secretary, reason="Moden").pk


def test_the_leader_of_an_expert_group_records_its_outcomes(world: World, clock) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    item = held_item(world, world.expert, clock)
    assert record(world, item, Outcome.RECOMMENDED, by=leader).outcome == "recommended"
    with pytest.raises(PermissionDenied):
        confirm_text(item.treatment, by=leader)


def test_readers_and_outsiders_record_nothing(world: World, clock) -> None:
    item = held_item(world, world.committee, clock)
    for person in (world.committee_member, world.committee_leader, make_user()):
        with pytest.raises(PermissionDenied):
            record(world, item, "noted", by=person)
