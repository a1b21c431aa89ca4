"""The list of cases, with its filters in the address."""

from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.forms import CaseFilter
from cases.models import AWAITING, Case, CaseStatus, Treatment
from cases.paging import CasePages
from cases.permissions import forums_to_register_in, visible_to
from cases.search import matching
from forums.models import Forum
from forums.permissions import is_secretariat
from miljoloftet.http import representative

PER_PAGE = 25


@dataclass(frozen=True)
class StatusCount:
    value: str
    label: str
    count: int


@representative
def case_list(request: HttpRequest) -> HttpResponse:
    form = CaseFilter(request.GET)
    seen = visible_to(request.user, Case.objects.all())
    rows = _filtered(seen, form)
    chosen = form.cleaned_data.get("status") if form.is_bound else ""
    counts = _counts(rows)
    # Counted already, status by status: the database need not count them again.
    count = sum(row.count for row in counts if row.value == (chosen or row.value))
    pages = CasePages(_with_facts(_status(rows, chosen)), PER_PAGE, count=count)
    page = pages.get_page(request.GET.get("side"))
    may_register = forums_to_register_in(request.user, Forum.objects.current()).exists()
    return render(
        request,
        "cases/case_list.html",
        {
            "filters": [bound for bound in form if bound.name != "status"],
            "page": page,
            "counts": counts,
            "chosen": chosen,
            "filtered": any(form.cleaned_data.values()),
            "may_register": may_register,
            "keeps_ways": is_secretariat(request.user),
        },
    )


def _filtered(rows: QuerySet[Case], form: CaseFilter) -> QuerySet[Case]:
    """All filters but the status, which is counted by itself; a wrong value filters nothing."""
    form.is_valid()
    data = form.cleaned_data
    if data.get("q"):
        rows = matching(rows, data["q"])
    for name in ("forum", "owner", "kind"):
        if data.get(name):
            rows = rows.filter(**{name: data[name]})
    if data.get("municipality"):
        rows = rows.filter(municipalities=data["municipality"])
    return rows


def _status(rows: QuerySet[Case], status: str | None) -> QuerySet[Case]:
    return rows.filter(status=status) if status else rows


def _counts(rows: QuerySet[Case]) -> list[StatusCount]:
    found = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    return [
        StatusCount(value, str(label), found[value])
        for value, label in CaseStatus.choices
        if value in found
    ]


def _with_facts(rows: QuerySet[Case]) -> QuerySet[Case]:
    open_rows = Treatment.objects.filter(state__in=AWAITING).select_related("forum")
    return rows.select_related("forum", "owner", "officer", "kind").prefetch_related(
        Prefetch("treatments", open_rows, to_attr="open_now")
    )
