"""Who opened an exempt paper is on record; what leaves us is never run."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cases.models import Document, DocumentOpening
from tests.cases.conftest import World, opened
from tests.cases.kept_back import html, status
from tests.cases.papers import a_pdf, paper
from tests.factories import make_ground


def test_downloads_and_looks_are_on_record_for_the_secretariat(
    world: World, secret: Document
) -> None:
    status(world.expert_member, reverse("document_file", args=[secret.pk]))
    openings = DocumentOpening.objects.filter(user=world.expert_member)
    assert [row.how for row in openings] == ["download"]
    assert str(world.expert_member) in html(world.secretary, secret.get_absolute_url())
    assert "Hvem som har åpnet det" not in html(world.expert_member, secret.get_absolute_url())


def test_turning_pages_is_one_look(world: World, may) -> None:
    case = opened(world)
    document = paper(
        case,
        world.secretary,
        a_pdf("En", "To"),
        "a.pdf",
        exempt_ground=may,
        considered="Vurdert",
    )
    for number in (1, 2):
        url = reverse("document_page", args=[document.pk, 1, number])
        assert status(world.expert_member, url) == 200
    assert DocumentOpening.objects.filter(user=world.expert_member).count() == 1


def test_an_open_paper_has_no_log(world: World) -> None:
    document = paper(opened(world), world.secretary)
    status(world.steering_member, document.get_absolute_url())
    status(world.steering_member, reverse("document_file", args=[document.pk]))
    assert not DocumentOpening.objects.exists()


def test_papers_of_an_exempt_case_are_on_record_too(world: World) -> None:
    case = opened(world, exempt_ground=make_ground(), public_title="Kjøp")
    document = paper(case, world.secretary)
    status(world.expert_member, reverse("document_file", args=[document.pk]))
    assert DocumentOpening.objects.filter(user=world.expert_member).exists()


def test_each_download_is_on_record_and_so_is_the_copy_and_the_page(
    world: World, secret: Document
) -> None:
    version = secret.versions.get()
    version.pdf.save("a.pdf", ContentFile(a_pdf("Hei")), save=False)
    secret.versions.update(pdf=version.pdf.name, pdf_state="done")
    for _twice in range(2):
        status(world.expert_member, reverse("document_file", args=[secret.pk]))
    status(world.expert_member, reverse("document_copy", args=[secret.pk, 1]))
    status(world.expert_member, secret.get_absolute_url())
    openings = DocumentOpening.objects.filter(user=world.expert_member)
    assert sorted(row.how for row in openings) == ["copy", "download", "download", "preview"]


def test_a_look_at_what_cannot_be_shown_is_none(world: World, secret: Document) -> None:
    status(world.expert_member, secret.get_absolute_url())  # the worker has not read it yet
    assert not DocumentOpening.objects.exists()


@pytest.mark.parametrize("name", ["document_file", "document_page"])
def test_nothing_of_a_paper_is_kept_or_run_by_a_browser(world: World, name: str) -> None:
    document = paper(opened(world), world.secretary, a_pdf("En"), "a.pdf")
    client = Client()
    client.force_login(world.steering_member)
    args = [document.pk] if name == "document_file" else [document.pk, 1, 1]
    response = client.get(reverse(name, args=args))
    if response.streaming:
        b"".join(response)
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in response.headers["Content-Security-Policy"]
    attached = response.headers.get("Content-Disposition", "").startswith("attachment")
    assert attached == (name == "document_file")
