"""The secretariat keeps the yearly wheel's processes and the weeks without meetings."""

import copy

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import closed, yearly
from forums.clock import today
from forums.conflicts import version_of
from forums.edit_forms import ReasonForm
from forums.models import ClosedPeriod, YearlyProcess
from forums.permissions import person
from forums.views.editing import Link, Page, facts, form_page, saved
from forums.wheel import processes_in
from forums.yearly_forms import PeriodForm, ProcessForm
from miljoloftet.http import secretariat


@secretariat
def edit_processes(request: HttpRequest) -> HttpResponse:
    rows = processes_in(today().year, YearlyProcess.objects.select_related("forum"))
    return render(request, "forums/edit/processes.html", {"rows": rows})


@secretariat
def process_new(request: HttpRequest) -> HttpResponse:
    form = ProcessForm(request.POST or None)

    def act() -> None:
        yearly.new_process(by=person(request), **facts(form))

    if saved(request, form, act, _("Prosessen er lagt inn i årshjulet.")):
        return redirect("edit_processes")
    back = reverse("edit_processes")
    page = Page(_("Ny fast prosess"), _("Legg inn prosessen"), back, crumbs=_processes())
    return form_page(request, form, page)


@secretariat
def process_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(YearlyProcess, pk=pk)
    form = ProcessForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        yearly.change_process(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Prosessen er endret.")):
        return redirect("edit_processes")
    page = Page(
        _("Endre «%(name)s»") % {"name": row.name},
        _("Lagre"),
        reverse("edit_processes"),
        crumbs=_processes(),
        links=[(_("Ta prosessen ut av årshjulet"), reverse("process_remove", args=[row.pk]))],
        history=("yearlyprocess", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def process_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(YearlyProcess, pk=pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        yearly.remove_process(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Prosessen er tatt ut av årshjulet.")):
        return redirect("edit_processes")
    page = Page(
        _("Ta «%(name)s» ut av årshjulet") % {"name": row.name},
        _("Ta ut"),
        reverse("edit_processes"),
        lead=_("Den vises ikke lenger i noe år. Hva den var, står i historikken."),
        crumbs=_processes(),
        serious=True,
    )
    return form_page(request, form, page)


@secretariat
def edit_closed(request: HttpRequest) -> HttpResponse:
    """Each period, with the days it has this year and the next."""
    year = today().year
    rows = [
        (row, [span for each in (year, year + 1) if (span := closed.span_in(row, each))])
        for row in ClosedPeriod.objects.order_by("start", "pk")
    ]
    return render(request, "forums/edit/closed.html", {"rows": rows})


@secretariat
def closed_new(request: HttpRequest) -> HttpResponse:
    form = PeriodForm(request.POST or None)

    def act() -> None:
        closed.new_period(by=person(request), **facts(form))

    if saved(request, form, act, _("Perioden er lagt inn.")):
        return redirect("edit_closed")
    back = reverse("edit_closed")
    page = Page(_("Ny periode uten møter"), _("Legg inn perioden"), back, crumbs=_closed())
    return form_page(request, form, page)


@secretariat
def closed_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ClosedPeriod, pk=pk)
    form = PeriodForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        closed.change_period(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Perioden er endret.")):
        return redirect("edit_closed")
    page = Page(
        _("Endre «%(name)s»") % {"name": row.name},
        _("Lagre"),
        reverse("edit_closed"),
        lead=_("Møter som alt er planlagt, blir stående."),
        crumbs=_closed(),
        links=[(_("Ta perioden ut av bruk"), reverse("closed_remove", args=[row.pk]))],
        history=("closedperiod", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def closed_remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(ClosedPeriod, pk=pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        closed.remove_period(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Perioden er tatt ut av bruk.")):
        return redirect("edit_closed")
    page = Page(
        _("Ta «%(name)s» ut av bruk") % {"name": row.name},
        _("Ta ut av bruk"),
        reverse("edit_closed"),
        lead=_("Årsplanen kan foreslå møter disse dagene igjen."),
        crumbs=_closed(),
        serious=True,
    )
    return form_page(request, form, page)


def _processes() -> list[Link]:
    return [(_("Faste prosesser"), reverse("edit_processes"))]


def _closed() -> list[Link]:
    return [(_("Perioder uten møter"), reverse("edit_closed"))]
