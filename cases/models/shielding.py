"""What is kept back: that extended access was weighed, and who opened it all the same."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case, LegalGround
from cases.models.document import Document, DocumentVersion
from forums.models import User


class WeighingResult(models.TextChoices):
    KEPT = "kept", _("unntas helt")
    PARTLY = "partly", _("unntas, men en sladdet kopi gis ut")
    OPENED = "opened", _("gis ut")


class Weighing(models.Model):
    """That somebody asked whether to give access although the law lets it be refused.

    Source: offentleglova § 11. Written once, by ``cases/shielding.py``.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="weighings", verbose_name=_("sak"))
    document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="weighings",
        verbose_name=_("dokument"),
    )
    ground = models.ForeignKey(
        LegalGround, models.PROTECT, related_name="+", verbose_name=_("hjemmel")
    )
    considered = models.TextField(_("hva som ble vurdert"))
    result = models.CharField(_("resultat"), max_length=8, choices=WeighingResult.choices)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("vurdert av"))
    at = models.DateTimeField(_("vurdert"), default=timezone.now)

    class Meta:
        verbose_name = _("vurdering av merinnsyn")
        verbose_name_plural = _("vurderinger av merinnsyn")
        ordering = ["case", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(considered=""), name="weighing_says_what_was_considered"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document or self.case}: {self.get_result_display()}"


class OpenedHow(models.TextChoices):
    DOWNLOAD = "download", _("lastet ned")
    COPY = "copy", _("lastet ned PDF-kopien")
    PREVIEW = "preview", _("så på forhåndsvisningen")


class DocumentOpening(models.Model):
    """That a person opened a paper that was exempt. Written by ``cases/shielding.py``."""

    version = models.ForeignKey(
        DocumentVersion, models.PROTECT, related_name="openings", verbose_name=_("versjon")
    )
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("hvem"))
    how = models.CharField(_("hvordan"), max_length=10, choices=OpenedHow.choices)
    at = models.DateTimeField(_("når"), default=timezone.now)

    class Meta:
        verbose_name = _("åpning av unntatt dokument")
        verbose_name_plural = _("åpninger av unntatte dokumenter")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["version", "user", "-at"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.version}"
