"""One forum's handling of one case: the heart of the model."""

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from forums.models import Forum, User


class TreatmentRole(models.TextChoices):
    """What the forum is asked to do."""

    PREPARE = "prepare", _("forberede")
    ADVISE = "advise", _("gi råd")
    RECOMMEND = "recommend", _("tilrå")
    CONCLUDE = "conclude", _("konkludere")
    DECIDE = "decide", _("vedta")
    INFORM = "inform", _("bli orientert")


class TreatmentState(models.TextChoices):
    WAITING = "waiting", _("venter på møte")
    SCHEDULED = "scheduled", _("satt på sakslisten")
    DONE = "done", _("behandlet")
    WITHDRAWN = "withdrawn", _("trukket")


AWAITING = (TreatmentState.WAITING, TreatmentState.SCHEDULED)


class Outcome(models.TextChoices):
    CONCLUDED = "concluded", _("konkludert")
    RECOMMENDED = "recommended", _("tilrådd")
    DECIDED = "decided", _("vedtatt")
    DECIDED_WITH_CHANGES = "decided_changed", _("vedtatt med endringer")
    NOTED = "noted", _("tatt til orientering")
    APPROVED = "approved", _("godkjent")
    POSTPONED = "postponed", _("utsatt")
    RETURNED = "returned", _("sendt tilbake")
    NOT_TREATED = "not_treated", _("ikke behandlet")

    def in_words(self, confirmed_at: datetime | None) -> str:
        """As people may read it: a decision is one only when its text is confirmed."""
        if self.awaits(confirmed_at):
            return gettext("vedtak venter på bekreftet tekst")
        return str(self.label)

    def awaits(self, confirmed_at: datetime | None) -> bool:
        return self in DECISIONS and confirmed_at is None


DECISIONS = frozenset({Outcome.DECIDED, Outcome.DECIDED_WITH_CHANGES})


class Treatment(models.Model):
    """A case in one forum. It exists before any meeting does, and several may be open at once.

    ``outcome`` and ``text`` are the last word of the forum; ``text_confirmed_at`` makes a
    decision final. Postponing keeps the treatment open for the next meeting.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="treatments", verbose_name=_("sak"))
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="treatments", verbose_name=_("forum")
    )
    role = models.CharField(_("skal"), max_length=10, choices=TreatmentRole.choices)
    asked_by_forum = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="treatments_asked_for",
        verbose_name=_("bedt om av forum"),
    )
    asked_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("bedt om av")
    )
    asked_at = models.DateTimeField(_("bedt om"), default=timezone.now)
    reason = models.TextField(_("hvorfor"))
    wanted_by = models.DateField(_("ønsket innen"), null=True, blank=True)
    wanted_when = models.CharField(
        _("ønsket når"), max_length=60, blank=True, help_text=_("For eksempel «høsten 2026».")
    )
    state = models.CharField(
        _("tilstand"),
        max_length=10,
        choices=TreatmentState.choices,
        default=TreatmentState.WAITING,
        db_index=True,
    )
    outcome = models.CharField(_("utfall"), max_length=16, choices=Outcome.choices, blank=True)
    text = models.TextField(_("konklusjon, tilrådning eller vedtak"), blank=True)
    text_confirmed_at = models.DateTimeField(_("teksten er bekreftet"), null=True, blank=True)
    text_confirmed_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("bekreftet av"),
    )
    done_at = models.DateTimeField(_("behandlet"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("behandling")
        verbose_name_plural = _("behandlinger")
        ordering = ["case", "asked_at", "pk"]
        indexes = [
            models.Index(fields=["forum", "state"]),
            models.Index(fields=["state", "asked_at"], name="treatment_waiting_longest"),
            models.Index(fields=["outcome", "text_confirmed_at"], name="treatment_text_confirmed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="done") | (~Q(outcome="") & Q(done_at__isnull=False)),
                name="treatment_done_has_outcome_and_time",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["concluded", "recommended", "decided", "decided_changed"])
                | ~Q(text=""),
                name="treatment_outcome_has_text",
                violation_error_message=_("Skriv hva forumet kom fram til."),
            ),
            models.CheckConstraint(
                condition=Q(text_confirmed_at__isnull=True, text_confirmed_by__isnull=True)
                | Q(text_confirmed_at__isnull=False, text_confirmed_by__isnull=False),
                name="treatment_confirmed_has_person_and_time",
            ),
            models.UniqueConstraint(
                fields=["case", "forum", "role"],
                condition=Q(state__in=["waiting", "scheduled"]),
                name="treatment_open_once_a_forum_and_role",
                violation_error_message=_("Forumet har alt denne saken til behandling."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} – {self.forum.short_name}"

    @property
    def is_open(self) -> bool:
        return self.state in AWAITING

    @property
    def awaits_confirmation(self) -> bool:
        return self.outcome != "" and Outcome(self.outcome).awaits(self.text_confirmed_at)

    @property
    def outcome_in_words(self) -> str:
        """Empty while there is none."""
        return Outcome(self.outcome).in_words(self.text_confirmed_at) if self.outcome else ""
