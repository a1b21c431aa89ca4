"""Input for what comes back every year: weeks without meetings, and the wheel's processes."""

from datetime import date
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.edit_forms import SeenForm, capital_choices, choose, day_field
from forums.models import ClosedPeriod, Forum, Repeats, YearlyProcess

LEAP_YEAR = 2024


class PeriodForm(SeenForm, forms.ModelForm[ClosedPeriod]):
    start = day_field(_("Første dag"))
    end = day_field(_("Siste dag"))

    class Meta:
        model = ClosedPeriod
        fields = ["name", "start", "end", "repeats", "source"]
        help_texts = {
            "repeats": _("Skriv dagene slik de er i ett år. De andre årene regnes ut fra dem."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "repeats", Repeats.choices)


class ProcessForm(SeenForm, forms.ModelForm[YearlyProcess]):
    class Meta:
        model = YearlyProcess
        fields = [
            "name",
            "forum",
            "what",
            "from_day",
            "from_month",
            "to_day",
            "to_month",
            "source",
        ]
        labels = {
            "name": _("Hva heter prosessen?"),
            "forum": _("Hvilket forum arbeider med den?"),
            "what": _("Hva skjer?"),
            "from_day": _("Begynner på dag"),
            "from_month": _("Begynner i måned"),
            "to_day": _("Slutter på dag"),
            "to_month": _("Slutter i måned"),
        }
        widgets = {"what": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "to_month": _("En prosess kan fortsette etter nyttår."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        months = [(number, capfirst(name)) for number, name in MONTHS.items()]
        for name in ("from_month", "to_month"):
            self.fields[name] = forms.TypedChoiceField(
                label=self.fields[name].label,
                help_text=self.fields[name].help_text,
                coerce=int,
            )
            capital_choices(self, name, months)
        choose(self, "forum", Forum.objects.current())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for end in ("from", "to"):
            day, month = data.get(f"{end}_day"), data.get(f"{end}_month")
            if day and month and not _exists(month, day):
                self.add_error(f"{end}_day", _("Måneden har ikke så mange dager."))
        return data


def _exists(month: int, day: int) -> bool:
    try:
        date(LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
