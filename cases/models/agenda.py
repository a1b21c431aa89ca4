"""A treatment's place in one meeting."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.document import Document
from cases.models.treatment import Outcome, Treatment
from forums.models import Meeting


class Purpose(models.TextChoices):
    INFORMATION = "information", _("orientering")
    DISCUSSION = "discussion", _("drøfting")
    DECISION = "decision", _("avgjørelse")


class AgendaItem(models.Model):
    """Item ``AU 12/26``: the number runs within forum and year, through all its meetings."""

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="agenda_items", verbose_name=_("møte")
    )
    treatment = models.ForeignKey(
        Treatment, models.PROTECT, related_name="agenda_items", verbose_name=_("behandling")
    )
    number = models.PositiveSmallIntegerField(_("saksnummer i møtet"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))
    purpose = models.CharField(_("formål"), max_length=12, choices=Purpose.choices)
    minutes_planned = models.PositiveSmallIntegerField(_("minutter satt av"), default=15)
    minutes_used = models.PositiveSmallIntegerField(_("minutter brukt"), null=True, blank=True)
    paper = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("saksframlegg"),
    )
    oral_reason = models.CharField(
        _("hvorfor saken er muntlig"),
        max_length=300,
        blank=True,
        help_text=_("Fylles ut når saken ikke har saksframlegg."),
    )
    proposal = models.TextField(_("innstilling fra sekretariatet"), blank=True)
    outcome = models.CharField(_("utfall"), max_length=16, choices=Outcome.choices, blank=True)
    text = models.TextField(_("det møtet kom fram til"), blank=True)
    closed_at = models.DateTimeField(_("lukket"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sak på sakslisten")
        verbose_name_plural = _("saksliste")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "treatment"], name="agenda_treatment_once"),
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(
                condition=Q(paper__isnull=False) | ~Q(oral_reason=""),
                name="agenda_paper_or_reason_it_is_oral",
                violation_error_message=_(
                    "Legg ved et saksframlegg, eller skriv hvorfor saken er muntlig."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | ~Q(outcome=""),
                name="agenda_closed_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.meeting.forum.short_name} {self.number}/{self.meeting.year % 100:02d}"
