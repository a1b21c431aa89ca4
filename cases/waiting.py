"""What waits for an answer from one person: each module registers what it knows of.

A finder asks a fixed number of queries however much waits. The rows are shown on «Min side»,
those with the nearest deadline first, those without one last.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from forums.clock import today
from forums.models import (
    ChangeStatus,
    Mandate,
    MandateReading,
    MandateStatus,
    Membership,
    PartyTask,
    RepresentativeChange,
    User,
)
from forums.permissions import is_secretariat, reports_for
from miljoloftet.templatetags.days import day


@dataclass(frozen=True)
class Row:
    """What to do, where, a few facts in words, and the deadline where there is one."""

    title: str
    url: str
    facts: tuple[str, ...] = ()
    due: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < today()


Finder = Callable[[User], list[Row]]

_finders: list[tuple[int, Finder]] = []


def register(finder: Finder, *, position: int) -> None:
    """``position`` orders rows with the same deadline, and those without one."""
    if (position, finder) not in _finders:
        _finders.append((position, finder))
        _finders.sort(key=lambda row: row[0])


def waiting_for(user: User) -> list[Row]:
    rows = [row for _position, finder in _finders for row in finder(user)]
    return sorted(rows, key=lambda row: row.due or date.max)


def mandates_to_read(user: User) -> list[Row]:
    """Mandates in force for the person's forums that the person has not confirmed reading."""
    forums = Membership.objects.current().filter(user=user).values("forum")
    read = MandateReading.objects.filter(user=user).values("mandate")
    rows = Mandate.objects.on(today()).filter(forum__in=forums)
    rows = rows.exclude(Q(status=MandateStatus.MISSING) | Q(pk__in=read)).select_related("forum")
    return [
        Row(
            _("Les «%(mandate)s» og bekreft") % {"mandate": mandate.title},
            mandate.forum.get_absolute_url(),
            (
                mandate.forum.short_name,
                _("Gjelder fra %(day)s") % {"day": day(mandate.start)},
                capfirst(mandate.get_status_display()),
            ),
        )
        for mandate in rows.order_by("forum__level", "forum__position", "pk")
    ]


def seats_to_fill(user: User) -> list[Row]:
    """The tasks of the parties that the person is contact for."""
    rows = PartyTask.objects.filter(party__in=reports_for(user), closed_on__isnull=True)
    rows = rows.select_related("party", "seat__forum", "seat__party").order_by("due_on", "pk")
    return [
        Row(
            _("Pek ut en representant i %(forum)s") % {"forum": task.seat.forum.short_name},
            reverse("party", args=[task.party.slug]),
            (task.party.name,),
            task.due_on,
        )
        for task in rows
    ]


def changes_to_confirm(user: User) -> list[Row]:
    """What the parties have reported; for the secretariat."""
    if not is_secretariat(user):
        return []
    rows = RepresentativeChange.objects.filter(status=ChangeStatus.REPORTED)
    rows = rows.select_related("party", "seat__forum", "seat__party", "user", "reported_by")
    return [
        Row(
            _("Bekreft ny representant for %(party)s i %(forum)s")
            % {"party": change.party.short_name, "forum": change.seat.forum.short_name},
            reverse("party", args=[change.party.slug]),
            (
                change.user.name if change.user else change.new_name,
                capfirst(change.get_role_display()),
                _("Fra %(day)s") % {"day": day(change.start)},
            ),
        )
        for change in rows.order_by("start", "pk")
    ]
