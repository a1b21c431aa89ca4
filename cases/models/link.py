"""That two cases have to do with each other."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from forums.models import User


class LinkKind(models.TextChoices):
    """How ``case`` stands to ``other``."""

    RELATED = "related", _("henger sammen med")
    FOLLOWS = "follows", _("følger opp")
    PART_OF = "part_of", _("er en del av")


class CaseLink(models.Model):
    """Read from either side. Only ``cases/links.py`` writes these."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="links", verbose_name=_("sak"))
    other = models.ForeignKey(
        Case, models.PROTECT, related_name="linked_from", verbose_name=_("den andre saken")
    )
    kind = models.CharField(_("hvordan"), max_length=10, choices=LinkKind.choices)
    why = models.CharField(_("forklaring"), max_length=200, blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("lagt til av")
    )
    made_at = models.DateTimeField(_("lagt til"), default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("lenke mellom saker")
        verbose_name_plural = _("lenker mellom saker")
        ordering = ["case", "made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "other"],
                name="case_link_once",
                violation_error_message=_("Sakene er alt lenket sammen."),
            ),
            models.CheckConstraint(
                condition=~Q(case=F("other")),
                name="case_link_to_another",
                violation_error_message=_("En sak kan ikke lenkes til seg selv."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.get_kind_display()} {self.other.number}"
