"""The day a page shows the organisation for: today, or the one asked for as ``?dato=``."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from forums.clock import today
from miljoloftet.templatetags.days import day as write_day


@dataclass(frozen=True)
class AsOf:
    """``error`` is a sentence when what was asked for is no date; then ``day`` is today."""

    day: date
    today: date
    asked: str = ""
    error: str = ""

    @property
    def is_today(self) -> bool:
        return self.day == self.today

    @property
    def is_future(self) -> bool:
        return self.day > self.today

    @property
    def query(self) -> str:
        """What links to other pages carry along, so that the reader stays on the same day."""
        return "" if self.is_today else f"?dato={self.day.isoformat()}"

    @property
    def sentence(self) -> str:
        """Empty today."""
        if self.is_today:
            return ""
        text = (
            _("Slik blir det %(day)s, etter det som er registrert nå.")
            if self.is_future
            else _("Slik var det %(day)s.")
        )
        return text % {"day": write_day(self.day)}


def asked_day(request: HttpRequest) -> AsOf:
    now, asked = today(), request.GET.get("dato", "").strip()
    if not asked:
        return AsOf(now, now)
    try:
        return AsOf(date.fromisoformat(asked), now, asked)
    except ValueError:
        error = _(
            "«%(asked)s» er ikke en dato. Skriv for eksempel 2019-03-01. Siden viser i dag."
        ) % {"asked": asked[:40]}
        return AsOf(now, now, asked, error)
