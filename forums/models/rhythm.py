"""How often a forum meets, as data: the rule that a year of meetings is made from."""

from django.core.validators import (
    MaxValueValidator,
    MinValueValidator,
    validate_comma_separated_integer_list,
)
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.forum import Forum

LAST = 5


class RhythmKind(models.TextChoices):
    MONTHLY = "monthly", _("hver måned")
    MONTHS = "months", _("i bestemte måneder")
    WEEKS = "weeks", _("med et bestemt antall uker mellom")
    BEFORE = "before", _("før hvert møte i et annet forum")


class Nth(models.IntegerChoices):
    """Which of the month's days of that name."""

    FIRST = 1, _("første")
    SECOND = 2, _("andre")
    THIRD = 3, _("tredje")
    FOURTH = 4, _("fjerde")
    LAST = LAST, _("siste")


class Weekday(models.IntegerChoices):
    """Numbered as Python's ``date.weekday()``; nobody meets at weekends."""

    MONDAY = 0, _("mandag")
    TUESDAY = 1, _("tirsdag")
    WEDNESDAY = 2, _("onsdag")
    THURSDAY = 3, _("torsdag")
    FRIDAY = 4, _("fredag")


class MeetingRhythm(models.Model):
    """One forum's rule. Each kind has fields of its own; the others are empty.

    ``first_day`` is any day the forum meets on when there are ``weeks`` weeks between: the
    others are counted from it, both ways.
    """

    forum = models.OneToOneField(
        Forum, models.PROTECT, related_name="rhythm", verbose_name=_("forum")
    )
    kind = models.CharField(_("når forumet møtes"), max_length=10, choices=RhythmKind.choices)
    nth = models.PositiveSmallIntegerField(
        _("hvilken uke i måneden"), choices=Nth.choices, null=True, blank=True
    )
    weekday = models.PositiveSmallIntegerField(
        _("ukedag"), choices=Weekday.choices, null=True, blank=True
    )
    months = models.CharField(
        _("måneder"),
        max_length=26,
        blank=True,
        validators=[validate_comma_separated_integer_list],
    )
    weeks = models.PositiveSmallIntegerField(
        _("uker mellom møtene"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
    )
    first_day = models.DateField(_("regnet fra"), null=True, blank=True)
    before = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("før møtene i"),
    )
    working_days = models.PositiveSmallIntegerField(
        _("virkedager før"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )
    starts = models.TimeField(_("begynner"))
    minutes = models.PositiveSmallIntegerField(
        _("varer (minutter)"), validators=[MinValueValidator(15), MaxValueValidator(600)]
    )
    place = models.CharField(_("sted"), max_length=200, blank=True)
    video_link = models.URLField(_("lenke til videomøte"), blank=True)
    source = models.CharField(_("kilde"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("møterytme")
        verbose_name_plural = _("møterytmer")
        ordering = ["forum"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind__in=["monthly", "months"])
                | Q(nth__isnull=False, weekday__isnull=False),
                name="rhythm_in_months_has_weekday",
                violation_error_message=_("Velg hvilken ukedag i måneden forumet møtes."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="months") | ~Q(months=""),
                name="rhythm_of_months_names_them",
                violation_error_message=_("Velg minst én måned."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="weeks") | Q(weeks__isnull=False, first_day__isnull=False),
                name="rhythm_of_weeks_is_counted_from_a_day",
                violation_error_message=_("Skriv antall uker, og en dag å regne fra."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="before") | Q(before__isnull=False, working_days__isnull=False),
                name="rhythm_before_names_a_forum",
                violation_error_message=_("Velg forumet, og skriv hvor mange virkedager før."),
            ),
            models.CheckConstraint(
                condition=Q(before__isnull=True) | ~Q(before=F("forum")),
                name="rhythm_before_another_forum",
                violation_error_message=_("Et forum kan ikke møtes før seg selv."),
            ),
        ]

    def __str__(self) -> str:
        return self.forum.short_name

    @property
    def month_numbers(self) -> list[int]:
        return [int(number) for number in self.months.split(",") if number]
