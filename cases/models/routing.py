"""The permitted routes, and the history that nobody can change."""

import hashlib
import json
from datetime import UTC
from typing import Any, Never

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.treatment import Treatment, TreatmentRole
from forums.models import Forum, User


class Route(models.Model):
    """That a case may be lifted from one forum to another, and what it comes there for."""

    from_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="routes_out", verbose_name=_("fra")
    )
    to_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="routes_in", verbose_name=_("til")
    )
    role = models.CharField(_("forumet skal"), max_length=10, choices=TreatmentRole.choices)
    released_by = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="routes_released",
        verbose_name=_("avgjøres av"),
        help_text=_("Forumet som avgjør om saken løftes. Lederen av sekretariatet kan alltid."),
    )
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("saksvei")
        verbose_name_plural = _("saksveier")
        ordering = ["from_forum__level", "from_forum", "to_forum"]
        constraints = [
            models.UniqueConstraint(fields=["from_forum", "to_forum"], name="route_once"),
            models.CheckConstraint(
                condition=~Q(from_forum=F("to_forum")),
                name="route_between_two_forums",
                violation_error_message=_("En saksvei går mellom to ulike forum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_forum.short_name} → {self.to_forum.short_name}"


class EventKind(models.TextChoices):
    REGISTERED = "registered", _("registrert")
    PUT_FORWARD = "put_forward", _("lagt fram")
    ASKED = "asked", _("bedt om behandling")
    SCHEDULED = "scheduled", _("satt på sakslisten")
    UNSCHEDULED = "unscheduled", _("tatt av sakslisten")
    TREATED = "treated", _("behandlet")
    POSTPONED = "postponed", _("utsatt")
    RETURNED = "returned", _("sendt tilbake")
    LIFTED = "lifted", _("løftet")
    CONFIRMED = "confirmed", _("tekst bekreftet")
    CLOSED = "closed", _("avsluttet")
    REOPENED = "reopened", _("gjenåpnet")
    WITHDRAWN = "withdrawn", _("trukket")


class AppendOnly(models.QuerySet["RoutingEvent"]):
    def update(self, **kwargs: Any) -> Never:
        raise TypeError("A routing event is never changed; record a new one.")

    def delete(self) -> Never:
        raise TypeError("A routing event is never deleted.")


class RoutingEvent(models.Model):
    """One step of a case's way. Each row carries the hash of the one before it in the case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name=_("sak"))
    sequence = models.PositiveIntegerField(_("nummer i saken"))
    kind = models.CharField(_("hendelse"), max_length=12, choices=EventKind.choices)
    at = models.DateTimeField(_("når"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("hvem"))
    from_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, related_name="+", verbose_name=_("fra forum")
    )
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, related_name="+", verbose_name=_("til forum")
    )
    treatment = models.ForeignKey(
        Treatment, models.PROTECT, null=True, related_name="events", verbose_name=_("behandling")
    )
    reason = models.TextField(_("begrunnelse"), blank=True)
    previous_hash = models.CharField(_("avtrykk av hendelsen før"), max_length=64, blank=True)
    hash = models.CharField(_("avtrykk"), max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("hendelse i saksgangen")
        verbose_name_plural = _("saksgang")
        ordering = ["case", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="event_number_once_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} #{self.sequence} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A routing event is never changed; record a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("A routing event is never deleted.")

    def fingerprint(self) -> str:
        """SHA-256 (hex) over what the event says and the hash before it."""
        content = [
            self.previous_hash,
            self.case_id,
            self.sequence,
            self.kind,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.by_id,
            self.from_forum_id,
            self.to_forum_id,
            self.treatment_id,
            self.reason,
        ]
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()
