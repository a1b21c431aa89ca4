"""The meeting book is ordered, called off and looked after; the worker makes it (book_building.py).

A meeting has the open book, and where something on its agenda is kept back, the whole one too.
The order is a row; the message to the worker only makes it quick, and the sweep finds what was
lost on the way.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.clock import now
from forums.errors import Refused
from forums.meetings import claim
from forums.models import Meeting, MeetingStatus, User
from forums.permissions import require_run_meetings
from reporting.book_contents import Contents, found_in
from reporting.models import UNDER_WAY, BookState, MeetingBook

MAY_CHANGE = (MeetingStatus.PLANNED, MeetingStatus.CALLED)
STUCK_AFTER = timedelta(minutes=11)  # the worker stops a task after ten
LOST_AFTER = timedelta(minutes=2)
MOST_TRIES = 4


@transaction.atomic
def order_book(meeting: Meeting, *, by: User) -> list[MeetingBook]:
    """Have the books of the meeting made; those that are right already, or on their way, stay.

    Raises Refused for a meeting that is held or called off, or has nothing on its agenda.
    """
    found = claim(meeting)
    require_run_meetings(by, found.forum)
    contents = found_in(found)
    why_not = hindrance(found, has_items=bool(contents.items))
    if why_not:
        raise Refused(why_not)
    return [_wanted(edition, by) for edition in contents.editions()]


def order_at_call(meeting: Meeting, by: User, because: str) -> None:
    """Registered with the meeting's own step: whoever calls it gets the book with it.

    One that is over already, as when the demo tells of last year, needs none.
    """
    if meeting.starts_at > timezone.now():
        order_book(meeting, by=by)


@transaction.atomic
def cancel_books(meeting: Meeting, *, by: User) -> int:
    """Stop what is under way; how many that was. The worker finds out at the next paper."""
    require_run_meetings(by, meeting.forum)
    return _end(MeetingBook.objects.filter(meeting=meeting).under_way(), BookState.CANCELLED)


def hindrance(meeting: Meeting, *, has_items: bool) -> str:
    """Why no book can be made now; empty when one can."""
    if meeting.status == MeetingStatus.CANCELLED:
        return _("Møtet er avlyst.")
    if meeting.status not in MAY_CHANGE:
        return _("Møtet er holdt. Boka er slik den var da.")
    if not has_items:
        return _("Sett opp sakslisten først.")
    return ""


def sweep() -> int:
    """Start again what stopped on its way, and give up what stopped too often."""
    moment = now()
    quiet = MeetingBook.objects.filter(
        Q(state=BookState.WAITING, ordered_at__lt=moment - LOST_AFTER)
        | Q(state=BookState.BUILDING, seen_at__lt=moment - STUCK_AFTER)
    )
    _end(quiet.filter(tries__gte=MOST_TRIES), BookState.FAILED)
    left = list(quiet.filter(tries__lt=MOST_TRIES).order_by("pk"))
    for book in left:
        start(book)
    return len(left)


def claim_book(pk: int) -> MeetingBook | None:
    """The book, for the worker that came first; a paper that stopped the one before is skipped."""
    free = Q(state=BookState.WAITING) | Q(state=BookState.BUILDING, seen_at__lt=now() - STUCK_AFTER)
    rows = MeetingBook.objects.filter(free, pk=pk, tries__lt=MOST_TRIES)
    moment = now()
    claimed = rows.update(
        state=BookState.BUILDING, tries=F("tries") + 1, started_at=moment, seen_at=moment, done=0
    )
    if not claimed:
        return None
    book = MeetingBook.objects.select_related("meeting__forum").get(pk=pk)
    if book.working_on is not None:
        book.skipped = [*book.skipped, book.working_on]
        write(book, skipped=book.skipped, working_on=None)
    return book


def write(book: MeetingBook, **values: object) -> bool:
    """Write of a book under way; False when it was called off, or another worker has it now."""
    mine = MeetingBook.objects.filter(pk=book.pk, state=BookState.BUILDING, tries=book.tries)
    return bool(mine.update(seen_at=now(), **values))


def give_back(book: MeetingBook) -> None:
    """Let the sweep try again, after something that had nothing to do with one paper."""
    write(book, state=BookState.WAITING, working_on=None)


def _wanted(edition: Contents, by: User) -> MeetingBook:
    digest = edition.digest
    rows = MeetingBook.objects.filter(meeting=edition.meeting, audience=edition.audience)
    right = rows.filter(state__in=(*UNDER_WAY, BookState.DONE), made_from=digest)
    book = right.order_by("-pk").first()
    if book is not None:
        return book
    _end(rows.under_way(), BookState.CANCELLED)
    book = MeetingBook.objects.create(
        meeting=edition.meeting,
        audience=edition.audience,
        made_from=digest,
        ordered_by=by,
        ordered_at=now(),
        total=len(edition.versions),
    )
    start(book)
    return book


def _end(rows: QuerySet[MeetingBook], state: BookState) -> int:
    return int(rows.update(state=state, finished_at=now(), working_on=None))


def start(book: MeetingBook) -> None:
    """Have the worker take the book when what is done now is stored."""
    from reporting.tasks import build_book

    pk = book.pk
    transaction.on_commit(lambda: build_book.delay(pk), robust=True)
