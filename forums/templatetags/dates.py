"""How far away a day is, counted the way people here count: in working days when it is near."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.clock import today
from miljoloftet.templatetags.days import day as write_day

register = template.Library()

NEAR = 14  # days ahead that are counted one working day at a time
WEEKS = 60  # days that are counted in weeks
MONTHS = 700


def _as_day(value: date | datetime) -> date:
    if isinstance(value, datetime):
        return timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return value


@register.filter
def when(value: date | datetime | None) -> str:
    """``i dag``, ``i morgen``, ``om 3 virkedager``, ``om 3 uker``, ``for 2 dager siden``."""
    if value is None or value == "":
        return ""
    away = (_as_day(value) - today()).days
    named = {0: _("i dag"), 1: _("i morgen"), -1: _("i går")}
    if away in named:
        return named[away]
    return _ahead(_as_day(value), away) if away > 0 else _ago(-away)


def _ahead(value: date, days: int) -> str:
    if days <= NEAR:
        from forums import workdays

        working = workdays.working_days_between(today(), value)
        return ngettext("om %(n)s virkedag", "om %(n)s virkedager", working) % {"n": working}
    return _("om %(span)s") % {"span": _span(days)}


def _ago(days: int) -> str:
    if days <= NEAR:
        return ngettext("for %(n)s dag siden", "for %(n)s dager siden", days) % {"n": days}
    return _("for %(span)s siden") % {"span": _span(days)}


def _span(days: int) -> str:
    if days <= WEEKS:
        n = round(days / 7)
        return ngettext("%(n)s uke", "%(n)s uker", n) % {"n": n}
    if days <= MONTHS:
        n = round(days / 30.44)
        return ngettext("%(n)s måned", "%(n)s måneder", n) % {"n": n}
    n = round(days / 365.25)
    return ngettext("%(n)s år", "%(n)s år", n) % {"n": n}


@register.simple_tag
def day_and_when(value: date | datetime | None) -> SafeString:
    """``{% day_and_when meeting.starts_at %}``: the date, and how far away it is."""
    if value is None or value == "":
        return SafeString("")
    return format_html(
        '<span><time datetime="{}">{}</time> <span class="when">({})</span></span>',
        _as_day(value).isoformat(),
        write_day(value),
        when(value),
    )
