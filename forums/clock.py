"""What time it is for people: now, and the date in Europe/Oslo.

Actions ask here, so that the demo's past can be told through the same actions as everything
else. Only the demo loader sets the clock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    return _moment.get() or timezone.now()


def today() -> date:
    return timezone.localdate(now())


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let it be ``moment`` for what is done inside; then the real time again."""
    before = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(before)
