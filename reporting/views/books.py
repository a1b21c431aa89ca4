"""A meeting's book: the page about it, the buttons, and the file itself."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cases.shielding import note_openings
from forums.errors import Refused
from forums.models import Meeting, User
from forums.permissions import may_run_meetings, person, require_run_meetings
from forums.views.meetings import get_meeting_for
from miljoloftet.http import kept_harmless, public, representative
from reporting import books
from reporting.book_status import book_for, status_for
from reporting.models import MeetingBook
from reporting.pdf import PDF_TYPE


@representative
@require_safe
def meeting_book(request: HttpRequest, pk: int) -> HttpResponse:
    """What is in the book, what is not, and how far a new one is."""
    meeting = get_meeting_for(request.user, pk)
    status = status_for(request.user, meeting)
    may_run = may_run_meetings(request.user, meeting.forum)
    part = {"meeting": meeting, "status": status, "may_run": may_run}
    context = {"meeting": meeting, "status": status, "book_part": part}
    response = render(request, "reporting/book.html", context)
    if not status.is_under_way and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"  # it has ended: what can be done is another thing
    return response


@representative
@require_POST
def meeting_book_order(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_for(request.user, pk)
    try:
        books.order_book(meeting, by=person(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Møteboka lages. Du kan lukke siden og komme tilbake."))
    return redirect("meeting_book", meeting.pk)


@representative
@require_POST
def meeting_book_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    meeting = get_meeting_for(request.user, pk)
    require_run_meetings(request.user, meeting.forum)
    if books.cancel_books(meeting, by=person(request)):
        messages.success(request, _("Arbeidet med møteboka er avbrutt."))
    else:
        messages.info(request, _("Møteboka er alt ferdig."))
    return redirect("meeting_book", meeting.pk)


@public
@require_safe
def meeting_book_file(request: HttpRequest, pk: int) -> FileResponse:
    """The most complete book that whoever asks may open; what is exempt in it is logged."""
    meeting = get_object_or_404(Meeting.objects.select_related("forum"), pk=pk)
    book = book_for(request.user, meeting)
    if book is None:
        raise Http404
    try:
        content = book.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    if isinstance(request.user, User):
        _note(book, request.user)
    name = f"motebok-{meeting.forum.slug}-{meeting.year}-{meeting.number}.pdf"
    response = FileResponse(content, as_attachment=True, filename=name, content_type=PDF_TYPE)
    return kept_harmless(response)


def _note(book: MeetingBook, user: User) -> None:
    rows = book.versions.select_related("document__case").defer("text")
    note_openings(rows.order_by("pk"), user)
