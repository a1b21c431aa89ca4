"""Dates and times the Norwegian way, and the English way in English."""

from datetime import date, datetime, time

from django import template
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

register = template.Library()


def _local(value: date | datetime) -> date | datetime:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value  # type: ignore[arg-type]


def _english() -> bool:
    return (translation.get_language() or "nb").startswith("en")


@register.filter
def day(value: date | datetime | None) -> str:
    """``23. november 2026``; a moment is read in Oslo time; nothing gives an empty string."""
    if value is None or value == "":
        return ""
    return formats.date_format(_local(value), "j F Y" if _english() else "j. F Y")


@register.filter
def short_day(value: date | datetime | None) -> str:
    """``23. nov.`` for narrow columns, with the year where it is not this one."""
    if value is None or value == "":
        return ""
    local = _local(value)
    shape = "j N" if _english() else "j. N"
    return formats.date_format(
        local, shape if local.year == timezone.localdate().year else shape + " Y"
    )


@register.filter
def month_day(value: date | datetime | None) -> str:
    """``23. november``, the same in any year."""
    if value is None or value == "":
        return ""
    return formats.date_format(_local(value), "j F" if _english() else "j. F")


@register.filter
def weekday(value: date | datetime | None) -> str:
    """``mandag 23. november 2026``."""
    if value is None or value == "":
        return ""
    return formats.date_format(_local(value), "l j F Y" if _english() else "l j. F Y")


@register.filter
def clock(value: datetime | time | None) -> str:
    """``09.00`` in Norwegian, ``09:00`` in English."""
    if value is None or value == "":
        return ""
    shown = _local(value) if isinstance(value, datetime) else value
    return formats.time_format(shown, "H:i" if _english() else "H.i")  # type: ignore[arg-type]


@register.filter
def moment(value: datetime | None) -> str:
    """``23. november 2026 kl. 09.00``."""
    if value is None or value == "":
        return ""
    return _("%(day)s kl. %(clock)s") % {"day": day(value), "clock": clock(value)}
