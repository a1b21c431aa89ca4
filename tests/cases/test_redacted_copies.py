"""What those who may not see a paper read in its place."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import translation

from cases.documents import add_redacted_copy, withdraw_document
from cases.models import Document, Weighing, WeighingResult
from cases.shielding import shield_document
from forums.errors import Refused
from tests.cases.conftest import World, opened
from tests.cases.kept_back import html
from tests.cases.papers import a_pdf, paper
from tests.factories import make_ground


def test_the_redacted_copy_is_read_by_those_who_may_not_see_the_paper(
    world: World, secret: Document
) -> None:
    file = ContentFile(a_pdf("Sladdet"), name="Hansen sladdet.pdf")
    copy = add_redacted_copy(secret, by=world.secretary, file=file)
    page = html(world.steering_member, secret.case.get_absolute_url())
    assert copy.get_absolute_url() in page
    assert "Hansen" not in html(world.steering_member, copy.get_absolute_url())
    assert copy.versions.get().filename == "Tilbud.pdf"
    assert secret.weighings.latest("pk").result == WeighingResult.PARTLY
    both = html(world.expert_member, secret.case.get_absolute_url())
    assert copy.get_absolute_url() in both
    assert secret.get_absolute_url() in both


def test_the_whole_public_title_is_the_name_of_the_copy(world: World, may) -> None:
    document = paper(opened(world), world.secretary)
    title = "Kjøp av gnr. 12/34"
    shield_document(document, may, by=world.secretary, public_title=title, considered="Prisen")
    copy = add_redacted_copy(document, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    assert copy.versions.get().filename == "Kjøp av gnr. 12-34.txt"


def test_words_that_are_kept_are_in_the_language_of_the_cases(world: World, secret) -> None:
    with translation.override("en"):
        file = ContentFile(b"x", name="x.txt")
        add_redacted_copy(secret, by=world.secretary, file=file)
        other = paper(secret.case, world.secretary, exempt_ground=make_ground())
    assert secret.weighings.latest("pk").considered.startswith("Det som ikke må vernes")
    assert other.public_title == "Vedlegg"


def test_the_log_of_the_copy_does_not_tell_what_the_paper_is_called(
    world: World, secret: Document
) -> None:
    copy = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    for thing in (copy, secret.case):
        url = reverse("history", args=["cases", thing._meta.model_name, thing.pk])
        assert "Hansen" not in html(world.steering_member, url)


def test_two_clicks_give_one_redacted_copy(world: World, secret: Document) -> None:
    for _click in range(2):
        file = ContentFile(b"Sladdet", name="sladdet.txt")
        add_redacted_copy(secret, by=world.secretary, file=file)
    assert secret.redacted_copies.count() == 1


def test_only_what_is_exempt_has_a_redacted_copy(world: World) -> None:
    document = paper(opened(world), world.secretary)
    with pytest.raises(Refused, match="trenger ingen sladdet kopi"):
        add_redacted_copy(document, by=world.secretary, file=ContentFile(b"x", name="x.txt"))


def test_the_copy_is_withdrawn_with_its_paper(world: World, secret: Document) -> None:
    copy = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    withdraw_document(secret, by=world.secretary, why="Hansen trakk seg")
    page = html(world.steering_member, secret.case.get_absolute_url())
    assert "Originalen er trukket." in page
    assert "Hansen" not in page
    assert f'<s><a href="{copy.get_absolute_url()}">Tilbud</a></s>' in page


def test_a_redacted_copy_is_not_kept_back_itself(world: World, secret: Document, may) -> None:
    copy = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    with pytest.raises(Refused, match="kan ikke selv være unntatt"):
        shield_document(copy, may, by=world.secretary, public_title="Tilbud", considered="Nei")


def test_another_ground_for_what_has_a_copy_is_weighed_as_given_in_part(
    world: World, secret: Document
) -> None:
    add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    other = make_ground("offl. § 14", is_duty=False)
    words = {"public_title": "Tilbud", "considered": "Utkast"}
    shield_document(secret, other, by=world.secretary, **words)
    weighing = secret.weighings.get(ground=other)
    assert weighing.result == WeighingResult.PARTLY


def test_a_copy_for_a_duty_is_not_weighed(world: World) -> None:
    document = paper(opened(world), world.secretary, exempt_ground=make_ground())
    add_redacted_copy(document, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    assert not Weighing.objects.exists()


def test_a_copy_that_is_withdrawn_makes_room_for_another(world: World, secret: Document) -> None:
    first = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    withdraw_document(first, by=world.secretary, why="For lite sladdet")
    second = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"y", name="y.txt"))
    assert second != first


def test_the_copy_leads_to_its_paper_for_those_who_see_that(world: World, secret: Document) -> None:
    copy = add_redacted_copy(secret, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    assert secret.get_absolute_url() in html(world.expert_member, copy.get_absolute_url())
    assert secret.get_absolute_url() not in html(world.steering_member, copy.get_absolute_url())
