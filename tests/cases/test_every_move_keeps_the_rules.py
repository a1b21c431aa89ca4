"""What holds for every move of a case: a reason, a forum that works, a role within its mandate."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from cases.models import Case, Route
from cases.routing import (
    ask_for_treatment,
    close_case,
    lift_case,
    put_forward,
    reopen_case,
    return_case,
    send_case,
    withdraw_case,
)
from forums.clock import today
from forums.errors import Refused
from forums.models import Act, Competence, Forum
from tests.cases.conftest import World, draft, finish, opened, treatment_in

Move = Callable[[World, str], object]


def treated(world: World) -> Case:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    return case


def lifted(world: World) -> Case:
    case = treated(world)
    lift_case(case, world.committee, by=world.head, reason="Moden")
    return case


def forward(world: World, reason: str) -> object:
    return put_forward(draft(world, forum=world.committee), by=world.secretary, reason=reason)


def ask(world: World, reason: str) -> object:
    return ask_for_treatment(
        opened(world), world.committee, "advise", by=world.secretary, reason=reason
    )


def lift(world: World, reason: str) -> object:
    return lift_case(treated(world), world.committee, by=world.head, reason=reason)


def send(world: World, reason: str) -> object:
    Route.objects.create(
        kind="send", from_forum=world.expert, to_forum=world.committee, role="conclude"
    )
    return send_case(opened(world), world.committee, by=world.secretary, reason=reason)


def send_back(world: World, reason: str) -> object:
    return return_case(lifted(world), by=world.secretary, reason=reason)


def close(world: World, reason: str) -> object:
    return close_case(treated(world), by=world.secretary, reason=reason)


def withdraw(world: World, reason: str) -> object:
    return withdraw_case(opened(world), by=world.secretary, reason=reason)


def reopen(world: World, reason: str) -> object:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    return reopen_case(case, by=world.secretary, reason=reason)


@pytest.mark.parametrize("act", [ask, lift, send, send_back, close, withdraw, reopen])
def test_a_move_has_a_reason(world: World, act: Move) -> None:
    with pytest.raises(Refused, match="Skriv en begrunnelse"):
        act(world, " ")


@pytest.mark.parametrize("act", [ask, lift, send])
def test_no_case_goes_to_a_forum_that_has_ended(world: World, act: Move) -> None:
    world.committee.end = today() - timedelta(days=1)
    world.committee.save()
    with pytest.raises(Refused, match="AU er ikke i virksomhet i dag"):
        act(world, "Nå")


def test_no_draft_is_put_forward_in_a_forum_that_has_ended(world: World) -> None:
    case = draft(world)
    Forum.objects.filter(pk=world.expert.pk).update(end=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Sykkelgruppen er ikke i virksomhet i dag"):
        put_forward(case, by=world.secretary)


def test_no_case_goes_back_to_a_forum_that_has_ended(world: World) -> None:
    case = lifted(world)
    Forum.objects.filter(pk=world.expert.pk).update(end=today() - timedelta(days=1))
    with pytest.raises(Refused, match="Sykkelgruppen er ikke i virksomhet i dag"):
        return_case(case, by=world.secretary, reason="Mangler")


@pytest.mark.parametrize("act", [lift, send])
def test_no_route_gives_a_forum_more_than_its_mandate(world: World, act: Move) -> None:
    Competence.objects.filter(mandate__forum=world.committee, act=Act.CONCLUDE).delete()
    with pytest.raises(Refused, match=r"AU kunne ikke konkludere.*punkt 1 i Mandat"):
        act(world, "Nå")


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        (forward, "put_forward"),
        (ask, "asked"),
        (lift, "lifted"),
        (send, "sent"),
        (send_back, "returned"),
        (close, "closed"),
        (withdraw, "withdrawn"),
        (reopen, "reopened"),
    ],
)
def test_every_move_is_in_the_history_with_its_reason(world: World, act: Move, kind: str) -> None:
    act(world, "Fordi det er slik.")
    event = Case.objects.get().events.order_by("sequence").last()
    assert event is not None
    assert (event.kind, event.reason) == (kind, "Fordi det er slik.")
