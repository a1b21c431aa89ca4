"""The secretariat brings a withdrawn paper back by a new step; nothing of before is lost."""

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.urls import reverse

from cases.documents import add_redacted_copy, take_in_again, withdraw_document
from cases.models import Document, EventKind
from cases.parity import report
from cases.routing import withdraw_case
from forums.errors import Refused
from tests.cases.conftest import World, opened, page, signed_in
from tests.cases.papers import paper
from tests.factories import make_ground, make_member, make_party


@pytest.fixture
def withdrawn(world: World) -> Document:
    document = paper(opened(world), world.secretary, title="Trafikktelling")
    return withdraw_document(document, by=world.secretary, why="Feil fil.")


def url(document: Document) -> str:
    return reverse("document_take_in", args=[document.pk])


def test_the_form_brings_it_back_once(world: World, withdrawn: Document) -> None:
    client = signed_in(world.secretary)
    assert "Saksbehandleren får varsel" not in client.get(url(withdrawn)).content.decode()
    for _n in range(2):
        assert client.post(url(withdrawn), {"why": "Det var rett."}).status_code == 302
    withdrawn.refresh_from_db()
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_because) == (None, "")
    kinds = list(withdrawn.case.events.order_by("sequence").values_list("kind", flat=True))
    assert kinds[-2:] == [EventKind.PAPER_WITHDRAWN, EventKind.PAPER_BACK]


def test_who_and_why_stay_on_record(world: World, withdrawn: Document) -> None:
    take_in_again(withdrawn, by=world.head, why="Det var rett.")
    case = withdrawn.case
    html = page(world.steering_member, reverse("case_history", args=[case.year, case.sequence]))
    for said in ("Feil fil.", "Det var rett.", "Dokument tatt inn igjen: Trafikktelling"):
        assert said in html
    log = page(world.secretary, reverse("history", args=["cases", "document", withdrawn.pk]))
    assert "Feil fil." in log
    assert "Det var rett." in log


def test_the_page_offers_it_to_the_secretariat_only(world: World, withdrawn: Document) -> None:
    link = f'href="{url(withdrawn)}"'
    assert link in page(world.secretary, withdrawn.get_absolute_url())
    assert link not in page(world.steering_member, withdrawn.get_absolute_url())
    take_in_again(withdrawn, by=world.secretary, why="Rett.")
    assert link not in page(world.secretary, withdrawn.get_absolute_url())


def test_the_officer_withdraws_but_does_not_bring_back(world: World) -> None:
    case = opened(world, officer=world.expert_member)
    document = withdraw_document(
        paper(case, world.expert_member), by=world.expert_member, why="Feil."
    )
    with pytest.raises(PermissionDenied):
        take_in_again(document, by=world.expert_member, why="Rett.")
    assert signed_in(world.expert_member).get(url(document)).status_code == 403


def test_it_needs_a_reason(world: World, withdrawn: Document) -> None:
    with pytest.raises(Refused, match="Skriv hvorfor"):
        take_in_again(withdrawn, by=world.secretary, why=" ")


def test_a_case_that_has_ended_takes_none_in(world: World, withdrawn: Document) -> None:
    withdraw_case(withdrawn.case, by=world.secretary, reason="Utgått.")
    with pytest.raises(Refused, match="avsluttet"):
        take_in_again(withdrawn, by=world.secretary, why="Rett.")
    assert url(withdrawn) not in page(world.secretary, withdrawn.get_absolute_url())


def test_the_search_no_longer_says_that_it_is_withdrawn(world: World, withdrawn: Document) -> None:
    address = f"{reverse('search')}?q=trafikktelling"
    assert "Trukket" in page(world.steering_member, address)
    take_in_again(withdrawn, by=world.secretary, why="Rett.")
    html = page(world.steering_member, address)
    assert "Trafikktelling" in html and "Trukket" not in html


def test_parity_counts_it_again(world: World) -> None:
    party = make_party(is_signatory=True)
    make_member(world.steering, party)
    make_member(world.expert, make_party(is_signatory=True))
    document = paper(
        opened(world), world.secretary, exempt_ground=make_ground(), public_title="Vurdering"
    )
    before = report(document.case).rows
    assert party in [gap.party for gap in before[0].gaps]
    withdraw_document(document, by=world.secretary, why="Feil.")
    assert not report(document.case).rows
    take_in_again(document, by=world.secretary, why="Rett.")
    assert report(document.case).rows == before


def test_a_redacted_copy_does_not_come_back_beside_a_newer_one(world: World) -> None:
    document = paper(
        opened(world), world.secretary, exempt_ground=make_ground(), public_title="Vurdering"
    )
    first = add_redacted_copy(document, by=world.secretary, file=ContentFile(b"a", name="a.txt"))
    withdraw_document(first, by=world.secretary, why="For lite sladdet.")
    add_redacted_copy(document, by=world.secretary, file=ContentFile(b"b", name="b.txt"))
    with pytest.raises(Refused, match="en annen sladdet kopi"):
        take_in_again(first, by=world.secretary, why="Rett.")


def test_an_exempt_one_comes_back_as_exempt(world: World) -> None:
    document = paper(
        opened(world), world.secretary, exempt_ground=make_ground(), public_title="Vurdering"
    )
    withdraw_document(document, by=world.secretary, why="Feil.")
    take_in_again(document, by=world.secretary, why="Rett.")
    reader = signed_in(world.steering_member)
    assert reader.get(document.get_absolute_url()).status_code == 404
    assert "Vurdering" in reader.get(document.case.get_absolute_url()).content.decode()
