"""Calendar links: the person's own page for them, a forum's, and what a calendar fetches."""

import hashlib
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forums import calendar, feeds
from forums.models import CalendarFeed, Forum, Membership, User
from forums.permissions import person, visible_to
from miljoloftet.http import public, representative, signed_in


@signed_in
def my_calendar(request: HttpRequest) -> HttpResponse:
    """The link to every meeting of the person's own forums."""
    return _page(request, None)


@representative
def forum_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The person's link to the meetings of one forum."""
    forum = get_object_or_404(visible_to(request.user, Forum.objects.all()), slug=slug)
    return _page(request, forum)


@public
@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """The meetings, to whoever has the link; 304 where the calendar has them already."""
    feed = feeds.find(token)
    meetings = list(feeds.meetings_of(feed))
    with translation.override(feed.user.language):
        body = calendar.feed(_name(feed), meetings)
    etag = f'"{hashlib.sha256(body).hexdigest()}"'
    changed = int(feeds.changed_at(feed, meetings).timestamp())
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    response.headers["Cache-Control"] = "private, no-cache"
    answer = get_conditional_response(request, etag=etag, last_modified=changed, response=response)
    return answer or response


def _page(request: HttpRequest, forum: Forum | None) -> HttpResponse:
    me = person(request)
    mine = CalendarFeed.objects.select_related("user", "forum").filter(user=me)
    if request.method == "POST":
        _pressed(request, me, forum, mine.filter(forum=forum).first())
        return redirect(request.path)
    feed = mine.filter(forum=forum).first()
    address = feeds.address_of(feed) if feed else ""
    roles = Membership.objects.current().filter(user=me).values("forum")
    context = {
        "forum": forum,
        "feed": feed,
        "address": address,
        "open_address": address.replace("https://", "webcal://").replace("http://", "webcal://"),
        "forums": Forum.objects.filter(pk__in=roles).order_by("level", "position", "name"),
    }
    return render(request, "forums/calendar.html", context)


def _pressed(
    request: HttpRequest, me: User, forum: Forum | None, feed: CalendarFeed | None
) -> None:
    """One of the three buttons; on a page that is old, what is gone is simply gone."""
    chosen: dict[str, tuple[Callable[[], object], str]] = {
        "lag": (lambda: feeds.give_link(me, forum, by=me), _("Lenken er laget.")),
        "forny": (
            lambda: feed and feeds.renew_link(feed, by=me),
            _("Du har fått en ny lenke. Den gamle virker ikke lenger."),
        ),
        "trekk": (
            lambda: feed and feeds.revoke_link(feed, by=me),
            _("Lenken er trukket. Kalendere som brukte den, får ikke flere møter."),
        ),
    }
    if request.POST.get("hva") not in chosen:
        raise Http404
    act, done = chosen[request.POST["hva"]]
    act()
    messages.success(request, done)


def _name(feed: CalendarFeed) -> str:
    if feed.forum is not None:
        return _("Møter i %(forum)s") % {"forum": feed.forum.short_name}
    return _("Møtene mine i Miljøloftet")
