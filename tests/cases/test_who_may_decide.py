"""Competence comes from the mandate in force that day, and from nothing else."""

from datetime import timedelta

import pytest

from cases.competence import allowed_outcomes, require_outcome_allowed, strongest_role
from cases.models import Outcome
from forums.clock import today
from forums.competence import competence_on, competences_on
from forums.errors import Refused
from forums.models import Act, Competence, MandateClause, MandateStatus
from tests.factories import LONG_AGO, make_forum, make_mandate

pytestmark = pytest.mark.django_db


def test_an_agreed_mandate_gives_what_it_says() -> None:
    forum = make_forum("AU")
    make_mandate(forum, Act.PREPARE, Act.CONCLUDE, status=MandateStatus.AGREED)
    sentence = competence_on(forum, today()).sentence
    assert sentence == (
        "AU kan forberede og konkludere (punkt 1 i Mandat for AU, 1. januar 2019). "
        "AU kan ikke vedta."
    )


def test_a_decision_without_competence_names_the_mandate_and_its_clause() -> None:
    forum = make_forum("AU")
    make_mandate(forum, Act.PREPARE, Act.CONCLUDE, status=MandateStatus.AGREED)
    with pytest.raises(Refused, match=r"AU kunne ikke vedta .*punkt 1 i Mandat for AU") as refusal:
        require_outcome_allowed(forum, Outcome.DECIDED, today())
    assert "Forumet kan i stedet konkludere, ta saken til orientering eller utsette den." in (
        refusal.value.sentence
    )


@pytest.mark.parametrize("status", [MandateStatus.PRELIMINARY, MandateStatus.MISSING])
def test_an_unadopted_text_gives_no_power_to_conclude_or_decide(status: MandateStatus) -> None:
    forum = make_forum()
    make_mandate(forum, Act.PREPARE, Act.RECOMMEND, Act.CONCLUDE, Act.DECIDE, status=status)
    found = competence_on(forum, today())
    assert list(found.acts) == [Act.PREPARE, Act.RECOMMEND]
    assert "Mandatet er ikke omforent eller vedtatt" in found.sentence


def test_a_draft_mandate_gives_nothing() -> None:
    forum = make_forum()
    make_mandate(forum, Act.DECIDE, status=MandateStatus.DRAFT)
    assert competence_on(forum, today()).mandate is None


def test_without_a_mandate_the_forum_may_only_advise_and_note() -> None:
    forum = make_forum()
    assert "har ikke noe mandat" in competence_on(forum, today()).sentence
    assert allowed_outcomes(forum, today()) == [
        Outcome.NOTED,
        Outcome.POSTPONED,
        Outcome.RETURNED,
        Outcome.NOT_TREATED,
    ]
    assert strongest_role(forum, today()) == "advise"


def test_it_is_the_mandate_in_force_on_the_day_that_counts() -> None:
    forum, change = make_forum(), today() - timedelta(days=10)
    make_mandate(forum, Act.RECOMMEND, end=change - timedelta(days=1))
    make_mandate(forum, Act.DECIDE, start=change)
    require_outcome_allowed(forum, Outcome.DECIDED, change)
    with pytest.raises(Refused):
        require_outcome_allowed(forum, Outcome.DECIDED, change - timedelta(days=1))
    with pytest.raises(Refused):
        require_outcome_allowed(forum, Outcome.RECOMMENDED, change)


def test_before_its_first_day_a_mandate_gives_nothing() -> None:
    forum = make_forum()
    make_mandate(forum, Act.DECIDE)
    assert competence_on(forum, LONG_AGO - timedelta(days=1)).mandate is None


def test_the_clauses_are_named_in_order() -> None:
    forum = make_forum("AU")
    mandate = make_mandate(forum, Act.PREPARE)
    clause = MandateClause.objects.create(mandate=mandate, position=2, number="7", text="Mer")
    Competence.objects.create(mandate=mandate, act=Act.DECIDE, clause=clause)
    assert "punkt 1 og 7 i Mandat for AU" in competence_on(forum, today()).sentence


def test_many_forums_cost_two_queries(django_assert_num_queries) -> None:
    forums = [make_forum() for _n in range(6)]
    for forum in forums:
        make_mandate(forum, Act.PREPARE, Act.DECIDE)
    with django_assert_num_queries(2):
        found = competences_on(forums, today())
        assert all(row.sentence for row in found.values())
