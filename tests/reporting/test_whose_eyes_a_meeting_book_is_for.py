"""Who gets which book: the most complete one whose every case and paper they may see."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from cases.documents import add_redacted_copy
from cases.grants import give_grant
from cases.models import DocumentOpening
from cases.shielding import shield_document, unshield_document
from forums import meetings
from forums.clock import today
from forums.models import Meeting, Role
from reporting.models import Audience
from tests.cases.conftest import World, signed_in, world  # noqa: F401
from tests.cases.papers import a_pdf, text_of
from tests.factories import make_ground, make_member, make_user
from tests.reporting.book_world import attach, content_of, item_of, made, meeting_in, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:  # noqa: F811
    return meeting_in(world)


def kept_back(world: World, document, title: str = "Tilbud"):  # noqa: F811
    ground = make_ground("offl. § 13", is_duty=True)
    return shield_document(document, ground, by=world.secretary, public_title=title)


@pytest.fixture
def secret_paper(world: World, meeting):  # noqa: F811
    """A paper kept back in a case that all can see."""
    case = item_of(world, meeting)
    return kept_back(world, attach(world, case, a_pdf("Prisen er 12"), "Tilbud fra Hansen"))


@pytest.fixture
def secret_case(world: World, meeting):  # noqa: F811
    ground = make_ground("offl. § 23", is_duty=True)
    return item_of(
        world, meeting, "Kjøp av tomten", exempt_ground=ground, public_title="Forhandlinger"
    )


def taken(user, meeting: Meeting) -> str:
    """The text of the book that the person gets; empty for none."""
    client = signed_in(user) if user is not None else Client()
    response = client.get(reverse("meeting_book_file", args=[meeting.pk]))
    if response.status_code == 404:
        return ""
    return text_of(b"".join(response))


def test_a_member_gets_the_paper_that_is_kept_back_and_others_the_ground(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    made(world, meeting)
    whole = taken(world.committee_member, meeting)
    assert "Prisen er 12" in whole and "Tilbud fra Hansen" in whole
    for user in (world.steering_member, make_member(world.committee, role=Role.OBSERVER)):
        text = taken(user, meeting)
        assert "Prisen er 12" not in text and "Hansen" not in text
        assert "Tilbud Unntatt offentlighet, jf. offl. § 13 Vedlegg" in text


def test_nothing_of_a_case_that_is_kept_back_is_in_the_open_book(
    world: World,  # noqa: F811
    meeting,
    secret_case,
) -> None:
    item_of(world, meeting, "Bru")
    book = made(world, meeting)
    text = text_of(content_of(book))
    for hidden in ("Kjøp av tomten", "Framlegg om Kjøp", secret_case.number):
        assert hidden not in text
    assert "Forhandlinger" in text and "jf. offl. § 23" in text
    assert "AU tilrår bygging" in text.partition("Bru")[2]
    whole = made(world, meeting, Audience.WHOLE)
    assert "Framlegg om Kjøp av tomten" in text_of(content_of(whole))


def test_pages_that_are_kept_back_say_so_at_the_bottom(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    text = text_of(content_of(made(world, meeting, Audience.WHOLE)))
    assert "Vedlegg: Tilbud fra Hansen Unntatt offentlighet, jf. offl. § 13" in text


def test_a_redacted_copy_lies_where_the_paper_would_have(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    file = ContentFile(a_pdf("Prisen er sladdet"), name="sladdet.pdf")
    add_redacted_copy(secret_paper, by=world.secretary, file=file)
    made(world, meeting)
    assert "Prisen er sladdet" in taken(world.steering_member, meeting)
    whole = taken(world.committee_member, meeting)
    assert "Prisen er 12" in whole and "sladdet" not in whole


def test_where_nothing_is_kept_back_there_is_one_book(world: World, meeting) -> None:  # noqa: F811
    item_of(world, meeting)
    assert set(order(world, meeting)) == {Audience.OPEN}


def test_who_may_see_one_secret_and_not_another_gets_the_open_book(
    world: World,  # noqa: F811
    meeting,
    secret_case,
    secret_paper,
) -> None:
    made(world, meeting)
    reader = world.steering_member
    give_grant(secret_case, reader, by=world.secretary, why="Rådgir", end=today() + timedelta(9))
    assert "Kjøp av tomten" not in taken(reader, meeting)
    case = secret_paper.case
    give_grant(case, reader, by=world.secretary, why="Rådgir", end=today() + timedelta(9))
    assert "Kjøp av tomten" in taken(reader, meeting)


def test_a_paper_kept_back_afterwards_takes_the_book_with_it(world: World, meeting) -> None:  # noqa: F811
    case = item_of(world, meeting)
    document = attach(world, case, a_pdf("Prisen er 12"), "Pris")
    made(world, meeting)
    assert "Prisen er 12" in taken(world.steering_member, meeting)
    kept_back(world, document)
    assert taken(world.steering_member, meeting) == ""
    assert "Prisen er 12" in taken(world.committee_member, meeting)


def test_a_paper_given_free_gives_all_the_one_open_book(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    made(world, meeting)
    unshield_document(secret_paper, by=world.secretary, why="Avtalen er inngått.")
    made(world, meeting)
    for user in (world.steering_member, world.committee_member):
        assert "Denne utgaven" not in taken(user, meeting)
        assert "Prisen er 12" in taken(user, meeting)


def test_taking_the_whole_book_is_written_in_the_log_of_each_secret_paper(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    made(world, meeting)
    taken(world.steering_member, meeting)
    assert not DocumentOpening.objects.exists()
    taken(world.committee_member, meeting)
    opening = DocumentOpening.objects.get()
    assert opening.user == world.committee_member
    assert opening.version.document == secret_paper


def called(world: World, meeting: Meeting, *, is_public: bool) -> None:  # noqa: F811
    world.committee.is_public = is_public
    world.committee.save()
    made(world, meeting)
    meetings.call_meeting(meeting, by=world.secretary)
    made(world, meeting)


def test_a_visitor_gets_the_open_book_of_an_open_forum_once_it_is_called(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    world.committee.is_public = True
    world.committee.save()
    made(world, meeting)
    assert taken(None, meeting) == ""
    called(world, meeting, is_public=True)
    text = taken(None, meeting)
    assert "Framlegg om Sykkelveg" in text
    assert "Prisen er 12" not in text and "Hansen" not in text


def test_a_visitor_gets_nothing_of_a_forum_that_is_not_open(
    world: World,  # noqa: F811
    meeting,
    secret_paper,
) -> None:
    called(world, meeting, is_public=False)
    assert taken(None, meeting) == ""
    assert taken(make_user(), meeting) == ""


def test_a_visitor_loses_the_book_when_a_case_in_it_is_kept_back(
    world: World,  # noqa: F811
    meeting,
) -> None:
    case = item_of(world, meeting)
    called(world, meeting, is_public=True)
    assert taken(None, meeting)
    type(case).objects.filter(pk=case.pk).update(
        exempt_ground=make_ground("offl. § 13", is_duty=True), public_title="Sak"
    )
    assert taken(None, meeting) == ""


def test_the_file_is_a_download_under_our_own_name(world: World, meeting) -> None:  # noqa: F811
    item_of(world, meeting)
    book = made(world, meeting)
    response = signed_in(world.secretary).get(reverse("meeting_book_file", args=[meeting.pk]))
    response.close()
    name = f"motebok-{meeting.forum.slug}-{meeting.year}-{meeting.number}.pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    assert "sandbox" in response.headers["Content-Security-Policy"]
    assert book.file.name not in str(response.headers)


def test_taking_it_asks_as_often_however_much_is_in_it(
    world: World,  # noqa: F811
    meeting,
    django_assert_max_num_queries,
) -> None:
    for n in range(3):
        kept_back(world, attach(world, item_of(world, meeting, f"Sak {n}"), title=f"Bud {n}"))
    made(world, meeting)
    client = signed_in(world.committee_member)
    with django_assert_max_num_queries(12):
        got = client.get(reverse("meeting_book_file", args=[meeting.pk]))
        assert b"".join(got.streaming_content)  # read to its end: that leaves the database open
    assert DocumentOpening.objects.count() == 3
