"""A decision that the parties must treat is final with the last one's answer, and only then."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.anchoring import answer_for_party, send_to_parties
from cases.anchoring_words import standing
from cases.models import Anchoring, Case, CaseStatus, EventKind
from cases.routing import ask_for_treatment, close_case, mark_decided, reopen_case
from cases.story import Story
from forums.clock import today
from forums.conflicts import Conflict, version_of
from forums.errors import Refused
from forums.models import Party, User
from tests.cases.conftest import World, draft, finish, opened, treatment_in, verify
from tests.factories import make_contact, make_party


def decide(world: World, case: Case) -> Case:
    """A decision in the steering group with its confirmed text."""
    treatment = treatment_in(case, world.steering)
    finish(treatment, "decided", "Vedtas.")
    treatment.text_confirmed_at, treatment.text_confirmed_by = timezone.now(), world.secretary
    treatment.save()
    mark_decided(case, by=world.secretary, treatment=treatment)
    return case


def decided(world: World) -> Case:
    return decide(world, opened(world, forum=world.steering))


@pytest.fixture
def parties(world: World) -> list[Party]:
    return [make_party("Askøy kommune"), make_party("Bergen"), make_party("Alver kommune")]


def send(world: World, case: Case, parties: list[Party], **more: object) -> list[Anchoring]:
    return send_to_parties(case, parties, by=world.secretary, reason="Behandles lokalt.", **more)  # type: ignore[arg-type]


def answer(case: Case, party: Party, by: User, **more: object) -> Anchoring:
    values = {"state": "political", "where": "Kommunestyret", "treated_on": today(), **more}
    return answer_for_party(case, party, by=by, **values)  # type: ignore[arg-type]


def kinds(case: Case) -> list[str]:
    return list(case.events.order_by("sequence").values_list("kind", flat=True))


def test_each_party_asked_is_on_record(world: World, parties: list[Party]) -> None:
    case = decided(world)
    rows = send(world, case, parties, due=today() + timedelta(days=7))
    asked = case.events.filter(kind=EventKind.TO_PARTIES).order_by("sequence")
    assert [row.party.name for row in rows] == ["Alver kommune", "Askøy kommune", "Bergen"]
    assert [event.party for event in asked] == [row.party for row in rows]
    assert verify(case) is None


def test_the_parties_that_remain_are_counted(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties)
    answer(case, parties[0], world.secretary)
    rows = case.anchorings.order_by("pk")
    assert standing(case, rows) == "vedtatt, 2 av 3 parter gjenstår"
    assert "2 av 3 parter gjenstår." in Story(case).where


def test_the_last_answer_makes_the_decision_final_once(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties)
    for party in parties:
        answer(case, party, make_contact(party))
        answer(case, party, world.secretary)  # the same again says nothing new
    case.refresh_from_db()
    assert kinds(case).count("final") == 1
    assert kinds(case).count("answered") == 3
    assert standing(case, case.anchorings.order_by("pk")).startswith("endelig vedtatt")
    assert case.final_at is not None


def test_a_party_that_is_still_with_its_line_does_not_settle(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    answer(case, parties[0], world.secretary, state="with_line", treated_on=None)
    case.refresh_from_db()
    assert case.final_at is None
    assert "answered" not in kinds(case)


def test_a_party_that_rejects_stops_the_decision_and_is_named(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties[:2])
    answer(case, parties[0], world.secretary, state="rejected", conditions="Ikke dekket.")
    answer(case, parties[1], world.secretary)
    case.refresh_from_db()
    assert case.final_at is None
    assert standing(case, case.anchorings.order_by("pk")) == "vedtatt, avvist av Askøy kommune"
    assert "Askøy kommune avviste vedtaket." in Story(case).next([])


def test_after_a_rejection_the_party_may_be_asked_anew(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    answer(case, parties[0], world.secretary, state="rejected", conditions="Ikke dekket.")
    (row,) = send(world, case, parties[:1])
    assert (row.state, row.conditions, row.answered_at) == ("not_started", "", None)
    assert row.history.filter(state="rejected", conditions="Ikke dekket.").exists()
    answer(case, parties[0], world.secretary)
    case.refresh_from_db()
    assert case.final_at is not None


def test_a_new_decision_is_not_final_by_answers_to_the_old_one(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties[:2])
    answer(case, parties[0], world.secretary)
    ask_for_treatment(case, world.steering, "decide", by=world.secretary, reason="Ny vurdering")
    decide(world, case)
    send(world, case, parties[1:2])
    answer(case, parties[1], world.secretary)
    case.refresh_from_db()
    assert case.final_at is not None
    assert [row.treatment for row in case.anchorings.filter(required=True, party=parties[1])] == [
        treatment_in(case, world.steering)
    ]


def test_a_case_that_waits_for_parties_is_not_closed(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    with pytest.raises(Refused, match="Askøy kommune har ikke svart ennå"):
        close_case(case, by=world.secretary, reason="Ferdig")


def test_a_final_case_taken_up_again_is_no_longer_final(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    answer(case, parties[0], world.secretary)
    close_case(case, by=world.secretary, reason="Ferdig")
    reopen_case(case, by=world.secretary, reason="Kostnaden steg")
    case.refresh_from_db()
    assert (case.status, case.final_at) == (CaseStatus.OPEN, None)


def test_an_answer_that_is_taken_back_is_on_record(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties[:2])
    answer(case, parties[0], world.secretary)
    answer(case, parties[0], world.secretary, state="with_line", treated_on=None)
    event = case.events.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.reason) == ("answered", "hos linjen, Kommunestyret.")


def test_a_final_answer_is_not_changed(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    answer(case, parties[0], world.secretary)
    with pytest.raises(Refused, match="Vedtaket er endelig"):
        answer(case, parties[0], world.secretary, state="rejected", conditions="Angrer")
    with pytest.raises(Refused, match="Vedtaket er endelig"):
        send(world, case, parties[:1])


def test_before_a_decision_parties_may_be_asked_but_never_block(
    world: World, parties: list[Party]
) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="ikke vedtatt med bekreftet tekst"):
        send(world, case, parties[:1])
    send(world, case, parties[:1], required=False)
    finish(treatment_in(case, world.expert))
    close_case(case, by=world.secretary, reason="Ferdig")
    assert case.status == CaseStatus.CLOSED


def test_asking_without_need_does_not_free_a_party_that_must(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    with pytest.raises(Refused, match="alt spurt om vedtaket"):
        send(world, case, parties[:1], required=False)


def test_a_party_may_record_its_anchoring_unasked(world: World, parties: list[Party]) -> None:
    case = opened(world)
    row = answer(case, parties[0], make_contact(parties[0]), conditions="Merknad")
    assert (row.required, row.state) == (False, "political")
    assert case.events.order_by("sequence").last().party == parties[0]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"treated_on": today() + timedelta(days=30)}, "fram i tid"),
        ({"where": " "}, "hvor og når"),
        ({"treated_on": None}, "hvor og når"),
        ({"state": "rejected"}, "hvorfor parten avviser"),
        ({"state": "not_started"}, "hvor langt parten er kommet"),
    ],
)
def test_an_answer_that_does_not_make_sense_is_refused(
    world: World, parties: list[Party], values: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        answer(opened(world), parties[0], world.secretary, **values)


def test_the_contact_named_belongs_to_the_party(world: World, parties: list[Party]) -> None:
    with pytest.raises(Refused, match="hører ikke til Askøy kommune"):
        answer(opened(world), parties[0], world.secretary, contact=world.expert_member)


def test_only_the_party_and_the_secretariat_answer(world: World, parties: list[Party]) -> None:
    case = opened(world)
    for user in (make_contact(parties[1]), world.expert_member):
        with pytest.raises(PermissionDenied):
            answer(case, parties[0], user)
    with pytest.raises(PermissionDenied):
        answer(draft(world), parties[0], make_contact(parties[0]))


def test_only_the_secretariat_sends_to_the_parties(world: World, parties: list[Party]) -> None:
    with pytest.raises(PermissionDenied):
        send_to_parties(decided(world), parties, by=world.steering_member, reason="Nå")


def test_the_second_to_answer_for_a_party_is_told(world: World, parties: list[Party]) -> None:
    case = opened(world)
    row = answer(case, parties[0], world.secretary)
    seen = version_of(row)
    answer(case, parties[0], world.secretary, where="Formannskapet", seen=seen)
    with pytest.raises(Conflict, match="forankringen"):
        answer(case, parties[0], make_contact(parties[0]), where="Utvalget", seen=seen)


def test_a_deadline_that_has_passed_is_refused(world: World, parties: list[Party]) -> None:
    with pytest.raises(Refused, match="Fristen kan ikke være før i dag"):
        send(world, decided(world), parties, due=today() - timedelta(days=1))
