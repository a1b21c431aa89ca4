"""What the site's search finds in the organisation: forums, parties, people, meetings, words.

All of it is readable by every representative (``forums/permissions.py``), and only they reach
the search. One query for each kind.
"""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.clock import today
from forums.models import Affiliation, Forum, GlossaryTerm, Meeting, Party, User
from forums.permissions import visible_to
from forums.search import Hit, contains, register
from miljoloftet.templatetags.days import day


def find_forums(user: User, query: str, limit: int) -> list[Hit]:
    rows = visible_to(user, Forum.objects.filter(contains(query, "name", "short_name", "purpose")))
    return [
        Hit(row.name, row.get_absolute_url(), row.get_kind_display(), row.purpose[:140])
        for row in rows.order_by("level", "position", "name")[:limit]
    ]


def find_parties(user: User, query: str, limit: int) -> list[Hit]:
    """Also by a name that the party no longer has."""
    wanted = contains(query, "name", "short_name", "names__name")
    rows = visible_to(user, Party.objects.filter(wanted)).distinct().order_by("name")
    return [
        Hit(row.name, reverse("party", args=[row.slug]), row.get_kind_display())
        for row in rows[:limit]
    ]


def find_people(user: User, query: str, limit: int) -> list[Hit]:
    """By name or position; an inactive account is found too, since the past is readable."""
    rows = visible_to(user, User.objects.filter(contains(query, "name", "title")))
    people = list(rows.order_by("name", "pk")[:limit])
    now = Affiliation.objects.on(today()).filter(user__in=people).select_related("party")
    party = {row.user_id: row.party.name for row in now}
    return [
        Hit(
            row.name,
            reverse("person", args=[row.pk]),
            row.title or _("person"),
            party.get(row.pk, ""),
        )
        for row in people
    ]


def find_meetings(user: User, query: str, limit: int) -> list[Hit]:
    """By forum and place; the newest first."""
    wanted = contains(query, "forum__name", "forum__short_name", "place")
    rows = visible_to(user, Meeting.objects.filter(wanted)).select_related("forum")
    return [
        Hit(
            f"{row} – {day(row.starts_at)}",
            row.get_absolute_url(),
            row.get_status_display(),
            row.place,
        )
        for row in rows.order_by("-starts_at", "pk")[:limit]
    ]


def find_words(user: User, query: str, limit: int) -> list[Hit]:
    wanted = contains(query, "term", "full_form", "explanation")
    rows = visible_to(user, GlossaryTerm.objects.filter(wanted)).order_by("term")
    return [
        Hit(row.term, reverse("glossary"), row.full_form or _("ord"), row.explanation[:140])
        for row in rows[:limit]
    ]


def register_all() -> None:
    register(gettext_lazy("Møter"), find_meetings, key="moter", position=20)
    register(gettext_lazy("Forum"), find_forums, key="forum", position=30)
    register(gettext_lazy("Parter"), find_parties, key="parter", position=40)
    register(gettext_lazy("Personer"), find_people, key="personer", position=50)
    register(gettext_lazy("Ord"), find_words, key="ord", position=60)
