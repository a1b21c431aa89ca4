"""Warning of clashes in the forms that plan and move one meeting.

The first press tells of them; the second, or one that takes the free day offered, goes through.
What has been told is carried by the form, so that a new clash is told too.
"""

from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from forums.clashes import Clash, Diary, tokens
from forums.clock import today
from forums.closed import ClosedDays
from forums.edit_forms import hand_back
from forums.models import Forum, Meeting

INSTEAD = "heller"  # the button that takes the free day


class ClashForm(forms.Form):
    """A form for one meeting, with ``day`` and ``facts()``."""

    told = forms.CharField(widget=forms.HiddenInput, required=False)
    clashes: list[Clash] = []
    free_day: date | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        instead = self.data.get(INSTEAD)
        if instead:
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("day")] = instead
            self.data = data

    def must_tell(self, forum: Forum, moving: Meeting | None = None) -> bool:
        """Whether there are clashes that the person has not seen; shown from now on."""
        facts, day = self.facts(), self.cleaned_data["day"]
        times = (facts["starts_at"], facts["ends_at"])
        if moving and times == (moving.starts_at, moving.ends_at):
            return False
        without = moving.pk if moving else None
        span = (day.replace(month=1, day=1), day.replace(month=12, day=31))
        diary = Diary(forum, *span)
        found = diary.clashes(*times, without=without)
        if tokens(found, day) <= set(self.cleaned_data["told"].split()):
            return False
        self.clashes = found
        self.free_day = diary.nearest_free(
            *times, ClosedDays.read(), within=(max(span[0], today()), span[1]), without=without
        )
        hand_back(self, "told", " ".join(sorted(tokens(found, day))))
        return True

    def facts(self) -> dict[str, Any]:
        raise NotImplementedError
