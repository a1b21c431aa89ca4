"""What comes on an agenda: open treatments of that forum, with a paper or a reason."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from cases.agenda import change_item, put_on_agenda, take_off_agenda
from cases.agenda_order import step_item
from cases.agenda_queue import queue_for
from cases.documents import add_document, withdraw_document
from cases.models import AgendaItem, Case, Document, LegalGround, Treatment
from cases.routing import ask_for_treatment
from forums.errors import Refused
from forums.meetings import call_meeting, cancel_meeting
from forums.models import Meeting, Role
from tests.cases.conftest import World, draft, opened, treatment_in
from tests.factories import LONG_AGO, OSLO, make_contact, make_meeting, make_member, make_user

ORAL = "Haster etter møtet i går"


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


def waiting(world: World, **values: object) -> Treatment:
    case = opened(world, **{"forum": world.committee, **values})
    return treatment_in(case, case.forum)


def meeting_of(world: World, **values: object) -> Meeting:
    return make_meeting(world.committee, date(2026, 12, 4), **values)


def put(world: World, treatment: Treatment, meeting: Meeting, **values: object) -> AgendaItem:
    facts = {"by": world.secretary, "purpose": "discussion", "oral_reason": ORAL, **values}
    return put_on_agenda(treatment, meeting, **facts)  # type: ignore[arg-type]


def paper_in(world: World, case: Case) -> Document:
    file = ContentFile(b"%PDF-1.7 framlegg", name="framlegg.pdf")
    return add_document(case, by=world.secretary, kind="brief", title="Framlegg", file=file)


def test_items_are_numbered_through_all_the_meetings_of_the_year(world: World) -> None:
    first = put(world, waiting(world), meeting_of(world))
    second = put(world, waiting(world), meeting_of(world))
    assert [first.label, second.label] == ["AU 1/26", "AU 2/26"]


def test_a_scheduled_case_tells_so_in_its_history(world: World) -> None:
    item = put(world, waiting(world), meeting_of(world))
    item.treatment.refresh_from_db()
    event = item.treatment.case.events.last()
    assert (item.treatment.state, event.kind) == ("scheduled", "scheduled")
    assert event.treatment == item.treatment


def test_an_item_has_a_paper_or_a_reason_to_be_oral(world: World) -> None:
    with pytest.raises(Refused, match="skriv hvorfor saken er muntlig"):
        put(world, waiting(world), meeting_of(world), oral_reason=" ")


def test_a_paper_makes_the_item_written(world: World) -> None:
    treatment = waiting(world)
    item = put(world, treatment, meeting_of(world), paper=paper_in(world, treatment.case))
    assert item.oral_reason == ""


def test_the_paper_belongs_to_the_case(world: World) -> None:
    other = paper_in(world, waiting(world).case)
    with pytest.raises(Refused, match="et dokument i saken"):
        put(world, waiting(world), meeting_of(world), paper=other)


def test_a_draft_is_not_put_on_an_agenda(world: World) -> None:
    case = draft(world, forum=world.committee)
    treatment = Treatment.objects.create(
        case=case, forum=world.committee, role="conclude", asked_by=world.secretary, reason="-"
    )
    with pytest.raises(Refused, match="er et utkast"):
        put(world, treatment, meeting_of(world))
    assert list(queue_for(world.secretary, world.committee)) == []


def test_another_forums_treatment_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="hører ikke til i AU"):
        put(world, waiting(world, forum=world.expert), meeting_of(world))


def test_a_committee_that_may_conclude_may_settle(world: World) -> None:
    assert put(world, waiting(world), meeting_of(world), purpose="decision").pk


def test_a_group_that_may_only_recommend_does_not_settle(world: World) -> None:
    meeting = make_meeting(world.expert, date(2026, 12, 4))
    with pytest.raises(Refused, match=r"kan ikke avgjøre saker.*punkt 1 i Mandat"):
        put(world, waiting(world, forum=world.expert), meeting, purpose="decision")


def test_a_treatment_has_one_meeting_at_a_time(world: World) -> None:
    treatment = waiting(world)
    put(world, treatment, meeting_of(world))
    with pytest.raises(Refused, match=r"står alt på sakslisten til AU 1/26"):
        put(world, treatment, meeting_of(world))


@pytest.mark.parametrize("status", ["held", "minutes_proposed", "minutes_approved"])
def test_the_agenda_is_closed_when_the_meeting_is_held(world: World, status: str) -> None:
    with pytest.raises(Refused, match="Sakslisten kan ikke endres nå"):
        put(world, waiting(world), meeting_of(world, status=status))


def test_items_change_places_and_stop_at_the_ends(world: World) -> None:
    meeting = meeting_of(world)
    first, second, third = (put(world, waiting(world), meeting) for _ in range(3))
    step_item(third, by=world.secretary, up=True)
    step_item(first, by=world.secretary, up=True)
    step_item(second, by=world.secretary, up=False)
    assert [i.number for i in meeting.agenda_items.order_by("position")] == [1, 3, 2]


def test_an_item_is_changed_by_the_same_rules(world: World) -> None:
    item = put(world, waiting(world), meeting_of(world))
    with pytest.raises(Refused, match="minst ett minutt"):
        change_item(
            item, by=world.secretary, purpose="decision", minutes_planned=0, oral_reason=ORAL
        )
    changed = change_item(
        item, by=world.secretary, purpose="decision", minutes_planned=30, oral_reason=ORAL
    )
    assert (changed.purpose, changed.minutes_planned) == ("decision", 30)


def test_what_is_taken_off_waits_again_and_the_number_is_not_used_twice(world: World) -> None:
    meeting = meeting_of(world)
    treatment = take_off_agenda(
        put(world, waiting(world), meeting), by=world.secretary, reason="Venter på tall"
    )
    event = treatment.case.events.last()
    assert (treatment.state, event.kind, event.reason) == (
        "waiting",
        "unscheduled",
        "Venter på tall",
    )
    assert put(world, treatment, meeting).label == "AU 2/26"


def test_taking_off_twice_is_told_and_needs_a_reason(world: World) -> None:
    item = put(world, waiting(world), meeting_of(world))
    with pytest.raises(Refused, match="Skriv hvorfor"):
        take_off_agenda(item, by=world.secretary, reason="")
    take_off_agenda(item, by=world.secretary, reason="Venter")
    again = AgendaItem(pk=item.history.latest().id, meeting=item.meeting)
    with pytest.raises(Refused, match="alt tatt av"):
        take_off_agenda(again, by=world.secretary, reason="Venter")


def test_a_meeting_without_items_is_not_called(world: World) -> None:
    meeting = meeting_of(world)
    with pytest.raises(Refused, match="ingen saker"):
        call_meeting(meeting, by=world.secretary)
    put(world, waiting(world), meeting)
    assert call_meeting(meeting, by=world.secretary).status == "called"


def test_a_cancelled_meeting_gives_its_cases_back_to_the_queue(world: World) -> None:
    meeting, treatment = meeting_of(world), waiting(world)
    put(world, treatment, meeting)
    cancel_meeting(meeting, by=world.secretary, because="Sykdom")
    treatment.refresh_from_db()
    assert treatment.state == "waiting"
    assert treatment.case.events.last().reason == "Sykdom"
    assert put(world, treatment, meeting_of(world)).pk


def test_the_queue_holds_what_waits_longest_first(world: World) -> None:
    late, early = waiting(world), waiting(world)
    Treatment.objects.filter(pk=early.pk).update(asked_at=late.asked_at - timedelta(days=9))
    assert list(queue_for(world.secretary, world.committee)) == [early, late]


def test_the_leader_of_an_expert_group_makes_its_agenda(world: World) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    meeting = make_meeting(world.expert, date(2026, 12, 4))
    assert put(world, waiting(world, forum=world.expert), meeting, by=leader).pk


def test_a_secretary_who_may_not_see_an_exempt_case_does_not_schedule_it(world: World) -> None:
    ground = LegalGround.objects.create(
        citation="offl. § 23", description="-", is_duty=True, start=LONG_AGO
    )
    secretary = make_member(world.expert, role=Role.SECRETARY)
    treatment = waiting(
        world, forum=world.expert, exempt_ground=ground, public_title="Forhandlinger"
    )
    assert list(queue_for(secretary, world.expert)) == []
    with pytest.raises(PermissionDenied):
        put(world, treatment, make_meeting(world.expert, date(2026, 12, 4)), by=secretary)


def test_readers_and_outsiders_put_nothing_on_an_agenda(world: World) -> None:
    treatment, meeting = waiting(world), meeting_of(world)
    for person in (world.committee_member, make_contact(world.party), make_user()):
        with pytest.raises(PermissionDenied):
            put(world, treatment, meeting, by=person)


def test_asking_another_forum_puts_the_case_in_its_queue(world: World) -> None:
    treatment = waiting(world)
    asked = ask_for_treatment(
        treatment.case, world.expert, "advise", by=world.secretary, reason="Trygg skoleveg?"
    )
    assert list(queue_for(world.expert_member, world.expert)) == [asked]


def test_a_paper_on_an_agenda_is_not_withdrawn_before_it_is_changed(world: World) -> None:
    treatment = waiting(world)
    paper = paper_in(world, treatment.case)
    put(world, treatment, meeting_of(world), paper=paper)
    with pytest.raises(Refused, match="er saksframlegg i AU 1/26"):
        withdraw_document(paper, by=world.secretary, why="Feil")
