"""What one person keeps about cases: which they follow, what they have seen, their views."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.case import Case
from cases.models.routing import RoutingEvent
from forums.models import User


class Follower(models.Model):
    """A person who wants to know what happens in a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="followers", verbose_name=_("sak"))
    user = models.ForeignKey(
        User, models.CASCADE, related_name="cases_followed", verbose_name=_("hvem")
    )
    since = models.DateTimeField(_("siden"), default=timezone.now)

    class Meta:
        verbose_name = _("følger av en sak")
        verbose_name_plural = _("følgere av saker")
        ordering = ["case", "since"]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="follower_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.case.number}"


class Visit(models.Model):
    """How far a person has read a case: the number of the last event that was shown."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="visits", verbose_name=_("sak"))
    user = models.ForeignKey(User, models.CASCADE, related_name="visits", verbose_name=_("hvem"))
    last_event = models.PositiveIntegerField(_("siste hendelse"))
    at = models.DateTimeField(_("sist lest"), default=timezone.now)

    class Meta:
        verbose_name = _("besøk i en sak")
        verbose_name_plural = _("besøk i saker")
        ordering = ["user", "-at"]
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="visit_once")]

    def __str__(self) -> str:
        return f"{self.user} – {self.case.number} #{self.last_event}"


class SavedView(models.Model):
    """Filters of the case list that a person wants back, under a name of their own."""

    user = models.ForeignKey(
        User, models.CASCADE, related_name="saved_views", verbose_name=_("hvem")
    )
    name = models.CharField(_("navn"), max_length=60)
    query = models.CharField(_("filtre"), max_length=500, blank=True)
    made_at = models.DateTimeField(_("lagret"), default=timezone.now)

    class Meta:
        verbose_name = _("lagret visning")
        verbose_name_plural = _("lagrede visninger")
        ordering = ["user", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "name"],
                name="saved_view_name_once",
                violation_error_message=_("Du har alt en visning med dette navnet."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Told(models.TextChoices):
    """Why a person is told about an event."""

    FORUM = "forum", _("du sitter i forumet")
    SENDER = "sender", _("forumet ditt sendte saken")
    LEADER = "leader", _("du leder forumet")
    CONCERNS = "concerns", _("det gjelder deg")
    OFFICER = "officer", _("du er saksbehandler")
    PARTY = "party", _("du er kontakt for parten")
    SECRETARIAT = "secretariat", _("du er i sekretariatet")
    FOLLOWS = "follows", _("du følger saken")


class Notice(models.Model):
    """That one person is told about one event. Written with the event; see cases/notices.py."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("hvem"))
    event = models.ForeignKey(
        RoutingEvent, models.PROTECT, related_name="notices", verbose_name=_("hendelse")
    )
    why = models.CharField(_("hvorfor"), max_length=12, choices=Told.choices)
    read_at = models.DateTimeField(_("lest"), null=True, blank=True)

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ["-event", "pk"]
        indexes = [models.Index(fields=["user", "read_at"])]
        constraints = [models.UniqueConstraint(fields=["event", "user"], name="notice_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.event}"
