"""Routes, kinds, grounds and recurring orders are data: who changes them, once, with history."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.kept import add_kept, change_kept
from cases.models import CaseKind, LegalGround, Route
from forums.conflicts import Conflict, version_of
from tests.cases.conftest import World, signed_in
from tests.factories import make_kind


def test_only_the_secretariat_keeps_it(world: World) -> None:
    kind = make_kind()
    with pytest.raises(PermissionDenied):
        change_kept(kind, {"name": "Ny"}, by=world.committee_leader)
    with pytest.raises(PermissionDenied):
        add_kept(CaseKind(), {"name": "Ny"}, by=world.committee_leader)


def test_two_clicks_add_one_row_with_who_made_it(world: World) -> None:
    url = reverse("kept_new", args=["hjemler"])
    data = {"citation": "offl. § 99", "description": "Noe", "start": "2026-01-01"}
    for _n in range(2):
        assert signed_in(world.secretary).post(url, data).status_code == 302
    ground = LegalGround.objects.get(citation="offl. § 99")
    assert ground.history.get().history_user == world.secretary


def test_the_second_to_change_it_is_told(world: World) -> None:
    kind = make_kind()
    seen = version_of(kind)
    change_kept(kind, {"description": "Den ene"}, by=world.secretary, seen=seen)
    with pytest.raises(Conflict, match="forklaring"):
        change_kept(kind, {"description": "Den andre"}, by=world.head, seen=seen)


def test_a_route_that_cannot_be_is_told_and_keeps_what_was_typed(world: World) -> None:
    here = world.committee.pk
    data = {
        "kind": "ask",
        "from_forum": here,
        "to_forum": here,
        "role": "advise",
        "who": "leader",
        "source": "Mandatet",
    }
    html = signed_in(world.secretary).post(reverse("kept_new", args=["saksveier"]), data)
    assert "En saksvei går mellom to ulike forum." in html.content.decode()
    assert "Mandatet" in html.content.decode()
    assert not Route.objects.filter(source="Mandatet").exists()
