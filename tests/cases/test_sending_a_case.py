"""A case is sent along a route before its forum is done, and whoever sent it sees its fate."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.events import last_sequence
from cases.models import EventKind, Notice, Route, RouteWho, Told, TreatmentState
from cases.routing import ask_for_treatment, lift_case, return_case, send_case
from cases.story import Story
from forums.errors import Refused
from forums.models import Role
from tests.cases.conftest import World, finish, opened, signed_in, treatment_in
from tests.factories import make_member


def sending(world: World, **values: object):  # type: ignore[no-untyped-def]
    facts = {"kind": "send", "role": "prepare", "who": RouteWho.LEADER, **values}
    return Route.objects.create(
        **{"from_forum": world.committee, "to_forum": world.expert, **facts}
    )


def test_sending_moves_the_case_and_withdraws_what_waited(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    treatment = send_case(case, world.expert, by=world.committee_leader, reason="Forbered.")
    assert (case.forum, treatment.role) == (world.expert, "prepare")
    assert treatment.asked_by_forum == world.committee
    assert treatment_in(case, world.committee).state == TreatmentState.WITHDRAWN
    assert case.events.last().kind == EventKind.SENT


def test_advice_lent_out_stays_when_the_case_is_sent(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    advice = ask_for_treatment(case, world.steering, "advise", by=world.secretary, reason="Råd?")
    send_case(case, world.expert, by=world.secretary, reason="Forbered.")
    advice.refresh_from_db()
    assert advice.is_open


def test_a_case_on_an_agenda_is_not_sent_behind_its_back(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    case.treatments.update(state=TreatmentState.SCHEDULED)
    with pytest.raises(Refused, match="står på sakslisten til AU"):
        send_case(case, world.expert, by=world.secretary, reason="Forbered.")


def test_a_case_is_not_sent_along_a_route_for_lifting(world: World) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="Ingen saksvei lar Sykkelgruppen sende"):
        send_case(case, world.committee, by=world.secretary, reason="Nå.")


@pytest.mark.parametrize(
    ("who", "person", "refusal"),
    [
        (RouteWho.SECRETARIAT, "committee_leader", PermissionDenied),
        (RouteWho.HEAD, "secretary", Refused),
        (RouteWho.LEADER, "committee_member", PermissionDenied),
        (RouteWho.RELEASER, "secretary", Refused),
    ],
)
def test_only_whoever_decides_sends(world: World, who: str, person: str, refusal: type) -> None:
    releaser = world.steering if who == RouteWho.RELEASER else None
    sending(world, who=who, released_by=releaser)
    case = opened(world, forum=world.committee)
    with pytest.raises(refusal):
        send_case(case, world.expert, by=getattr(world, person), reason="Forbered.")


@pytest.mark.parametrize(
    ("who", "person"),
    [
        (RouteWho.SECRETARIAT, "secretary"),
        (RouteWho.HEAD, "head"),
        (RouteWho.LEADER, "committee_leader"),
        (RouteWho.RELEASER, "head"),
    ],
)
def test_whoever_decides_may_send(world: World, who: str, person: str) -> None:
    releaser = world.steering if who == RouteWho.RELEASER else None
    sending(world, who=who, released_by=releaser)
    case = opened(world, forum=world.committee)
    assert send_case(case, world.expert, by=getattr(world, person), reason="Forbered.")


def test_a_sent_case_can_be_sent_back(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    send_case(case, world.expert, by=world.secretary, reason="Forbered.")
    assert Story(case).came_from == world.committee
    return_case(case, by=world.secretary, reason="Ferdig forberedt.")
    assert case.forum == world.committee


def test_the_second_to_send_is_told_what_happened(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    seen = case.events.last().sequence
    send_case(case, world.expert, by=world.secretary, reason="Forbered.", seen=seen)
    with pytest.raises(Refused, match="Noen kom deg i forkjøpet"):
        send_case(case, world.expert, by=world.head, reason="Forbered.", seen=seen)


def test_the_leader_who_sent_it_hears_what_becomes_of_it(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    send_case(case, world.expert, by=world.secretary, reason="Forbered.")
    leader = make_member(world.committee, role=Role.LEADER)
    return_case(case, by=world.secretary, reason="Mangler.")
    told = Notice.objects.filter(event__kind=EventKind.RETURNED, user=leader)
    assert told.get().why in {Told.FORUM, Told.SENDER}


def test_the_page_says_what_will_happen_and_who_is_told(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    url = reverse("case_move", args=[case.year, case.sequence, "send"])
    html = signed_in(world.secretary).get(url).content.decode()
    assert "Du sender saken fra AU til Sykkelgruppen, som skal forberede." in html
    assert "1 i Sykkelgruppen og lederen som sendte saken får varsel." in html


def test_the_form_sends_the_case(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    url = reverse("case_move", args=[case.year, case.sequence, "send"])
    data = {
        "to": world.expert.slug,
        "reason": "Forbered.",
        "seen": case.events.last().sequence,
    }
    response = signed_in(world.secretary).post(url, data)
    case.refresh_from_db()
    assert (response.status_code, case.forum) == (302, world.expert)


def test_the_forum_that_sent_a_case_sees_where_it_is_and_what_came_of_it(world: World) -> None:
    sending(world)
    case = opened(world, forum=world.committee)
    send_case(case, world.expert, by=world.secretary, reason="Forbered.")
    finish(treatment_in(case, world.expert), "noted", "")
    html = (
        signed_in(world.committee_member).get(world.committee.get_absolute_url()).content.decode()
    )
    panel = html.split('id="sendt-videre"')[1].split("</section>")[0]
    assert case.title in panel
    assert "er nå i Sykkelgruppen" in panel
    assert "Sist: tatt til orientering i Sykkelgruppen." in panel


def sent_panel(world: World) -> str:
    html = signed_in(world.committee_member).get(world.committee.get_absolute_url())
    return html.content.decode().split('id="sendt-videre"')[1].split("</section>")[0]


def test_what_came_of_a_case_is_what_came_after_it_was_sent(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden.")
    finish(treatment_in(case, world.committee), "concluded", "Konkludert.")
    lift_case(case, world.steering, by=world.secretary, reason="Videre.")
    assert "Ingen andre forum er ferdige med den siden." in sent_panel(world)


def test_a_decision_is_no_fate_before_its_text_is_confirmed(world: World) -> None:
    case = opened(world, forum=world.committee)
    finish(treatment_in(case, world.committee), "concluded", "Konkludert.")
    lift_case(case, world.steering, by=world.secretary, reason="Videre.")
    finish(treatment_in(case, world.steering), "decided", "Vedtas.")
    assert "Sist: vedtak venter på bekreftet tekst i Styringsgruppen." in sent_panel(world)


def test_the_second_to_send_is_told_who_sent_it_where(world: World) -> None:
    sending(world)
    sending(world, from_forum=world.expert, to_forum=world.steering)
    case = opened(world, forum=world.committee)
    data = {"to": world.expert.slug, "reason": "Mangler kart.", "seen": last_sequence(case)}
    send_case(case, world.expert, by=world.head, reason="Forbered.")
    url = reverse("case_move", args=[case.year, case.sequence, "send"])
    html = signed_in(world.secretary).post(url, data).content.decode()
    assert "Noen kom deg i forkjøpet" in html and f"{world.head.name}," in html
    assert "Ingen saksvei går dit fra der saken er nå." in html
    assert "Mangler kart." in html
