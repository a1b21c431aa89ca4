"""Seats, which a party holds, and memberships, which people have."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from forums.models.dated import Dated, DatedQuerySet, ends_after_start
from forums.models.forum import Forum
from forums.models.mandate import MandateClause
from forums.models.party import Party
from forums.models.person import User


class Seat(Dated):
    """The place itself: what a mandate gives a party, what quorum counts, what a deputy takes."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="seats", verbose_name=_("forum"))
    party = models.ForeignKey(Party, models.PROTECT, related_name="seats", verbose_name=_("part"))
    number = models.PositiveSmallIntegerField(_("plass nummer"), default=1)
    is_chair = models.BooleanField(_("leder forumet"), default=False)
    clause = models.ForeignKey(
        MandateClause,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="seats",
        verbose_name=_("gitt i punkt"),
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plass")
        verbose_name_plural = _("plasser")
        ordering = ["forum", "party__name", "number"]
        constraints = [
            ends_after_start("seat_ends_after_start"),
            models.UniqueConstraint(
                fields=["forum", "party", "number"], name="seat_number_once_per_party"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum.short_name}: {self.party.short_name} {self.number}"


class Role(models.TextChoices):
    LEADER = "leader", _("leder")
    MEMBER = "member", _("medlem")
    DEPUTY = "deputy", _("vara")
    SUPPORT = "support", _("lederstøtte")
    OBSERVER = "observer", _("observatør")
    SECRETARY = "secretary", _("sekretær")
    CALLED = "called", _("møter ved behov")


SEATED_ROLES = (Role.LEADER, Role.MEMBER)
VOTING_ROLES = (Role.LEADER, Role.MEMBER, Role.DEPUTY)


class Membership(Dated):
    """A person's role in a forum for a time, on behalf of a party.

    A leader or member occupies ``seat``; a deputy stands in for it; the others have none.
    The head of a secretariat may lead a forum without a seat.
    """

    user = models.ForeignKey(
        User, models.PROTECT, related_name="memberships", verbose_name=_("person")
    )
    forum = models.ForeignKey(
        Forum, models.PROTECT, related_name="memberships", verbose_name=_("forum")
    )
    party = models.ForeignKey(
        Party,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("part"),
        help_text=_("Tomt bare for sekretariatet, som ikke hører til noen part."),
    )
    role = models.CharField(_("rolle"), max_length=10, choices=Role.choices)
    seat = models.ForeignKey(
        Seat,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("plass"),
    )

    objects = DatedQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["forum", "role", "start"]
        constraints = [
            ends_after_start("membership_ends_after_start"),
            models.CheckConstraint(
                condition=~Q(role__in=["member", "deputy"]) | Q(seat__isnull=False),
                name="membership_member_and_deputy_have_seat",
                violation_error_message=_("Et medlem og en vara må høre til en plass."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=["leader", "member", "deputy"]) | Q(seat__isnull=True),
                name="membership_others_have_no_seat",
                violation_error_message=_("Bare leder, medlem og vara hører til en plass."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.forum.short_name}"
