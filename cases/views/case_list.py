"""The list of cases, with its filters and order in the address, and as an Excel file."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cases.case_filters import CaseFilter, chips, filtered, ordered
from cases.case_sheet import MOST, case_sheet
from cases.models import AWAITING, Case, CaseStatus, Follower, SavedView, Treatment
from cases.paging import CasePages, WaitingPages
from cases.permissions import forums_to_register_in, visible_to
from cases.saved_views import only_filters
from cases.shown_status import count_by_status, is_shown_as
from forums.clock import today
from forums.models import Forum, User
from forums.permissions import is_secretariat, person
from forums.spreadsheets import MEDIA_TYPE
from miljoloftet.http import kept_harmless, only_chosen, representative

PER_PAGE = 25


@dataclass(frozen=True)
class StatusCount:
    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Column:
    """A heading that orders the list; ``turned`` is the order that pressing it gives."""

    label: str
    turned: str
    direction: str


@representative
@only_chosen
def case_list(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = CaseFilter(request.GET, user=user)
    chosen = form.chosen
    rows = filtered(visible_to(request.user, Case.objects.all()), form)
    counts = _counts(rows)
    status = chosen.get("status", "")
    order = request.GET.get("sortert", "")
    # Counted already, status by status: the database need not count them again.
    count = sum(row.count for row in counts if row.value == (status or row.value))
    found = _with_facts(rows.filter(is_shown_as(status)) if status else rows, user)
    pages = _pages(found, count, order, searched="q" in chosen)
    return render(
        request,
        "cases/case_list.html",
        {
            "form": form,
            "filters": [bound for bound in form if bound.name != "q"],
            "page": pages.get_page(request.GET.get("side")),
            "counts": counts,
            "chosen": status,
            "chips": chips(form, request.GET),
            "open_filters": bool(chosen.keys() - {"q", "status"}),
            "columns": _columns(order),
            "views": SavedView.objects.filter(user=user).order_by("name"),
            "saveable": only_filters(request.GET.urlencode()),
            "may_register": forums_to_register_in(user, Forum.objects.current()).exists(),
            "keeps_ways": is_secretariat(user),
        },
    )


def _pages(rows: QuerySet[Case], count: int, order: str, *, searched: bool) -> Paginator[Case]:
    if order.removeprefix("-") == "ventet":
        longest_first = order.startswith("-")
        return WaitingPages(rows, PER_PAGE, count=count, longest_first=longest_first)
    if not order and not searched:
        return CasePages(rows, PER_PAGE, count=count)
    pages = Paginator(ordered(rows, order, searched=searched), PER_PAGE)
    pages.count = count
    return pages


@representative
def case_list_excel(request: HttpRequest) -> HttpResponse:
    """The rows of the list with these filters, all pages of it, to a limit that the file tells."""
    user = person(request)
    form = CaseFilter(request.GET, user=user)
    chosen = form.chosen
    rows = filtered(visible_to(request.user, Case.objects.all()), form)
    order = request.GET.get("sortert", "")
    if "status" in chosen:
        rows = rows.filter(is_shown_as(chosen["status"]))
    found = ordered(rows, order, searched="q" in chosen)
    cases = list(_with_facts(found, user).prefetch_related("municipalities")[: MOST + 1])
    total = found.count() if len(cases) > MOST else len(cases)
    content = case_sheet(cases[:MOST], [form.words(name) for name in chosen], total)
    name = _("saker-%(day)s.xlsx") % {"day": today().isoformat()}
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_harmless(response)


def _counts(rows: QuerySet[Case]) -> list[StatusCount]:
    stored = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    found = count_by_status(rows, stored)
    return [
        StatusCount(value, str(label), found[value])
        for value, label in CaseStatus.choices
        if value in found
    ]


def _columns(order: str) -> list[Column]:
    labels = {
        "sak": _("Sak"),
        "status": _("Status"),
        "forum": _("Er i"),
        "eier": _("Eies av"),
        "ventet": _("Til behandling, og hvor lenge"),
    }
    found = []
    for name, label in labels.items():
        direction = {name: "ascending", f"-{name}": "descending"}.get(order, "")
        # The newest case and the longest wait are what people look for first.
        first, second = (f"-{name}", name) if name in {"sak", "ventet"} else (name, f"-{name}")
        found.append(Column(label, second if order == first else first, direction))
    return found


def _with_facts(rows: QuerySet[Case], user: User) -> QuerySet[Case]:
    open_rows = Treatment.objects.filter(state__in=AWAITING).select_related("forum")
    mine = Follower.objects.filter(case=OuterRef("pk"), user=user)
    rows = rows.annotate(follows=Exists(mine))
    return rows.select_related("forum", "owner", "officer", "kind").prefetch_related(
        Prefetch("treatments", open_rows.order_by("asked_at", "pk"), to_attr="open_now")
    )
