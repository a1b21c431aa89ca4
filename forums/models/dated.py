"""Rows that hold from one day to another, both days included."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from forums.clock import today


class DatedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def on(self, day: date) -> Self:
        """Those in force on ``day``."""
        return self.filter(self.model.in_force(day))

    def current(self) -> Self:
        return self.on(today())

    def overlapping(self, start: date, end: date | None) -> Self:
        """Those that share at least one day with ``start``-``end``."""
        rows = self.filter(Q(end__isnull=True) | Q(end__gte=start))
        return rows if end is None else rows.filter(start__lte=end)


class Dated(models.Model):
    start = models.DateField(_("fra og med"), db_index=True)
    end = models.DateField(_("til og med"), null=True, blank=True, db_index=True)

    class Meta:
        abstract = True

    @staticmethod
    def in_force(day: date, prefix: str = "") -> Q:
        """The condition for being in force, with ``prefix`` for a look-up across a relation."""
        return Q(**{f"{prefix}start__lte": day}) & (
            Q(**{f"{prefix}end__isnull": True}) | Q(**{f"{prefix}end__gte": day})
        )

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.end is None or self.end >= day)


def ends_after_start(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(end__isnull=True) | Q(end__gte=F("start")),
        name=name,
        violation_error_message=_("Siste dag kan ikke være før første dag."),
    )
