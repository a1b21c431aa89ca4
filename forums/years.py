"""The year a page shows: this one, or the one asked for as ``?aar=``."""

from dataclasses import dataclass

from django.http import HttpRequest

from forums.clock import today

FIRST, LAST = 2000, 2100


@dataclass(frozen=True)
class Years:
    """The year shown, and the ones to leaf to; None where there is no more."""

    year: int
    now: int

    @property
    def before(self) -> int | None:
        return self.year - 1 if self.year > FIRST else None

    @property
    def after(self) -> int | None:
        return self.year + 1 if self.year < LAST else None

    @property
    def is_now(self) -> bool:
        return self.year == self.now


def asked_year(request: HttpRequest) -> Years:
    """What cannot be read as a year within reach is this year."""
    now, asked = today().year, request.GET.get("aar", "")
    if asked.isascii() and asked.isdigit() and FIRST <= int(asked[:5]) <= LAST:
        return Years(int(asked[:5]), now)
    return Years(now, now)
