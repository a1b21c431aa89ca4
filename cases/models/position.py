"""What each party says about a case in a forum, and what is done when they disagree."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.treatment import Treatment
from forums.models import Party, User


class Position(models.TextChoices):
    AGREES = "agrees", _("enig")
    REMARK = "remark", _("enig med merknad")
    RESERVES = "reserves", _("tar forbehold")
    OBJECTS = "objects", _("sier nei")
    ABSTAINS = "abstains", _("avstår")


NEEDS_REASON = (Position.REMARK, Position.RESERVES, Position.OBJECTS)


class PartyPosition(models.Model):
    """One party's view in one treatment; no row is «ikke ført». Only ``cases/positions.py``
    writes these. ``reason`` says why; ``statement`` is what the party wants in the minutes.
    """

    treatment = models.ForeignKey(
        Treatment, models.PROTECT, related_name="positions", verbose_name=_("behandling")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="positions", verbose_name=_("part")
    )
    position = models.CharField(_("partens syn"), max_length=10, choices=Position.choices)
    reason = models.TextField(_("hvorfor"), blank=True)
    statement = models.TextField(_("protokolltilførsel"), blank=True)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("ført av")
    )
    recorded_at = models.DateTimeField(_("ført"), default=timezone.now)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("partens syn")
        verbose_name_plural = _("partenes syn")
        ordering = ["treatment", "party__name"]
        constraints = [
            models.UniqueConstraint(fields=["treatment", "party"], name="position_once_a_party"),
            models.CheckConstraint(
                condition=~Q(position__in=["remark", "reserves", "objects"]) | ~Q(reason=""),
                name="position_says_why",
                violation_error_message=_(
                    "Skriv merknaden, forbeholdet eller hvorfor parten sier nei."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party.short_name}: {self.get_position_display()}"


class MediationState(models.TextChoices):
    ASKED = "asked", _("bedt om")
    ONGOING = "ongoing", _("i gang")
    SETTLED = "settled", _("enighet")
    UNSETTLED = "unsettled", _("fortsatt uenighet")


class Mediation(models.Model):
    """The secretariat as a neutral party in a disagreement, when a party asks for it.

    Source: guidelines for the secretariat, 4 September 2020, 8 a.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="mediations", verbose_name=_("sak"))
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="mediations_asked", verbose_name=_("bedt om av part")
    )
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("bedt om av")
    )
    asked_at = models.DateTimeField(_("bedt om"), default=timezone.now)
    why = models.TextField(_("hva partene er uenige om"))
    state = models.CharField(
        _("tilstand"),
        max_length=10,
        choices=MediationState.choices,
        default=MediationState.ASKED,
    )
    mediator = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("megler")
    )
    outcome = models.TextField(_("hva partene kom fram til"), blank=True)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("megling")
        verbose_name_plural = _("meglinger")
        ordering = ["case", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["asked", "ongoing"]),
                name="mediation_one_at_a_time",
                violation_error_message=_("Det er alt bedt om megling i saken."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=["settled", "unsettled"], ended_at__isnull=False) & ~Q(outcome="")
                )
                | Q(state__in=["asked", "ongoing"], ended_at__isnull=True),
                name="mediation_ended_says_what_came_of_it",
                violation_error_message=_("Skriv hva partene kom fram til."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number}: {self.get_state_display()}"
