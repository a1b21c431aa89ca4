"""Input for a forum's rhythm: one form for every kind, asking for what the kind needs."""

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.edit_forms import SeenForm, capital_choices, choose, day_field
from forums.models import Forum, ForumKind, MeetingRhythm, Nth, RhythmKind, Weekday

IN_MONTHS = (RhythmKind.MONTHLY, RhythmKind.MONTHS)
# What each kind must have, and what to say where it is empty.
NEEDS: dict[str, tuple[tuple[RhythmKind, ...], Any]] = {
    "nth": (IN_MONTHS, _("Velg hvilken i måneden.")),
    "weekday": (IN_MONTHS, _("Velg ukedagen.")),
    "months": ((RhythmKind.MONTHS,), _("Velg minst én måned.")),
    "weeks": ((RhythmKind.WEEKS,), _("Skriv hvor mange uker.")),
    "first_day": ((RhythmKind.WEEKS,), _("Skriv en dag forumet møtes.")),
    "before": ((RhythmKind.BEFORE,), _("Velg forumet.")),
    "working_days": ((RhythmKind.BEFORE,), _("Skriv hvor mange virkedager før.")),
}


class RhythmForm(SeenForm, forms.ModelForm[MeetingRhythm]):
    kind = forms.ChoiceField(
        label=_("Hvor ofte møtes forumet?"), choices=RhythmKind.choices, widget=forms.RadioSelect
    )
    months = forms.TypedMultipleChoiceField(
        label=_("Hvilke måneder?"),
        help_text=_("Bare når forumet møtes i bestemte måneder."),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = day_field(
        _("En dag forumet møtes"),
        required=False,
        help_text=_("De andre dagene regnes ut fra denne."),
    )
    starts = forms.TimeField(label=_("Begynner"), widget=forms.TimeInput)
    minutes = forms.IntegerField(label=_("Hvor mange minutter varer møtet?"), initial=120)
    video_link = forms.URLField(
        label=_("Lenke til videomøte"), required=False, assume_scheme="https"
    )

    class Meta:
        model = MeetingRhythm
        fields = [
            "kind",
            "nth",
            "weekday",
            "months",
            "weeks",
            "first_day",
            "before",
            "working_days",
            "starts",
            "minutes",
            "place",
            "video_link",
            "source",
        ]
        labels = {
            "nth": _("Hvilken i måneden?"),
            "weekday": _("Hvilken ukedag?"),
            "weeks": _("Hvor mange uker er det fra møte til møte?"),
            "before": _("Før møtene i hvilket forum?"),
            "working_days": _("Hvor mange virkedager før?"),
        }
        help_texts = {"source": _("For eksempel mandatet som sier hvor ofte forumet møtes.")}

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, capfirst(label)) for value, label in RhythmKind.choices
        ]
        self.fields["months"].choices = [  # type: ignore[attr-defined]
            (number, capfirst(name)) for number, name in MONTHS.items()
        ]
        for name in NEEDS:
            self.fields[name].depends = True  # type: ignore[attr-defined]
        self.initial["months"] = self.instance.month_numbers
        capital_choices(self, "nth", Nth.choices)
        capital_choices(self, "weekday", Weekday.choices)
        others = Forum.objects.current().exclude(pk=forum.pk)
        choose(self, "before", others.exclude(kind=ForumKind.SECRETARIAT))

    def clean_months(self) -> str:
        return ",".join(str(number) for number in sorted(self.cleaned_data["months"]))

    def clean_first_day(self) -> date | None:
        day: date | None = self.cleaned_data["first_day"]
        if day is not None and day.weekday() > Weekday.FRIDAY:
            raise forms.ValidationError(_("Velg en dag fra mandag til fredag."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for name, (kinds, sentence) in NEEDS.items():
            if data.get("kind") not in kinds:
                data[name] = "" if name == "months" else None
                self.errors.pop(name, None)
            elif data.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, sentence)
        starts, minutes = data.get("starts"), data.get("minutes")
        if starts and minutes:
            begins = datetime.combine(date.min, starts)
            if (begins + timedelta(minutes=minutes)).date() != begins.date():
                self.add_error("minutes", _("Møtet må slutte samme dag."))
        return data
