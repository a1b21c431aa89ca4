"""A spreadsheet on its way in: dry run, errors row by row, progress."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.person import User


class ImportKind(models.TextChoices):
    PARTIES = "parties", _("parter")
    MEMBERSHIPS = "memberships", _("medlemskap")


class ImportState(models.TextChoices):
    CHECKING = "checking", _("kontrolleres")
    FAILED = "failed", _("har feil")
    READY = "ready", _("klar til å leses inn")
    IMPORTING = "importing", _("leses inn")
    DONE = "done", _("lest inn")


class ImportJob(models.Model):
    """One file. ``errors`` is a list of {"row": int, "column": str, "message": str}.

    ``changes`` is a list of {"row": int, "message": str}; row 0 is the file as a whole.
    """

    kind = models.CharField(_("hva"), max_length=12, choices=ImportKind.choices)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=ImportState.choices, default=ImportState.CHECKING
    )
    file = models.FileField(_("fil"), upload_to="imports/%Y/%m/")
    filename = models.CharField(_("filnavn"), max_length=200)
    rows_total = models.PositiveIntegerField(_("rader"), default=0)
    rows_done = models.PositiveIntegerField(_("rader ferdig"), default=0)
    changes = models.JSONField(_("hva som blir endret"), default=list)
    errors = models.JSONField(_("feil"), default=list)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="imports", verbose_name=_("lastet opp av")
    )
    created_at = models.DateTimeField(_("lastet opp"), default=timezone.now)
    carried_out_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lest inn av"),
    )
    tried_at = models.DateTimeField(_("sist forsøkt"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)

    class Meta:
        verbose_name = _("innlesing")
        verbose_name_plural = _("innlesinger")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.filename
