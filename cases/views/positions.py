"""Writing what the parties say: from the case, and item by item in the meeting."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from cases.models import EventKind, PartyPosition, Treatment
from cases.notices import who_hears
from cases.party_forms import PositionsForm
from cases.permissions import get_case_for
from cases.positions import PositionConflict, last_item, record_positions, why_locked
from cases.positions_page import Line, day_of, parties_to_speak_for, views_of
from forums.edit_forms import show_conflict
from forums.errors import Refused
from forums.models import User
from forums.permissions import may_run_meetings, person
from miljoloftet.http import representative


@representative
def positions_record(request: HttpRequest, year: int, sequence: int, pk: int) -> HttpResponse:
    """For those who run the meetings: every party; for others their own."""
    case = get_case_for(request.user, year, sequence)
    rows = case.treatments.select_related("case", "forum")
    treatment = get_object_or_404(rows, pk=pk)
    user = person(request)
    item = last_item(treatment)
    runs = may_run_meetings(user, treatment.forum)
    day = day_of([item] if item else [])
    mine = {row.pk for row in parties_to_speak_for(user, treatment, day, runs)}
    if not mine:
        raise PermissionDenied
    views = views_of([treatment], {treatment.pk: day})[treatment.pk]
    lines = [line for line in views.lines if line.party.pk in mine]
    form = PositionsForm(request.POST or None, lines=lines, versions=versions_of(lines))
    if request.method == "POST" and form.is_valid() and recorded(form, treatment, user):
        messages.success(request, _("Partenes syn er ført."))
        return redirect(f"{case.get_absolute_url()}#partenes-syn")
    parties = [line.party for line in lines]
    hears = who_hears(case, EventKind.POSITION, by=user, parties=parties)
    context = {
        "case": case,
        "treatment": treatment,
        "form": form,
        "hears": hears.sentence,
        "why_not": why_locked(treatment, item),
    }
    return render(request, "cases/positions_record.html", context)


def recorded(form: PositionsForm, treatment: Treatment, user: User) -> bool:
    """Whether it was written; if not, the form says why and holds what was typed."""
    try:
        record_positions(treatment, form.said(), by=user)
    except PositionConflict as refused:
        show_conflict(form, refused, name=f"seen{refused.party.pk}")
    except Refused as refused:
        form.add_error(None, refused)
    else:
        return True
    return False


def versions_of(lines: list[Line]) -> dict[int, int]:
    """The newest version of each recorded view. One query."""
    history: Any = PartyPosition.history
    rows = history.filter(id__in=[line.row.pk for line in lines if line.row])
    return dict(rows.order_by().values_list("id").annotate(Max("history_id")))
