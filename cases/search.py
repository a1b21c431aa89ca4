"""What the site's search finds among cases: the number always hits, then title and content."""

import re

from django.db.models import Case as When
from django.db.models import IntegerField, Q, QuerySet, Value
from django.db.models import When as If
from django.utils.translation import gettext as _

from cases.models import Case
from cases.permissions import visible_to
from forums.models import User
from forums.search import Hit

NUMBER = re.compile(r"(?:(?P<year>\d{4})\s*/\s*)?0*(?P<sequence>\d{1,9})")


def find_cases(user: User, query: str, limit: int) -> list[Hit]:
    """At most ``limit`` cases that the person may see, the one with that number first."""
    rows = matching(visible_to(user, Case.objects.all()), query)
    return [
        Hit(
            title=f"{case.number} {case.title}",
            url=case.get_absolute_url(),
            kind=str(case.get_status_display()),
            context=_("Er i %(forum)s. %(text)s")
            % {"forum": case.forum.short_name, "text": around(case.summary, query)},
        )
        for case in rows.select_related("forum")[:limit]
    ]


def matching(rows: QuerySet[Case], query: str) -> QuerySet[Case]:
    """Those whose number, title or content holds every word; a whole number hits that case."""
    number = numbered(query)
    if number is not None and "/" in query:
        return rows.filter(number)
    if number is not None:
        found = number | _words(query)
        first = When(If(number, then=Value(0)), default=Value(1), output_field=IntegerField())
        return rows.filter(found).order_by(first, "-year", "-sequence")
    return rows.filter(_words(query)).order_by("-year", "-sequence")


def numbered(query: str) -> Q | None:
    """``2026/0123``, ``2026/123`` and ``123`` as a condition; None for other words."""
    match = NUMBER.fullmatch(query.strip())
    if match is None:
        return None
    condition = Q(sequence=int(match["sequence"]))
    return condition & Q(year=int(match["year"])) if match["year"] else condition


def around(text: str, query: str, width: int = 80) -> str:
    """The first match in its surroundings, cut at word boundaries."""
    words = query.split()
    places = [text.lower().find(word.lower()) for word in words]
    place = min((at for at in places if at >= 0), default=0)
    start = max(0, place - width // 2)
    part = text[start : start + 2 * width]
    if start:
        part = "… " + part.partition(" ")[2]
    if start + 2 * width < len(text):
        part = part.rpartition(" ")[0] + " …"
    return " ".join(part.split())


def _words(query: str) -> Q:
    found = Q()
    for word in query.split():
        found &= Q(title__icontains=word) | Q(summary__icontains=word)
    return found
