"""Agendas for the tests: a meeting of the committee, cases that wait, items set up."""

from datetime import date
from typing import Any

from cases.agenda import put_on_agenda
from cases.models import AgendaItem, Case, StandingItem, Treatment
from forums.models import Forum, Meeting
from tests.cases.conftest import World, opened, treatment_in
from tests.factories import make_case, make_meeting

DAY = date(2026, 12, 4)


def meeting_of(world: World, **values: Any) -> Meeting:
    return make_meeting(values.pop("forum", world.committee), DAY, **values)


def waiting(world: World, **values: Any) -> Treatment:
    case = opened(world, **{"forum": world.committee, **values})
    return treatment_in(case, case.forum)


def put(world: World, meeting: Meeting, **values: Any) -> AgendaItem:
    """An item that nothing is wrong with."""
    treatment = values.pop("treatment", None) or waiting(world, forum=meeting.forum)
    facts = {"purpose": "discussion", "oral_reason": "Haster", "proposal": "Slik.", **values}
    return put_on_agenda(treatment, meeting, by=world.secretary, **facts)


def many_waiting(world: World, number: int) -> None:
    """Cases in the committee's queue, made in bulk: their way is not what is tested."""
    first = make_case(world.committee, status="open", officer=world.secretary)
    cases = Case.objects.bulk_create(
        Case(
            forum=world.committee,
            year=first.year,
            sequence=1000 * first.sequence + n,
            title=f"Sak {n}",
            summary="-",
            kind=first.kind,
            owner=first.owner,
            officer=world.secretary,
            created_by=world.secretary,
            status="open",
        )
        for n in range(number)
    )
    Treatment.objects.bulk_create(
        Treatment(
            case=case, forum=world.committee, role="conclude", asked_by=world.secretary, reason="-"
        )
        for case in cases
    )


def standing(forum: Forum, kind: str, title: str, **values: Any) -> StandingItem:
    return StandingItem.objects.create(forum=forum, kind=kind, title=title, **values)


def order_of(meeting: Meeting) -> list[AgendaItem]:
    return list(meeting.agenda_items.order_by("position", "pk"))
