"""A forum's year of meetings: the rhythm, what it proposes, and all of it planned at once."""

import copy
from collections import Counter

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums import rhythms
from forums.clock import today
from forums.conflicts import version_of
from forums.errors import Refused
from forums.models import Forum, Meeting, MeetingRhythm, MeetingStatus, RhythmKind
from forums.permissions import (
    forums_to_run,
    is_secretariat,
    person,
    require_run_meetings,
    visible_to,
)
from forums.rhythm_forms import RhythmForm
from forums.views.editing import facts, saved
from forums.year_plan import YearPlan, plan_year, propose
from forums.year_plan_forms import MOVE, DaysForm
from forums.year_plan_rows import news, rows_of
from forums.years import asked_year
from miljoloftet.http import representative

CHECK = "sjekk"


@representative
def year_plans(request: HttpRequest) -> HttpResponse:
    """Every forum whose meetings the person runs, with its rhythm and what it has that year."""
    forums = list(forums_to_run(request.user, Forum.objects.current()))
    if not forums:
        raise PermissionDenied
    years = asked_year(request)
    rows = MeetingRhythm.objects.select_related("before").filter(forum__in=forums)
    found = {row.forum_id: row for row in rows}
    planned = Counter(
        Meeting.objects.filter(forum__in=forums, year=years.year)
        .exclude(status=MeetingStatus.CANCELLED)
        .values_list("forum", flat=True)
    )
    context = {
        "years": years,
        "rows": [
            (row, rhythms.says(found[row.pk]) if row.pk in found else "", planned[row.pk])
            for row in forums
        ],
    }
    return render(request, "forums/year_plans.html", context)


@representative
def year_plan(request: HttpRequest, slug: str) -> HttpResponse:
    forum = _forum_to_run(request, slug)
    years = asked_year(request)
    plan = propose(forum, years.year)
    form = DaysForm(request.POST if request.method == "POST" else None, plan)
    rows = rows_of(form, plan)
    is_new = news(form, rows)
    accepts = request.method == "POST" and not {CHECK, MOVE} & request.POST.keys()
    if accepts and form.is_valid() and not is_new and _planned(request, plan, form):
        return redirect(_here(plan))
    context = {
        "forum": forum,
        "years": years,
        "plan": plan,
        "form": form,
        "rows": rows,
        "says": rhythms.says(plan.rhythm) if plan.rhythm else "",
        "waits_for": plan.rhythm.before if _waits(plan) and plan.rhythm else None,
        "told_new": request.method == "POST" and is_new,
        "today": today(),
    }
    return render(request, "forums/year_plan.html", context)


@representative
def rhythm_edit(request: HttpRequest, slug: str) -> HttpResponse:
    forum = _forum_to_run(request, slug)
    row = MeetingRhythm.objects.filter(forum=forum).first()
    form = RhythmForm(
        request.POST or None,
        forum=forum,
        instance=copy.copy(row) if row else MeetingRhythm(forum=forum),
        initial={"seen": version_of(row)} if row else {},
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        rhythms.set_rhythm(forum, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Møterytmen er lagret.")):
        return redirect("year_plan", forum.slug)
    context = {
        "forum": forum,
        "form": form,
        "rhythm": row,
        "is_secretariat": is_secretariat(request.user),
    }
    return render(request, "forums/rhythm.html", context)


def _forum_to_run(request: HttpRequest, slug: str) -> Forum:
    forum: Forum = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    require_run_meetings(request.user, forum)
    if not forum.holds_on(today()):
        raise Http404
    return forum


def _planned(request: HttpRequest, plan: YearPlan, form: DaysForm) -> bool:
    """Whether the meetings were planned; a refusal stands in the form."""
    days = form.days()
    if not days:
        form.add_error(None, _("Kryss av for minst ett møte."))
        return False
    try:
        made = plan_year(plan.forum, plan.year, by=person(request), days=days)
    except Refused as refused:
        form.add_error(None, refused)
        return False
    text = ngettext(
        "%(n)s møte i %(forum)s er planlagt.", "%(n)s møter i %(forum)s er planlagt.", len(made)
    )
    messages.success(request, text % {"n": len(made), "forum": plan.forum.short_name})
    return True


def _waits(plan: YearPlan) -> bool:
    """Meets before another forum, which has nothing in the year that calls for it."""
    before = plan.rhythm is not None and plan.rhythm.kind == RhythmKind.BEFORE
    return before and not plan.proposals and not plan.meetings


def _here(plan: YearPlan) -> str:
    return f"{reverse('year_plan', args=[plan.forum.slug])}?aar={plan.year}"
