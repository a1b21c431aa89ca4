"""The history proves itself, and a change to it shows, in whatever way it was made."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from cases.management.commands.verify_history import check_all
from cases.models import Case, RoutingEvent
from cases.routing import withdraw_case
from tests.cases.conftest import World, opened, verify

TRIGGERS = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"


def tamper(sql: str, *values: object) -> None:
    """What somebody with the whole database in hand can do: take the guard away first."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE cases_routingevent DISABLE TRIGGER USER")
        else:
            cursor.execute(TRIGGERS, ["cases_routingevent_append_only%"])
            for name, _sql in cursor.fetchall():
                cursor.execute(f'DROP TRIGGER "{name}"')
        cursor.execute("DELETE FROM cases_notice")  # what points at the events goes with them
        cursor.execute(sql, values)


def test_an_untouched_history_holds(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    case = opened(world)
    assert verify(case) is None
    call_command("verify_history")
    assert "2 events hold together" in capsys.readouterr().out


@pytest.mark.parametrize("sql", ["UPDATE cases_routingevent SET reason = 'x'"])
def test_the_database_itself_refuses_a_change(world: World, sql: str) -> None:
    opened(world)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_database_itself_refuses_a_removal(world: World) -> None:
    opened(world)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_routingevent")


def test_the_model_refuses_both(world: World) -> None:
    event = opened(world).events.last()
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        RoutingEvent.objects.all().delete()


def test_a_changed_reason_is_found_and_named(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    tamper("UPDATE cases_routingevent SET reason = %s WHERE sequence = 3", "Noe annet")
    assert verify(case).sequence == 3
    with pytest.raises(CommandError, match=r"0001: event #3 \(withdrawn"):
        call_command("verify_history")


def test_a_removed_event_breaks_the_chain_after_it(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    tamper("DELETE FROM cases_routingevent WHERE sequence = 2")
    assert verify(case).sequence == 3


def test_a_case_moved_behind_its_history_is_found(world: World) -> None:
    case = opened(world)
    Case.objects.filter(pk=case.pk).update(forum=world.steering)
    with pytest.raises(CommandError, match="does not lead to the forum"):
        call_command("verify_history")


def test_a_case_that_began_or_moved_while_it_ran_is_no_alarm(world: World) -> None:
    case = opened(world)
    assert check_all({}) == check_all({case.pk: world.steering.pk}) == 2


def test_a_case_without_history_is_found(world: World) -> None:
    opened(world)
    tamper("DELETE FROM cases_routingevent")
    with pytest.raises(CommandError, match="has no history"):
        call_command("verify_history")
