"""What one person is told of a meeting's book: theirs to open, how far a new one is. Three queries.

A person gets the book that says most of those they may see every paper of; one that is right now
comes before one that was.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import Meeting
from forums.permissions import Someone
from reporting.book_contents import found_in
from reporting.books import MAY_CHANGE, hindrance
from reporting.models import Audience, BookState, MeetingBook, Reason
from reporting.permissions import readable_books

LOOKS_BACK = 20
ENDED = (BookState.FAILED, BookState.CANCELLED)


@dataclass(frozen=True)
class Remark:
    """A paper that is not in the book, or that there is something to say about."""

    item: str
    title: str
    is_in: bool
    sentence: str


@dataclass(frozen=True)
class BookStatus:
    """``book`` is the reader's own. ``work`` is what is under way, for all the book's readers.

    ``why_not`` says why no book can be ordered now, ``stopped`` how the last try ended.
    """

    meeting: Meeting
    book: MeetingBook | None
    is_stale: bool
    is_lacking: bool
    work: list[MeetingBook]
    stopped: MeetingBook | None
    why_not: str

    @property
    def is_under_way(self) -> bool:
        return bool(self.work)

    @property
    def may_order(self) -> bool:
        """Whether ordering would give a book that is not there."""
        return self.is_lacking and not self.why_not and not self.work

    @property
    def done(self) -> int:
        return sum(row.done for row in self.work)

    @property
    def total(self) -> int:
        return sum(row.total for row in self.work)

    @property
    def progress(self) -> str:
        if all(row.state == BookState.WAITING for row in self.work):
            return _("Boka venter på tur.")
        if self.done >= self.total:
            return _("Papirene er lest. Boka settes sammen.")
        words = ngettext(
            "%(done)s av %(n)s papir er lest.", "%(done)s av %(n)s papirer er lest.", self.total
        )
        return words % {"done": self.done, "n": self.total}

    @property
    def remarks(self) -> list[Remark]:
        rows = self.book.remarks if self.book else []
        return [
            Remark(row["item"], row["title"], row["is_in"], str(Reason(row["reason"]).label))
            for row in rows
        ]

    @property
    def missing(self) -> int:
        return sum(not row.is_in for row in self.remarks)


def status_for(user: Someone, meeting: Meeting) -> BookStatus:
    right, rows = right_now(meeting), _books(user, meeting)
    book = _best(rows, right)
    ready = {(row.audience, row.made_from) for row in rows if row.state == BookState.DONE}
    lacking = [digest for audience, digest in right.items() if (audience, digest) not in ready]
    newest = rows[0] if rows else None
    stopped = newest if newest and newest.state in ENDED and lacking else None
    return BookStatus(
        meeting=meeting,
        book=book,
        is_stale=bool(book and right and not _is_right(book, right)),
        is_lacking=bool(lacking),
        work=[row for row in rows if row.is_under_way],
        stopped=stopped,
        why_not=hindrance(meeting, has_items=bool(right)),
    )


def book_for(user: Someone, meeting: Meeting) -> MeetingBook | None:
    """The most complete book that the person may open now. Three queries."""
    return _best(_books(user, meeting), right_now(meeting))


def right_now(meeting: Meeting) -> dict[str, str]:
    """The digest of each book the meeting should have; none once it is held. Two queries."""
    if meeting.status not in MAY_CHANGE:
        return {}
    found = found_in(meeting)
    return {row.audience.value: row.digest for row in found.editions()} if found.items else {}


def _books(user: Someone, meeting: Meeting) -> list[MeetingBook]:
    """The last ones, the newest first, each with whether the person may open it."""
    readable = readable_books(user, MeetingBook.objects.filter(meeting=meeting))
    may_open = ExpressionWrapper(Q(pk__in=readable.values("pk")), BooleanField())
    rows = MeetingBook.objects.filter(meeting=meeting).annotate(may_open=may_open)
    return list(rows.select_related("ordered_by").order_by("-ordered_at", "-pk")[:LOOKS_BACK])


def _best(rows: list[MeetingBook], right: dict[str, str]) -> MeetingBook | None:
    mine = [row for row in rows if row.may_open]  # type: ignore[attr-defined]
    return max(mine, key=lambda row: _worth(row, right), default=None)


def _worth(book: MeetingBook, right: dict[str, str]) -> tuple[Any, ...]:
    is_whole = book.audience == Audience.WHOLE
    return _is_right(book, right), book.ordered_at, is_whole, book.pk


def _is_right(book: MeetingBook, right: dict[str, str]) -> bool:
    return right.get(book.audience) == book.made_from
