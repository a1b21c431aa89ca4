"""Words and abbreviations that newcomers meet, explained by the secretariat."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class GlossaryTerm(models.Model):
    term = models.CharField(_("ord eller forkortelse"), max_length=60, unique=True)
    full_form = models.CharField(_("fullt navn"), max_length=150, blank=True)
    explanation = models.TextField(_("forklaring"))
    is_abbreviation = models.BooleanField(_("forkortelse"), default=False)
    is_essential = models.BooleanField(_("vises til nye i Miljøløftet"), default=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("ord")
        verbose_name_plural = _("ordliste")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term
