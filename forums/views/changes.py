"""A party reports who represents it; the secretariat answers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from forums import changes
from forums.change_forms import RejectForm, ReportForm
from forums.change_words import consequences, taken_by
from forums.clock import today
from forums.models import (
    SEATED_ROLES,
    ChangeStatus,
    Membership,
    Party,
    RepresentativeChange,
    Seat,
)
from forums.permissions import (
    is_secretariat,
    person,
    reports_for,
    require_report_for,
    visible_to,
)
from miljoloftet.http import representative, secretariat

A_PAGE = 25
RELATED = ("party", "seat__forum", "seat__party", "user", "reported_by", "settled_by")


def get_party_for(request: HttpRequest, slug: str) -> Party:
    """The party, for one who reports for it: Http404 where it is unknown, 403 for a reader."""
    party: Party = get_object_or_404(visible_to(request.user, Party.objects.filter(slug=slug)))
    require_report_for(request.user, party)
    return party


@representative
def change_list(request: HttpRequest, slug: str) -> HttpResponse:
    party = get_party_for(request, slug)
    rows = _messages().filter(party=party).order_by("-reported_at", "-pk")
    return render(
        request,
        "forums/changes/list.html",
        {
            "party": party,
            "page": Paginator(rows, A_PAGE).get_page(request.GET.get("side")),
            "seats": _seats(party),
        },
    )


@representative
def change_report(request: HttpRequest, slug: str, seat: int) -> HttpResponse:
    party = get_party_for(request, slug)
    seats = Seat.objects.overlapping(today(), None).filter(party=party)
    found = get_object_or_404(seats.select_related("forum", "party"), pk=seat)
    form = ReportForm(request.POST or None, seat=found, initial={"start": today()})
    if request.method == "POST" and form.is_valid():
        sent = _reported(request, found, form)
        if sent is not None:
            return redirect("change", party.slug, sent.pk)
    return render(
        request,
        "forums/changes/report.html",
        {"party": party, "seat": found, "form": form, "taken_by": taken_by(found, today())},
    )


@representative
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    party = get_party_for(request, slug)
    found = get_object_or_404(_messages().filter(party=party), pk=pk)
    form = RejectForm(request.POST if request.POST.get("answer") == "reject" else None)
    refused = ""
    if request.method == "POST":
        refused = _answered(request, found, form)
        if not refused and not form.errors:
            return redirect("change", party.slug, found.pk)
        found = get_object_or_404(_messages(), pk=pk)
    is_open = found.status == ChangeStatus.REPORTED
    may_settle = is_secretariat(request.user)
    return render(
        request,
        "forums/changes/change.html",
        {
            "change": found,
            "party": party,
            "form": form,
            "refused": refused,
            "is_open": is_open,
            "may_settle": may_settle,
            "may_withdraw": not may_settle
            or party.pk in reports_for(request.user)
            or found.reported_by_id == request.user.pk,
            "consequences": consequences(found) if is_open else [],
            "known": changes.known_person(found) if is_open and may_settle else None,
        },
    )


@secretariat
def change_inbox(request: HttpRequest) -> HttpResponse:
    rows = _messages().filter(status=ChangeStatus.REPORTED).order_by("reported_at", "pk")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("side"))
    return render(request, "forums/changes/inbox.html", {"page": page})


def _messages() -> QuerySet[RepresentativeChange]:
    return RepresentativeChange.objects.select_related(*RELATED)


def _seats(party: Party) -> list[tuple[Seat, Membership | None]]:
    """The party's seats, today's and those to come, and who sits there today. Two queries."""
    seats = Seat.objects.overlapping(today(), None).filter(party=party).select_related("forum")
    rows = Membership.objects.current().filter(seat__party=party, role__in=SEATED_ROLES)
    there = {row.seat_id: row for row in rows.select_related("user")}
    ordered = seats.order_by("forum__level", "forum__position", "forum__name", "number")
    return [(seat, there.get(seat.pk)) for seat in ordered]


def _reported(request: HttpRequest, seat: Seat, form: ReportForm) -> RepresentativeChange | None:
    by = person(request)
    facts = form.facts()
    try:
        sent = changes.report_change(seat, by=by, **facts)
    except ValidationError as refused:
        twice = changes.same_waiting(seat, **facts)
        if twice is not None:
            messages.info(request, _("Denne endringen er alt meldt."))
            return twice
        form.add_error(None, " ".join(refused.messages))
        return None
    messages.success(request, _("Endringen er meldt. Sekretariatet har fått den."))
    return sent


def _answered(request: HttpRequest, found: RepresentativeChange, form: RejectForm) -> str:
    """Carry the answer out; the sentence that refused it, or nothing."""
    by, answer = person(request), request.POST.get("answer")
    if answer == "reject" and not form.is_valid():
        return ""
    done: dict[str, Any] = {
        "confirm": (changes.confirm_change, {}, _("Endringen er bekreftet.")),
        "reject": (
            changes.reject_change,
            getattr(form, "cleaned_data", {}),
            _("Meldingen er avvist. Parten får lese hvorfor."),
        ),
        "withdraw": (changes.withdraw_change, {}, _("Meldingen er trukket.")),
    }
    if answer not in done:
        raise Http404
    action, told, said = done[answer]
    try:
        action(found, by=by, **told)
    except ValidationError as refused:
        return " ".join(refused.messages)
    messages.success(request, said)
    return ""
