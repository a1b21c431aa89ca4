"""Two people act in the same second: one does it, the other is told, nothing is done twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, Case, CaseKind, Order, Route, Treatment
from cases.orders import place_once
from cases.outcomes import confirm_text, record_outcome
from cases.positions import record_position
from cases.registering import register_case, register_once
from cases.routing import withdraw_case
from forums.clock import now, today
from forums.errors import Refused
from forums.models import Meeting
from tests.cases.conftest import World, draft, opened, treatment_in, verify
from tests.cases.test_parties_treat_a_decision import answer, decided, send
from tests.factories import make_kind, make_meeting, make_party, make_seat

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def on_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: the suite's SQLite database lives in one connection")


def together(*actions):  # type: ignore[no-untyped-def]
    """Run the actions at the same moment, each in its own connection; their results or errors."""
    start = Barrier(len(actions))

    def run(action):  # type: ignore[no-untyped-def]
        start.wait()
        try:
            return action()
        except Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(actions)) as pool:
        return list(pool.map(run, actions))


def test_the_second_to_withdraw_is_told(world: World) -> None:
    case = opened(world)

    def withdraw():  # type: ignore[no-untyped-def]
        return withdraw_case(Case.objects.get(pk=case.pk), by=world.secretary, reason="Utgått")

    refusals = [row for row in together(withdraw, withdraw) if isinstance(row, Refused)]
    assert len(refusals) == 1
    assert case.events.filter(kind="withdrawn").count() == 1
    assert verify(case) is None


def test_two_registered_at_once_get_each_their_number(world: World) -> None:
    draft(world)

    def register():  # type: ignore[no-untyped-def]
        return register_case(
            by=world.secretary,
            title="Sak",
            summary="Sak",
            kind=make_kind(),
            owner=world.party,
            officer=world.secretary,
            forum=world.expert,
        )

    assert {case.sequence for case in together(register, register)} == {2, 3}


def test_two_clicks_at_once_register_one_draft(world: World) -> None:
    def click():  # type: ignore[no-untyped-def]
        return register_once(
            by=world.secretary,
            title="Sak",
            summary="Sak",
            kind=CaseKind.objects.get(),
            owner=world.party,
            officer=world.secretary,
            forum=world.expert,
        )

    make_kind()
    assert sorted(is_new for _case, is_new in together(click, click)) == [False, True]
    assert Case.objects.count() == 1


def test_two_clicks_at_once_order_once(world: World) -> None:
    Route.objects.create(
        kind="order", from_forum=world.committee, to_forum=world.expert, who="leader"
    )

    def click():  # type: ignore[no-untyped-def]
        said = {"what": "Tell", "why": "Tall.", "due": today(), "case": None}
        return place_once(world.committee, world.expert, by=world.secretary, **said)

    assert sorted(is_new for _order, is_new in together(click, click)) == [False, True]
    assert Order.objects.count() == 1


def test_two_last_parties_at_once_make_the_decision_final_once(world: World) -> None:
    case, parties = decided(world), [make_party("Askøy"), make_party("Alver")]
    send(world, case, parties)

    def last(party):  # type: ignore[no-untyped-def]
        return lambda: answer(Case.objects.get(pk=case.pk), party, world.secretary)

    together(*[last(party) for party in parties])
    case.refresh_from_db()
    assert case.final_at is not None
    assert case.events.filter(kind="final").count() == 1
    assert verify(case) is None


def locked_by(act) -> list[str]:  # type: ignore[no-untyped-def]
    """The tables whose rows the action locks, in order."""
    with CaptureQueriesContext(connection) as asked:
        act()
    rows = [row["sql"] for row in asked if "FOR UPDATE" in row["sql"]]
    return [re.findall(r'FROM "(\w+)"', sql)[0] for sql in rows]


def test_the_case_is_locked_before_what_hangs_on_it(world: World) -> None:
    """Who moves the case locks it first: the other way round, two would wait for each other."""
    case, by = opened(world, forum=world.steering), world.secretary
    treatment, meeting = treatment_in(case, world.steering), make_meeting(world.steering)
    make_seat(world.steering, world.party)

    def put_on() -> object:
        return put_on_agenda(treatment, meeting, by=by, purpose="decision", oral_reason="Haster")

    def conclude() -> object:
        item = AgendaItem.objects.get()
        return record_outcome(item, by=by, outcome="decided", text="Vedtas.")

    def confirm() -> object:
        return confirm_text(Treatment.objects.get(pk=treatment.pk), by=by)

    def speak() -> object:
        return record_position(treatment, world.party, by=by, position="agrees")

    order = [locked_by(put_on), locked_by(speak)]
    Meeting.objects.update(status="held", called_at=now(), held_at=now())
    order += [locked_by(conclude), locked_by(confirm)]
    for tables in order:
        assert tables.index("cases_case") < tables.index("cases_treatment")
