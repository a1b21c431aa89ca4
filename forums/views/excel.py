"""Parties and memberships as Excel files: out, and in after a dry run."""

from typing import cast

from django import forms
from django.contrib import messages
from django.core.files import File
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums import imports
from forums.as_of import asked_day
from forums.errors import Refused
from forums.models import ImportJob, ImportKind, ImportState
from forums.permissions import person
from forums.spreadsheets import MAX_MEGABYTES, MEDIA_TYPE
from miljoloftet.http import kept_harmless, secretariat

KINDS = {"parter": ImportKind.PARTIES, "medlemskap": ImportKind.MEMBERSHIPS}


class UploadForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Hva inneholder fila?"),
        choices=[(value, capfirst(label)) for value, label in ImportKind.choices],
        widget=forms.RadioSelect,
    )
    file = forms.FileField(
        label=gettext_lazy("Fil"),
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["file"].help_text = _("Excel (.xlsx), høyst %(limit)s MB.") % {
            "limit": MAX_MEGABYTES
        }


@secretariat
def import_list(request: HttpRequest) -> HttpResponse:
    """What can be downloaded, a file to upload, and the files before it."""
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file: File[bytes] = form.cleaned_data["file"]
        try:
            job = imports.start_import(file, kind=form.cleaned_data["kind"], by=person(request))
        except Refused as refused:
            form.add_error("file", refused)
        else:
            return redirect("import_job", job.pk)
    jobs = ImportJob.objects.select_related("created_by").order_by("-created_at", "-pk")
    page = Paginator(jobs, 20).get_page(request.GET.get("side"))
    context = {"form": form, "page": page, "as_of": asked_day(request)}
    return render(request, "forums/excel/list.html", context)


@secretariat
def import_job(request: HttpRequest, pk: int) -> HttpResponse:
    """How one file is doing: its errors, or what it will change and the button that does it."""
    jobs = ImportJob.objects.select_related("created_by", "carried_out_by")
    job = get_object_or_404(jobs, pk=pk)
    if request.method == "POST":
        if not imports.approve(job, by=person(request)):
            messages.info(request, _("Fila er alt lest inn, eller den er ikke klar."))
        return redirect("import_job", job.pk)
    running = job.state in imports.RUNNING
    done, total = imports.progress(job)
    response = render(
        request,
        "forums/excel/job.html",
        {
            "job": job,
            "running": running,
            "done": done,
            "total": total,
            "is_ready": job.state == ImportState.READY and job.changes,
            "page": Paginator(job.changes, 50).get_page(request.GET.get("side")),
        },
    )
    if not running and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"  # it has ended: title and heading change too
    return response


@secretariat
def export_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    """Everything in force on the day asked for."""
    asked = asked_day(request)
    if asked.error:
        messages.error(request, _("Velg en dato, eller la feltet stå tomt for i dag."))
        return redirect("import_list")
    content = imports.export(_kind(kind), asked.day)
    return _attachment(content, f"{kind}-{asked.day.isoformat()}.xlsx")


@secretariat
def template_sheet(request: HttpRequest, kind: str) -> HttpResponse:
    return _attachment(imports.template(_kind(kind)), f"mal-{kind}.xlsx")


def _kind(word: str) -> ImportKind:
    if word not in KINDS:
        raise Http404
    return KINDS[word]


def _attachment(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = cast(str, content_disposition_header(True, name))
    return kept_harmless(response)
