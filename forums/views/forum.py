"""A forum's page: what it may do, who sits there, its mandate, practice, meetings and cases."""

from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import mandates, practice
from forums.as_of import AsOf, asked_day
from forums.clock import today
from forums.competence import RISING, competence_of
from forums.differences import compare, in_words
from forums.errors import Refused
from forums.models import (
    Competence,
    Forum,
    ForumLine,
    LineKind,
    Mandate,
    MandateRule,
    MandateStatus,
    Meeting,
    MeetingStatus,
    User,
)
from forums.panels import panels_for
from forums.permissions import is_secretariat, visible_to
from forums.seating import seating_on
from miljoloftet.http import representative

SHOWN_MEETINGS = 5


@representative
def forum(request: HttpRequest, slug: str) -> HttpResponse:
    as_of = asked_day(request)
    row = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    versions = _readable(request, _mandates(row))
    mandate = next((m for m in versions if _in_force(m, as_of.day)), None)
    seating = seating_on(row, as_of.day, mandate)
    meetings = _meetings(row, as_of)
    context = {
        "as_of": as_of,
        "forum": row,
        "existed": row.holds_on(as_of.day),
        "competence": (competence := competence_of(row, mandate, as_of.day)),
        "acts": [(act, competence.acts.get(act)) for act in RISING],
        "mandate": mandate,
        "mandates": versions,
        "seating": seating,
        "line_items": _lines(row, as_of.day).items(),
        "line_labels": line_labels(),
        "practice": _practice(row, mandate, as_of.day, meetings, seating),
        "panels": panels_for(cast(User, request.user), row, as_of.day),
        "may_edit": is_secretariat(request.user),
        **_readings(request, seating, mandate),
        **_meeting_lists(meetings, as_of),
    }
    return render(request, "forums/forum.html", context)


@representative
@require_POST
def confirm_reading(request: HttpRequest, slug: str) -> HttpResponse:
    """Confirm having read the mandate in force today; pressing twice is one reading."""
    row = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    mandate = row.mandate_on(today())
    if mandate is None:
        raise Http404
    try:
        mandates.confirm_reading(mandate, by=request.user)
        messages.success(request, _("Du har bekreftet at du har lest mandatet."))
    except Refused as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(f"{row.get_absolute_url()}#mandat")


@representative
def mandate(request: HttpRequest, slug: str, version: int) -> HttpResponse:
    """One version of a mandate, whole."""
    row = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    versions = _readable(request, _mandates(row))
    shown = _version(versions, version)
    before = next((m for m in versions if m.version < version), None)
    after = next((m for m in reversed(versions) if m.version > version), None)
    context = {
        "forum": row,
        "mandate": shown,
        "mandates": versions,
        "before": before,
        "after": after,
        "may_edit": is_secretariat(request.user),
    }
    return render(request, "forums/mandate.html", context)


@representative
def mandate_difference(request: HttpRequest, slug: str) -> HttpResponse:
    """Two versions side by side, clause by clause; ``?fra=1&til=2``."""
    row = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    versions = _readable(request, _mandates(row))
    if len(versions) < 2:
        raise Http404
    old = _version(versions, _number(request, "fra", versions[1].version))
    new = _version(versions, _number(request, "til", versions[0].version))
    difference = compare(list(old.clauses.all()), list(new.clauses.all()))
    context = {
        "forum": row,
        "mandates": versions,
        "old": old,
        "new": new,
        "difference": difference,
        "summary": in_words(difference),
    }
    return render(request, "forums/mandate_difference.html", context)


def _number(request: HttpRequest, key: str, otherwise: int) -> int:
    value = request.GET.get(key, "")
    return int(value) if value.isascii() and value.isdigit() else otherwise


def _version(versions: list[Mandate], number: int) -> Mandate:
    for row in versions:
        if row.version == number:
            return row
    raise Http404


def _mandates(forum: Forum) -> list[Mandate]:
    """Every version, the newest first, with clauses and what they give. Three queries."""
    given = Competence.objects.select_related("clause").order_by("clause__position", "pk")
    return list(
        forum.mandates.select_related("adopted_by")
        .prefetch_related("clauses", Prefetch("competences", given))
        .order_by("-version")
    )


def _readable(request: HttpRequest, rows: list[Mandate]) -> list[Mandate]:
    """A draft is for the secretariat until it is put in force."""
    drafts = is_secretariat(request.user)
    return [row for row in rows if drafts or row.status != MandateStatus.DRAFT]


def _in_force(mandate: Mandate, day: date) -> bool:
    return mandate.status != MandateStatus.DRAFT and mandate.holds_on(day)


def line_labels() -> list[tuple[str, str]]:
    return [
        ("owner", _("Mandatet eies av")),
        ("commissioner", _("Oppdragsgiver")),
        ("reports", _("Rapporterer til")),
        ("owns", _("Eier mandatet til")),
        ("commissions", _("Er oppdragsgiver for")),
        ("hears", _("Får rapport fra")),
    ]


def _lines(forum: Forum, day: date) -> dict[str, list[Forum]]:
    """The other end of each line of the day, by what it is to this forum. One query."""
    into = {LineKind.OWNS: "owner", LineKind.COMMISSIONS: "commissioner", LineKind.REPORTS: "hears"}
    out = {LineKind.OWNS: "owns", LineKind.COMMISSIONS: "commissions", LineKind.REPORTS: "reports"}
    found: dict[str, list[Forum]] = {}
    rows = ForumLine.objects.on(day).filter(Q(from_forum=forum) | Q(to_forum=forum))
    for row in rows.select_related("from_forum", "to_forum"):
        kind = LineKind(row.kind)
        if row.to_forum_id == forum.pk:
            found.setdefault(into[kind], []).append(row.from_forum)
        else:
            found.setdefault(out[kind], []).append(row.to_forum)
    return found


def _meetings(forum: Forum, as_of: AsOf) -> list[Meeting]:
    """From a year before the day and on; one query for the lists and for practice."""
    since = as_of.day - practice.LOOKS_BACK
    rows = forum.meetings.filter(starts_at__date__gte=since).order_by("starts_at")
    found = list(rows[:200])
    for row in found:
        row.forum = forum
    return found


def _meeting_lists(meetings: list[Meeting], as_of: AsOf) -> dict[str, Any]:
    on = [m for m in meetings if m.status != MeetingStatus.CANCELLED]
    coming = [m for m in on if practice.day_of(m) >= as_of.day and not m.is_held]
    past = [m for m in meetings if practice.day_of(m) <= as_of.day and m not in coming]
    return {
        "coming": coming[:SHOWN_MEETINGS],
        "past": past[::-1][:SHOWN_MEETINGS],
        "held_count": sum(m.is_held for m in past),
    }


def _practice(
    forum: Forum, mandate: Mandate | None, day: date, meetings: list[Meeting], seating: Any
) -> list[dict[str, Any]]:
    if mandate is None:
        return []
    rules = MandateRule.objects.filter(clause__mandate=mandate).select_related(
        "clause", "reports_to"
    )
    period = practice.Period(forum, day, since=mandate.start, meetings=meetings, seating=seating)
    return [
        {"rule": rule, "says": practice.says(rule), "finding": practice.evaluate(rule, period)}
        for rule in rules.order_by("clause__position", "kind", "pk")
    ]


def _readings(request: HttpRequest, seating: Any, mandate: Mandate | None) -> dict[str, Any]:
    people = seating.voting
    me = next((row for row in people if row.user_id == request.user.pk), None)
    return {
        "read": [row for row in people if row.confirmed_at],
        "unread": [row for row in people if not row.confirmed_at],
        "me": me,
        "may_confirm": bool(me and mandate and not me.confirmed_at),
    }
