"""Small makers of valid objects; each takes what the test is about and invents the rest."""

from datetime import date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from cases.models import Case, CaseKind, LegalGround
from cases.search_index import index
from forums import groups
from forums.clock import today
from forums.models import (
    Act,
    Affiliation,
    Competence,
    Forum,
    ForumKind,
    Mandate,
    MandateClause,
    MandateStatus,
    Meeting,
    MeetingRhythm,
    MeetingStatus,
    Membership,
    Party,
    PartyContact,
    Role,
    Seat,
    User,
    next_number,
)

OSLO = ZoneInfo("Europe/Oslo")
LONG_AGO = date(2019, 1, 1)
_numbers = count(1)


def make_party(name: str = "", **values: Any) -> Party:
    n = next(_numbers)
    name = name or f"Part {n}"
    values = {"kind": "municipality", "start": LONG_AGO, **values}
    return Party.objects.create(name=name, short_name=name[:40], slug=f"part-{n}", **values)


def make_user(name: str = "", *, party: Party | None = None, **values: Any) -> User:
    n = next(_numbers)
    user = User.objects.create_user(
        values.pop("email", f"person{n}@eksempel.no"),
        values.pop("password", "passord-til-test"),
        name=name or f"Person {n}",
        **values,
    )
    if party:
        Affiliation.objects.create(user=user, party=party, start=LONG_AGO)
    return user


def make_forum(name: str = "", **values: Any) -> Forum:
    n = next(_numbers)
    name = name or f"Forum {n}"
    short = values.pop("short_name", name[:30])
    values = {"kind": ForumKind.WORKING, "start": LONG_AGO, **values}
    return Forum.objects.create(name=name, short_name=short, slug=f"forum-{n}", **values)


def make_mandate(forum: Forum, *acts: Act, **values: Any) -> Mandate:
    """An adopted mandate in force since 2019 with one clause that gives ``acts``."""
    status = values.pop("status", MandateStatus.ADOPTED)
    binding = status in {MandateStatus.ADOPTED, MandateStatus.AGREED}
    mandate = Mandate.objects.create(
        forum=forum,
        status=status,
        **{
            "version": forum.mandates.count() + 1,
            "title": f"Mandat for {forum}",
            "source": "Kildenotat",
            "start": LONG_AGO,
            "adopted_by": forum if binding else None,
            "adopted_on": LONG_AGO if binding else None,
            **values,
        },
    )
    clause = MandateClause.objects.create(
        mandate=mandate, position=1, number="1", heading="Oppgave", text="Hva forumet gjør."
    )
    for act in acts:
        Competence.objects.create(mandate=mandate, act=act, clause=clause)
    return mandate


def make_seat(forum: Forum, party: Party, **values: Any) -> Seat:
    number = Seat.objects.filter(forum=forum, party=party).count() + 1
    values = {"number": number, "start": LONG_AGO, **values}
    return Seat.objects.create(forum=forum, party=party, **values)


def make_member(
    forum: Forum, party: Party | None = None, role: Role = Role.MEMBER, **values: Any
) -> User:
    """A person with a role in the forum, groups included."""
    party = party or make_party()
    user = values.pop("user", None) or make_user(party=party)
    seat = values.pop("seat", None)
    if seat is None and role in {Role.MEMBER, Role.LEADER, Role.DEPUTY}:
        seat = make_seat(forum, party)
    values = {"start": LONG_AGO, **values}
    Membership.objects.create(user=user, forum=forum, party=party, role=role, seat=seat, **values)
    groups.follow(today(), [user.pk])
    return fresh(user)


def make_secretary(name: str = "") -> User:
    """A person in the secretariat."""
    forum = Forum.objects.filter(kind=ForumKind.SECRETARIAT).first()
    forum = forum or make_forum("Sekretariatet", kind=ForumKind.SECRETARIAT)
    user = make_user(name)
    Membership.objects.create(user=user, forum=forum, role=Role.SECRETARY, start=LONG_AGO)
    groups.follow(today(), [user.pk])
    return fresh(user)


def make_contact(party: Party) -> User:
    user = make_user(party=party)
    PartyContact.objects.create(user=user, party=party, start=LONG_AGO)
    groups.follow(today(), [user.pk])
    return fresh(user)


def make_meeting(forum: Forum, day: date | None = None, **values: Any) -> Meeting:
    day = day or today() + timedelta(days=14)
    begins = datetime(day.year, day.month, day.day, 9, tzinfo=OSLO)
    status = values.get("status", MeetingStatus.PLANNED)
    called = begins - timedelta(days=7) if status != MeetingStatus.PLANNED else None
    return Meeting.objects.create(
        forum=forum,
        year=day.year,
        number=next_number(f"meeting:{forum.pk}", day.year),
        **{
            "starts_at": begins,
            "ends_at": begins + timedelta(hours=2),
            "called_at": called,
            **values,
        },
    )


def make_rhythm(forum: Forum, **values: Any) -> MeetingRhythm:
    """The second Tuesday of every month at nine, for two hours."""
    facts = {"kind": "monthly", "nth": 2, "weekday": 1, "starts": time(9), "minutes": 120}
    return MeetingRhythm.objects.create(forum=forum, **{**facts, **values})


def make_kind(name: str = "Samarbeidssak") -> CaseKind:
    return CaseKind.objects.get_or_create(name=name)[0]


def make_case(forum: Forum, **values: Any) -> Case:
    """A bare case row in ``forum``; use the actions in cases/routing.py to test its way."""
    year = values.pop("year", today().year)
    officer = values.pop("officer", None) or make_user()
    case = Case.objects.create(
        forum=forum,
        year=year,
        sequence=next_number("case", year),
        **{
            "title": "Sykkelveg langs fjorden",
            "summary": "Hva saken gjelder.",
            "kind": values.pop("kind", None) or make_kind(),
            "owner": values.pop("owner", None) or make_party(),
            "officer": officer,
            "created_by": officer,
            **values,
        },
    )
    index(case)
    return case


def make_ground(citation: str = "offl. § 13", **values: Any) -> LegalGround:
    """A legal ground in force, a duty unless said otherwise: then nothing has to be weighed."""
    values = {"description": "Det den verner", "is_duty": True, "start": LONG_AGO, **values}
    return LegalGround.objects.create(citation=citation, **values)


def fresh(user: User) -> User:
    """Read again, so that cached groups and permissions are today's."""
    return User.objects.get(pk=user.pk)
