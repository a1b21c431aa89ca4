"""The facts that people may correct, and who may correct which."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cases.facts import Facts, change_facts
from cases.models import Case, CaseKind
from cases.routing import withdraw_case
from forums.clock import today
from forums.errors import Refused
from tests.cases.conftest import World, opened
from tests.factories import make_party, make_user


def facts(case: Case, **values: object) -> Facts:
    known = {
        "title": case.title,
        "summary": case.summary,
        "kind": case.kind,
        "owner": case.owner,
        "officer": case.officer,
    }
    return Facts(**{**known, **values})  # type: ignore[arg-type]


def test_the_officer_may_not_give_the_case_to_another_owner(world: World) -> None:
    case = opened(world, officer=world.expert_member)
    with pytest.raises(PermissionDenied):
        change_facts(case, facts(case, owner=make_party()), by=world.expert_member)


def test_the_secretariat_may(world: World) -> None:
    case, other = opened(world), make_party()
    assert change_facts(case, facts(case, owner=other), by=world.secretary).owner == other


def test_the_new_officer_must_have_a_role(world: World) -> None:
    case = opened(world)
    with pytest.raises(Refused, match="kan ikke være saksbehandler"):
        change_facts(case, facts(case, officer=make_user()), by=world.secretary)


def test_a_case_that_has_ended_is_not_changed(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    with pytest.raises(Refused, match="Gjenåpne den"):
        change_facts(case, facts(case, title="Ny"), by=world.secretary)


def test_saving_without_a_change_writes_no_history(world: World) -> None:
    case = opened(world)
    before = case.history.count()
    change_facts(case, facts(case), by=world.secretary)
    assert case.history.count() == before


def test_municipalities_are_changed_with_who(world: World) -> None:
    case = opened(world)
    new = facts(case, municipalities=[world.party])
    change_facts(case, new, by=world.secretary, why="Vegen går dit")
    newest = case.history.first()
    assert (newest.history_user, newest.history_change_reason) == (world.secretary, "Vegen går dit")
    assert [row.party_id for row in newest.municipalities.all()] == [world.party.pk]


def test_a_new_kind_is_one_in_use_and_a_new_owner_has_signed(world: World) -> None:
    case, left = opened(world), make_party("Utmeldt", end=today() - timedelta(days=1))
    unused = CaseKind.objects.create(name="Gammel type", is_active=False)
    with pytest.raises(Refused, match="er ikke i bruk lenger"):
        change_facts(case, facts(case, kind=unused), by=world.secretary)
    for values in ({"owner": left}, {"municipalities": [left]}):
        with pytest.raises(Refused, match="Utmeldt er ikke part i avtalen"):
            change_facts(case, facts(case, **values), by=world.secretary)


def test_what_can_no_longer_be_chosen_may_stay(world: World) -> None:
    case = opened(world)
    CaseKind.objects.update(is_active=False)
    case.refresh_from_db()
    assert change_facts(case, facts(case, title="Ny"), by=world.secretary).title == "Ny"
