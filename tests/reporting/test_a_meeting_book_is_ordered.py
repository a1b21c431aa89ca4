"""A book is ordered, made once by a worker, called off, and found again when it was lost."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from cases.agenda import change_item
from forums import clock, meetings
from forums.errors import Refused
from forums.models import Meeting
from reporting import book_building, books
from reporting.book_status import status_for
from reporting.models import Audience, BookState, MeetingBook, Reason
from tests.cases.conftest import World, world  # noqa: F401
from tests.reporting.book_world import attach, content_of, item_of, made, meeting_in, order

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(world: World) -> Meeting:  # noqa: F811
    return meeting_in(world)


@pytest.fixture
def case(world: World, meeting):  # noqa: F811
    return item_of(world, meeting)


def one(world: World, meeting: Meeting) -> MeetingBook:  # noqa: F811
    return order(world, meeting)[Audience.OPEN]


def later(minutes: int):
    return clock.standing_at(clock.now() + timedelta(minutes=minutes))


def state(book: MeetingBook) -> str:
    book.refresh_from_db()
    return book.state


def test_ordering_starts_the_worker_when_it_is_stored(
    world: World,  # noqa: F811
    meeting,
    case,
    django_capture_on_commit_callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        book = one(world, meeting)
        assert state(book) == BookState.WAITING
    assert state(book) == BookState.DONE
    assert (book.done, book.total) == (1, 1)


def test_a_finished_book_says_what_it_is(world: World, meeting, case) -> None:  # noqa: F811
    book = made(world, meeting)
    content = content_of(book)
    assert book.sha256 == hashlib.sha256(content).hexdigest()
    assert book.size == len(content)
    assert book.ordered_by == world.secretary
    assert book.started_at and book.finished_at
    assert list(book.cases.all()) == [case]
    assert [row.document.title for row in book.versions.all()] == ["Saksframlegg til AU"]


def test_calling_the_meeting_makes_the_book(
    world: World,  # noqa: F811
    meeting,
    case,
    django_capture_on_commit_callbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        meetings.call_meeting(meeting, by=world.secretary)
    assert MeetingBook.objects.get(meeting=meeting).state == BookState.DONE


def test_ordering_twice_gives_the_same_book(world: World, meeting, case) -> None:  # noqa: F811
    assert one(world, meeting) == one(world, meeting)
    book = made(world, meeting)
    assert one(world, meeting) == book


def test_ordering_after_a_change_calls_the_old_one_off(world: World, meeting, case) -> None:  # noqa: F811
    first = one(world, meeting)
    attach(world, case)
    second = one(world, meeting)
    assert second != first
    assert state(first) == BookState.CANCELLED


def test_who_does_not_run_the_meeting_orders_and_stops_nothing(
    world: World,  # noqa: F811
    meeting,
    case,
) -> None:
    with pytest.raises(PermissionDenied):
        books.order_book(meeting, by=world.committee_leader)
    with pytest.raises(PermissionDenied):
        books.cancel_books(meeting, by=world.committee_leader)


def test_an_empty_agenda_and_a_meeting_called_off_give_no_book(world: World, meeting) -> None:  # noqa: F811
    with pytest.raises(Refused, match="Sett opp sakslisten"):
        books.order_book(meeting, by=world.secretary)
    meetings.cancel_meeting(meeting, by=world.secretary, because="Streik")
    with pytest.raises(Refused, match="avlyst"):
        books.order_book(meeting, by=world.secretary)


def test_after_the_meeting_the_book_is_as_it_was(world: World, meeting, case) -> None:  # noqa: F811
    meetings.call_meeting(meeting, by=world.secretary)
    with clock.standing_at(meeting.starts_at):
        meetings.hold_meeting(meeting, by=world.secretary)
        with pytest.raises(Refused, match="slik den var"):
            books.order_book(meeting, by=world.secretary)


def test_a_message_that_comes_twice_makes_it_once(world: World, meeting, case) -> None:  # noqa: F811
    book = made(world, meeting)
    name = book.file.name
    book_building.build(book.pk)
    assert state(book) == BookState.DONE
    assert book.file.name == name and book.tries == 1


def test_two_workers_at_once_make_it_once(world: World, meeting, case) -> None:  # noqa: F811
    book = one(world, meeting)
    assert books.claim_book(book.pk) is not None
    assert books.claim_book(book.pk) is None


def test_how_far_it_is_is_seen_while_it_works(world: World, meeting, case, monkeypatch) -> None:  # noqa: F811
    attach(world, case)
    seen = []
    read = book_building.pages_of

    def watched(paper, folder):
        row = MeetingBook.objects.get()
        seen.append((row.state, row.done, row.total))
        return read(paper, folder)

    monkeypatch.setattr(book_building, "pages_of", watched)
    made(world, meeting)
    assert seen == [("building", 0, 2), ("building", 1, 2)]


def test_one_that_is_called_off_stops_at_the_next_paper(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
) -> None:
    attach(world, case)
    read, opened = book_building.pages_of, []

    def stopped(paper, folder):
        opened.append(paper.title)
        books.cancel_books(meeting, by=world.secretary)
        return read(paper, folder)

    monkeypatch.setattr(book_building, "pages_of", stopped)
    book = made(world, meeting)
    assert book.state == BookState.CANCELLED
    assert opened == ["Saksframlegg til AU"] and not book.file


def test_one_called_off_while_it_was_stored_leaves_no_file(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
    settings,
) -> None:
    bind = book_building.bind

    def stopped(draft, folder):
        books.cancel_books(meeting, by=world.secretary)
        return bind(draft, folder)

    monkeypatch.setattr(book_building, "bind", stopped)
    assert made(world, meeting).state == BookState.CANCELLED
    assert list(settings.MEDIA_ROOT.glob("books/**/*.pdf")) == []


def test_a_lost_message_is_found_by_the_sweep(
    world: World,  # noqa: F811
    meeting,
    case,
    django_capture_on_commit_callbacks,
) -> None:
    book = one(world, meeting)
    assert books.sweep() == 0
    with later(3), django_capture_on_commit_callbacks(execute=True):
        assert books.sweep() == 1
    assert state(book) == BookState.DONE


def killed(world: World, meeting: Meeting, monkeypatch) -> MeetingBook:  # noqa: F811
    """A worker that is killed while it reads the first paper: nothing of it is told."""
    book = one(world, meeting)

    class Killed(BaseException):
        pass

    def kill(paper, folder):
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(book_building, "pages_of", kill)
        book_building.build(book.pk)
    return book


def test_a_killed_worker_is_followed_by_another_that_leaves_the_paper_out(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
    django_capture_on_commit_callbacks,
) -> None:
    attach(world, case)
    book = killed(world, meeting, monkeypatch)
    assert books.sweep() == 0 and state(book) == BookState.BUILDING
    with later(12), django_capture_on_commit_callbacks(execute=True):
        assert books.sweep() == 1
    assert state(book) == BookState.DONE
    assert [(row["title"], row["reason"]) for row in book.remarks] == [
        ("Saksframlegg til AU", Reason.STOPPED)
    ]


def test_one_that_stops_again_and_again_is_given_up(world: World, meeting, case) -> None:  # noqa: F811
    book = one(world, meeting)
    MeetingBook.objects.update(tries=books.MOST_TRIES)
    with later(3):
        assert books.sweep() == 0
    assert state(book) == BookState.FAILED and book.finished_at
    assert one(world, meeting) != book


def test_something_wrong_that_is_no_papers_fault_is_tried_again(
    world: World,  # noqa: F811
    meeting,
    case,
    monkeypatch,
) -> None:
    book = one(world, meeting)

    def full(draft, folder):
        raise OSError("no space left")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space"):
        patch.setattr(book_building, "bind", full)
        book_building.build(book.pk)
    assert state(book) == BookState.WAITING
    book_building.build(book.pk)
    assert state(book) == BookState.DONE and book.remarks == []


@pytest.mark.parametrize("what", ["paper", "proposal", "time"])
def test_a_book_knows_what_it_was_made_of(world: World, meeting, case, what: str) -> None:  # noqa: F811
    made(world, meeting)
    assert not status_for(world.steering_member, meeting).is_stale
    if what == "paper":
        attach(world, case)
    elif what == "proposal":
        item = meeting.agenda_items.get()
        facts = {"purpose": "discussion", "minutes_planned": 15, "paper": item.paper}
        change_item(item, by=world.secretary, proposal="Noe annet.", **facts)
    else:
        facts = {"starts_at": meeting.starts_at, "ends_at": meeting.ends_at}
        meetings.change_meeting(meeting, by=world.secretary, place="Rådhuset", **facts)
    assert status_for(world.steering_member, meeting).is_stale
    made(world, meeting)
    assert not status_for(world.steering_member, meeting).is_stale
