"""Meetings as iCalendar (RFC 5545 and 5546): what a calendar shows, and what a letter carries.

A meeting is one entry for as long as it lives: its UID follows the meeting, and SEQUENCE is
``Meeting.calendar_sequence``, which grows when a meeting that has been called is moved or
cancelled. The words are in the language that is active; a letter is written in its reader's.
"""

from collections.abc import Iterable
from datetime import datetime
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone, vCalAddress, vText

from forums.clock import now
from forums.history_log import history_of
from forums.models import Meeting, MeetingStatus, User
from miljoloftet.templatetags.days import day

OSLO = ZoneInfo("Europe/Oslo")
PRODUCT = "-//Miljøloftet//Møter//NO"
# The rule since 1996, which every calendar reads; the library would list each year's days.
ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
STATUSES = {MeetingStatus.PLANNED: "TENTATIVE", MeetingStatus.CANCELLED: "CANCELLED"}


def event(meeting: Meeting) -> Event:
    """One meeting. One query, none when the meeting comes from ``with_changes``."""
    changed = _changed_at(meeting)
    entry = Event()
    entry.add("uid", f"moete-{meeting.pk}@{_host()}")
    entry.add("sequence", meeting.calendar_sequence)
    # The same for as long as the meeting is, so that a feed that says nothing new is the same.
    entry.add("dtstamp", changed)
    entry.add("last-modified", changed)
    entry.add("dtstart", timezone.localtime(meeting.starts_at, OSLO))
    entry.add("dtend", timezone.localtime(meeting.ends_at, OSLO))
    entry.add("summary", _summary(meeting))
    entry.add("status", STATUSES.get(MeetingStatus(meeting.status), "CONFIRMED"))
    where = meeting.place or meeting.video_link
    if where:
        entry.add("location", where)
    entry.add("url", _address(meeting))
    entry.add("description", "\n".join(_description(meeting)))
    return entry


def feed(name: str, meetings: Iterable[Meeting]) -> bytes:
    """A calendar to subscribe to; asked for again within some hours."""
    calendar = _calendar()
    for field in ("name", "x-wr-calname"):
        calendar.add(field, name)
    calendar.add("x-wr-timezone", OSLO.key)
    calendar.add("refresh-interval", vText("PT2H"), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vText("PT2H"))
    for meeting in meetings:
        calendar.add_component(event(meeting))
    return _written(calendar)


def invitation(meeting: Meeting, person: User) -> bytes:
    """Asks the person to the meeting, or tells where it has been moved.

    Nobody else is named in it. The reply is not asked for by mail, which nobody reads: the
    person answers in the letter's link or on the meeting's page.
    """
    return _letter(meeting, person, "REQUEST")


def cancellation(meeting: Meeting, person: User) -> bytes:
    """Takes the meeting out of the person's calendar."""
    return _letter(meeting, person, "CANCEL")


def with_changes(rows: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with ``changed_at``, so that many need no query each."""
    versions = history_of(Meeting).filter(id=OuterRef("pk")).order_by("-history_date")
    return rows.annotate(changed_at=Subquery(versions.values("history_date")[:1]))


def _letter(meeting: Meeting, person: User, method: str) -> bytes:
    with translation.override(person.language):
        calendar = _calendar()
        calendar.add("method", method)
        entry = event(meeting)
    _replace(entry, "dtstamp", now())
    if method == "CANCEL":
        _replace(entry, "status", "CANCELLED")
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    entry["organizer"] = _person(name or "Miljøloftet", address)
    attendee = _person(person.name, person.email)
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
    attendee.params["RSVP"] = vText("FALSE")
    entry.add("attendee", attendee)
    calendar.add_component(entry)
    return _written(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add_component(Timezone.from_ical(ZONE))
    return calendar


def _written(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written


def _person(name: str, address: str) -> vCalAddress:
    found = vCalAddress(f"mailto:{address}")
    found.params["CN"] = vText(name)
    return found


def _replace(entry: Event, name: str, value: Any) -> None:
    entry.pop(name)
    entry.add(name, value)


def _changed_at(meeting: Meeting) -> datetime:
    known: datetime | None = getattr(meeting, "changed_at", None)
    if known is None:
        versions = history_of(Meeting).filter(id=meeting.pk).order_by("-history_date")
        known = versions.values_list("history_date", flat=True).first()
    return known or meeting.starts_at


def _summary(meeting: Meeting) -> str:
    words = {"meeting": meeting, "forum": meeting.forum.name}
    match meeting.status:
        case MeetingStatus.PLANNED:
            return _("%(meeting)s, %(forum)s (planlagt)") % words
        case MeetingStatus.CANCELLED:
            return _("Avlyst: %(meeting)s, %(forum)s") % words
    return _("%(meeting)s, %(forum)s") % words


def _description(meeting: Meeting) -> Iterable[str]:
    if meeting.status == MeetingStatus.PLANNED:
        yield _("Møtet er planlagt. Innkallingen kommer.")
    if meeting.status == MeetingStatus.CANCELLED:
        yield _("Møtet er avlyst: %(because)s") % {"because": meeting.cancelled_because}
    elif meeting.papers_due:
        yield _("Frist for sakspapirer: %(day)s.") % {"day": day(meeting.papers_due)}
    if meeting.video_link:
        yield _("Videomøte: %(link)s") % {"link": meeting.video_link}
    yield _("Saker og papirer: %(link)s") % {"link": _address(meeting)}


def _address(meeting: Meeting) -> str:
    return f"{settings.SITE_URL}{meeting.get_absolute_url()}"


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"
