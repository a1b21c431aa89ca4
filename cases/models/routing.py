"""The permitted routes, and the history that nobody can change."""

import hashlib
import json
from datetime import UTC
from typing import Any, Never

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from cases.models.case import Case
from cases.models.document import Document
from cases.models.treatment import Treatment, TreatmentRole
from forums.models import Forum, Party, User


class RouteKind(models.TextChoices):
    """What a route lets people do with a case."""

    LIFT = "lift", _("løfte saken")
    SEND = "send", _("sende saken")
    ASK = "ask", _("be om behandling")
    ORDER = "order", _("bestille arbeid")


class RouteWho(models.TextChoices):
    """Who decides that the route is used."""

    SECRETARIAT = "secretariat", _("alle i sekretariatet")
    HEAD = "head", _("lederen av sekretariatet")
    LEADER = "leader", _("lederen av forumet saken er i, og sekretariatet")
    RELEASER = "releaser", _("lederen av et bestemt forum, og lederen av sekretariatet")


class Route(models.Model):
    """That a case may go, or be asked about, from one forum to another, and what for.

    ``role`` is what the forum is to do with it; an order has none.
    """

    kind = models.CharField(
        _("lar noen"), max_length=8, choices=RouteKind.choices, default=RouteKind.LIFT
    )
    from_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="routes_out", verbose_name=_("fra")
    )
    to_forum = models.ForeignKey(
        Forum, models.CASCADE, related_name="routes_in", verbose_name=_("til")
    )
    role = models.CharField(
        _("forumet skal"), max_length=10, choices=TreatmentRole.choices, blank=True
    )
    who = models.CharField(
        _("avgjøres av"), max_length=12, choices=RouteWho.choices, default=RouteWho.SECRETARIAT
    )
    released_by = models.ForeignKey(
        Forum,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="routes_released",
        verbose_name=_("lederen av"),
    )
    source = models.CharField(_("kilde"), max_length=200, blank=True)
    is_active = models.BooleanField(_("i bruk"), default=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("saksvei")
        verbose_name_plural = _("saksveier")
        ordering = ["kind", "from_forum__level", "from_forum", "to_forum", "role"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "from_forum", "to_forum", "role"], name="route_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "from_forum", "to_forum"],
                condition=Q(kind__in=["lift", "send", "order"]),
                name="route_moves_for_one_thing",
                violation_error_message=_("Det går alt en slik saksvei mellom de to forumene."),
            ),
            models.CheckConstraint(
                condition=~Q(from_forum=F("to_forum")),
                name="route_between_two_forums",
                violation_error_message=_("En saksvei går mellom to ulike forum."),
            ),
            models.CheckConstraint(
                condition=Q(kind="order", role="") | (~Q(kind="order") & ~Q(role="")),
                name="route_says_what_the_forum_does",
                violation_error_message=_(
                    "Velg hva forumet skal gjøre med saken. En bestilling har ikke noe slikt valg."
                ),
            ),
            models.CheckConstraint(
                condition=Q(who="releaser", released_by__isnull=False)
                | (~Q(who="releaser") & Q(released_by__isnull=True)),
                name="route_releaser_is_named",
                violation_error_message=_(
                    "Velg forumet når lederen av et bestemt forum avgjør, og bare da."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_forum.short_name} → {self.to_forum.short_name}"


class EventKind(models.TextChoices):
    REGISTERED = "registered", _("registrert")
    PUT_FORWARD = "put_forward", _("lagt fram")
    ASKED = "asked", _("bedt om behandling")
    SCHEDULED = "scheduled", _("satt på sakslisten")
    UNSCHEDULED = "unscheduled", _("tatt av sakslisten")
    TREATED = "treated", _("behandlet")
    POSTPONED = "postponed", _("utsatt")
    RETURNED = "returned", _("sendt tilbake")
    LIFTED = "lifted", _("løftet")
    CONFIRMED = "confirmed", _("tekst bekreftet")
    CLOSED = "closed", _("avsluttet")
    REOPENED = "reopened", _("gjenåpnet")
    WITHDRAWN = "withdrawn", _("trukket")
    ORDERED = "ordered", _("bestilt")
    ORDER_ANSWERED = "order_answered", _("bestilling besvart")
    SENT = "sent", _("sendt")
    TO_PARTIES = "to_parties", _("sendt til partene")
    ANSWERED = "answered", _("besvart av part")
    FINAL = "final", _("endelig")
    POSITION = "position", _("partens syn ført")
    MEDIATION = "mediation", _("bedt om megling")
    MEDIATED = "mediated", _("megling avsluttet")
    MERGED = "merged", _("slått sammen")
    UNMERGED = "unmerged", _("sammenslåing opphevet")
    ORDER_WITHDRAWN = "order_withdrawn", _("bestilling trukket")
    TAKEN_BACK = "taken_back", _("spørsmål trukket")
    TOOK_IN = "took_in", _("en lik sak slått sammen hit")
    FOLLOW_UP = "follow_up", _("oppfølging satt opp")
    FOLLOW_UP_MOVED = "follow_up_moved", _("ny frist for oppfølging")
    FOLLOW_UP_DONE = "follow_up_done", _("oppfølging gjort")
    FOLLOW_UP_GONE = "follow_up_gone", _("oppfølging falt bort")
    PAPER_WITHDRAWN = "paper_withdrawn", _("dokument trukket")
    PAPER_BACK = "paper_back", _("dokument tatt inn igjen")
    PAPER_SHIELDED = "paper_shielded", _("dokument unntatt offentlighet")
    PAPER_OPENED = "paper_opened", _("dokument gitt fri")
    PAPER_REDACTED = "paper_redacted", _("sladdet kopi lagt til")
    BRIEF_PASSED = "brief_passed", _("saksframlegg godkjent")
    BRIEF_RETURNED = "brief_returned", _("saksframlegg sendt tilbake")


class AppendOnly(models.QuerySet["RoutingEvent"]):
    def update(self, **kwargs: Any) -> Never:
        raise TypeError("A routing event is never changed; record a new one.")

    def delete(self) -> Never:
        raise TypeError("A routing event is never deleted.")


class RoutingEvent(models.Model):
    """One step of a case's way. Each row carries the hash of the one before it in the case.

    Some are about a paper or another case that not everyone sees who sees this one: pages show
    ``told_reason`` and the words of ``cases/event_words.py``, which hold back what must be.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="events", verbose_name=_("sak"))
    sequence = models.PositiveIntegerField(_("nummer i saken"))
    kind = models.CharField(_("hendelse"), max_length=16, choices=EventKind.choices)
    at = models.DateTimeField(_("når"), default=timezone.now)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("hvem"))
    from_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, related_name="+", verbose_name=_("fra forum")
    )
    to_forum = models.ForeignKey(
        Forum, models.PROTECT, null=True, related_name="+", verbose_name=_("til forum")
    )
    treatment = models.ForeignKey(
        Treatment, models.PROTECT, null=True, related_name="events", verbose_name=_("behandling")
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="+", verbose_name=_("part")
    )
    other_case = models.ForeignKey(
        Case, models.PROTECT, null=True, related_name="+", verbose_name=_("den andre saken")
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("dokument")
    )
    reason = models.TextField(_("begrunnelse"), blank=True)
    previous_hash = models.CharField(_("avtrykk av hendelsen før"), max_length=64, blank=True)
    hash = models.CharField(_("avtrykk"), max_length=64)

    # Set for the one who reads, by ``event_words.for_reader``; until then nothing is given away.
    reader_sees = False

    objects = AppendOnly.as_manager()

    class Meta:
        verbose_name = _("hendelse i saksgangen")
        verbose_name_plural = _("saksgang")
        ordering = ["case", "sequence"]
        indexes = [models.Index(fields=["from_forum", "-at"], name="event_newest_from_forum")]
        constraints = [
            models.UniqueConstraint(fields=["case", "sequence"], name="event_number_once_a_case"),
        ]

    def __str__(self) -> str:
        return f"{self.case.number} #{self.sequence} {self.get_kind_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("A routing event is never changed; record a new one.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Never:
        raise TypeError("A routing event is never deleted.")

    @property
    def is_kept_back(self) -> bool:
        """Whether it is about a case or a paper that the reader may not see."""
        paper = self.document
        is_kept = paper is not None and paper.exempt_ground_id is not None
        return (is_kept or self.other_case_id is not None) and not self.reader_sees

    @property
    def told_reason(self) -> str:
        return "" if self.is_kept_back else self.reason

    @property
    def paper_title(self) -> str:
        """What the paper is called to the reader; empty where it is about none."""
        if self.document is None:
            return ""
        return self.document.public_title if self.is_kept_back else self.document.title

    def fingerprint(self) -> str:
        """SHA-256 (hex) over what the event says and the hash before it."""
        content = [
            self.previous_hash,
            self.case_id,
            self.sequence,
            self.kind,
            self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            self.by_id,
            self.from_forum_id,
            self.to_forum_id,
            self.treatment_id,
            self.reason,
        ]
        # Added later; where they are empty the hash is what it always was.
        if self.party_id or self.other_case_id:
            content.append([self.party_id, self.other_case_id])
        if self.document_id:
            content.append({"document": self.document_id})
        return hashlib.sha256(json.dumps(content).encode()).hexdigest()
