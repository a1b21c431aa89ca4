"""Papers in and out. A file leaves only as an attachment, to one who may see it."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.documents import add_document, add_version
from cases.forms import DocumentForm, VersionForm
from cases.models import DocumentVersion
from cases.permissions import get_case_for, get_document_for, require_edit
from forums.errors import Refused
from forums.permissions import person
from miljoloftet.http import kept_harmless, representative


@representative
def document_add(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            document = add_document(found, by=person(request), **form.cleaned_data)
        except Refused as refused:
            form.add_error("file", refused)
        else:
            messages.success(request, _("«%(title)s» er lagt til.") % {"title": document.title})
            return redirect(found)
    return render(request, "cases/document_add.html", {"case": found, "form": form})


@representative
def document_version_add(request: HttpRequest, pk: int) -> HttpResponse:
    document = get_document_for(request.user, pk)
    require_edit(request.user, document.case)
    form = VersionForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_version(document, by=person(request), file=form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", refused)
        else:
            messages.success(
                request, _("«%(title)s» har fått en ny versjon.") % {"title": document.title}
            )
            return redirect(document.case)
    return render(
        request,
        "cases/document_version.html",
        {"document": document, "case": document.case, "form": form},
    )


@representative
def document(request: HttpRequest, pk: int, number: int | None = None) -> FileResponse:
    """Download the newest version, or the one asked for."""
    found = get_document_for(request.user, pk)
    versions = found.versions.order_by("-number")
    version = (versions.filter(number=number) if number else versions).first()
    if version is None:
        raise Http404
    return _attachment(version)


def _attachment(version: DocumentVersion) -> FileResponse:
    try:
        content = version.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        content,
        as_attachment=True,
        filename=version.filename,
        content_type=version.media_type,
    )
    return kept_harmless(response)
