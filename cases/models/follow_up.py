"""What somebody must do after a treatment."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.treatment import Treatment
from forums.models import Party, User


class FollowUpState(models.TextChoices):
    OPEN = "open", _("åpen")
    DONE = "done", _("gjort")
    DROPPED = "dropped", _("falt bort")


class FollowUp(models.Model):
    """A task that came out of a case: a party answers for it, a person may do it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="follow_ups", verbose_name=_("sak"))
    treatment = models.ForeignKey(
        Treatment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("kommer av behandlingen i"),
    )
    what = models.CharField(_("hva som skal gjøres"), max_length=300)
    party = models.ForeignKey(
        Party, models.PROTECT, related_name="follow_ups", verbose_name=_("ansvarlig part")
    )
    person = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="follow_ups",
        verbose_name=_("ansvarlig person"),
    )
    due = models.DateField(_("frist"))
    state = models.CharField(
        _("tilstand"),
        max_length=8,
        choices=FollowUpState.choices,
        default=FollowUpState.OPEN,
        db_index=True,
    )
    answer = models.TextField(_("hva som ble gjort"), blank=True)
    made_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("satt opp av")
    )
    made_at = models.DateTimeField(_("satt opp"), default=timezone.now)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("svart av")
    )
    ended_at = models.DateTimeField(_("svart"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("oppfølging")
        verbose_name_plural = _("oppfølginger")
        ordering = ["due", "pk"]
        indexes = [
            models.Index(fields=["party", "state", "due"]),
            models.Index(fields=["person", "state"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at__isnull=True, ended_by__isnull=True)
                | (
                    Q(state__in=["done", "dropped"], ended_at__isnull=False)
                    & Q(ended_by__isnull=False)
                    & ~Q(answer="")
                ),
                name="follow_up_ended_says_what_was_done",
                violation_error_message=_("Skriv hva som ble gjort, eller hvorfor det falt bort."),
            ),
        ]

    def __str__(self) -> str:
        return self.what
