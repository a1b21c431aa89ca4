"""A word to one person about what is no event in a case's history."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cases.models.brief import Brief
from cases.models.case import Case
from cases.models.follow_up import FollowUp
from cases.models.order import Order
from forums.models import User


class MemoKind(models.TextChoices):
    ORDERED = "ordered", _("ny bestilling")
    ORDER_ANSWERED = "order_answered", _("bestilling besvart")
    ORDER_WITHDRAWN = "order_withdrawn", _("bestilling trukket")
    ROUND_ASKED = "round_asked", _("bedt om kommentarer")
    ROUND_ANSWERED = "round_answered", _("kommentarer gitt")
    TASK_GIVEN = "task_given", _("oppfølging gitt til deg")
    TASK_TAKEN = "task_taken", _("oppfølging gitt til en annen")
    PAPERS = "papers", _("nye dokumenter")


def _only(which: str) -> Q:
    things = ("order", "brief", "follow_up", "case")
    return Q(**{f"{thing}__isnull": thing != which for thing in things})


class Memo(models.Model):
    """About one thing. Written by ``cases/memos.py``, shown on «Min side» until it is read."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memos", verbose_name=_("hvem"))
    kind = models.CharField(_("hva"), max_length=16, choices=MemoKind.choices)
    at = models.DateTimeField(_("når"), default=timezone.now)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fra")
    )
    order = models.ForeignKey(
        Order,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memos",
        verbose_name=_("bestilling"),
    )
    brief = models.ForeignKey(
        Brief,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memos",
        verbose_name=_("saksframlegg"),
    )
    follow_up = models.ForeignKey(
        FollowUp,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="memos",
        verbose_name=_("oppfølging"),
    )
    case = models.ForeignKey(
        Case, models.CASCADE, null=True, blank=True, related_name="memos", verbose_name=_("sak")
    )
    read_at = models.DateTimeField(_("lest"), null=True, blank=True)

    class Meta:
        verbose_name = _("beskjed")
        verbose_name_plural = _("beskjeder")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "read_at"])]
        constraints = [
            models.CheckConstraint(
                condition=_only("order") | _only("brief") | _only("follow_up") | _only("case"),
                name="memo_is_about_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
