"""What a party reports about its people, and the tasks that a vacant seat makes."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.party import Party
from forums.models.person import User
from forums.models.seat import Role, Seat


class ChangeStatus(models.TextChoices):
    REPORTED = "reported", _("meldt")
    CONFIRMED = "confirmed", _("bekreftet")
    REJECTED = "rejected", _("avvist")
    WITHDRAWN = "withdrawn", _("trukket")


class RepresentativeChange(models.Model):
    """A party contact reports who takes a seat, or stands in for it, from a day on.

    Rights move when the secretariat confirms. Source: mandate for AU, 4 December 2018 (the
    bodies report changes of representative or deputy to the secretariat).
    """

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="reported_changes", verbose_name=_("part")
    )
    seat = models.ForeignKey(
        Seat, models.PROTECT, related_name="reported_changes", verbose_name=_("plass")
    )
    role = models.CharField(
        _("rolle"),
        max_length=10,
        choices=[(Role.MEMBER.value, Role.MEMBER.label), (Role.DEPUTY.value, Role.DEPUTY.label)],
        default=Role.MEMBER,
    )
    user = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_changes",
        verbose_name=_("person"),
    )
    new_name = models.CharField(_("navn på ny person"), max_length=120, blank=True)
    new_email = models.EmailField(_("e-postadressen til ny person"), blank=True)
    new_title = models.CharField(_("stilling"), max_length=120, blank=True)
    start = models.DateField(_("fra og med"))
    note = models.TextField(_("melding til sekretariatet"), blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=ChangeStatus.choices, default=ChangeStatus.REPORTED
    )
    reported_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("meldt av")
    )
    reported_at = models.DateTimeField(_("meldt tidspunkt"), default=timezone.now)
    settled_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("avgjort av"),
    )
    settled_at = models.DateTimeField(_("avgjort tidspunkt"), null=True, blank=True)
    settled_note = models.TextField(_("svar fra sekretariatet"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("melding om representant")
        verbose_name_plural = _("meldinger om representanter")
        ordering = ["-reported_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | (~Q(new_name="") & ~Q(new_email="")),
                name="change_names_a_person",
                violation_error_message=_("Velg en person, eller oppgi navn og e-postadresse."),
            ),
            models.CheckConstraint(
                condition=Q(status="reported")
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="change_settled_has_person_and_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seat}: {self.user or self.new_name}"


class TaskKind(models.TextChoices):
    FILL_SEAT = "fill_seat", _("Pek ut en representant")


class PartyTask(models.Model):
    """Something a party must do; today only: fill a vacant seat."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="tasks", verbose_name=_("part"))
    kind = models.CharField(_("oppgave"), max_length=12, choices=TaskKind.choices)
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="tasks", verbose_name=_("plass"))
    opened_on = models.DateField(_("åpnet"))
    due_on = models.DateField(_("frist"))
    closed_on = models.DateField(_("gjort"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("oppgave for parten")
        verbose_name_plural = _("oppgaver for parten")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "seat"],
                condition=Q(closed_on__isnull=True),
                name="task_open_once_a_seat",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.seat}"
