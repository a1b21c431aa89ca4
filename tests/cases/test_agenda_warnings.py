"""What is wrong with an agenda is said in a sentence, and its own button or link mends it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cases.agenda import has_no_items
from cases.agenda_rows import agenda_rows
from cases.agenda_warnings import AgendaWarning, warnings
from cases.models import AgendaItem, Treatment
from forums.attendance import day_of
from forums.competence import competence_on
from forums.models import Meeting
from tests.cases.agenda_world import meeting_of, put, waiting
from tests.cases.conftest import World, finish, signed_in
from tests.cases.papers import paper
from tests.factories import OSLO, make_party


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


@pytest.fixture
def meeting(world: World) -> Meeting:
    return meeting_of(world)


def found(world: World, meeting: Meeting) -> dict[str, AgendaWarning]:
    rows = agenda_rows(world.secretary, meeting)
    competence = competence_on(meeting.forum, day_of(meeting))
    return {row.kind: row for row in warnings(world.secretary, meeting, rows, competence)}


def press(client: Client, warning: AgendaWarning, number: int = 0, **typed: str) -> None:
    """The warning's own button, as the page has it."""
    mend = [row for row in warning.mends if row.is_button][number]
    client.post(mend.url, {**dict(mend.sends), **typed})


def picked(world: World, meeting: Meeting, treatment: Treatment | None = None) -> AgendaItem:
    treatment = treatment or waiting(world)
    client = signed_in(world.secretary)
    client.post(reverse("agenda_pick", args=[meeting.pk, treatment.pk]))
    return meeting.agenda_items.get(treatment=treatment)


def test_nothing_is_wrong_with_a_whole_item(world: World, meeting: Meeting) -> None:
    put(world, meeting)
    assert found(world, meeting) == {}


def test_an_item_without_paper_is_mended_by_its_reason(world: World, meeting: Meeting) -> None:
    item = picked(world, meeting)
    press(signed_in(world.secretary), found(world, meeting)["paper"], oral_reason="Haster")
    item.refresh_from_db()
    assert item.oral_reason == "Haster"
    assert "paper" not in found(world, meeting)


def test_an_item_without_paper_is_mended_by_the_paper(world: World, meeting: Meeting) -> None:
    item = picked(world, meeting)
    brief = paper(item.handled.case, world.secretary, kind="brief")
    press(signed_in(world.secretary), found(world, meeting)["paper"])
    item.refresh_from_db()
    assert item.paper == brief
    assert "paper" not in found(world, meeting)


def test_no_meeting_is_called_with_neither_paper_nor_reason(world: World, meeting: Meeting) -> None:
    item = picked(world, meeting)
    assert item.label in (has_no_items(meeting) or "")
    press(signed_in(world.secretary), found(world, meeting)["paper"], oral_reason="Haster")
    assert has_no_items(meeting) is None


def test_nothing_is_picked_without_paper_once_the_meeting_is_called(
    world: World, meeting: Meeting
) -> None:
    Meeting.objects.filter(pk=meeting.pk).update(status="called", called_at=meeting.starts_at)
    pick = reverse("agenda_pick", args=[meeting.pk, waiting(world).pk])
    answer = signed_in(world.secretary).post(pick, follow=True)
    assert "Legg ved et saksframlegg" in answer.text
    assert not meeting.agenda_items.exists()


def test_an_oral_item_that_got_a_paper_may_use_it(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    brief = paper(item.handled.case, world.secretary, kind="brief")
    press(signed_in(world.secretary), found(world, meeting)["oral"])
    item.refresh_from_db()
    assert (item.paper, item.oral_reason) == (brief, "")


def test_a_missing_proposal_is_written_or_the_item_made_information(
    world: World, meeting: Meeting
) -> None:
    item = put(world, meeting, proposal=" ")
    warning = found(world, meeting)["proposal"]
    assert warning.mends[0].url == reverse("agenda_change", args=[item.pk]) + "#id_proposal"
    press(signed_in(world.secretary), warning)
    item.refresh_from_db()
    assert item.purpose == "information"
    assert "proposal" not in found(world, meeting)


def test_information_needs_no_proposal(world: World, meeting: Meeting) -> None:
    put(world, meeting, purpose="information", proposal="")
    assert "proposal" not in found(world, meeting)


def test_a_purpose_beyond_the_mandate_is_made_a_lesser_one(world: World) -> None:
    meeting = meeting_of(world, forum=world.expert)
    item = put(world, meeting)
    AgendaItem.objects.filter(pk=item.pk).update(purpose="decision")  # the mandate has changed
    press(signed_in(world.secretary), found(world, meeting)["competence"])
    item.refresh_from_db()
    assert item.purpose == "discussion"
    assert "competence" not in found(world, meeting)


def treated_before(world: World) -> Treatment:
    treatment = waiting(world)
    other = Treatment.objects.create(
        case=treatment.case,
        forum=world.expert,
        role="advise",
        asked_by=world.secretary,
        reason="-",
    )
    finish(other)
    return treatment


def test_the_same_talk_again_is_told_until_there_is_something_new(
    world: World, meeting: Meeting, time_machine_later
) -> None:
    treatment = treated_before(world)
    put(world, meeting, treatment=treatment)
    assert "alt behandlet i Sykkelgruppen" in found(world, meeting)["again"].sentence
    time_machine_later()
    paper(treatment.case, world.secretary, kind="note")
    assert "again" not in found(world, meeting)


def test_whoever_settles_a_case_may_treat_it_again(world: World, meeting: Meeting) -> None:
    put(world, meeting, treatment=treated_before(world), purpose="decision")
    assert "again" not in found(world, meeting)


@pytest.fixture
def time_machine_later():  # type: ignore[no-untyped-def]
    travels = []

    def later() -> None:
        moment = datetime(2026, 11, 24, 12, tzinfo=OSLO)
        travel = time_machine.travel(moment, tick=False)
        travel.start()
        travels.append(travel)

    yield later
    for travel in travels:
        travel.stop()


def test_too_much_presentation_is_told(world: World, meeting: Meeting) -> None:
    put(world, meeting, purpose="information", minutes_planned=20)
    put(world, meeting, minutes_planned=20, minutes_presented=5)
    assert "25 av 40 minutter" in found(world, meeting)["presentation"].sentence
    put(world, meeting, minutes_planned=10)
    assert "presentation" not in found(world, meeting)


def test_one_municipality_with_most_of_the_time_is_told(world: World, meeting: Meeting) -> None:
    bergen, alver = make_party("Bergen"), make_party("Alver")
    for parties, minutes in (([bergen], 25), ([alver], 10), ([bergen, alver], 10)):
        item = put(world, meeting, minutes_planned=minutes)
        item.handled.case.municipalities.set(parties)
    warning = found(world, meeting)["municipality"]
    assert "Bergen får 30 av 45 minutter" in warning.sentence
    item.handled.case.municipalities.set([alver])
    put(world, meeting, minutes_planned=10)
    assert "municipality" not in found(world, meeting)


def test_an_agenda_longer_than_the_meeting_is_mended_by_its_time(
    world: World, meeting: Meeting
) -> None:
    item = put(world, meeting, minutes_planned=130)
    warning = found(world, meeting)["time"]
    assert "10 minutter mer" in warning.sentence
    assert [mend.url for mend in warning.mends] == [
        reverse("meeting_step", args=[meeting.pk, "endre"]),
        reverse("agenda_change", args=[item.pk]),
    ]
    Meeting.objects.filter(pk=meeting.pk).update(ends_at=meeting.ends_at + timedelta(minutes=10))
    meeting.refresh_from_db()
    assert "time" not in found(world, meeting)


def test_the_page_shows_each_warning_with_its_mends(world: World, meeting: Meeting) -> None:
    picked(world, meeting)
    html = signed_in(world.secretary).get(reverse("agenda_edit", args=[meeting.pk])).text
    assert "2 ting å se på før innkallingen" in html
    assert "Hvorfor er saken muntlig?" in html
    assert "Skriv innstillingen" in html


def test_a_mend_that_says_nothing_is_told(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    url = reverse("agenda_mend", args=[item.pk])
    assert "Velg hva som skal rettes" in signed_in(world.secretary).post(url, follow=True).text


def test_a_reader_mends_nothing(world: World, meeting: Meeting) -> None:
    item = put(world, meeting)
    url = reverse("agenda_mend", args=[item.pk])
    answer = signed_in(world.committee_member).post(url, {"purpose": "information"})
    assert answer.status_code == 403
