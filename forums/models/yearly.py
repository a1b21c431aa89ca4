"""What comes back every year: weeks without meetings, and the processes of the yearly wheel."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.forum import Forum


class Repeats(models.TextChoices):
    NEVER = "never", _("bare denne gangen")
    DATES = "dates", _("hvert år, på de samme datoene")
    WEEK = "week", _("hvert år, i samme uke etter kalenderen")
    EASTER = "easter", _("hvert år, like langt fra påske")


class ClosedPeriod(models.Model):
    """Days on which no meeting is proposed. The days are written as they are in one year."""

    name = models.CharField(_("navn"), max_length=60)
    start = models.DateField(_("første dag"))
    end = models.DateField(_("siste dag"))
    repeats = models.CharField(
        _("kommer igjen"), max_length=6, choices=Repeats.choices, default=Repeats.NEVER
    )
    source = models.CharField(_("kilde"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("periode uten møter")
        verbose_name_plural = _("perioder uten møter")
        ordering = ["start", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="closed_period_ends_after_start",
                violation_error_message=_("Siste dag kan ikke være før første dag."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


MONTH = [MinValueValidator(1), MaxValueValidator(12)]
DAY = [MinValueValidator(1), MaxValueValidator(31)]


class YearlyProcess(models.Model):
    """Work that a forum does at the same time every year. It may go on past new year."""

    name = models.CharField(_("navn"), max_length=120)
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="yearly_processes", verbose_name=_("forum")
    )
    what = models.TextField(_("hva som skjer"), blank=True)
    from_month = models.PositiveSmallIntegerField(_("begynner i måned"), validators=MONTH)
    from_day = models.PositiveSmallIntegerField(_("begynner på dag"), validators=DAY)
    to_month = models.PositiveSmallIntegerField(_("slutter i måned"), validators=MONTH)
    to_day = models.PositiveSmallIntegerField(_("slutter på dag"), validators=DAY)
    source = models.CharField(_("kilde"), max_length=200, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fast prosess")
        verbose_name_plural = _("faste prosesser")
        ordering = ["from_month", "from_day", "name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_month__range=(1, 12), to_month__range=(1, 12)),
                name="yearly_process_in_months",
            ),
            models.CheckConstraint(
                condition=Q(from_day__range=(1, 31), to_day__range=(1, 31)),
                name="yearly_process_on_days",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def passes_new_year(self) -> bool:
        return (self.to_month, self.to_day) < (self.from_month, self.from_day)

    def spans_in(self, year: int) -> list[tuple[date, date]]:
        """Its days in the year, first and last: two spans where it goes on past new year."""
        begins = _day(year, self.from_month, self.from_day)
        ends = _day(year, self.to_month, self.to_day)
        if not self.passes_new_year:
            return [(begins, ends)]
        return [(date(year, 1, 1), ends), (begins, date(year, 12, 31))]


def _day(year: int, month: int, day: int) -> date:
    # 29 February is the 28th in most years.
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 28)
