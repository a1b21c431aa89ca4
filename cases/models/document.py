"""Papers: nothing is overwritten, each version has its checksum."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case, LegalGround
from forums.models import User


class DocumentKind(models.TextChoices):
    BRIEF = "brief", _("saksframlegg")
    ATTACHMENT = "attachment", _("vedlegg")
    MINUTES = "minutes", _("referat")
    STATEMENT = "statement", _("uttalelse")
    DECISION = "decision", _("vedtak")
    NOTE = "note", _("notat")


class Document(models.Model):
    case = models.ForeignKey(Case, models.PROTECT, related_name="documents", verbose_name=_("sak"))
    kind = models.CharField(_("type"), max_length=12, choices=DocumentKind.choices)
    title = models.CharField(_("tittel"), max_length=200)
    public_title = models.CharField(
        _("offentlig tittel"),
        max_length=200,
        blank=True,
        help_text=_("Vises for dem som ikke kan se dokumentet når det er unntatt."),
    )
    exempt_ground = models.ForeignKey(
        LegalGround,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name=_("unntatt offentlighet etter"),
    )
    redacts = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="redacted_copies",
        verbose_name=_("sladdet kopi av"),
    )
    created_at = models.DateTimeField(_("lagt til"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("trukket"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("trukket av"),
    )
    withdrawn_because = models.CharField(_("trukket fordi"), max_length=300, blank=True)

    # A reader of a redacted copy's log is not to learn what the paper itself is called.
    history = HistoricalRecords(excluded_fields=["redacts"])

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ["case", "created_at", "pk"]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(exempt_ground__isnull=False), name="document_exempt"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because=""
                )
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_because=""),
                name="document_withdrawn_by_someone_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(exempt_ground__isnull=True) | ~Q(public_title=""),
                name="document_exempt_has_public_title",
                violation_error_message=_("Et dokument som er unntatt, må ha en offentlig tittel."),
            ),
            models.CheckConstraint(
                condition=Q(redacts__isnull=True) | Q(exempt_ground__isnull=True),
                name="document_redacted_copy_is_open",
                violation_error_message=_("En sladdet kopi kan ikke selv være unntatt."),
            ),
            models.UniqueConstraint(
                fields=["redacts"],
                condition=Q(withdrawn_at__isnull=True),
                name="document_one_redacted_copy",
                violation_error_message=_("Dokumentet har alt en sladdet kopi."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.pk])

    @property
    def is_exempt(self) -> bool:
        """Kept back by itself or with its case."""
        return self.exempt_ground_id is not None or self.case.exempt_ground_id is not None

    @property
    def kind_word(self) -> str:
        return str(capfirst(self.get_kind_display()))


class TextState(models.TextChoices):
    """How far the text of a file has been read out of it, for search."""

    WAITING = "waiting", _("venter på å bli lest")
    DONE = "done", _("teksten er lest")
    NONE = "none", _("har ingen tekst å lese")
    FAILED = "failed", _("kunne ikke leses")


class TextProblem(models.TextChoices):
    """Why a file could not be read, as a sentence for the page."""

    ENCRYPTED = "encrypted", _("Filen er låst med passord. Last opp en uten passord.")
    BROKEN = "broken", _("Filen er skadet. Lagre den på nytt der den ble laget, og last den opp.")
    TOO_LARGE = "too_large", _("Filen pakker ut til mer enn vi leser. Del den i flere.")
    SCANNED = "scanned", _("Filen har bare bilder av tekst, så søk finner den ikke.")
    STOPPED = "stopped", _("Lesingen stoppet flere ganger. Last opp filen på nytt.")


class CopyState(models.TextChoices):
    """The PDF beside an office file."""

    NONE = "none", _("trengs ikke")
    WAITING = "waiting", _("PDF-kopi lages")
    DONE = "done", _("har PDF-kopi")
    MISSING = "missing", _("PDF-kopi kan ikke lages her: LibreOffice er ikke installert")
    FAILED = "failed", _("PDF-kopi lot seg ikke lage av denne filen")


class DocumentVersion(models.Model):
    """One file as it was uploaded. Only ``cases/documents.py`` makes these.

    The file is never changed. What the worker draws out of it (its text and a PDF) is written
    beside it by ``cases/preparing.py``.
    """

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
    text = models.TextField(_("tekst"), blank=True)
    text_state = models.CharField(
        _("lesing"), max_length=8, choices=TextState.choices, default=TextState.WAITING
    )
    text_problem = models.CharField(
        _("hvorfor den ikke er lest"), max_length=10, choices=TextProblem.choices, blank=True
    )
    pdf = models.FileField(_("PDF-kopi"), upload_to="documents/pdf/%Y/%m/", blank=True)
    pdf_state = models.CharField(
        _("PDF-kopien"), max_length=8, choices=CopyState.choices, default=CopyState.NONE
    )
    tries = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    tried_at = models.DateTimeField(_("sist forsøkt"), null=True, blank=True)

    class Meta:
        verbose_name = _("dokumentversjon")
        verbose_name_plural = _("dokumentversjoner")
        ordering = ["document", "-number"]
        indexes = [
            models.Index(
                fields=["tried_at"],
                condition=Q(text_state="waiting") | Q(pdf_state="waiting"),
                name="version_waits_for_worker",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document} v{self.number}"
