"""A person's secret link to meetings, for a calendar that cannot sign in."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forums.models.forum import Forum
from forums.models.person import User


class CalendarFeed(models.Model):
    """One link: to all of the person's forums, or to the one that is named.

    The link itself is not stored, only ``serial``, which it is signed with: see forums/feeds.py.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="calendar_feeds", verbose_name=_("person")
    )
    forum = models.ForeignKey(
        Forum,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("forum"),
        help_text=_("Tomt for alle forumene personen sitter i."),
    )
    serial = models.PositiveIntegerField(_("lenke nummer"), default=1)
    made_at = models.DateTimeField(_("laget"), default=timezone.now)

    class Meta:
        verbose_name = _("kalenderlenke")
        verbose_name_plural = _("kalenderlenker")
        ordering = ["user", "forum"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(forum__isnull=True), name="feed_of_all_once_a_person"
            ),
            models.UniqueConstraint(fields=["user", "forum"], name="feed_of_forum_once_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.forum.short_name if self.forum else ''}"
