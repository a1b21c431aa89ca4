"""Whatever people try in whatever order, the chain holds and the case is in exactly one forum."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.events import forum_told_by
from cases.models import Case, Outcome, Treatment, TreatmentState
from cases.routing import (
    ask_for_treatment,
    close_case,
    lift_case,
    put_forward,
    reopen_case,
    return_case,
    withdraw_case,
)
from forums.errors import Refused
from tests.cases.conftest import World, draft, finish, verify

WHO = ("secretary", "head", "expert_member", "committee_leader", "steering_member")
FORUMS = ("expert", "committee", "steering")
OUTCOMES = (Outcome.RECOMMENDED, Outcome.CONCLUDED, Outcome.NOTED, Outcome.RETURNED)
STEPS = st.tuples(
    st.sampled_from(
        [
            "forward",
            "lift",
            "lift",
            "return",
            "ask",
            "close",
            "withdraw",
            "reopen",
            "treat",
            "treat",
        ]
    ),
    st.sampled_from(WHO),
    st.sampled_from(FORUMS),
    st.sampled_from(OUTCOMES),
)


class Undo(Exception):
    """Leaves the outer transaction, so that each example starts from the same world."""


def act(world: World, case: Case, step: tuple[str, str, str, Outcome]) -> None:
    what, who, where, outcome = step
    told: dict[str, Any] = {"by": getattr(world, who), "reason": "Grunn"}
    forum = getattr(world, where)
    match what:
        case "forward":
            put_forward(case, **told)
        case "lift":
            lift_case(case, forum, **told)
        case "return":
            return_case(case, **told)
        case "ask":
            ask_for_treatment(case, forum, "advise", **told)
        case "close":
            close_case(case, **told)
        case "withdraw":
            withdraw_case(case, **told)
        case "reopen":
            reopen_case(case, **told)
        case "treat":
            row = case.treatments.filter(state=TreatmentState.WAITING, forum=forum).first()
            if row:
                finish(row, outcome)


def require_sound(case: Case) -> None:
    case.refresh_from_db()
    assert verify(case) is None
    assert forum_told_by(case.events.order_by("sequence")) == case.forum_id
    is_over = case.status in {"closed", "withdrawn"}
    open_rows = Treatment.objects.filter(
        case=case, state__in=[TreatmentState.WAITING, TreatmentState.SCHEDULED]
    )
    assert not (is_over and open_rows.exists())
    assert (case.closed_at is not None) == is_over
    assert open_rows.filter(forum=case.forum).count() <= 2


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(STEPS, max_size=14))
def test_the_chain_holds_and_the_case_is_in_one_forum(
    world: World, steps: list[tuple[str, str, str, Outcome]]
) -> None:
    with suppress(Undo), transaction.atomic():
        case = draft(world)
        for step in [("forward", "secretary", "expert", Outcome.NOTED), *steps]:
            events = case.events.count()
            try:
                act(world, case, step)
            except (Refused, PermissionDenied):
                assert case.events.count() == events
            require_sound(case)
        raise Undo
