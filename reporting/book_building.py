"""The worker makes a meeting book, paper by paper, and tells how far it is.

Nothing is held while it works: each sign of life is a write that also asks whether the book is
still wanted. Before a paper is opened its key is written, so that one which kills the worker is
left out the next time.
"""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import translation

from forums.clock import now
from reporting.book_binding import bind
from reporting.book_contents import BookPaper, found_in
from reporting.book_pages import Draft
from reporting.book_papers import LeftOut, pages_of
from reporting.books import claim_book, give_back, write
from reporting.models import Audience, BookState, MeetingBook, Reason

MOST_PAGES = 3000
MOST_BYTES = 400 * 1024 * 1024


class CalledOff(Exception):
    """Nobody waits for the book any more, or another worker has it."""


def build(pk: int) -> None:
    """Make the book; nothing when it is made, called off, or being made by another."""
    book = claim_book(pk)
    if book is None:
        return
    try:
        with translation.override(settings.LANGUAGE_CODE), TemporaryDirectory("-bok") as folder:
            _build(book, Path(folder))
    except CalledOff:
        return
    except Exception:
        give_back(book)
        raise


def _build(book: MeetingBook, folder: Path) -> None:
    contents = found_in(book.meeting).for_audience(Audience(book.audience))
    draft = Draft(contents)
    papers = [row for row in contents.papers if not row.is_kept_back]
    _tell(book, made_from=contents.digest, total=len(papers), done=0)
    for n, paper in enumerate(papers):
        _tell(book, done=n, working_on=paper.version.pk if paper.version else None)
        _read(draft, paper, folder, book.skipped)
    _tell(book, done=len(papers), working_on=None)
    path, pages = bind(draft, folder)
    _keep(book, draft, path, pages)


def _read(draft: Draft, paper: BookPaper, folder: Path, skipped: list[int]) -> None:
    try:
        if paper.version is not None and paper.version.pk in skipped:
            raise LeftOut(Reason.STOPPED)
        pages = pages_of(paper, folder)
        size = sum(row.path.stat().st_size for row in draft.pages.values())
        size += pages.path.stat().st_size
        if draft.count + pages.count > MOST_PAGES or size > MOST_BYTES:
            pages.path.unlink()
            raise LeftOut(Reason.BOOK_FULL)
    except LeftOut as left:
        draft.left_out[paper.key] = left.reason
    else:
        draft.pages[paper.key] = pages


def _keep(book: MeetingBook, draft: Draft, path: Path, pages: int) -> None:
    with path.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
        book.file.save(f"{uuid4().hex}.pdf", File(content), save=False)
    try:
        with transaction.atomic():
            book.cases.set(draft.contents.shown_cases)
            book.versions.set(draft.contents.versions)
            _tell(
                book,
                state=BookState.DONE,
                finished_at=now(),
                file=book.file.name,
                size=path.stat().st_size,
                pages=pages,
                sha256=digest,
                remarks=draft.remarks(),
            )
    except CalledOff:
        book.file.delete(save=False)
        raise


def _tell(book: MeetingBook, **values: object) -> None:
    if not write(book, **values):
        raise CalledOff
