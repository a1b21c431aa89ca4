"""A mandate is drafted from the one in force, put in force, read, and never edited after."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from forums import mandates
from forums.clock import today
from forums.competence import competence_on
from forums.errors import Refused
from forums.models import Act, Mandate, MandateReading, MandateRule, MandateStatus, Role
from tests.factories import make_forum, make_mandate, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel("2026-11-23 10:00+01:00", tick=False):
        yield


@pytest.fixture
def forum():
    return make_forum("Arbeidsutvalget", short_name="AU")


@pytest.fixture
def by():
    return make_secretary()


def adopt(draft: Mandate, by, **values) -> Mandate:
    facts = {"status": "adopted", "start": TODAY, "adopted_by": draft.forum, "adopted_on": TODAY}
    return mandates.put_in_force(draft, by=by, **{**facts, **values})


def test_reading_is_confirmed_once_by_one_with_a_role(forum):
    mandate, member = make_mandate(forum), make_member(forum, role=Role.OBSERVER)
    mandates.confirm_reading(mandate, by=member)
    mandates.confirm_reading(mandate, by=member)
    assert MandateReading.objects.filter(user=member).count() == 1


def test_one_without_a_role_in_the_forum_confirms_nothing(forum):
    with pytest.raises(Refused, match="har en rolle i forumet"):
        mandates.confirm_reading(make_mandate(forum), by=make_member(make_forum()))


@pytest.mark.parametrize(
    "values",
    [{"status": MandateStatus.DRAFT}, {"end": date(2020, 1, 1)}, {"start": date(2027, 1, 1)}],
)
def test_only_a_mandate_in_force_is_confirmed(forum, values):
    with pytest.raises(Refused, match="gjelder ikke i dag"):
        mandates.confirm_reading(make_mandate(forum, **values), by=make_member(forum))


def test_a_draft_is_a_copy_of_what_is_in_force(forum, by):
    old = make_mandate(forum, Act.PREPARE, Act.CONCLUDE)
    MandateRule.objects.create(clause=old.clauses.get(), kind="meets_every", value=30)
    draft = mandates.draft_mandate(forum, by=by)
    clause = draft.clauses.get()
    assert (draft.version, draft.status, clause.text) == (2, "draft", "Hva forumet gjør.")
    assert {row.act for row in draft.competences.all()} == {"prepare", "conclude"}
    assert clause.rules.get().value == 30


def test_a_forum_has_one_draft_at_a_time(forum, by):
    mandates.draft_mandate(forum, by=by)
    with pytest.raises(Refused, match="alt et utkast"):
        mandates.draft_mandate(forum, by=by)


def test_a_draft_gives_no_competence(forum, by):
    draft = mandates.draft_mandate(forum, by=by)
    clause = mandates.add_clause(draft, number="1", heading="Alt", text="Alt.", by=by)
    mandates.set_competence(draft, {Act.DECIDE: (clause, "")}, by=by)
    assert not competence_on(forum, TODAY).acts


def test_put_in_force_ends_the_one_before_the_day_before(forum, by):
    old = make_mandate(forum)
    new = adopt(mandates.draft_mandate(forum, by=by), by)
    old.refresh_from_db()
    assert (old.end, new.start) == (TODAY - timedelta(days=1), TODAY)
    assert forum.mandate_on(TODAY) == new
    assert new.history.first().history_user == by


def test_an_adopted_mandate_says_by_whom_and_when(forum, by):
    make_mandate(forum)
    draft = mandates.draft_mandate(forum, by=by)
    with pytest.raises(Refused, match="hvilket forum"):
        adopt(draft, by, adopted_by=None)
    with pytest.raises(Refused, match="før det er vedtatt"):
        adopt(draft, by, start=TODAY - timedelta(days=1))
    with pytest.raises(Refused, match="fram i tid"):
        adopt(draft, by, adopted_on=date(2027, 1, 1), start=date(2027, 1, 1))


def test_a_preliminary_mandate_has_nobody_who_adopted_it(forum, by):
    make_mandate(forum)
    new = adopt(mandates.draft_mandate(forum, by=by), by, status="preliminary")
    assert (new.adopted_by, new.adopted_on) == (None, None)


def test_a_mandate_does_not_begin_before_the_present_one_did(forum, by):
    make_mandate(forum, start=TODAY)
    with pytest.raises(Refused, match="må begynne senere"):
        adopt(mandates.draft_mandate(forum, by=by), by)
    assert Mandate.objects.on(TODAY).get(forum=forum).version == 1


def test_an_empty_draft_is_not_put_in_force(forum, by):
    with pytest.raises(Refused, match="ingen punkter"):
        adopt(mandates.draft_mandate(forum, by=by), by)


def test_what_is_in_force_is_never_edited(forum, by):
    mandate = make_mandate(forum, Act.PREPARE)
    clause = mandate.clauses.get()
    for act in (
        lambda: mandates.change_clause(clause, number="1", heading="", text="Nytt", by=by),
        lambda: mandates.remove_clause(clause, by=by),
        lambda: mandates.add_clause(mandate, number="2", heading="", text="Nytt", by=by),
        lambda: mandates.add_rule(clause, kind="meets_every", value=3, by=by),
        lambda: mandates.set_competence(mandate, {Act.DECIDE: (clause, "")}, by=by),
        lambda: mandates.discard_draft(mandate, by=by, why="Feil"),
        lambda: adopt(mandate, by),
    ):
        with pytest.raises(Refused, match="satt i kraft"):
            act()


def test_clauses_stand_in_the_order_of_their_numbers(forum, by):
    draft = mandates.draft_mandate(forum, by=by)
    for number in ("10", "2", "2.1", "1"):
        mandates.add_clause(draft, number=number, heading="", text="Tekst", by=by)
    assert [row.number for row in draft.clauses.order_by("position")] == ["1", "2", "2.1", "10"]


def test_a_rule_makes_sense(forum, by):
    make_mandate(forum)
    clause = mandates.draft_mandate(forum, by=by).clauses.get()
    with pytest.raises(Refused, match="100 prosent"):
        mandates.add_rule(clause, kind="written_paper", value=101, by=by)
    with pytest.raises(Refused, match="melder status til"):
        mandates.add_rule(clause, kind="status_report", value=6, by=by)
    mandates.add_rule(clause, kind="meets_every", value=30, by=by)
    with pytest.raises(Refused, match="alt en slik regel"):
        mandates.add_rule(clause, kind="meets_every", value=60, by=by)


def test_a_discarded_draft_leaves_the_present_as_it_is(forum, by):
    old = make_mandate(forum)
    mandates.discard_draft(mandates.draft_mandate(forum, by=by), by=by, why="Avlyst")
    assert list(forum.mandates.all()) == [old]
    assert Mandate.history.filter(version=2, history_type="-").get().history_user == by


@pytest.mark.parametrize("make", [make_user, lambda: make_member(make_forum())])
def test_only_the_secretariat_drafts(forum, make):
    with pytest.raises(PermissionDenied):
        mandates.draft_mandate(forum, by=make())
    assert today() == TODAY
