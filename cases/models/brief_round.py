"""A comment round: named people read a brief before a date and say what they think."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.brief import Brief, BriefSection
from forums.models import User


class RoundQuerySet(models.QuerySet["CommentRound"]):
    def open_on(self, day: date) -> "RoundQuerySet":
        return self.filter(ended_at__isnull=True, due__gte=day)


class CommentRound(models.Model):
    """Runs until the end of ``due``, or until it is ended by hand."""

    brief = models.ForeignKey(
        Brief, models.PROTECT, related_name="rounds", verbose_name=_("saksframlegg")
    )
    due = models.DateField(_("frist"))
    message = models.TextField(_("hva ønskes det svar på"), max_length=600, blank=True)
    started_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("startet av")
    )
    started_at = models.DateTimeField(_("startet"), default=timezone.now)
    ended_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("avsluttet av"),
    )
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True)

    history = HistoricalRecords()
    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentarrunde")
        verbose_name_plural = _("kommentarrunder")
        ordering = ["brief", "-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="comment_round_ended_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.brief)


class CommentRequest(models.Model):
    """That one person is asked; answered when the person says that all is said."""

    round = models.ForeignKey(
        CommentRound, models.PROTECT, related_name="requests", verbose_name=_("kommentarrunde")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="comment_requests", verbose_name=_("person")
    )
    answered_at = models.DateTimeField(_("svart"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("spørsmål om kommentar")
        verbose_name_plural = _("spørsmål om kommentar")
        ordering = ["round", "user__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="comment_asked_once_a_round"),
        ]

    def __str__(self) -> str:
        return str(self.user)


class CommentState(models.TextChoices):
    OPEN = "open", _("ikke vurdert")
    TAKEN = "taken", _("tatt inn")
    NOT_TAKEN = "not_taken", _("ikke tatt inn")


class Comment(models.Model):
    """What one person says about one section, and what the authors did with it."""

    round = models.ForeignKey(
        CommentRound, models.PROTECT, related_name="comments", verbose_name=_("kommentarrunde")
    )
    section = models.ForeignKey(
        BriefSection, models.PROTECT, related_name="comments", verbose_name=_("del")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("av"))
    at = models.DateTimeField(_("når"), default=timezone.now)
    text = models.TextField(_("kommentar"), max_length=4000)
    state = models.CharField(
        _("vurdering"), max_length=10, choices=CommentState.choices, default=CommentState.OPEN
    )
    reply = models.TextField(_("svar"), max_length=2000, blank=True)
    replied_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("svart av")
    )
    replied_at = models.DateTimeField(_("svart"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("kommentar")
        verbose_name_plural = _("kommentarer")
        ordering = ["section", "at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="not_taken") | ~Q(reply=""),
                name="comment_not_taken_says_why",
                violation_error_message=_("Skriv hvorfor kommentaren ikke er tatt inn."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.section}"
