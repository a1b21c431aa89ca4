"""Papers: nothing is overwritten, each version has its checksum."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case, LegalGround
from forums.models import User


class DocumentKind(models.TextChoices):
    BRIEF = "brief", _("saksframlegg")
    ATTACHMENT = "attachment", _("vedlegg")
    MINUTES = "minutes", _("referat")


class Document(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", verbose_name=_("sak"))
    kind = models.CharField(_("type"), max_length=12, choices=DocumentKind.choices)
    title = models.CharField(_("tittel"), max_length=200)
    exempt_ground = models.ForeignKey(
        LegalGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("unntatt offentlighet etter"),
    )
    created_at = models.DateTimeField(_("lagt til"), default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["case", "created_at", "pk"]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One file as it was uploaded. Only ``cases/documents.py`` makes these."""

    document = models.ForeignKey(
        Document, models.PROTECT, related_name="versions", verbose_name=_("dokument")
    )
    number = models.PositiveSmallIntegerField(_("versjon"))
    file = models.FileField(_("fil"), upload_to="documents/%Y/%m/")
    filename = models.CharField(_("filnavn"), max_length=200)
    media_type = models.CharField(_("filtype"), max_length=100)
    size = models.PositiveIntegerField(_("størrelse i byte"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("lastet opp av")
    )
    uploaded_at = models.DateTimeField(_("lastet opp"), default=timezone.now)

    class Meta:
        verbose_name = _("dokumentversjon")
        verbose_name_plural = _("dokumentversjoner")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"
