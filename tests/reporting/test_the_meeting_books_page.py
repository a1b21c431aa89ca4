"""The book on the meeting's page: order it, see how far it is, take it, know when it is old."""

import pytest
from django.urls import reverse

from forums.clock import now
from forums.models import Meeting
from reporting.book_status import status_for
from reporting.models import BookState, MeetingBook
from tests.cases.conftest import World, page, signed_in, world  # noqa: F401
from tests.cases.papers import locked_pdf
from tests.reporting.book_world import attach, item_of, made, meeting_in, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:  # noqa: F811
    return meeting_in(world)


@pytest.fixture
def case(world: World, meeting):  # noqa: F811
    return item_of(world, meeting)


def at(name: str, meeting: Meeting) -> str:
    return reverse(name, args=[meeting.pk])


def building(world: World, meeting: Meeting, done: int, total: int) -> None:  # noqa: F811
    order(world, meeting)
    MeetingBook.objects.update(
        state=BookState.BUILDING, started_at=now(), seen_at=now(), done=done, total=total
    )


def test_the_secretary_orders_it_with_a_button(world: World, meeting, case) -> None:  # noqa: F811
    html = page(world.secretary, meeting.get_absolute_url())
    assert at("meeting_book_order", meeting) in html and "Lag møtebok" in html
    response = signed_in(world.secretary).post(at("meeting_book_order", meeting), follow=True)
    assert "Møteboka lages" in response.text
    assert MeetingBook.objects.filter(meeting=meeting).count() == 1


def test_a_reader_has_no_button_and_may_not_press_it(world: World, meeting, case) -> None:  # noqa: F811
    html = page(world.steering_member, meeting.get_absolute_url())
    assert "Møtet har ingen møtebok ennå." in html and "Lag møtebok" not in html
    client = signed_in(world.steering_member)
    for name in ("meeting_book_order", "meeting_book_cancel"):
        assert client.post(at(name, meeting)).status_code == 403
        assert client.get(at(name, meeting)).status_code == 405
    assert not MeetingBook.objects.exists()


def test_how_far_it_is_is_said_in_words_and_with_a_bar(world: World, meeting, case) -> None:  # noqa: F811
    building(world, meeting, 3, 12)
    for address in (meeting.get_absolute_url(), at("meeting_book", meeting)):
        html = page(world.secretary, address)
        assert "3 av 12 papirer er lest." in html
        assert '<progress aria-labelledby="motebok-framdrift" max="12" value="3">' in html
        assert "Se hvor langt det er kommet" in html
        assert f'hx-get="{at("meeting_book", meeting)}"' in html


def test_a_reader_is_not_told_how_many_papers_there_are(world: World, meeting, case) -> None:  # noqa: F811
    building(world, meeting, 3, 12)
    html = page(world.steering_member, meeting.get_absolute_url())
    assert "En ny møtebok lages." in html and "12" not in html.partition("motebok-na")[2][:600]


def test_the_last_part_of_the_work_has_words_of_its_own(world: World, meeting, case) -> None:  # noqa: F811
    building(world, meeting, 12, 12)
    assert "Boka settes sammen." in page(world.secretary, at("meeting_book", meeting))


def test_the_part_that_asks_again_is_the_part_of_a_fresh_page(world: World, meeting, case) -> None:  # noqa: F811
    building(world, meeting, 3, 12)
    client = signed_in(world.secretary)
    parts = [
        client.get(address, headers=headers).text.partition('id="motebok-na"')[2][:900]
        for address, headers in (
            (meeting.get_absolute_url(), {}),
            (at("meeting_book", meeting), {"HX-Request": "true"}),
        )
    ]
    tokens = [part.partition("csrfmiddlewaretoken")[0] for part in parts]
    assert tokens[0] == tokens[1] != ""


def test_when_the_work_has_ended_the_page_is_loaded_again(world: World, meeting, case) -> None:  # noqa: F811
    client = signed_in(world.secretary)
    ask = {"HX-Request": "true"}
    building(world, meeting, 3, 12)
    assert "HX-Refresh" not in client.get(at("meeting_book", meeting), headers=ask).headers
    MeetingBook.objects.all().delete()
    made(world, meeting)
    assert client.get(at("meeting_book", meeting), headers=ask).headers["HX-Refresh"] == "true"


def test_it_is_called_off_with_a_button(world: World, meeting, case) -> None:  # noqa: F811
    order(world, meeting)
    client = signed_in(world.secretary)
    response = client.post(at("meeting_book_cancel", meeting), follow=True)
    assert "Arbeidet med møteboka er avbrutt." in response.text
    assert "ble avbrutt" in page(world.secretary, meeting.get_absolute_url())
    again = client.post(at("meeting_book_cancel", meeting), follow=True)
    assert "alt ferdig" in again.text


def test_a_finished_one_is_offered_and_nothing_more_to_do(world: World, meeting, case) -> None:  # noqa: F811
    made(world, meeting)
    html = page(world.secretary, meeting.get_absolute_url())
    assert at("meeting_book_file", meeting) in html
    assert "5 sider" in html
    assert "Lag ny møtebok" not in html


def test_an_old_one_says_so_to_all_and_a_new_one_is_offered(world: World, meeting, case) -> None:  # noqa: F811
    made(world, meeting)
    attach(world, case)
    warning = "Saksliste eller papirer er endret siden boka ble laget."
    secretary = page(world.secretary, meeting.get_absolute_url())
    assert warning in secretary and "Lag ny møtebok" in secretary
    reader = page(world.steering_member, meeting.get_absolute_url())
    assert warning in reader and "Lag ny møtebok" not in reader


def test_the_page_names_what_could_not_be_in_it(world: World, meeting, case) -> None:  # noqa: F811
    attach(world, case, locked_pdf(), title="Tilbud med lås")
    made(world, meeting)
    assert "1 papir kunne ikke tas med" in page(world.secretary, meeting.get_absolute_url())
    html = page(world.steering_member, at("meeting_book", meeting))
    assert "Tilbud med lås" in html and "Filen er låst med passord." in html


def test_an_order_that_cannot_be_says_why(world: World, meeting) -> None:  # noqa: F811
    client = signed_in(world.secretary)
    response = client.post(at("meeting_book_order", meeting), follow=True)
    assert "Sett opp sakslisten først." in response.text


def test_the_panel_asks_at_most_four_times_however_much_there_is(
    world: World,  # noqa: F811
    meeting,
    django_assert_max_num_queries,
) -> None:
    for n in range(3):
        attach(world, item_of(world, meeting, f"Sak {n}"))
        made(world, meeting)
    reader = type(world.steering_member).objects.get(pk=world.steering_member.pk)
    assert reader.group_names
    with django_assert_max_num_queries(4):
        status_for(reader, Meeting.objects.select_related("forum").get(pk=meeting.pk))


def test_the_meetings_page_keeps_within_what_a_page_may_ask(
    world: World,  # noqa: F811
    meeting,
    django_assert_max_num_queries,
) -> None:
    for n in range(3):
        attach(world, item_of(world, meeting, f"Sak {n}"))
        made(world, meeting)
    for user in (world.secretary, world.steering_member):
        client = signed_in(user)
        for address in (meeting.get_absolute_url(), at("meeting_book", meeting)):
            with django_assert_max_num_queries(22):
                assert client.get(address).status_code == 200
