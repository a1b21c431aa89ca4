"""The yearly wheel, as a picture and as a list; filters are kept in the address."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.models import Forum
from forums.permissions import is_secretariat
from forums.seating import forums_of
from forums.wheel import forums_in, read_wheel
from forums.wheel_picture import draw
from forums.years import asked_year
from miljoloftet.http import representative

MINE = "mine"


class WheelFilter(forms.Form):
    forum = forms.ChoiceField(label=_("Forum"), required=False)

    def __init__(self, *args: Any, forums: list[Forum], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["forum"]
        field.widget.attrs["class"] = "ds-input"
        field.choices = [  # type: ignore[attr-defined]
            ("", _("Alle")),
            (MINE, _("Mine forum")),
            *((row.slug, row.name) for row in forums),
        ]


@representative
def yearly_wheel(request: HttpRequest) -> HttpResponse:
    years = asked_year(request)
    forums = list(forums_in(request.user, years.year))
    form = WheelFilter(request.GET or None, forums=forums)
    asked = form.cleaned_data["forum"] if form.is_valid() else ""
    shown = _chosen(request, forums, asked)
    wheel = read_wheel(request.user, years.year, shown)
    context = {
        "years": years,
        "filters": form,
        "one": shown[0] if len(shown) == 1 and asked else None,
        "wheel": wheel,
        "picture": draw(wheel, today()),
        "months": wheel.months(today()),
        "today": today(),
        "may_edit": is_secretariat(request.user),
    }
    return render(request, "forums/wheel.html", context)


def _chosen(request: HttpRequest, forums: list[Forum], asked: str) -> list[Forum]:
    if asked == MINE:
        mine = forums_of(request.user)
        return [row for row in forums if row.pk in mine]
    return [row for row in forums if not asked or row.slug == asked]
