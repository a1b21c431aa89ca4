"""Holding a meeting: who is there, and what each item came to, on one page."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.agenda_forms import OutcomeForm, StandingOutcomeForm, outcomes_for
from cases.agenda_rows import AgendaRow, agenda_rows
from cases.models import AgendaItem, Outcome, PartyPosition
from cases.outcomes import confirm_text, record_outcome
from cases.party_forms import PositionsForm
from cases.positions import why_locked
from cases.positions_page import Views, dissent_before, views_of
from cases.standing import settle
from cases.views.agenda import item_of_case, item_to_run, meeting_to_run
from cases.views.positions import recorded, versions_of
from forums.attendance import day_of, expected, record_all
from forums.competence import competence_on
from forums.errors import Refused
from forums.meeting_forms import AttendanceForm
from forums.meetings import Step, steps_for
from forums.models import Meeting
from forums.permissions import is_secretariat, person
from forums.views.editing import saved
from forums.views.meetings import show
from miljoloftet.http import representative

AnyOutcome = OutcomeForm | StandingOutcomeForm


@representative
def meeting_hold(request: HttpRequest, pk: int) -> HttpResponse:
    """The page, and its first form: the attendance."""
    found = meeting_to_run(request.user, pk)
    people = expected(found)
    form = AttendanceForm(request.POST or None, expected=people)
    if request.method == "POST" and form.is_valid():
        try:
            quorum = record_all(found, form.presences(), by=person(request))
        except ValidationError as refused:
            show(form, refused)
        else:
            messages.success(
                request, _("Frammøtet er ført. %(quorum)s") % {"quorum": quorum.sentence}
            )
            return redirect("meeting_hold", found.pk)
    return page(request, found, attendance=form)


@representative
def outcome_record(request: HttpRequest, pk: int) -> HttpResponse:
    """One item's outcome; a refusal shows on the same page, with what was typed."""
    item = item_of_case(request.user, pk)
    back = reverse("meeting_hold", args=[item.meeting_id])
    if request.method != "POST":
        return redirect(f"{back}#sak-{item.pk}")
    form = OutcomeForm(request.POST, item=item, allowed=outcomes_for(item.meeting))
    if form.is_valid() and _recorded(request, item, form):
        messages.success(request, _("Utfallet av %(item)s er ført.") % {"item": item.label})
        return redirect(f"{back}#sak-{item.pk}")
    return page(request, item.meeting, bound={item.pk: form})


@representative
def standing_settle(request: HttpRequest, pk: int) -> HttpResponse:
    """One standing item's outcome, on the same page."""
    item = item_to_run(request.user, pk)
    if item.standing is None:
        raise Http404
    back = f"{reverse('meeting_hold', args=[item.meeting_id])}#sak-{item.pk}"
    if request.method != "POST":
        return redirect(back)
    form = StandingOutcomeForm(request.POST, item=item)
    told = _("Utfallet av %(item)s er ført.") % {"item": item.label}
    if saved(request, form, lambda: settle(item, by=person(request), **form.cleaned_data), told):
        return redirect(back)
    return page(request, item.meeting, bound={item.pk: form})


@representative
def positions_at_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """One item's views; a refusal shows on the page of the meeting, with what was typed."""
    item = item_of_case(request.user, pk)
    back = f"{reverse('meeting_hold', args=[item.meeting_id])}#sak-{item.pk}"
    if request.method != "POST":
        return redirect(back)
    treatment = item.handled
    lines = views_of([treatment], {treatment.pk: day_of(item.meeting)})[treatment.pk].lines
    form = PositionsForm(
        request.POST, lines=lines, versions=versions_of(lines), prefix=f"syn{item.pk}"
    )
    if form.is_valid() and recorded(form, treatment, person(request)):
        messages.success(request, _("Partenes syn i %(item)s er ført.") % {"item": item.label})
        return redirect(back)
    return page(request, item.meeting, views={item.pk: form})


@representative
@require_POST
def text_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of_case(request.user, pk)
    try:
        confirm_text(item.handled, by=person(request))
    except Refused as refused:
        messages.info(request, refused.sentence)
    else:
        messages.success(
            request, _("Teksten er bekreftet. %(item)s er vedtatt.") % {"item": item.label}
        )
    return redirect(f"{reverse('meeting_hold', args=[item.meeting_id])}#sak-{item.pk}")


def _recorded(request: HttpRequest, item: AgendaItem, form: OutcomeForm) -> bool:
    """Whether the outcome was recorded; if not, the field says why."""
    try:
        record_outcome(item, by=person(request), **form.cleaned_data)
    except Refused as refused:
        empty = not form.cleaned_data["text"].strip()
        form.add_error("text" if empty else "outcome", refused)
        return False
    return True


def page(
    request: HttpRequest,
    found: Meeting,
    *,
    attendance: AttendanceForm | None = None,
    bound: dict[int, AnyOutcome] | None = None,
    views: dict[int, PositionsForm] | None = None,
) -> HttpResponse:
    """The page, with the form that was refused as it was typed."""
    attendance = attendance or AttendanceForm(expected=expected(found))
    allowed = outcomes_for(found)
    rows = agenda_rows(request.user, found)
    said = positions_in(found, rows, views or {})
    steps = {row.step: row for row in steps_for(request.user, found, may_run=True)}
    return render(
        request,
        "cases/holding.html",
        {
            "meeting": found,
            "attendance": attendance,
            "expected": attendance.expected,
            "items": [
                (row, _form(row, allowed, bound or {}), said.get(row.item.pk)) for row in rows
            ],
            "done": sum(1 for row in rows if row.item.closed_at),
            "competence": competence_on(found.forum, day_of(found)).sentence,
            "may_confirm": is_secretariat(request.user),
            "propose": steps.get(Step.PROPOSE),
            "approve": steps.get(Step.APPROVE),
        },
    )


@dataclass(frozen=True)
class ItemViews:
    """What the parties say in one item, and the dissent that came with the case."""

    said: Views
    form: PositionsForm | None
    before: list[PartyPosition]


def positions_in(
    found: Meeting, rows: list[AgendaRow], bound: dict[int, PositionsForm]
) -> dict[int, ItemViews]:
    """By item, for those the reader may see. Four queries however many items."""
    seen = [row.item for row in rows if row.may_see and not row.is_standing]
    treatments = [item.handled for item in seen]
    for treatment in treatments:
        treatment.forum = found.forum
    said = views_of(treatments, dict.fromkeys((row.pk for row in treatments), day_of(found)))
    versions = versions_of([line for views in said.values() for line in views.lines])
    before = dissent_before(treatments)

    def form(item: AgendaItem) -> PositionsForm | None:
        if item.pk in bound:
            return bound[item.pk]
        if not found.is_held or why_locked(item.handled, item):
            return None
        lines = said[item.handled.pk].lines
        return PositionsForm(lines=lines, versions=versions, prefix=f"syn{item.pk}")

    return {
        item.pk: ItemViews(
            said[item.handled.pk],
            form(item),
            [row for row in before[item.handled.case_id] if row.treatment_id != item.treatment_id],
        )
        for item in seen
    }


def _form(
    row: AgendaRow, allowed: list[Outcome], bound: dict[int, AnyOutcome]
) -> AnyOutcome | None:
    if row.item.pk in bound:
        return bound[row.item.pk]
    if row.item.closed_at or not row.may_see or not row.item.meeting.is_held:
        return None
    if row.is_standing:
        return StandingOutcomeForm(item=row.item)
    return OutcomeForm(item=row.item, allowed=allowed)
