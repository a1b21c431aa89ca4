"""The items that a forum has on every agenda."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models import Forum


class StandingKind(models.TextChoices):
    NOTICE = "notice", _("godkjenne innkalling og saksliste")
    MINUTES = "minutes", _("godkjenne referatet fra sist")
    INFORMATION = "information", _("saker til orientering")
    OTHER = "other", _("annet")


class StandingItem(models.Model):
    """What the secretariat wants on each agenda of a forum: first, or last when ``is_last``.

    Ended, never deleted: agendas of the past still point at it.
    """

    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="standing_items", verbose_name=_("forum")
    )
    kind = models.CharField(_("slag"), max_length=12, choices=StandingKind.choices)
    title = models.CharField(_("tittel"), max_length=200)
    minutes = models.PositiveSmallIntegerField(
        _("minutter"), default=5, validators=[MinValueValidator(1)]
    )
    is_last = models.BooleanField(_("står sist på sakslisten"), default=False)
    position = models.PositiveSmallIntegerField(_("rekkefølge"), default=1)
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fast sak")
        verbose_name_plural = _("faste saker")
        ordering = ["forum", "is_last", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "kind"],
                condition=Q(is_active=True) & ~Q(kind="other"),
                name="standing_item_once_a_kind",
                violation_error_message=_("Forumet har alt en fast sak av dette slaget."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum.short_name}: {self.title}"
