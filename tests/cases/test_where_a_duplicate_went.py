"""The page of a merged case says first of all where it went, to one who may see that case."""

import pytest
from django.test import Client

from cases.models import Case, CaseStatus
from forums.clock import now
from tests.cases.conftest import World, draft, opened


def merged(world: World, into: Case) -> Case:
    case = opened(world, title="Den doble")
    case.status, case.closed_at, case.merged_into = CaseStatus.MERGED, now(), into
    case.save()
    return case


def page(world: World, case: Case) -> str:
    client = Client()
    client.force_login(world.steering_member)
    return client.get(case.get_absolute_url()).content.decode()


def test_it_says_where_and_leads_there(world: World) -> None:
    into = opened(world, title="Den som blir igjen")
    html = page(world, merged(world, into))
    assert "Saken er slått sammen med" in html
    assert f'href="{into.get_absolute_url()}">{into.number} Den som blir igjen' in html


def test_it_never_tells_of_a_case_that_is_hidden(world: World) -> None:
    html = page(world, merged(world, draft(world, title="Hemmelig utkast")))
    assert "Saken ble avsluttet" in html
    assert "slått sammen" not in html
    assert "Hemmelig utkast" not in html


@pytest.mark.parametrize("path", ["saksgang.pdf", "historikk/"])
def test_its_other_pages_hold(world: World, path: str) -> None:
    case = merged(world, draft(world))
    client = Client()
    client.force_login(world.steering_member)
    assert client.get(f"{case.get_absolute_url()}{path}").status_code == 200
