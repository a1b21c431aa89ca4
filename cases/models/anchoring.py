"""How a party stands behind a case in its own organisation."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.document import Document
from cases.models.treatment import Treatment
from forums.models import Party, User


class AnchoringState(models.TextChoices):
    NOT_STARTED = "not_started", _("ikke begynt")
    WITH_LINE = "with_line", _("hos linjen")
    CLARIFIED = "clarified", _("avklart")
    POLITICAL = "political", _("politisk behandlet")
    REJECTED = "rejected", _("avvist")


# The party has said what it will say; only the first two settle a decision.
SETTLES = (AnchoringState.CLARIFIED, AnchoringState.POLITICAL)
ANSWERED = (*SETTLES, AnchoringState.REJECTED)


class Anchoring(models.Model):
    """One party's own treatment of one case. Only ``cases/anchoring.py`` writes these.

    ``required`` means that a decision in the case is not final before this party has treated
    it; ``treatment`` is then that decision. A party may record its anchoring unasked too.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="anchorings", verbose_name=_("sak"))
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="anchorings", verbose_name=_("part")
    )
    required = models.BooleanField(_("må behandles hos parten"), default=False)
    treatment = models.ForeignKey(
        Treatment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="anchorings",
        verbose_name=_("vedtaket som skal behandles"),
    )
    asked_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("spurt av")
    )
    asked_at = models.DateTimeField(_("spurt"), default=timezone.now)
    due = models.DateField(_("frist"), null=True, blank=True)
    state = models.CharField(
        _("tilstand"),
        max_length=12,
        choices=AnchoringState.choices,
        default=AnchoringState.NOT_STARTED,
    )
    where = models.CharField(
        _("hvor i egen organisasjon"),
        max_length=120,
        blank=True,
        help_text=_("Avdelingen i linjen, eller det politiske organet."),
    )
    treated_on = models.DateField(_("behandlet dato"), null=True, blank=True)
    contact = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("kontaktperson"),
    )
    conditions = models.TextField(_("vilkår og merknader"), blank=True)
    paper = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="anchorings",
        verbose_name=_("dokument"),
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("svart av")
    )
    answered_at = models.DateTimeField(_("svart"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("forankring")
        verbose_name_plural = _("forankring")
        ordering = ["case", "party__name"]
        indexes = [models.Index(fields=["party", "state"])]
        constraints = [
            models.UniqueConstraint(fields=["case", "party"], name="anchoring_once_a_party"),
            models.CheckConstraint(
                condition=~Q(state__in=["clarified", "political", "rejected"])
                | (~Q(where="") & Q(treated_on__isnull=False, answered_at__isnull=False)),
                name="anchoring_answered_says_where_and_when",
                violation_error_message=_("Skriv hvor og når saken ble behandlet hos parten."),
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(conditions=""),
                name="anchoring_rejected_says_why",
                violation_error_message=_("Skriv hvorfor parten avviser saken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} – {self.party.short_name}"

    @property
    def is_answered(self) -> bool:
        return self.state in ANSWERED

    @property
    def is_waited_for(self) -> bool:
        """Somebody asked the party, and it has not answered."""
        return self.asked_by_id is not None and not self.is_answered
