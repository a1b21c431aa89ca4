"""A case moves only along its permitted way, and never leaves a trace unwritten."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from cases.models import CaseKind, CaseStatus, EventKind, Route, TreatmentState
from cases.routing import (
    ask_for_treatment,
    close_case,
    lift_case,
    mark_decided,
    put_forward,
    reopen_case,
    return_case,
    withdraw_case,
)
from forums.clock import today
from forums.errors import Refused
from forums.models import Act, Competence, Forum
from tests.cases.conftest import World, ask_route, draft, finish, opened, treatment_in
from tests.factories import (
    make_contact,
    make_forum,
    make_ground,
    make_member,
    make_party,
    make_seat,
    make_user,
)


def test_registering_gives_a_number_and_a_first_event(world: World) -> None:
    first, second = draft(world), draft(world)
    assert (first.sequence, second.sequence) == (1, 2)
    assert first.number.endswith("/0001")
    assert [event.kind for event in first.events.all()] == [EventKind.REGISTERED]


def test_a_member_registers_in_the_own_forum_only(world: World) -> None:
    draft(world, by=world.expert_member, officer=world.expert_member)
    with pytest.raises(PermissionDenied):
        draft(world, by=world.expert_member, forum=world.steering)


def test_a_contact_registers_for_the_own_party_where_it_sits(world: World) -> None:
    contact = make_contact(world.party)
    make_seat(world.expert, world.party)
    draft(world, by=contact)
    with pytest.raises(PermissionDenied):
        draft(world, by=contact, owner=make_party())


def test_the_officer_must_have_a_role_today(world: World) -> None:
    with pytest.raises(Refused, match="kan ikke være saksbehandler"):
        draft(world, officer=make_user())


def test_a_case_has_a_kind_in_use_and_an_owner_that_has_signed(world: World) -> None:
    unused = CaseKind.objects.create(name="Gammel type", is_active=False)
    with pytest.raises(Refused, match="er ikke i bruk lenger"):
        draft(world, kind=unused)
    ministry = make_party("Departementet", is_signatory=False)
    for values in ({"owner": ministry}, {"municipalities": [ministry]}):
        with pytest.raises(Refused, match="Departementet er ikke part i avtalen"):
            draft(world, **values)


def test_putting_forward_opens_the_case_and_its_first_treatment(world: World) -> None:
    case = opened(world)
    assert case.status == CaseStatus.OPEN
    assert treatment_in(case, world.expert).role == "recommend"


def test_putting_forward_twice_is_refused(world: World) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="under behandling"):
        put_forward(case, by=world.secretary)


def test_only_the_secretariat_puts_forward(world: World) -> None:
    case = draft(world, by=world.expert_member)
    with pytest.raises(PermissionDenied):
        put_forward(case, by=world.expert_member)


def test_putting_forward_asks_for_no_more_than_the_mandate_gives(world: World) -> None:
    with pytest.raises(Refused, match="punkt 1 i Mandat for Sykkelgruppen"):
        put_forward(draft(world), by=world.secretary, role="decide")


def test_an_exempt_case_is_put_forward_with_an_officer_who_may_see_it(world: World) -> None:
    kept = {"exempt_ground": make_ground(), "public_title": "Unntatt"}
    with pytest.raises(Refused, match="Saksbehandleren kan ikke se saken"):
        opened(world, officer=world.steering_member, **kept)
    assert opened(world, officer=world.expert_member, **kept).status == CaseStatus.OPEN


def test_a_case_is_not_lifted_before_the_forum_is_done(world: World) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="Sykkelgruppen er ikke ferdig"):
        lift_case(case, world.committee, by=world.head, reason="Moden")


def test_lifting_moves_the_case_and_keeps_its_owner(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    treatment = lift_case(case, world.committee, by=world.committee_leader, reason="Moden")
    case.refresh_from_db()
    assert (case.forum, case.owner) == (world.committee, world.party)
    assert (treatment.forum, treatment.role) == (world.committee, "conclude")
    assert case.events.last().reason == "Moden"


def test_the_head_of_the_secretariat_may_always_lift(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    assert lift_case(case, world.committee, by=world.head, reason="Moden")


def test_others_in_the_secretariat_are_told_who_decides(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    with pytest.raises(Refused, match="Lederen av AU eller lederen av sekretariatet"):
        lift_case(case, world.committee, by=world.secretary, reason="Moden")


def test_a_member_may_not_lift(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    with pytest.raises(PermissionDenied):
        lift_case(case, world.committee, by=world.expert_member, reason="Moden")


def test_without_a_releasing_forum_anyone_in_the_secretariat_lifts(world: World) -> None:
    case = opened(world, forum=world.committee)
    finish(treatment_in(case, world.committee), "concluded", "Konklusjon.")
    assert lift_case(case, world.steering, by=world.secretary, reason="Moden").role == "decide"


def test_a_case_is_never_lifted_where_no_route_goes(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    with pytest.raises(Refused, match="ingen saksvei fra Sykkelgruppen til Styringsgruppen"):
        lift_case(case, world.steering, by=world.head, reason="Haster")


def test_one_open_way_does_not_open_another(world: World) -> None:
    Route.objects.create(from_forum=world.expert, to_forum=world.steering, role="decide")
    case = opened(world)
    finish(treatment_in(case, world.expert))
    with pytest.raises(Refused, match="Lederen av AU"):
        lift_case(case, world.committee, by=world.secretary, reason="Moden")
    assert lift_case(case, world.steering, by=world.secretary, reason="Moden")


def test_a_route_out_of_use_is_no_route(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    Route.objects.update(is_active=False)
    with pytest.raises(Refused, match="ingen saksvei"):
        lift_case(case, world.committee, by=world.head, reason="Moden")


def test_a_returned_treatment_is_not_lifted_on(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert), "returned", "Kostnad mangler")
    with pytest.raises(Refused, match="sendt tilbake"):
        lift_case(case, world.committee, by=world.head, reason="Moden")


def test_lifting_needs_a_reason(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    with pytest.raises(Refused, match="Hvorfor løftes saken"):
        lift_case(case, world.committee, by=world.head, reason=" ")


def lifted(world: World):  # type: ignore[no-untyped-def]
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden")
    return case


def test_returning_sends_the_case_to_the_forum_that_lifted_it(world: World) -> None:
    case = lifted(world)
    again = return_case(case, by=world.committee_leader, reason="Kostnad mangler")
    assert (case.forum, again.forum, again.role) == (world.expert, world.expert, "recommend")
    assert treatment_in(case, world.committee).state == TreatmentState.WITHDRAWN


def test_a_case_that_came_from_nowhere_cannot_be_returned(world: World) -> None:
    with pytest.raises(Refused, match="ikke løftet eller sendt hit"):
        return_case(opened(world), by=world.secretary, reason="Mangler")


def test_a_case_on_an_agenda_is_not_returned_behind_its_back(world: World) -> None:
    case = lifted(world)
    case.treatments.filter(forum=world.committee).update(state=TreatmentState.SCHEDULED)
    with pytest.raises(Refused, match="står på sakslisten til AU"):
        return_case(case, by=world.secretary, reason="Mangler")


def test_asking_for_advice_does_not_move_the_case(world: World) -> None:
    case, other = opened(world), make_forum("Kollektivgruppen")
    ask_route(world.expert, other)
    treatment = ask_for_treatment(
        case, other, "advise", by=world.secretary, reason="Holdeplass?", wanted_when="høsten"
    )
    case.refresh_from_db()
    assert (case.forum, treatment.asked_by_forum) == (world.expert, world.expert)


def test_a_forum_is_not_asked_to_decide_what_it_may_not(world: World) -> None:
    with pytest.raises(Refused, match=r"punkt 1 i Mandat for Sykkelgruppen") as refusal:
        ask_for_treatment(opened(world), world.expert, "decide", by=world.secretary, reason="Vedta")
    assert "kan ikke konkludere eller vedta" in refusal.value.sentence


def test_a_forum_is_asked_once_at_a_time(world: World) -> None:
    case, other = opened(world), make_forum("Kollektivgruppen")
    ask_route(world.expert, other)
    ask_for_treatment(case, other, "advise", by=world.secretary, reason="Holdeplass?")
    with pytest.raises(Refused, match="Kollektivgruppen har alt saken"):
        ask_for_treatment(case, other, "advise", by=world.secretary, reason="Holdeplass?")


def test_a_case_is_not_closed_while_a_forum_has_it(world: World) -> None:
    with pytest.raises(Refused, match="fortsatt til behandling i Sykkelgruppen"):
        close_case(opened(world), by=world.secretary, reason="Ferdig")


def test_a_case_that_nobody_treated_is_withdrawn_not_closed(world: World) -> None:
    case = opened(world)
    case.treatments.update(state=TreatmentState.WITHDRAWN)
    with pytest.raises(Refused, match="Trekk den"):
        close_case(case, by=world.secretary, reason="Ferdig")


def test_a_decision_is_not_closed_before_its_text_is_confirmed(world: World) -> None:
    case = opened(world, forum=world.steering)
    treatment = treatment_in(case, world.steering)
    finish(treatment, "decided", "Vedtas.")
    with pytest.raises(Refused, match="Vedtaksteksten fra Styringsgruppen"):
        close_case(case, by=world.secretary, reason="Ferdig")
    with pytest.raises(Refused, match="først vedtatt når"):
        mark_decided(case, by=world.secretary, treatment=treatment)
    treatment.text_confirmed_at, treatment.text_confirmed_by = timezone.now(), world.secretary
    treatment.save()
    assert mark_decided(case, by=world.secretary, treatment=treatment).status == "decided"
    assert close_case(case, by=world.secretary, reason="Ferdig").closed_at


def test_a_withdrawn_case_takes_its_open_treatments_with_it(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    assert not any(row.is_open for row in case.treatments.all())


def test_reopening_takes_up_the_case_where_it_stopped(world: World) -> None:
    case = lifted(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    reopen_case(case, by=world.secretary, reason="Nye penger")
    assert (case.status, case.forum, case.closed_at) == ("open", world.committee, None)
    assert treatment_in(case, world.committee).is_open


def test_a_withdrawn_draft_reopens_as_a_draft(world: World) -> None:
    case = draft(world)
    withdraw_case(case, by=world.secretary, reason="Feil")
    assert reopen_case(case, by=world.secretary, reason="Likevel").status == "draft"


def test_the_second_to_act_is_told_what_happened(world: World) -> None:
    case = lifted(world)
    seen = case.events.last().sequence
    return_case(case, by=world.secretary, reason="Kostnad mangler", seen=seen)
    with pytest.raises(Refused, match=r"Noen kom deg i forkjøpet.*sendt tilbake fra AU"):
        return_case(case, by=world.head, reason="Mangler", seen=seen)


def test_an_outsider_to_the_collaboration_moves_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        withdraw_case(opened(world), by=make_user(), reason="Vekk")


def test_a_member_elsewhere_moves_nothing(world: World) -> None:
    with pytest.raises(PermissionDenied):
        return_case(lifted(world), by=make_member(make_forum()), reason="Vekk")


def test_a_case_is_not_taken_up_again_in_a_forum_that_has_ended(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    Forum.objects.filter(pk=world.expert.pk).update(end=today() - timedelta(days=1))
    with pytest.raises(Refused, match="ikke i virksomhet"):
        reopen_case(case, by=world.secretary, reason="Nye penger")


def test_a_forum_gets_a_case_back_for_no_more_than_its_mandate_now_gives(world: World) -> None:
    case = lifted(world)
    Competence.objects.filter(mandate__forum=world.expert, act=Act.RECOMMEND).delete()
    again = return_case(case, by=world.committee_leader, reason="Kostnad mangler")
    assert again.role == "prepare"
