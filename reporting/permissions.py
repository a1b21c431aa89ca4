"""Who may open a meeting book: one who may see every case and every paper it shows of.

The rules are those of ``cases/permissions.py``, asked each time: a paper that is kept back after
a book was made takes the book with it. Who may have one made is who runs the forum's meetings.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cases.models import Case, Document
from cases.permissions import visible_documents, visible_to
from forums.models import MeetingStatus
from forums.permissions import Someone, is_representative
from reporting.models import Audience, BookState, MeetingBook

NEVER_OUT = (MeetingStatus.PLANNED, MeetingStatus.CANCELLED)
_CASES = MeetingBook.cases.through
_VERSIONS = MeetingBook.versions.through


def readable_books(user: Someone, rows: QuerySet[MeetingBook]) -> QuerySet[MeetingBook]:
    """The finished books of ``rows`` that the person may open; no query of its own."""
    rows = rows.filter(state=BookState.DONE)
    if not is_representative(user):
        return _for_anyone(rows)
    cases = visible_to(user, Case.objects.filter(pk=OuterRef("case")))
    papers = visible_documents(
        user, Document.objects.filter(pk=OuterRef("documentversion__document"))
    )
    hidden = (
        _CASES._default_manager.filter(~Exists(cases)),
        _VERSIONS._default_manager.filter(~Exists(papers)),
    )
    return rows.exclude(_shows(hidden[0])).exclude(_shows(hidden[1]))


def _for_anyone(rows: QuerySet[MeetingBook]) -> QuerySet[MeetingBook]:
    """Without signing in: the open books of open forums, once the meeting is called."""
    rows = rows.filter(audience=Audience.OPEN, meeting__forum__is_public=True)
    rows = rows.exclude(meeting__status__in=NEVER_OUT)
    kept = Q(case__is_shown_to_all=False) | Q(case__exempt_ground__isnull=False)
    version = "documentversion__document"
    paper = (
        Q(**{f"{version}__case__is_shown_to_all": False})
        | Q(**{f"{version}__case__exempt_ground__isnull": False})
        | Q(**{f"{version}__exempt_ground__isnull": False})
    )
    hidden = _CASES._default_manager.filter(kept), _VERSIONS._default_manager.filter(paper)
    return rows.exclude(_shows(hidden[0])).exclude(_shows(hidden[1]))


def _shows(rows: QuerySet[Any]) -> Exists:
    """That a book shows of one of the rows."""
    return Exists(rows.filter(meetingbook=OuterRef("pk")))
