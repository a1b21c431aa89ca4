"""An invitation to sign in, sent as a link; the only way to get an account."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.person import User


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> Self:
        """Neither used nor taken back; it may have grown old."""
        return self.filter(accepted_at=None, revoked_at=None)


class Invitation(models.Model):
    """The link's secret is never stored, only its SHA-256."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="invitations", verbose_name=_("person")
    )
    token_hash = models.CharField(_("avtrykk av lenken"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("invitert av")
    )
    created_at = models.DateTimeField(_("laget"), default=timezone.now)
    expires_at = models.DateTimeField(_("gjelder til"))
    accepted_at = models.DateTimeField(_("tatt i bruk"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("trukket"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitasjon")
        verbose_name_plural = _("invitasjoner")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="invitation_one_open_a_person",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user)
