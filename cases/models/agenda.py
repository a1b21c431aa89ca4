"""What a meeting treats: a treatment's place in it, or one of the forum's standing items."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.document import Document
from cases.models.standing import StandingItem
from cases.models.treatment import Outcome, Treatment
from forums.models import Meeting, User


class Purpose(models.TextChoices):
    INFORMATION = "information", _("orientering")
    DISCUSSION = "discussion", _("drøfting")
    DECISION = "decision", _("avgjørelse")


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def of_cases(self) -> Self:
        """Those that treat a case; the others are the forum's standing items."""
        return self.filter(treatment__isnull=False)


class AgendaItem(models.Model):
    """Item ``AU 12/26``: the number runs within forum and year, through all its meetings.

    It has either a treatment of a case or a standing item, never both.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="agenda_items", verbose_name=_("møte")
    )
    treatment = models.ForeignKey(
        Treatment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("behandling"),
    )
    standing = models.ForeignKey(
        StandingItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("fast sak"),
    )
    title = models.CharField(
        _("tittel"), max_length=200, blank=True, help_text=_("Bare for faste saker.")
    )
    minutes_of = models.ManyToManyField(
        Meeting,
        blank=True,
        related_name="minutes_put_before",
        verbose_name=_("referatene som legges fram"),
    )
    number = models.PositiveSmallIntegerField(_("saksnummer i møtet"))
    position = models.PositiveSmallIntegerField(_("rekkefølge"))
    purpose = models.CharField(_("formål"), max_length=12, choices=Purpose.choices)
    minutes_planned = models.PositiveSmallIntegerField(_("minutter satt av"), default=15)
    minutes_presented = models.PositiveSmallIntegerField(
        _("av dette innledning"), default=0, help_text=_("Minutter før ordet er fritt.")
    )
    minutes_used = models.PositiveSmallIntegerField(_("minutter brukt"), null=True, blank=True)
    speaker = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("innleder"),
    )
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
    added_at = models.DateTimeField(_("satt opp"), default=timezone.now)
    late_because = models.CharField(
        _("hvorfor saken kom etter innkallingen"), max_length=300, blank=True
    )

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("sak på sakslisten")
        verbose_name_plural = _("saksliste")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "treatment"], name="agenda_treatment_once"),
            models.UniqueConstraint(fields=["meeting", "number"], name="agenda_number_once"),
            models.CheckConstraint(
                condition=Q(treatment__isnull=False, standing__isnull=True, title="")
                | (Q(treatment__isnull=True, standing__isnull=False) & ~Q(title="")),
                name="agenda_either_treatment_or_standing",
                violation_error_message=_(
                    "En sak på sakslisten er enten en behandling eller fast."
                ),
            ),
            models.CheckConstraint(
                condition=Q(minutes_presented__lte=F("minutes_planned")),
                name="agenda_presentation_within_its_time",
                violation_error_message=_("Innledningen kan ikke vare lenger enn saken."),
            ),
            # An agenda that is being made may lack it; no meeting is called so.
            models.CheckConstraint(
                condition=Q(treatment__isnull=True)
                | Q(paper__isnull=False)
                | ~Q(oral_reason="")
                | Q(closed_at__isnull=True),
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
    def handled(self) -> Treatment:
        """The treatment of an item that is known to have one; ValueError for a standing item."""
        if self.treatment is None:
            raise ValueError(f"{self} is a standing item and treats no case")
        return self.treatment

    @property
    def is_bare(self) -> bool:
        """Has neither a paper nor a reason to be oral; a standing item needs none."""
        return self.treatment_id is not None and not (self.paper_id or self.oral_reason.strip())

    @property
    def awaits_confirmation(self) -> bool:
        return self.outcome != "" and Outcome(self.outcome).awaits(self._confirmed_at)

    @property
    def outcome_in_words(self) -> str:
        """Empty while there is none."""
        return Outcome(self.outcome).in_words(self._confirmed_at) if self.outcome else ""

    @property
    def _confirmed_at(self) -> datetime | None:
        return self.treatment.text_confirmed_at if self.treatment else None

    @property
    def label(self) -> str:
        return f"{self.meeting.forum.short_name} {self.number}/{self.meeting.year % 100:02d}"


class ItemGuest(models.Model):
    """Somebody called to the meeting for one item only: a user, or a name and an address."""

    item = models.ForeignKey(
        AgendaItem, models.CASCADE, related_name="guests", verbose_name=_("sak på sakslisten")
    )
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("person"),
    )
    name = models.CharField(_("navn"), max_length=120, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    organisation = models.CharField(_("hvor gjesten kommer fra"), max_length=120, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("gjest til en sak")
        verbose_name_plural = _("gjester til saker")
        ordering = ["item", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"],
                condition=Q(user__isnull=False),
                name="item_guest_once",
                violation_error_message=_("Personen er alt bedt til denne saken."),
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, name="", email="") | (Q(user=None) & ~Q(name="")),
                name="item_guest_is_a_user_or_a_name",
                violation_error_message=_("Velg en person, eller skriv navnet til gjesten."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.user) if self.user else self.name
