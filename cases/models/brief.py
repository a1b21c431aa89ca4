"""A saksframlegg: sections from a template, written by several people, kept in versions."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case, CaseKind
from cases.models.document import Document
from forums.models import Forum, User


class SectionUse(models.TextChoices):
    """What a section is for, where the system has something to add to it or to ask of it."""

    TEXT = "text", _("tekst")
    BACKGROUND = "background", _("bakgrunn")
    POSITIONS = "positions", _("partenes syn")
    ANCHORING = "anchoring", _("forankring")
    CONCLUSION = "conclusion", _("forslag til konklusjon")


class BriefTemplate(models.Model):
    """Which sections a brief has; for one kind of case, or for all that have none of their own."""

    kind = models.OneToOneField(
        CaseKind,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="brief_template",
        verbose_name=_("sakstype"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mal for saksframlegg")
        verbose_name_plural = _("maler for saksframlegg")
        ordering = ["kind__position", "kind__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Coalesce("kind", models.Value(0)),
                name="brief_template_default_once",
                violation_error_message=_("Det finnes alt en standardmal."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.kind or _("standardmalen"))


class SectionFacts(models.Model):
    """What a section of a template says about itself; a brief keeps what it was made from."""

    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    heading = models.CharField(_("overskrift"), max_length=100)
    guidance = models.TextField(_("veiledning"), max_length=600, blank=True)
    required = models.BooleanField(_("må fylles ut"), default=True)
    min_words = models.PositiveSmallIntegerField(
        _("minst så mange ord"),
        default=0,
        help_text=_("0 betyr at lengden ikke sjekkes."),
    )
    use = models.CharField(
        _("brukes til"), max_length=12, choices=SectionUse.choices, default=SectionUse.TEXT
    )

    class Meta:
        abstract = True


class TemplateSection(SectionFacts):
    template = models.ForeignKey(
        BriefTemplate, models.CASCADE, related_name="sections", verbose_name=_("mal")
    )
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("del av malen")
        verbose_name_plural = _("deler av malen")
        ordering = ["template", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["template", "heading"],
                name="brief_heading_once_a_template",
                violation_error_message=_("Malen har alt en del med denne overskriften."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading


class BriefState(models.TextChoices):
    DRAFT = "draft", _("utkast")
    SUBMITTED = "submitted", _("sendt til sekretariatet")
    RETURNED = "returned", _("sendt tilbake")
    PASSED = "passed", _("godkjent")


class Brief(models.Model):
    """One case's brief to one forum. Only ``cases/briefs.py`` writes ``state``.

    ``document`` is the paper that the passed text became; a later text becomes its next version.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="briefs", verbose_name=_("sak"))
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="briefs", verbose_name=_("stilet til")
    )
    state = models.CharField(
        _("tilstand"), max_length=10, choices=BriefState.choices, default=BriefState.DRAFT
    )
    co_authors = models.ManyToManyField(
        User, related_name="briefs_shared", blank=True, verbose_name=_("medforfattere")
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("begynt av")
    )
    created_at = models.DateTimeField(_("begynt"), default=timezone.now)
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sendt av")
    )
    submitted_at = models.DateTimeField(_("sendt"), null=True, blank=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("vurdert av")
    )
    judged_at = models.DateTimeField(_("vurdert"), null=True, blank=True)
    return_reason = models.TextField(_("hva som mangler"), blank=True)
    document = models.OneToOneField(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="brief",
        verbose_name=_("dokument"),
    )

    history = HistoricalRecords(m2m_fields=[co_authors])

    class Meta:
        verbose_name = _("saksframlegg")
        verbose_name_plural = _("saksframlegg")
        ordering = ["case", "created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "forum"],
                name="brief_once_a_forum",
                violation_error_message=_("Saken har alt et saksframlegg til dette forumet."),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""),
                name="brief_returned_says_why",
                violation_error_message=_("Skriv hva som mangler."),
            ),
            models.CheckConstraint(
                condition=~Q(state="passed")
                | Q(document__isnull=False, judged_by__isnull=False, judged_at__isnull=False),
                name="brief_passed_is_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(state="draft")
                | Q(submitted_by__isnull=False, submitted_at__isnull=False),
                name="brief_submitted_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} {self.forum.short_name}"


class BriefSection(SectionFacts):
    """The text of one section. ``number`` goes up by one each time the text is saved."""

    brief = models.ForeignKey(
        Brief, models.PROTECT, related_name="sections", verbose_name=_("saksframlegg")
    )
    html = models.TextField(_("tekst"), blank=True)
    number = models.PositiveIntegerField(_("lagret så mange ganger"), default=0)
    updated_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skrevet av")
    )
    updated_at = models.DateTimeField(_("skrevet"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("del av saksframlegg")
        verbose_name_plural = _("deler av saksframlegg")
        ordering = ["brief", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "heading"], name="brief_heading_once"),
        ]

    def __str__(self) -> str:
        return self.heading


class VersionReason(models.TextChoices):
    KEPT = "kept", _("tatt vare på")
    SUBMITTED = "submitted", _("sendt til sekretariatet")
    RETURNED = "returned", _("sendt tilbake")
    PASSED = "passed", _("godkjent")
    IMPORTED = "imported", _("før import fra Word")


class BriefVersion(models.Model):
    """The whole text at one moment; written once. ``sections`` is a list of key, heading, html."""

    brief = models.ForeignKey(
        Brief, models.PROTECT, related_name="versions", verbose_name=_("saksframlegg")
    )
    number = models.PositiveIntegerField(_("nummer"))
    reason = models.CharField(_("tatt"), max_length=10, choices=VersionReason.choices)
    at = models.DateTimeField(_("når"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("av"))
    note = models.CharField(_("merknad"), max_length=300, blank=True)
    sections = models.JSONField(_("deler"))

    class Meta:
        verbose_name = _("versjon av saksframlegg")
        verbose_name_plural = _("versjoner av saksframlegg")
        ordering = ["brief", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="brief_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.brief} v{self.number}"
