"""Calendar files as another program reads them: invited, moved and cancelled is one entry."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject

from forums import calendar
from forums.clock import now
from forums.models import Meeting, User
from tests.factories import OSLO, make_forum, make_meeting, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address_of_the_site(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SITE_URL = "https://miljoloftet.eksempel.no:8443"
    settings.DEFAULT_FROM_EMAIL = "Sekretariatet <post@miljoloftet.eksempel.no>"


@pytest.fixture
def meeting(db: None) -> Meeting:
    forum = make_forum("Arbeidsutvalget", short_name="AU")
    return make_meeting(forum, date(2026, 12, 4), status="called", place="Fløyen, 3. etasje")


@pytest.fixture
def person(db: None) -> User:
    return make_user("Kari Nordmann; møter", email="kari@eksempel.no")


def read(file: bytes) -> Any:
    return vobject.readOne(file.decode())


def value(entry: Any, name: str) -> Any:
    return entry.contents[name][0].value


def test_an_invitation_asks_one_person_from_one_sender(meeting: Meeting, person: User):
    found = read(calendar.invitation(meeting, person))
    assert value(found, "method") == "REQUEST"
    attendee = found.vevent.attendee
    assert attendee.value == "mailto:kari@eksempel.no"
    assert attendee.params["CN"] == ["Kari Nordmann; møter"]
    assert attendee.params["PARTSTAT"] == ["NEEDS-ACTION"]
    organizer = found.vevent.contents["organizer"][0]
    assert organizer.value == "mailto:post@miljoloftet.eksempel.no"
    assert organizer.params["CN"] == ["Sekretariatet"]


def test_the_entry_says_what_when_and_where(meeting: Meeting, person: User):
    entry = read(calendar.invitation(meeting, person)).vevent
    assert value(entry, "uid") == f"moete-{meeting.pk}@miljoloftet.eksempel.no"
    assert value(entry, "summary") == "AU 1/26, Arbeidsutvalget"
    assert value(entry, "location") == "Fløyen, 3. etasje"
    assert value(entry, "status") == "CONFIRMED"
    address = f"https://miljoloftet.eksempel.no:8443/moter/{meeting.pk}/"
    assert value(entry, "url") == address
    assert address in value(entry, "description")
    assert value(entry, "dtstamp") - now() < timedelta(seconds=5)


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 12, 4), 1), (date(2026, 6, 4), 2)])
def test_the_time_is_oslos_in_winter_and_summer(person: User, day: date, hours: int):
    meeting = make_meeting(make_forum(), day)
    file = calendar.invitation(meeting, person)
    assert f"DTSTART;TZID=Europe/Oslo:{day:%Y%m%d}T090000".encode() in file
    entry = read(file).vevent
    starts = value(entry, "dtstart")
    assert starts.utcoffset() == timedelta(hours=hours)
    assert starts.astimezone(UTC) == meeting.starts_at.astimezone(UTC)


def test_invited_moved_and_cancelled_is_one_entry(meeting: Meeting, person: User):
    invited = read(calendar.invitation(meeting, person)).vevent
    meeting.calendar_sequence, meeting.starts_at = 1, datetime(2026, 12, 7, 9, tzinfo=OSLO)
    meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    moved = read(calendar.invitation(meeting, person)).vevent
    meeting.calendar_sequence = 2
    meeting.status, meeting.cancelled_because = "cancelled", "For få saker"
    gone = read(calendar.cancellation(meeting, person))
    entries = [invited, moved, gone.vevent]
    assert len({value(entry, "uid") for entry in entries}) == 1
    assert [value(entry, "sequence") for entry in entries] == ["0", "1", "2"]
    assert value(moved, "dtstart").day == 7
    assert (value(gone, "method"), value(gone.vevent, "status")) == ("CANCEL", "CANCELLED")
    assert "For få saker" in value(gone.vevent, "description")


def test_one_who_is_no_longer_asked_gets_a_cancellation_of_a_meeting_that_stands(meeting, person):
    found = read(calendar.cancellation(meeting, person))
    assert value(found.vevent, "status") == "CANCELLED"


def test_a_planned_meeting_is_tentative():
    meeting = make_meeting(make_forum("AU"), date(2026, 12, 4), video_link="https://v.no/au")
    entry = calendar.event(meeting)
    assert (entry["status"], str(entry["location"])) == ("TENTATIVE", "https://v.no/au")
    assert "(planlagt)" in str(entry["summary"])


def test_a_letter_is_in_its_readers_language(meeting: Meeting):
    reader = make_user(language="en")
    assert "Cases and papers" in value(
        read(calendar.invitation(meeting, reader)).vevent, "description"
    )


def test_the_zone_is_the_one_that_python_knows(meeting: Meeting, person: User):
    zone = read(calendar.invitation(meeting, person)).vtimezone.gettzinfo()
    oslo = ZoneInfo("Europe/Oslo")
    for month in range(1, 13):
        moment = datetime(2029, month, 28, 12)  # noqa: DTZ001  # each zone says for itself
        assert zone.utcoffset(moment) == oslo.utcoffset(moment), month
