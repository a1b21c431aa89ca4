"""The meetings: the list, one meeting, and the steps it takes."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from forums import meetings
from forums.attendance import expected
from forums.clashes import clashes_of
from forums.clock import now
from forums.errors import Refused
from forums.meeting_forms import CancelForm, ChangeForm, MeetingFilter, PlanForm, times_of
from forums.meeting_panels import Place, meeting_panels
from forums.meetings import STEPS, Step, plan_meeting, steps_for
from forums.models import Forum, Meeting, MeetingStatus
from forums.permissions import (
    Someone,
    forums_to_run,
    may_run_meetings,
    person,
    require_run_meetings,
    visible_to,
)
from forums.seating import forums_of
from miljoloftet.http import only_chosen, representative

A_PAGE = 25
ACTIONS: dict[Step, Callable[..., Meeting]] = {
    Step.CALL: meetings.call_meeting,
    Step.HOLD: meetings.hold_meeting,
    Step.PROPOSE: meetings.propose_minutes,
    Step.APPROVE: meetings.approve_minutes,
    Step.CANCEL: meetings.cancel_meeting,
}


def get_meeting_for(user: Someone, pk: int) -> Meeting:
    """The meeting, or Http404 where it does not exist for this person."""
    rows = visible_to(user, Meeting.objects.select_related("forum"))
    try:
        return rows.get(pk=pk)
    except Meeting.DoesNotExist:
        raise Http404 from None


@representative
@only_chosen
def meeting_list(request: HttpRequest) -> HttpResponse:
    years = visible_to(request.user, Meeting.objects.order_by("-year"))
    form = MeetingFilter(
        request.GET or None,
        user=request.user,
        years=list(years.values_list("year", flat=True).distinct()),
    )
    rows = _chosen(visible_to(request.user, Meeting.objects.select_related("forum")), form)
    coming = list(
        rows.filter(ends_at__gte=now())
        .exclude(status=MeetingStatus.CANCELLED)
        .order_by("starts_at", "pk")[:100]
    )
    shown = {row.pk for row in coming}
    past = rows.exclude(pk__in=shown).order_by("-starts_at", "pk")
    mine = forums_of(request.user)
    return render(
        request,
        "forums/meeting_list.html",
        {
            "filters": form,
            "mine": [row for row in coming if row.forum_id in mine],
            "others": [row for row in coming if row.forum_id not in mine],
            "page": Paginator(past, A_PAGE).get_page(request.GET.get("side")),
            "may_plan": forums_to_run(request.user, Forum.objects.current()).exists(),
        },
    )


@representative
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_meeting_for(request.user, pk)
    may_run = may_run_meetings(request.user, found.forum)
    steps = steps_for(request.user, found, may_run=may_run)
    taken = [row for row in steps if row.step not in {Step.CHANGE, Step.CANCEL}]
    return render(
        request,
        "forums/meeting.html",
        {
            "meeting": found,
            "may_run": may_run,
            "next_step": taken[0] if taken else None,
            "may_change": (may_change := any(row.step == Step.CHANGE for row in steps)),
            "clashes": clashes_of(found) if may_change else [],
            "expected": expected(found),
            "panels": meeting_panels(Place.MEETING, request.user, found, may_run),
        },
    )


@representative
def meeting_minutes(request: HttpRequest, pk: int) -> HttpResponse:
    """The minutes as they follow from what was recorded."""
    found = get_meeting_for(request.user, pk)
    if not found.is_held:
        raise Http404
    may_run = may_run_meetings(request.user, found.forum)
    return render(
        request,
        "forums/meeting_minutes.html",
        {
            "meeting": found,
            "expected": expected(found),
            "panels": meeting_panels(Place.MINUTES, request.user, found, may_run),
        },
    )


@representative
def meeting_new(request: HttpRequest) -> HttpResponse:
    if not forums_to_run(request.user, Forum.objects.current()).exists():
        raise PermissionDenied
    initial = {"forum": request.GET.get("forum")}
    form = PlanForm(request.POST or None, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid() and not form.must_tell(form.chosen()):
        try:
            found = plan_meeting(form.chosen(), by=person(request), **form.facts())
        except ValidationError as refused:
            show(form, refused)
        else:
            return redirect(found)
    return render(request, "forums/meeting_new.html", {"form": form})


@representative
def meeting_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """One step of a meeting: ask first, then take it."""
    found = get_meeting_for(request.user, pk)
    require_run_meetings(request.user, found.forum)
    chosen = _step(step)
    form = _form(chosen, found, request)
    sentence = ""
    if request.method == "POST" and (form is None or _ready(form, found)):
        sentence = _taken(request, found, chosen, form)
        if not sentence:
            messages.success(request, str(STEPS[chosen].done))
            return redirect(found)
    option = next((row for row in steps_for(request.user, found) if row.step == chosen), None)
    return render(
        request,
        "forums/meeting_step.html",
        {
            "meeting": found,
            "step": chosen,
            "label": STEPS[chosen].label,
            "form": form,
            "why_not": sentence if form is None else "",
            "is_open": option is not None and option.allowed,
            "hinder": option.why_not if option else "",
        },
    )


def show(form: Any, refused: ValidationError) -> None:
    """Put a refusal where the person looks: at its field when the form has it, else on top."""
    if not hasattr(refused, "error_dict"):
        form.add_error(None, refused)
        return
    for name, errors in refused.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)


def _step(name: str) -> Step:
    try:
        return Step(name)
    except ValueError:
        raise Http404 from None


def _form(step: Step, found: Meeting, request: HttpRequest) -> Any:
    data = request.POST if request.method == "POST" else None
    if step == Step.CANCEL:
        return CancelForm(data)
    return ChangeForm(data, initial=times_of(found)) if step == Step.CHANGE else None


def _ready(form: Any, found: Meeting) -> bool:
    """Whether the form is right, and the person has seen what it clashes with."""
    moves = isinstance(form, ChangeForm)
    return form.is_valid() and not (moves and form.must_tell(found.forum, moving=found))


def _taken(request: HttpRequest, found: Meeting, step: Step, form: Any) -> str:
    """Take the step; the sentence that refused it, or nothing."""
    by = person(request)
    try:
        if step == Step.CHANGE:
            meetings.change_meeting(found, by=by, why=form.cleaned_data["why"], **form.facts())
        else:
            ACTIONS[step](found, by=by, **(form.cleaned_data if form else {}))
    except Refused as refused:
        if form:
            form.add_error(None, refused)
        found.refresh_from_db()
        return refused.sentence
    except ValidationError as wrong:
        show(form, wrong)
        return " ".join(wrong.messages)
    return ""


def _chosen(rows: QuerySet[Meeting], form: MeetingFilter) -> QuerySet[Meeting]:
    if not form.is_valid():
        return rows
    if form.cleaned_data["forum"]:
        rows = rows.filter(forum=form.cleaned_data["forum"])
    if form.cleaned_data["year"]:
        rows = rows.filter(year=form.cleaned_data["year"])
    return rows
