"""Keeping a paper back: what must be weighed, and who then sees what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.urls import reverse

from cases.document_list import groups_for
from cases.documents import withdraw_document
from cases.facts import Facts, change_facts
from cases.models import Document, LegalGround, Weighing, WeighingResult
from cases.routing import withdraw_case
from cases.shielding import shield_document, unshield_document, warning_for
from forums.clock import today
from forums.errors import Refused
from tests.cases.conftest import World, opened
from tests.cases.kept_back import NAME, html, status
from tests.cases.papers import paper
from tests.factories import make_ground


def test_a_ground_that_may_be_used_needs_what_was_weighed(world: World, may) -> None:
    document = paper(opened(world), world.secretary)
    with pytest.raises(Refused, match="Skriv hva dere vurderte"):
        shield_document(document, may, by=world.secretary, public_title="Tilbud")
    document.refresh_from_db()
    assert document.exempt_ground is None
    assert not Weighing.objects.exists()


def test_what_was_weighed_is_kept_with_the_paper(world: World, secret: Document) -> None:
    weighing = secret.weighings.get()
    assert (weighing.considered, weighing.result) == ("Prisen må vernes.", WeighingResult.KEPT)
    assert weighing.by == world.secretary


def test_the_same_ground_weighed_again_is_kept_too_and_two_clicks_once(
    world: World, secret: Document, may
) -> None:
    for _click in range(2):
        again = {"public_title": "Tilbud", "considered": "Leverandøren sier at det haster mindre."}
        shield_document(secret, may, by=world.secretary, seen=may, **again)
    assert [row.considered for row in secret.weighings.order_by("pk")] == [
        "Prisen må vernes.",
        "Leverandøren sier at det haster mindre.",
    ]


def test_a_duty_needs_no_weighing(world: World) -> None:
    document = paper(opened(world), world.secretary)
    shield_document(document, make_ground(), by=world.secretary, public_title="Søknad")
    assert not Weighing.objects.exists()


def test_an_exempt_upload_is_weighed_too(world: World, may) -> None:
    with pytest.raises(Refused, match="Skriv hva dere vurderte"):
        paper(opened(world), world.secretary, exempt_ground=may)
    assert not Document.objects.exists()


def test_a_case_is_weighed_when_it_is_registered_and_when_it_is_kept_back(
    world: World, may
) -> None:
    with pytest.raises(Refused, match="Skriv hva dere vurderte"):
        opened(world, exempt_ground=may, public_title="Kjøp")
    case = opened(world)
    facts = Facts(case.title, "S", case.kind, case.owner, case.officer, "Kjøp", may)
    with pytest.raises(Refused, match="Skriv hva dere vurderte"):
        change_facts(case, facts, by=world.secretary)


def test_lifting_a_cases_exemption_needs_a_reason(world: World, may) -> None:
    case = opened(world, exempt_ground=may, public_title="Kjøp", considered="Prisen")
    facts = Facts(case.title, "S", case.kind, case.owner, case.officer)
    with pytest.raises(Refused, match="Skriv hvorfor"):
        change_facts(case, facts, by=world.secretary)
    change_facts(case, facts, by=world.secretary, why="Kjøpet er gjort")
    assert case.weighings.latest("pk").result == WeighingResult.OPENED


def test_a_ground_that_no_longer_holds_is_refused(world: World) -> None:
    old = make_ground("gammel § 5", end=today().replace(year=2020))
    document = paper(opened(world), world.secretary)
    with pytest.raises(Refused, match="gjelder ikke i dag"):
        shield_document(document, old, by=world.secretary, public_title="Noe")


def test_a_reader_may_not_keep_papers_back(world: World, may) -> None:
    document = paper(opened(world), world.secretary)
    with pytest.raises(PermissionDenied):
        shield_document(document, may, by=world.steering_member, public_title="x", considered="y")


def test_others_see_the_public_title_and_the_ground_and_nothing_more(
    world: World, secret: Document
) -> None:
    page = html(world.steering_member, secret.case.get_absolute_url())
    assert "Tilbud" in page
    assert "nntatt offentlighet, jf. offl. § 23 første ledd" in page
    for leak in ("Hansen", NAME, secret.get_absolute_url(), filesizeformat(22)):
        assert leak not in page


def test_others_get_404_from_every_address_of_it(world: World, secret: Document) -> None:
    for name, args in (
        ("document", [secret.pk]),
        ("document_file", [secret.pk]),
        ("document_version", [secret.pk, 1]),
        ("document_copy", [secret.pk, 1]),
        ("document_page", [secret.pk, 1, 1]),
        ("document_picture", [secret.pk, 1]),
        ("document_shield", [secret.pk]),
        ("document_withdraw", [secret.pk]),
    ):
        assert status(world.steering_member, reverse(name, args=args)) == 404


def test_lifting_needs_a_reason_and_opens_the_paper_at_once(world: World, secret: Document) -> None:
    with pytest.raises(Refused, match="Skriv hvorfor"):
        unshield_document(secret, by=world.secretary, why=" ")
    unshield_document(secret, by=world.secretary, why="Kontrakten er signert")
    assert status(world.steering_member, secret.get_absolute_url()) == 200
    assert secret.weighings.latest("pk").result == WeighingResult.OPENED


def test_what_was_weighed_stays_with_those_who_saw_the_paper_then(
    world: World, secret: Document
) -> None:
    unshield_document(secret, by=world.secretary, why="Kontrakten er signert")
    others = html(world.steering_member, secret.get_absolute_url())
    assert "Kontrakten er signert" in others
    assert "Prisen må vernes" not in others
    assert "Prisen må vernes" in html(world.expert_member, secret.get_absolute_url())


def test_a_withdrawn_paper_may_still_be_kept_back(world: World) -> None:
    document = paper(opened(world), world.secretary)
    withdraw_document(document, by=world.secretary, why="Gjelder en privatperson")
    url = reverse("document_shield", args=[document.pk])
    page = html(world.secretary, document.get_absolute_url())
    assert url in page
    assert reverse("document_change", args=[document.pk]) not in page
    shield_document(document, make_ground(), by=world.secretary, public_title="Vedlegg")
    assert status(world.steering_member, document.get_absolute_url()) == 404


def test_an_officer_who_loses_sight_of_the_paper_comes_to_its_case(world: World) -> None:
    document = paper(opened(world, officer=world.steering_member), world.secretary)
    client = Client()
    client.force_login(world.steering_member)
    data = {"exempt_ground": make_ground().pk, "public_title": "Søknad"}
    response = client.post(reverse("document_shield", args=[document.pk]), data, follow=True)
    assert response.status_code == 200
    assert "Du kan ikke se dette dokumentet." in response.content.decode()


def test_the_second_to_change_it_is_told(world: World, secret: Document, may) -> None:
    unshield_document(secret, by=world.secretary, why="Signert")
    other = make_ground("offl. § 24", is_duty=True)
    with pytest.raises(Refused, match="Noen endret skjermingen"):
        shield_document(secret, other, by=world.head, public_title="Nei", seen=may)


def test_the_form_warns_once_and_then_lets_it_be(world: World) -> None:
    ground = make_ground("offl. § 14", not_for_elected=True)
    document = paper(opened(world), world.secretary, kind="brief")
    url = reverse("document_shield", args=[document.pk])
    client = Client()
    client.force_login(world.secretary)
    data = {"exempt_ground": ground.pk, "public_title": "Framlegg"}
    page = client.post(url, data).content.decode()
    assert "gjelder ikke saksframlegg" in page
    assert f'value="{ground.pk}"' in page
    assert client.post(url, {**data, "sure": ground.pk}).status_code == 302
    document.refresh_from_db()
    assert document.exempt_ground == ground


def test_the_form_keeps_what_was_typed_when_nothing_was_weighed(world: World, may) -> None:
    document = paper(opened(world), world.secretary)
    client = Client()
    client.force_login(world.secretary)
    url = reverse("document_shield", args=[document.pk])
    page = client.post(url, {"exempt_ground": may.pk, "public_title": "Om pris"}).content.decode()
    assert "Skriv hva dere vurderte" in page
    assert 'value="Om pris"' in page


def test_a_ground_that_is_not_in_force_yet_is_refused(world: World) -> None:
    coming = make_ground("ny § 5", start=today() + timedelta(days=1))
    document = paper(opened(world), world.secretary)
    with pytest.raises(Refused, match="gjelder ikke i dag"):
        shield_document(document, coming, by=world.secretary, public_title="Noe")


@pytest.mark.parametrize(
    ("kind", "warns"), [("decision", True), ("minutes", True), ("note", False)]
)
def test_a_ground_that_is_not_for_decisions_warns_of_them(kind: str, warns: bool) -> None:
    ground = LegalGround(citation="offl. § 14", not_for_decisions=True)
    assert ("gjelder ikke endelige vedtak" in warning_for(ground, kind)) == warns


def test_in_a_case_that_has_ended_nothing_is_kept_back(world: World, may) -> None:
    document = paper(opened(world), world.secretary)
    withdraw_case(document.case, by=world.secretary, reason="Utgått")
    with pytest.raises(Refused, match="Saken er avsluttet"):
        shield_document(document, may, by=world.secretary, public_title="x", considered="y")


def test_the_second_to_lift_it_is_told_of_another_ground(world: World, secret, may) -> None:
    other = make_ground("offl. § 24")
    shield_document(secret, other, by=world.head, public_title="Tilbud", seen=may)
    with pytest.raises(Refused, match="Noen endret skjermingen"):
        unshield_document(secret, by=world.secretary, why="Signert", seen=may)


def test_a_withdrawn_exempt_paper_is_in_no_list_of_others(world: World, secret: Document) -> None:
    withdraw_document(secret, by=world.secretary, why="Feil")
    url = secret.case.get_absolute_url()
    groups = groups_for(world.steering_member, secret.case)
    assert [row.title for group in groups for row in group.rows] == []
    assert "Tilbud fra Hansen" in html(world.expert_member, url)
