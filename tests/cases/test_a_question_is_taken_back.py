"""Who was asked by mistake, or is no longer needed, need not answer; the history says so."""

import pytest
from django.core.exceptions import PermissionDenied

from cases.anchoring import take_back_from_party
from cases.models import Case, EventKind, Notice, Route, Treatment, TreatmentState
from cases.orders import place_order
from cases.routing import ask_for_treatment, close_case, take_back_ask
from cases.story import Story
from cases.way import way_of
from forums.clock import today
from forums.errors import Refused
from forums.models import Party
from tests.cases.conftest import World, finish, opened, page, signed_in, treatment_in, verify
from tests.cases.test_parties_treat_a_decision import answer, decided, kinds, send
from tests.cases.test_the_case_pages import move_url
from tests.factories import make_contact, make_party


@pytest.fixture
def case(world: World) -> Case:
    return opened(world)


@pytest.fixture
def advice(world: World, case: Case) -> Treatment:
    return ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")


@pytest.fixture
def parties(world: World) -> list[Party]:
    return [make_party("Askøy kommune"), make_party("Alver kommune")]


def take_back(world: World, row: Treatment, **more: object) -> Treatment:
    told = {"by": world.secretary, "reason": "Feil forum.", **more}
    return take_back_ask(row.case, row, **told)  # type: ignore[arg-type]


def test_the_forum_need_not_answer_and_hears_of_it(world: World, advice: Treatment) -> None:
    assert take_back(world, advice).state == TreatmentState.WITHDRAWN
    event = advice.case.events.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.to_forum) == (EventKind.TAKEN_BACK, world.committee)
    assert Notice.objects.filter(event=event, user=world.committee_member).exists()
    assert verify(advice.case) is None


def test_the_case_is_then_free_to_be_closed(world: World, advice: Treatment) -> None:
    finish(treatment_in(advice.case, world.expert))
    take_back(world, advice)
    assert close_case(advice.case, by=world.secretary, reason="Ferdig.").closed_at


def test_what_came_with_the_case_itself_is_not_taken_back(world: World, case: Case) -> None:
    with pytest.raises(Refused, match="Ingen forum eller part er spurt"):
        take_back(world, treatment_in(case, world.expert))


def test_what_an_order_opened_ends_with_the_order(world: World, case: Case) -> None:
    Route.objects.create(
        kind="order", from_forum=world.expert, to_forum=world.steering, who="secretariat"
    )
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")
    ordered = {"what": "Tell", "why": "Tall.", "due": today(), "case": case, "in_meeting": True}
    order = place_order(world.expert, world.steering, by=world.secretary, **ordered)  # type: ignore[arg-type]
    assert order.treatment is not None
    with pytest.raises(Refused, match="står ikke åpent"):
        take_back(world, order.treatment)


def test_a_question_on_an_agenda_stays(world: World, advice: Treatment) -> None:
    Treatment.objects.filter(pk=advice.pk).update(state=TreatmentState.SCHEDULED)
    with pytest.raises(Refused):
        take_back(world, advice)


def test_the_leader_takes_back_what_the_own_forum_asked(world: World) -> None:
    case = opened(world, forum=world.committee)
    row = ask_for_treatment(case, world.expert, "advise", by=world.secretary, reason="Råd?")
    for person in (world.committee_member, world.expert_member):
        with pytest.raises(PermissionDenied):
            take_back(world, row, by=person)
    assert take_back(world, row, by=world.committee_leader).state == TreatmentState.WITHDRAWN


def test_it_has_a_reason(world: World, advice: Treatment) -> None:
    with pytest.raises(Refused, match="Hvorfor trekkes spørsmålet"):
        take_back(world, advice, reason=" ")


def from_party(world: World, case: Case, party: Party, **more: object) -> None:
    told = {"by": world.secretary, "reason": "Angår dem ikke.", **more}
    take_back_from_party(case, party, **told)  # type: ignore[arg-type]


def test_a_party_need_not_answer_and_its_contact_hears(world: World, parties: list[Party]) -> None:
    case, contact = decided(world), make_contact(parties[0])
    send(world, case, parties)
    from_party(world, case, parties[0])
    row = case.anchorings.get(party=parties[0])
    assert (row.required, row.asked_by, row.treatment) == (False, None, None)
    assert Notice.objects.filter(event__kind=EventKind.TAKEN_BACK, user=contact).exists()
    html = page(world.steering_member, case.get_absolute_url())
    assert "1 av 1 part gjenstår" in html


def test_the_decision_is_final_when_the_others_have_settled_it(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties)
    answer(case, parties[1], world.secretary)
    from_party(world, case, parties[0])
    case.refresh_from_db()
    assert case.final_at is not None
    assert kinds(case)[-2:] == ["taken_back", "final"]


def test_where_nobody_else_was_asked_nothing_becomes_final(
    world: World, parties: list[Party]
) -> None:
    case = decided(world)
    send(world, case, parties[:1])
    from_party(world, case, parties[0])
    case.refresh_from_db()
    assert case.final_at is None


def test_what_a_party_has_answered_is_not_taken_back(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties)
    answer(case, parties[0], world.secretary)
    with pytest.raises(Refused, match="har alt svart"):
        from_party(world, case, parties[0])


def test_only_the_secretariat_frees_a_party(world: World, parties: list[Party]) -> None:
    case = decided(world)
    send(world, case, parties)
    with pytest.raises(PermissionDenied):
        from_party(world, case, parties[0], by=make_contact(parties[0]))


def test_the_second_to_take_it_back_is_told(world: World, advice: Treatment) -> None:
    client, case = signed_in(world.secretary), advice.case
    data = {"what": f"forum-{advice.pk}", "reason": "Feil.", "seen": case.events.count()}
    assert client.post(move_url(case, "take-back"), data).status_code == 302
    html = client.post(move_url(case, "take-back"), data).content.decode()
    assert "Noen kom deg i forkjøpet" in html
    assert "spørsmål trukket fra Sykkelgruppen til AU" in html


def test_it_is_offered_only_where_somebody_waits(world: World, case: Case) -> None:
    address = move_url(case, "take-back")
    assert address not in page(world.secretary, case.get_absolute_url())
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")
    assert address in page(world.secretary, case.get_absolute_url())
    assert address not in page(world.committee_member, case.get_absolute_url())


def test_the_page_lists_forums_and_for_the_secretariat_parties(
    world: World, parties: list[Party]
) -> None:
    case = opened(world, forum=world.committee)
    ask_for_treatment(case, world.expert, "advise", by=world.secretary, reason="Råd?")
    send(world, case, parties[:1], required=False)
    for person, sees_party in ((world.secretary, True), (world.committee_leader, False)):
        html = page(person, move_url(case, "take-back"))
        assert "Sykkelgruppen skal gi råd" in html
        assert ("Askøy kommune" in html) == sees_party


def test_the_picture_shows_where_the_question_ended(world: World, advice: Treatment) -> None:
    take_back(world, advice)
    things = way_of(Story(advice.case)).things
    ends = [thing for thing in things if thing.shape == "withdrawn"]
    assert [thing.lane for thing in ends] == [world.committee.pk]
