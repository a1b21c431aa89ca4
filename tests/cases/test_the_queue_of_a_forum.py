"""Those who run a forum's meetings see what waits for them, and what each case lacks."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.agenda_queue import as_waiting, queue_for, with_lacks
from cases.models import Anchoring, Brief, Treatment
from cases.outcomes import record_outcome
from forums.clock import now
from forums.models import Meeting, Role
from tests.cases.agenda_world import many_waiting, meeting_of, put, waiting
from tests.cases.conftest import World, page, signed_in
from tests.cases.papers import paper
from tests.factories import OSLO, make_contact, make_member, make_user


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False):
        yield


def url(world: World) -> str:
    return reverse("forum_queue", args=[world.committee.slug])


def lacks(world: World, treatment: Treatment) -> list[str]:
    rows = with_lacks(world.secretary, queue_for(world.secretary, world.committee))
    found = as_waiting(world.secretary, list(rows.filter(pk=treatment.pk)))
    return [lack.word for lack in found[0].lacks]


def test_a_bare_case_lacks_paper_and_proposal(world: World) -> None:
    assert lacks(world, waiting(world)) == ["saksframlegg", "forslag til konklusjon"]


def test_a_paper_is_no_longer_missing(world: World) -> None:
    treatment = waiting(world)
    paper(treatment.case, world.secretary, kind="brief")
    assert lacks(world, treatment) == ["forslag til konklusjon"]


def test_what_is_only_for_information_needs_no_proposal(world: World) -> None:
    treatment = waiting(world)
    Treatment.objects.filter(pk=treatment.pk).update(role="inform")
    assert lacks(world, treatment) == ["saksframlegg"]


def test_a_brief_that_is_not_passed_is_said(world: World) -> None:
    treatment = waiting(world)
    paper(treatment.case, world.secretary, kind="brief")
    Brief.objects.create(case=treatment.case, forum=world.committee, created_by=world.secretary)
    assert "godkjent saksframlegg" in lacks(world, treatment)


def test_parties_that_have_not_answered_are_counted(world: World) -> None:
    treatment = waiting(world)
    Anchoring.objects.create(case=treatment.case, party=world.party, asked_by=world.secretary)
    assert "svar fra 1 part" in lacks(world, treatment)
    answered = {"where": "Byrådet", "treated_on": date(2026, 11, 20), "answered_at": now()}
    Anchoring.objects.update(state="clarified", **answered)
    assert "svar fra 1 part" not in lacks(world, treatment)


def test_what_a_meeting_put_off_comes_first(world: World) -> None:
    old = waiting(world)
    Treatment.objects.filter(pk=old.pk).update(asked_at=old.asked_at - timedelta(days=90))
    item = put(world, meeting_of(world, status="called"))
    Meeting.objects.filter(pk=item.meeting_id).update(status="held")
    record_outcome(item, by=world.secretary, outcome="postponed")
    assert list(queue_for(world.secretary, world.committee)) == [item.treatment, old]
    assert "Kommer tilbake fra et møte" in page(world.secretary, url(world))


FILTERS = {
    "q=skoleveg": "Skoleveg",
    "rolle=advise": "Råd",
    "onsket=dato": "Med dato",
    "onsket=over": "Med dato",
    "ventet=30": "Gammel",
    "mangler=papir": "Uten papir",
}


@pytest.mark.parametrize(("query", "title"), FILTERS.items())
def test_the_filters_stand_in_the_address(world: World, query: str, title: str) -> None:
    for name in {*FILTERS.values()}:
        case = waiting(world, title=name).case
        if name != "Uten papir":
            paper(case, world.secretary, kind="brief")
    Treatment.objects.filter(case__title="Råd").update(role="advise")
    Treatment.objects.filter(case__title="Med dato").update(wanted_by=date(2026, 11, 1))
    long_ago = datetime(2026, 9, 1, tzinfo=OSLO)
    Treatment.objects.filter(case__title="Gammel").update(asked_at=long_ago)
    html = page(world.secretary, f"{url(world)}?{query}")
    assert title in html
    assert not [name for name in {*FILTERS.values()} - {title} if f">{name}<" in html]


def test_a_wrong_filter_filters_nothing(world: World) -> None:
    title = waiting(world).case.title
    assert title in page(world.secretary, f"{url(world)}?rolle=tull&ventet=tull")


def test_a_case_is_picked_for_the_meeting_asked_for(world: World) -> None:
    meeting_of(world)
    later = meeting_of(world)
    treatment = waiting(world)
    paper(treatment.case, world.secretary, kind="brief")
    pick = reverse("agenda_pick", args=[later.pk, treatment.pk])
    assert pick in page(world.secretary, f"{url(world)}?mote={later.pk}")
    client = signed_in(world.secretary)
    client.post(pick)
    item = later.agenda_items.get()
    assert (item.paper.case, item.purpose, item.minutes_planned) == (
        treatment.case,
        "decision",
        15,
    )
    assert "venter ikke lenger" in client.post(pick, follow=True).text


def test_only_those_who_run_the_meetings_see_the_queue(world: World) -> None:
    for person in (world.committee_leader, world.committee_member, make_contact(world.party)):
        assert signed_in(person).get(url(world)).status_code == 403
    assert signed_in(make_user()).get(url(world)).status_code == 403
    leader = make_member(world.expert, role=Role.LEADER)
    own = reverse("forum_queue", args=[world.expert.slug])
    assert signed_in(leader).get(own).status_code == 200


def test_the_queue_asks_no_more_when_more_waits(world: World) -> None:
    meeting_of(world)
    client = signed_in(world.secretary)
    client.get(url(world))
    counts = []
    for number in (2, 200):
        many_waiting(world, number)
        with CaptureQueriesContext(connection) as queries:
            client.get(url(world))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_the_forums_page_leads_there_for_those_who_run_its_meetings(world: World) -> None:
    forum = world.expert.get_absolute_url()
    link = reverse("forum_queue", args=[world.expert.slug])
    assert link in page(make_member(world.expert, role=Role.LEADER), forum)
    assert link not in page(world.expert_member, forum)
