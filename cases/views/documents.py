"""Papers in and out. A file leaves only as an attachment, to one who may see it.

The page of a paper shows it too, but only as pictures and text that we have drawn ourselves.
"""

from django.contrib import messages
from django.core.files import File
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases import previews, shielding
from cases.document_forms import DocumentForm
from cases.documents import add_documents
from cases.files import PDF
from cases.models import (
    CopyState,
    Document,
    DocumentOpening,
    DocumentVersion,
    OpenedHow,
    Weighing,
    WeighingResult,
)
from cases.permissions import (
    get_case_for,
    get_document_for,
    may_edit,
    may_see_exempt,
    require_edit,
)
from forums.errors import Refused
from forums.permissions import is_secretariat, person
from miljoloftet.http import kept_harmless, representative

OPENINGS = 50


@representative
def document_add(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = ("kind", "title", "exempt_ground", "public_title", "considered")
        values = {name: form.cleaned_data[name] for name in given}
        try:
            added = add_documents(found, form.cleaned_data["file"], by=person(request), **values)
        except Refused as refused:
            form.add_error("file", refused)
        else:
            messages.success(request, _told(added))
            return redirect(found)
    return render(request, "cases/document_add.html", {"case": found, "form": form})


@representative
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper, its versions and how it looks.

    An exempt paper shown here is written in its log of openings: the one thing that a look may
    write, since it is the look itself that the law wants on record.
    """
    found = get_document_for(request.user, pk)
    versions = list(found.versions.select_related("uploaded_by").defer("text").order_by("-number"))
    if not versions:
        raise Http404
    newest, preview = versions[0], previews.preview_of(versions[0])
    newest.document = found
    if preview.shows_anything:
        shielding.note_opening(newest, person(request), OpenedHow.PREVIEW)
    edits = may_edit(request.user, found.case)
    context = {
        "document": found,
        "case": found.case,
        "versions": versions,
        "newest": newest,
        "preview": preview,
        "copy": shielding.redacted_copy(found),
        "weighings": _weighings(request, found),
        "may_edit": edits and found.case.closed_at is None and found.withdrawn_at is None,
        "may_keep_back": edits and found.case.closed_at is None and found.redacts_id is None,
        "may_take_in": is_secretariat(request.user)
        and found.case.closed_at is None
        and found.withdrawn_at is not None,
        "openings": _openings(found) if edits or is_secretariat(request.user) else None,
        "original": _original(request, found),
    }
    return render(request, "cases/document.html", context)


@representative
def document_file(request: HttpRequest, pk: int, number: int | None = None) -> FileResponse:
    """Download the newest version, or the one asked for; an exempt one is written in its log."""
    version = _version(request, pk, number)
    response = _attachment(version.file, version.filename, version.media_type)
    shielding.note_opening(version, person(request), OpenedHow.DOWNLOAD)
    return response


@representative
def document_copy(request: HttpRequest, pk: int, number: int) -> FileResponse:
    """Download the PDF that was made of an office file; an exempt one is written in its log."""
    version = _version(request, pk, number)
    if version.pdf_state != CopyState.DONE:
        raise Http404
    response = _attachment(version.pdf, f"{version.filename.rpartition('.')[0]}.pdf", PDF)
    shielding.note_opening(version, person(request), OpenedHow.COPY)
    return response


@representative
def document_page(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponse:
    """One page as a picture that we drew; an exempt one is written in its log, once a look."""
    version = _version(request, pk, number)
    return _drawn(request, version, previews.page_image(version, page))


@representative
def document_picture(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """An uploaded picture drawn anew; an exempt one is written in its log, once a look."""
    version = _version(request, pk, number)
    return _drawn(request, version, previews.picture(version))


def _version(request: HttpRequest, pk: int, number: int | None) -> DocumentVersion:
    versions = get_document_for(request.user, pk).versions.defer("text").order_by("-number")
    rows = versions.select_related("document__case")
    version = (rows.filter(number=number) if number else rows).first()
    if version is None:
        raise Http404
    return version


def _attachment(file: File, name: str, media_type: str) -> FileResponse:  # type: ignore[type-arg]
    try:
        content = file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=name, content_type=media_type)
    return kept_harmless(response)


def _drawn(request: HttpRequest, version: DocumentVersion, content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    shielding.note_opening(version, person(request), OpenedHow.PREVIEW)
    return kept_harmless(HttpResponse(content, content_type="image/png"))


def _openings(document: Document) -> list[DocumentOpening]:
    rows = DocumentOpening.objects.filter(version__document=document)
    return list(rows.select_related("user", "version").defer("version__text")[:OPENINGS])


def _weighings(request: HttpRequest, document: Document) -> list[Weighing]:
    """What was weighed; of the time when it was kept back only for those who could see it then."""
    rows = document.weighings.select_related("by", "ground").order_by("-at", "-pk")
    if document.exempt_ground_id is None and not may_see_exempt(request.user, document.case):
        rows = rows.filter(result=WeighingResult.OPENED)
    return list(rows)


def _original(request: HttpRequest, document: Document) -> Document | None:
    """The paper that this is a redacted copy of, for those who may see that too."""
    if document.redacts_id is None:
        return None
    try:
        return get_document_for(request.user, document.redacts_id)
    except Http404:
        return None


def _told(added: list[Document]) -> str:
    if len(added) == 1:
        return _("«%(title)s» er lagt til.") % {"title": added[0].title}
    n = len(added)
    return ngettext("%(n)s dokument er lagt til.", "%(n)s dokumenter er lagt til.", n) % {"n": n}
