"""The forums, and the lines between them."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.dated import Dated, DatedQuerySet, ends_after_start

if TYPE_CHECKING:
    from forums.models.mandate import Mandate


class ForumKind(models.TextChoices):
    STEERING = "steering", _("styringsgruppe")
    COORDINATION = "coordination", _("koordineringsgruppe")
    WORKING = "working", _("arbeidsutvalg")
    EXPERT = "expert", _("faggruppe")
    NETWORK = "network", _("samarbeid ved siden av")
    SECRETARIAT = "secretariat", _("sekretariat")


class Forum(Dated):
    """A place where parties meet and cases are treated."""

    name = models.CharField(_("navn"), max_length=120, unique=True)
    short_name = models.CharField(_("kortnavn"), max_length=30, unique=True)
    slug = models.SlugField(_("adresse på nettsiden"), max_length=60, unique=True)
    kind = models.CharField(_("type forum"), max_length=20, choices=ForumKind.choices)
    level = models.PositiveSmallIntegerField(
        _("nivå i organisasjonskartet"), default=3, help_text=_("1 er øverst.")
    )
    position = models.PositiveSmallIntegerField(_("plass på nivået"), default=0)
    purpose = models.TextField(_("hva forumet er til for"), blank=True)
    is_public = models.BooleanField(_("møtene er åpne for alle"), default=False)
    expected_hours = models.DecimalField(
        _("forventet tid i måneden (timer)"),
        max_digits=5,
        decimal_places=1,
        null=True,
        blank=True,
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("forum")
        verbose_name_plural = _("forum")
        ordering = ["level", "position", "name"]
        constraints = [ends_after_start("forum_ends_after_start")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("forum", args=[self.slug])

    def mandate_on(self, day: date) -> "Mandate | None":
        """The mandate that guides the forum that day, a missing one included."""
        mandate: Mandate | None = self.mandates.on(day).order_by("-start").first()
        return mandate


class LineKind(models.TextChoices):
    OWNS = "owns", _("eier og vedtar mandatet")
    COMMISSIONS = "commissions", _("er oppdragsgiver for")
    REPORTS = "reports", _("rapporterer til")


class ForumLine(Dated):
    """``from_forum`` owns, commissions or reports to ``to_forum``: a line of the chart."""

    from_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="lines_out", verbose_name=_("fra")
    )
    to_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="lines_in", verbose_name=_("til")
    )
    kind = models.CharField(_("type linje"), max_length=12, choices=LineKind.choices)
    source = models.CharField(_("kilde"), max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("linje mellom forum")
        verbose_name_plural = _("linjer mellom forum")
        ordering = ["kind", "from_forum", "to_forum"]
        constraints = [
            ends_after_start("forum_line_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(from_forum=F("to_forum")),
                name="forum_line_between_two_forums",
                violation_error_message=_("En linje går mellom to ulike forum."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_forum} {self.get_kind_display()} {self.to_forum}"
