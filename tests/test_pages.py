"""No page asks the database more than 22 times, and none asks more when there is more to show.

Every page that a link leads to is opened as each of the demo's kinds of people, twice: with the
demo grown by more of everything that a list can hold, and then grown once more.
"""

from datetime import timedelta

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.agenda import put_on_agenda
from cases.links import link_cases
from cases.models import Case, CaseStatus, Purpose, Route
from cases.orders import place_order
from cases.registering import register_case
from cases.routing import ask_for_treatment, put_forward
from forums import groups
from forums.clock import today
from forums.demo_signins import SIGN_INS
from forums.models import Forum, Meeting, MeetingStatus, Role, Seat, User
from tests.factories import make_meeting, make_member, make_party
from tests.journeys.pages import reachable

pytestmark = pytest.mark.machine
MOST = 22  # of the fullest case; a big one keeps to 20 (cases/test_the_page_of_a_big_case.py)
MORE = 4


@pytest.fixture
def people(demo) -> list[User | None]:
    signed_in = User.objects.filter(email__in=[row.email for row in SIGN_INS], is_active=True)
    return [None, *signed_in.order_by("email")]


def counted(client: Client, path: str) -> int:
    reset_queries()  # the log holds so many only, and all the pages together ask more
    with CaptureQueriesContext(
        connection,
    ) as asked:
        response = client.get(path)
        if response.streaming:
            response.close()
    return len([q for q in asked if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))])


def grow(by: User) -> None:
    """More parties, seats, people, meetings, cases and papers, in every forum of the demo."""
    forums = list(Forum.objects.current())
    parties = [make_party() for _ in range(MORE)]
    for forum in forums:
        for party in parties:
            make_member(forum, party)
            make_member(forum, party, role=Role.OBSERVER)
        seats = forum.seats.count()
        Seat.objects.create(forum=forum, party=parties[0], number=seats + 9, start=today())
        for week in range(1, MORE + 1):
            make_meeting(forum, today() + timedelta(weeks=week))
            make_meeting(
                forum,
                today() - timedelta(weeks=week, days=1),
                status=MeetingStatus.CANCELLED,
                cancelled_because="Ingen saker.",
            )
    for case in Case.objects.filter(status=CaseStatus.OPEN)[:MORE]:
        for number in range(MORE):
            _another_like(case, number, by)
    groups.follow(today())


def _another_like(case: Case, number: int, by: User) -> None:
    same = {name: getattr(case, name) for name in ("kind", "owner", "forum", "summary")}
    new = register_case(by=by, title=f"{case.title} {number}", officer=by, **same)
    treatment = put_forward(new, by=by)
    other = _other_forum(case)
    ends = {"from_forum": case.forum, "to_forum": other}
    Route.objects.get_or_create(kind="ask", role="advise", **ends)
    Route.objects.get_or_create(kind="order", role="", **ends)
    ask_for_treatment(new, by=by, forum=other, role="advise", reason="Vi trenger råd.")
    due = today() + timedelta(days=30)
    place_order(case.forum, other, by=by, what="Tall", why="De mangler.", due=due, case=new)
    link_cases(case, new, by=by, kind="related")
    meeting = Meeting.objects.filter(
        forum=case.forum, status=MeetingStatus.PLANNED, starts_at__date__gt=today()
    ).first()
    if meeting is not None:
        put_on_agenda(
            treatment, meeting, by=by, purpose=Purpose.INFORMATION, oral_reason="Kort orientering"
        )


def _other_forum(case: Case) -> Forum:
    return Forum.objects.current().exclude(pk=case.forum_id).order_by("level", "pk").last()


def measure(people: list[User | None], pages: dict[str, set[str]]) -> dict[tuple[str, str], int]:
    found = {}
    for person in people:
        client = Client()
        who = person.email if person else "anyone"
        if person:
            client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        for path in sorted(pages[who]):
            found[who, path] = counted(client, path)
    return found


def test_no_page_asks_too_much_or_more_when_there_is_more(people) -> None:
    pages = {p.email if p else "anyone": set(reachable(p).values()) for p in people}
    secretary = next(p for p in people if p and p.email.startswith("sekretariatsleder"))
    grow(secretary)  # so that each list has every kind of thing in it
    before = measure(people, pages)
    grow(secretary)
    after = measure(people, pages)
    too_many = {page: n for page, n in after.items() if n > MOST}
    growing = {page: (before[page], n) for page, n in after.items() if n > before[page]}
    assert (too_many, growing) == ({}, {})
