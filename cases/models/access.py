"""Who may see which case: django-guardian's rows in tables with a real foreign key.

Groups follow forums and parties. One person may be given a case by name, until a day.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from forums.clock import today
from forums.models import User


class CaseGroupPermission(GroupObjectPermissionBase):  # type: ignore[misc]
    """Only ``cases/permissions.py`` writes these; guardian reads them by itself."""

    content_object: models.ForeignKey[Case, Case] = models.ForeignKey(
        Case, models.CASCADE, related_name="group_permissions"
    )

    class Meta(GroupObjectPermissionBase.Meta):  # type: ignore[misc]
        verbose_name = _("gruppens tilgang til en sak")
        verbose_name_plural = _("gruppers tilgang til saker")


class CaseUserPermission(UserObjectPermissionBase):  # type: ignore[misc]
    """What a ``CaseGrant`` gives while it holds. Only ``cases/permissions.py`` writes these."""

    content_object: models.ForeignKey[Case, Case] = models.ForeignKey(
        Case, models.CASCADE, related_name="user_permissions"
    )

    class Meta(UserObjectPermissionBase.Meta):  # type: ignore[misc]
        verbose_name = _("personens tilgang til en sak")
        verbose_name_plural = _("personers tilgang til saker")


class GrantQuerySet(models.QuerySet["CaseGrant"]):
    def current(self) -> Self:
        """Those that hold today: begun, not run out and not taken back."""
        day = today()
        return self.filter(start__lte=day, end__gte=day, revoked_at__isnull=True)


class CaseGrant(models.Model):
    """That a named person may see all of a case until a day. Written by ``cases/grants.py``."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="grants", verbose_name=_("sak"))
    user = models.ForeignKey(
        User, models.PROTECT, related_name="case_grants", verbose_name=_("hvem")
    )
    why = models.CharField(_("hvorfor"), max_length=300)
    start = models.DateField(_("fra og med"))
    end = models.DateField(_("til og med"))
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("gitt av"))
    given_at = models.DateTimeField(_("gitt"), default=timezone.now)
    revoked_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tatt tilbake av"),
    )
    revoked_at = models.DateTimeField(_("tatt tilbake"), null=True, blank=True)
    revoked_because = models.CharField(_("tatt tilbake fordi"), max_length=300, blank=True)

    history = HistoricalRecords()
    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("navngitt tilgang")
        verbose_name_plural = _("navngitte tilganger")
        ordering = ["case", "end", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="grant_ends_after_start",
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True, revoked_because="")
                | Q(revoked_at__isnull=False, revoked_by__isnull=False) & ~Q(revoked_because=""),
                name="grant_revoked_by_someone_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.case.number}"

    @property
    def holds(self) -> bool:
        return self.revoked_at is None and self.start <= today() <= self.end
