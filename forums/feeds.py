"""A person's secret links to meetings: given, renewed, taken back, and followed.

A calendar asks again and again without signing in, so the link is the key, and its owner must be
able to see it again to use it in another calendar. A hash of it could not be shown; the link
itself in the database would be a key in every backup. So neither is stored: the link is made
when it is asked for, from the row's key and serial number, signed with the site's secret, and
the signature is compared in constant time. A new link is a new serial; a link that is taken back
has no row. When the site's secret is changed, every link stops working, and its owner finds a
new one on the same page.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from forums.calendar import with_changes
from forums.clock import now, today
from forums.history_log import history_of
from forums.models import CalendarFeed, Forum, Meeting, Membership, User
from forums.permissions import is_representative, visible_to

SALT = "forums.feeds"
LOOKS_BACK = timedelta(days=365)


@transaction.atomic
def give_link(user: User, forum: Forum | None = None, *, by: User) -> CalendarFeed:
    """The person's link to the forum, or to all of the person's own; asked twice, the same one.

    Raises PermissionDenied for somebody else's, and for a forum that the person may not see.
    """
    _require_own(user, by)
    if forum is not None and not is_representative(user):
        raise PermissionDenied
    feed, _is_new = CalendarFeed.objects.get_or_create(
        user=user, forum=forum, defaults={"made_at": now()}
    )
    return feed


@transaction.atomic
def renew_link(feed: CalendarFeed, *, by: User) -> CalendarFeed:
    """Make a new link; the old one stops at once."""
    _require_own(feed.user, by)
    # Counted by the database, so that of two presses neither is lost.
    CalendarFeed.objects.filter(pk=feed.pk).update(serial=F("serial") + 1, made_at=now())
    feed.refresh_from_db()
    return feed


@transaction.atomic
def revoke_link(feed: CalendarFeed, *, by: User) -> None:
    """Take the link back; repeating it changes nothing."""
    _require_own(feed.user, by)
    CalendarFeed.objects.filter(pk=feed.pk).delete()


def address_of(feed: CalendarFeed) -> str:
    """The secret link, whole."""
    token = _signer().sign(_value(feed))
    return settings.SITE_URL + reverse("calendar_feed", args=[token])


def find(token: str) -> CalendarFeed:
    """The link's row. Raises Http404 for one that is wrong, old, taken back or an inactive
    person's: nobody learns which.
    """
    try:
        value = _signer().unsign(token)
    except BadSignature:
        raise Http404 from None
    rows = CalendarFeed.objects.select_related("user", "forum").filter(user__is_active=True)
    feed = rows.filter(pk=value.partition("-")[0]).first()
    if feed is None or _value(feed) != value:
        raise Http404
    return feed


def meetings_of(feed: CalendarFeed) -> QuerySet[Meeting]:
    """What the person may see through the link today, from a year back and on.

    In all of the person's own forums: while the role lasts, a role that is known to end included.
    """
    rows = with_changes(Meeting.objects.select_related("forum"))
    rows = rows.filter(starts_at__date__gte=today() - LOOKS_BACK).order_by("starts_at", "pk")
    if feed.forum_id is not None:
        return visible_to(feed.user, rows.filter(forum=feed.forum_id))
    roles = Membership.objects.current().filter(user=feed.user_id, forum=OuterRef("forum"))
    lasts = Q(end__isnull=True) | Q(end__gte=OuterRef("starts_at__date"))
    return rows.filter(Exists(roles.filter(lasts)))


def changed_at(feed: CalendarFeed, meetings: list[Meeting]) -> datetime:
    """The last moment at which what the link gives may have changed.

    Roles begin and end at midnight without a word in any history, so it is never before that.
    Two queries.
    """
    midnight = timezone.localtime(now()).replace(hour=0, minute=0, second=0, microsecond=0)
    roles = history_of(Membership).filter(user=feed.user_id)
    moments: list[datetime | None] = [
        midnight,
        feed.made_at,
        roles.aggregate(last=Max("history_date"))["last"],
        history_of(Forum).aggregate(last=Max("history_date"))["last"],
        *(getattr(row, "changed_at", None) for row in meetings),
    ]
    return max(moment for moment in moments if moment is not None)


def _require_own(user: User, by: User) -> None:
    if user.pk != by.pk:
        raise PermissionDenied


def _signer() -> Signer:
    return Signer(salt=SALT, sep=".")


def _value(feed: CalendarFeed) -> str:
    return f"{feed.pk}-{feed.serial}"
