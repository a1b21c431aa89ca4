"""Orders between forums: what is asked for, why, by when, and the answer."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.document import Document
from cases.models.treatment import Treatment
from forums.clock import today
from forums.models import Forum, User


class Rhythm(models.TextChoices):
    """How often a recurring order is made."""

    YEARLY = "yearly", _("hvert år")
    HALF_YEARLY = "half_yearly", _("hvert halvår")
    QUARTERLY = "quarterly", _("hvert kvartal")


class RecurringOrder(models.Model):
    """An order that makes itself, e.g. the expert groups' half-yearly status to AU.

    ``first_due`` is a due date of the row; the others follow from it and the rhythm. Each order
    is made ``working_days_ahead`` working days before it is due.
    """

    from_forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="+", verbose_name=_("bestilles av")
    )
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="recurring_orders", verbose_name=_("bestilles hos")
    )
    what = models.CharField(_("hva som bestilles"), max_length=200)
    why = models.TextField(_("hvorfor"))
    rhythm = models.CharField(_("hvor ofte"), max_length=12, choices=Rhythm.choices)
    first_due = models.DateField(_("første frist"))
    working_days_ahead = models.PositiveSmallIntegerField(_("virkedager i forveien"), default=30)
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fast bestilling")
        verbose_name_plural = _("faste bestillinger")
        ordering = ["from_forum__level", "to_forum__position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_forum=F("to_forum")), name="recurring_order_between_two_forums"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class OrderState(models.TextChoices):
    OPEN = "open", _("venter på svar")
    ANSWERED = "answered", _("besvart")
    WITHDRAWN = "withdrawn", _("trukket")


class Order(models.Model):
    """What one forum asks another to do. Only ``cases/orders.py`` writes these.

    ``case`` is the case it came out of, if any, and ``treatment`` what it opened there;
    ``answer_case`` is the case that the answer became.
    """

    from_forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="orders_made", verbose_name=_("bestilt av")
    )
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="orders_got", verbose_name=_("bestilt hos")
    )
    what = models.CharField(_("hva som bestilles"), max_length=200)
    why = models.TextField(_("hvorfor"))
    due = models.DateField(_("frist"))
    state = models.CharField(
        _("tilstand"),
        max_length=10,
        choices=OrderState.choices,
        default=OrderState.OPEN,
        db_index=True,
    )
    ordered_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bestilt ved"),
    )
    ordered_at = models.DateTimeField(_("bestilt"), default=timezone.now)
    case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("gjelder sak"),
    )
    treatment = models.OneToOneField(
        Treatment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="order",
        verbose_name=_("behandlingen den åpnet"),
    )
    recurring = models.ForeignKey(
        RecurringOrder,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("fast bestilling"),
    )
    answer = models.TextField(_("svar"), blank=True)
    answer_case = models.ForeignKey(
        Case,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers_orders",
        verbose_name=_("saken som svarer"),
    )
    answer_document = models.ForeignKey(
        Document,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers_orders",
        verbose_name=_("dokumentet som svarer"),
    )
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("svart av")
    )
    answered_at = models.DateTimeField(_("svart"), null=True, blank=True)
    withdrawn_because = models.CharField(_("trukket fordi"), max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bestilling")
        verbose_name_plural = _("bestillinger")
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["to_forum", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_forum=F("to_forum")),
                name="order_between_two_forums",
                violation_error_message=_("En bestilling går mellom to ulike forum."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state="answered", answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                )
                | (~Q(state="answered") & Q(answered_at__isnull=True, answered_by__isnull=True)),
                name="order_answered_has_answer_person_and_time",
                violation_error_message=_("Skriv svaret på bestillingen."),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                name="order_withdrawn_has_reason",
            ),
            models.UniqueConstraint(fields=["recurring", "due"], name="order_made_once_a_period"),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("order", args=[self.pk])

    @property
    def is_late(self) -> bool:
        return self.state == OrderState.OPEN and self.due < today()
