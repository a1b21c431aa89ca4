"""What must be settled in a forum's cases before the forum ends."""

from datetime import date

from django.db.models import Q
from django.utils.translation import ngettext

from cases.models import AWAITING, LIVING, Case, Treatment
from forums.models import Forum


def has_living_cases(forum: Forum, _end: date) -> str:
    """The sentence that hinders it, or nothing."""
    asked = Treatment.objects.filter(forum=forum, state__in=AWAITING).values("case")
    count = Case.objects.filter(Q(forum=forum, status__in=LIVING) | Q(pk__in=asked)).count()
    if not count:
        return ""
    return ngettext(
        "Forumet har %(n)s sak igjen. Flytt eller avslutt den først.",
        "Forumet har %(n)s saker igjen. Flytt eller avslutt dem først.",
        count,
    ) % {"n": count}
