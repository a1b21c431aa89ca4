"""Meetings and who was there, in which capacity."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.forum import Forum
from forums.models.party import Party
from forums.models.person import User
from forums.models.seat import Role, Seat


class MeetingStatus(models.TextChoices):
    PLANNED = "planned", _("planlagt")
    CALLED = "called", _("innkalt")
    HELD = "held", _("holdt")
    MINUTES_PROPOSED = "minutes_proposed", _("referat lagt fram")
    MINUTES_APPROVED = "minutes_approved", _("referat godkjent")
    CANCELLED = "cancelled", _("avlyst")


HELD_STATUSES = (
    MeetingStatus.HELD,
    MeetingStatus.MINUTES_PROPOSED,
    MeetingStatus.MINUTES_APPROVED,
)


class Meeting(models.Model):
    """One meeting of a forum. Its number runs within forum and year: ``AU 3/26``."""

    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="meetings", verbose_name=_("forum")
    )
    year = models.PositiveSmallIntegerField(_("år"))
    number = models.PositiveSmallIntegerField(_("nummer"), validators=[MinValueValidator(1)])
    starts_at = models.DateTimeField(_("begynner"))
    ends_at = models.DateTimeField(_("slutter"))
    place = models.CharField(_("sted"), max_length=200, blank=True)
    video_link = models.URLField(_("lenke til videomøte"), blank=True)
    status = models.CharField(
        _("status"), max_length=20, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    papers_due = models.DateField(_("frist for sakspapirer"), null=True, blank=True)
    called_at = models.DateTimeField(_("innkalt tidspunkt"), null=True, blank=True)
    held_at = models.DateTimeField(_("holdt tidspunkt"), null=True, blank=True)
    minutes_proposed_at = models.DateTimeField(_("referat lagt fram"), null=True, blank=True)
    minutes_approved_at = models.DateTimeField(_("referat godkjent"), null=True, blank=True)
    cancelled_because = models.CharField(_("avlyst fordi"), max_length=300, blank=True)
    calendar_sequence = models.PositiveSmallIntegerField(
        _("endring nummer i kalenderen"),
        default=0,
        help_text=_("SEQUENCE i kalenderoppføringen: øker når et innkalt møte flyttes."),
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ["-starts_at"]
        indexes = [models.Index(fields=["forum", "starts_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "year", "number"], name="meeting_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("Møtet må slutte etter at det begynner."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["called", "held", "minutes_proposed", "minutes_approved"])
                | Q(called_at__isnull=False),
                name="meeting_called_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="cancelled") | ~Q(cancelled_because=""),
                name="meeting_cancelled_has_reason",
                violation_error_message=_("Skriv hvorfor møtet er avlyst."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum.short_name} {self.number}/{self.year % 100:02d}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.pk])

    @property
    def is_held(self) -> bool:
        return self.status in HELD_STATUSES


class Attendance(models.Model):
    """That a person was in a meeting, for which party and in which capacity.

    One occupant a seat; an observer or leader support occupies none and is never counted.
    """

    meeting = models.ForeignKey(
        Meeting, models.CASCADE, related_name="attendances", verbose_name=_("møte")
    )
    user = models.ForeignKey(
        User, models.PROTECT, related_name="attendances", verbose_name=_("person")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("part")
    )
    capacity = models.CharField(_("møtte som"), max_length=10, choices=Role.choices)
    seat = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("plass")
    )
    arrived_at = models.TimeField(_("kom"), null=True, blank=True)
    left_at = models.TimeField(_("gikk"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("frammøte")
        verbose_name_plural = _("frammøte")
        ordering = ["meeting", "party__name", "user__name"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "user"], name="attendance_person_once"),
            models.UniqueConstraint(
                fields=["meeting", "seat"],
                condition=Q(seat__isnull=False),
                name="attendance_one_occupant_a_seat",
                violation_error_message=_("Plassen er alt tatt i dette møtet."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["leader", "member", "deputy"]) | Q(seat__isnull=True),
                name="attendance_observer_has_no_seat",
                violation_error_message=_("En observatør eller lederstøtte har ingen plass."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.meeting}"
