"""Mandates: numbered clauses, the competence they give and the rules that can be measured."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from forums.models.dated import Dated, DatedQuerySet, ends_after_start
from forums.models.forum import Forum
from forums.models.person import User


class MandateStatus(models.TextChoices):
    MISSING = "missing", _("mangler – et notat er førende")
    DRAFT = "draft", _("utkast")
    PRELIMINARY = "preliminary", _("foreløpig")
    AGREED = "agreed", _("omforent")
    ADOPTED = "adopted", pgettext_lazy("mandat", "vedtatt")


class Act(models.TextChoices):
    """What a forum may do with a case."""

    PREPARE = "prepare", _("forberede")
    RECOMMEND = "recommend", _("tilrå")
    CONCLUDE = "conclude", _("konkludere")
    DECIDE = "decide", _("vedta")


class MandateQuerySet(DatedQuerySet):
    def on(self, day):  # type: ignore[no-untyped-def]
        """In force that day; a draft never is."""
        return super().on(day).exclude(status=MandateStatus.DRAFT)


class Mandate(Dated):
    """One version of a forum's mandate. "Superseded" is not stored: the end date says it.

    ``start`` is the first day in force. A missing mandate is a row too: it holds the note
    that guides the forum meanwhile, and its source.
    """

    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="mandates", verbose_name=_("forum")
    )
    version = models.PositiveSmallIntegerField(_("versjon"), validators=[MinValueValidator(1)])
    status = models.CharField(_("status"), max_length=12, choices=MandateStatus.choices)
    title = models.CharField(_("tittel"), max_length=200)
    summary = models.TextField(_("kort sagt"), blank=True)
    source = models.CharField(_("kildedokument"), max_length=200)
    source_date = models.DateField(_("dato på kildedokumentet"), null=True, blank=True)
    adopted_by = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates_adopted",
        verbose_name=_("vedtatt av"),
    )
    adopted_on = models.DateField(_("vedtatt dato"), null=True, blank=True)

    objects = MandateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandater")
        ordering = ["forum", "-version"]
        constraints = [
            ends_after_start("mandate_ends_after_start"),
            models.UniqueConstraint(fields=["forum", "version"], name="mandate_version_once"),
            models.CheckConstraint(
                condition=~Q(status__in=["agreed", "adopted"])
                | Q(adopted_by__isnull=False, adopted_on__isnull=False),
                name="mandate_agreed_has_forum_and_date",
                violation_error_message=_(
                    "Et omforent eller vedtatt mandat må ha forum og dato for vedtaket."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_binding(self) -> bool:
        """Whether the owner forum has agreed to it; only then can it give power to decide."""
        return self.status in {MandateStatus.AGREED, MandateStatus.ADOPTED}


class MandateClause(models.Model):
    mandate = models.ForeignKey(
        Mandate, models.CASCADE, related_name="clauses", verbose_name=_("mandat")
    )
    position = models.PositiveSmallIntegerField(_("rekkefølge"))
    number = models.CharField(_("nummer"), max_length=10)
    heading = models.CharField(_("overskrift"), max_length=120, blank=True)
    text = models.TextField(_("tekst"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("punkt i mandatet")
        verbose_name_plural = _("punkter i mandatet")
        ordering = ["mandate", "position"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "number"], name="clause_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.heading}".strip()


class Competence(models.Model):
    """That a mandate gives the forum power to do one kind of act, and which clause says so."""

    mandate = models.ForeignKey(
        Mandate, models.CASCADE, related_name="competences", verbose_name=_("mandat")
    )
    act = models.CharField(_("kan"), max_length=10, choices=Act.choices)
    clause = models.ForeignKey(
        MandateClause, models.CASCADE, related_name="competences", verbose_name=_("punkt")
    )
    scope = models.CharField(
        _("gjelder"), max_length=200, blank=True, help_text=_("Tomt betyr alle saker.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kompetanse")
        verbose_name_plural = _("kompetanse")
        ordering = ["mandate", "act"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "act"], name="competence_once_per_act"),
        ]

    def __str__(self) -> str:
        return self.get_act_display()


class RuleKind(models.TextChoices):
    PAPERS_BEFORE = "papers_before", _("papirene går ut minst så mange dager før møtet")
    MEETS_EVERY = "meets_every", _("møtes minst hver så mange dager")
    MINUTES_WITHIN = "minutes_within", _("referatet er klart innen så mange dager")
    WRITTEN_PAPER = "written_paper", _("minst så stor andel av sakene har skriftlig framlegg (%)")
    STATUS_REPORT = "status_report", _("melder status minst hver så mange måneder")
    PARTIES_PRESENT = "parties_present", _("minst så stor andel av partene har plass (%)")


class MandateRule(models.Model):
    """The measurable part of a clause. ``value`` has the unit that the kind says."""

    clause = models.ForeignKey(
        MandateClause, models.CASCADE, related_name="rules", verbose_name=_("punkt")
    )
    kind = models.CharField(_("regel"), max_length=20, choices=RuleKind.choices)
    value = models.PositiveSmallIntegerField(_("grense"))
    reports_to = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("melder til"),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("målbar regel")
        verbose_name_plural = _("målbare regler")
        ordering = ["clause", "kind"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.value}"


class MandateReading(models.Model):
    """That a person has confirmed reading one version of a mandate."""

    mandate = models.ForeignKey(
        Mandate, models.CASCADE, related_name="readings", verbose_name=_("mandat")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="mandate_readings", verbose_name=_("person")
    )
    confirmed_at = models.DateTimeField(_("bekreftet"), default=timezone.now)

    class Meta:
        verbose_name = _("lesebekreftelse")
        verbose_name_plural = _("lesebekreftelser")
        ordering = ["mandate", "user__name"]
        constraints = [
            models.UniqueConstraint(fields=["mandate", "user"], name="reading_confirmed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.mandate}"
