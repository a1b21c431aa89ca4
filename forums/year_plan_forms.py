"""Input for a year plan: the days that are kept, changed or left out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from forums.clock import today
from forums.year_plan import Proposal, YearPlan
from miljoloftet.templatetags.days import weekday

MOVE = "bytt"  # the button that takes a free day: «field:day»


class DaysForm(forms.Form):
    """A tick and a day for each proposal, named by the rhythm's own day.

    The proposals are made anew for each request: one that somebody has planned meanwhile is not
    among them, and what was sent for it is passed over.
    """

    told = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None, plan: YearPlan) -> None:
        super().__init__(_with_free_day(data) if data else None)
        self.plan = plan
        for row in plan.proposed:
            shown = weekday(row.day)
            self.fields[keep_name(row)] = forms.BooleanField(
                label=_("Planlegg %(day)s") % {"day": shown}, required=False, initial=True
            )
            self.fields[day_name(row)] = _day_field(row, shown)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        seen: set[date] = set()
        for row in self._kept():
            name = day_name(row)
            if name in self.errors:
                continue
            day = data.get(name)
            wrong = _("Skriv en dag.") if day is None else self._wrong(day, seen)
            if wrong:
                self.add_error(name, wrong)
            elif day:
                seen.add(day)
        return data

    def days(self) -> list[date]:
        """Those that were kept."""
        return [self.cleaned_data[day_name(row)] for row in self._kept()]

    def keeps(self, row: Proposal) -> bool:
        return not self.is_bound or bool(self.data.get(keep_name(row)))

    def day_of(self, row: Proposal) -> date | None:
        """The day as it stands in the form, also before it is sent; None where it is no day."""
        if not self.is_bound:
            return row.day
        try:
            day: date | None = self.fields[day_name(row)].clean(self.data.get(day_name(row)))
        except ValidationError:
            return None
        return day

    def _kept(self) -> Iterator[Proposal]:
        return (row for row in self.plan.proposed if self.keeps(row))

    def _wrong(self, day: date, seen: set[date]) -> str:
        if day.year != self.plan.year:
            return _("Velg en dag i %(year)s.") % {"year": self.plan.year}
        if day < today():
            return _("Dagen er passert. Velg en dag som kommer.")
        return _("Denne dagen er valgt to ganger.") if day in seen else ""


def _day_field(row: Proposal, shown: str) -> forms.DateField:
    """Must be filled in only where the tick is kept."""
    field = forms.DateField(
        label=_("Dag i stedet for %(day)s") % {"day": shown},
        initial=row.day,
        widget=forms.DateInput,
        required=False,
    )
    field.depends = True  # type: ignore[attr-defined]
    return field


def keep_name(row: Proposal) -> str:
    return f"keep-{row.slot.day.isoformat()}"


def day_name(row: Proposal) -> str:
    return f"day-{row.slot.day.isoformat()}"


def _with_free_day(data: QueryDict) -> QueryDict:
    """What was sent, with the free day in place where its button was pressed."""
    name, _colon, day = data.get(MOVE, "").partition(":")
    if not name.startswith("day-"):
        return data
    changed = data.copy()
    changed[name] = day
    return changed
