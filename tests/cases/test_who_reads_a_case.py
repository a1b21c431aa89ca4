"""Those who may be asked about a case are exactly those who see it."""

import pytest

from cases.facts import Facts, change_facts
from cases.grants import give_grant
from cases.models import Case
from cases.permissions import readers_of, visible_to
from cases.routing import lift_case, withdraw_case
from forums.clock import today
from forums.models import Role, User
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.factories import fresh, make_forum, make_ground, make_member, make_user


def a_draft(world: World) -> Case:
    return draft(world, by=world.expert_member, officer=world.committee_member)


def a_withdrawn_draft(world: World) -> Case:
    case = a_draft(world)
    withdraw_case(case, by=world.secretary, reason="Feil")
    return case


def an_open_one(world: World) -> Case:
    return opened(world, by=world.expert_member, officer=world.committee_member)


def an_open_one_that_was_withdrawn(world: World) -> Case:
    case = an_open_one(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    return case


def an_exempt_one(world: World) -> Case:
    return opened(world, exempt_ground=make_ground(), public_title="Kjøp")


def an_exempt_one_that_was_lifted(world: World) -> Case:
    case = an_exempt_one(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden")
    return case


def an_open_one_that_became_exempt(world: World) -> Case:
    case = opened(world, officer=world.expert_member)
    facts = Facts(case.title, "S", case.kind, case.owner, case.officer, "Kjøp", make_ground())
    change_facts(case, facts, by=world.secretary)
    return case


CASES = [
    a_draft,
    a_withdrawn_draft,
    an_open_one,
    an_open_one_that_was_withdrawn,
    an_exempt_one,
    an_exempt_one_that_was_lifted,
    an_open_one_that_became_exempt,
]


@pytest.mark.parametrize("is_named", [False, True], ids=["", "with somebody named"])
@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_they_are_the_same_people(world: World, make, is_named: bool) -> None:
    observer = make_member(make_forum(), role=Role.OBSERVER)
    make_user("Uten Rolle")
    User.objects.filter(pk=make_member(world.expert).pk).update(is_active=False)
    case = make(world)
    if is_named:
        give_grant(case, observer, by=world.secretary, why="Notat", end=today())
    case = Case.objects.get(pk=case.pk)
    rows = Case.objects.filter(pk=case.pk)
    seeing = {user for user in User.objects.all() if visible_to(fresh(user), rows).exists()}
    assert set(readers_of(case)) == seeing
    assert (observer in seeing) == (is_named or case.is_shown_to_all)
