"""The meeting book: one file with everything a meeting is about, made for those who may see it."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models import Case, DocumentVersion
from forums.models import Meeting, User


class Audience(models.TextChoices):
    """Whose eyes a book is for. What is in it decides who may open it, not this word."""

    WHOLE = "whole", _("med det som er unntatt offentlighet")
    OPEN = "open", _("uten det som er unntatt offentlighet")


class BookState(models.TextChoices):
    WAITING = "waiting", _("venter på tur")
    BUILDING = "building", _("lages")
    DONE = "done", _("ferdig")
    FAILED = "failed", _("stoppet")
    CANCELLED = "cancelled", _("avbrutt")


UNDER_WAY = (BookState.WAITING, BookState.BUILDING)


class Reason(models.TextChoices):
    """Why a paper is not in a book, or what is the matter with one that is."""

    ENCRYPTED = "encrypted", _("Filen er låst med passord.")
    BROKEN = "broken", _("Filen er skadet og kan ikke leses.")
    FORM = "form", _("Filen er et skjema som bare Adobe Reader kan vise.")
    TOO_LONG = "too_long", _("Filen har flere sider enn boka tar inn fra ett dokument.")
    BOOK_FULL = "book_full", _("Boka ble for stor før den kom hit.")
    COPY_WAITS = "copy_waits", _("PDF-kopien av filen var ikke ferdig.")
    NO_COPY = "no_copy", _("Filen har ingen PDF-kopi.")
    GONE = "gone", _("Filen ble ikke funnet.")
    STOPPED = "stopped", _("Filen stoppet arbeidet med boka.")
    DAMAGED = "damaged", _("Filen er skadet. Sidene som kunne leses, er med.")
    CUT = "cut", _("Bare begynnelsen av teksten er med.")


class MeetingBookQuerySet(models.QuerySet["MeetingBook"]):
    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)


class MeetingBook(models.Model):
    """One try at one file. Only ``reporting/books.py`` and ``book_building.py`` write it.

    ``made_from`` is a digest of what the agenda and its papers were; ``cases`` and ``versions``
    are what the file shows of: who may open it is judged by them, each time.
    ``remarks`` is a list of {"item": str, "title": str, "reason": Reason, "is_in": bool}.
    """

    meeting = models.ForeignKey(
        Meeting, models.PROTECT, related_name="books", verbose_name=_("møte")
    )
    audience = models.CharField(_("utgave"), max_length=5, choices=Audience.choices)
    state = models.CharField(
        _("tilstand"), max_length=10, choices=BookState.choices, default=BookState.WAITING
    )
    made_from = models.CharField(_("laget av"), max_length=64)
    ordered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("bestilt av")
    )
    ordered_at = models.DateTimeField(_("bestilt"), default=timezone.now)
    started_at = models.DateTimeField(_("begynt"), null=True, blank=True)
    seen_at = models.DateTimeField(_("siste livstegn"), null=True, blank=True)
    finished_at = models.DateTimeField(_("ferdig"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("forsøk"), default=0)
    done = models.PositiveIntegerField(_("papirer lest"), default=0)
    total = models.PositiveIntegerField(_("papirer i alt"), default=0)
    working_on = models.PositiveBigIntegerField(_("leser nå"), null=True, blank=True)
    skipped = models.JSONField(_("hopper over"), default=list, blank=True)
    file = models.FileField(_("fil"), upload_to="books/%Y/%m/", blank=True)
    size = models.PositiveBigIntegerField(_("størrelse i byte"), default=0)
    pages = models.PositiveIntegerField(_("sider"), default=0)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    remarks = models.JSONField(_("merknader"), default=list, blank=True)
    cases = models.ManyToManyField(Case, blank=True, related_name="+", verbose_name=_("saker"))
    versions = models.ManyToManyField(
        DocumentVersion, blank=True, related_name="+", verbose_name=_("papirer")
    )

    objects = MeetingBookQuerySet.as_manager()

    class Meta:
        verbose_name = _("møtebok")
        verbose_name_plural = _("møtebøker")
        ordering = ["-ordered_at", "-pk"]
        indexes = [
            models.Index(
                fields=["seen_at"],
                condition=Q(state__in=["waiting", "building"]),
                name="book_waits_for_worker",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "audience"],
                condition=Q(state__in=["waiting", "building"]),
                name="book_one_under_way",
            ),
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(file="") & ~Q(sha256="")),
                name="book_done_has_file",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "building"], finished_at__isnull=True)
                | Q(state__in=["done", "failed", "cancelled"], finished_at__isnull=False),
                name="book_finished_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="building") | Q(started_at__isnull=False, seen_at__isnull=False),
                name="book_building_is_seen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_audience_display()}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY
