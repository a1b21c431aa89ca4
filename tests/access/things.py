"""One of everything; what is around the cases stands in around.py."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from cases.agenda import put_on_agenda
from cases.guests import invite_guest
from cases.models import (
    AgendaItem,
    Case,
    Document,
    ItemGuest,
    LegalGround,
    StandingItem,
    Treatment,
)
from cases.routing import put_forward
from cases.standing import set_up_standing
from forums import changes, clock, meetings
from forums.clock import now, today
from forums.invitations import invite
from forums.mandates import draft_mandate
from forums.models import (
    CalendarFeed,
    ClosedPeriod,
    ForumLine,
    GlossaryTerm,
    ImportJob,
    Invitation,
    LineKind,
    Mandate,
    MandateRule,
    Meeting,
    RepresentativeChange,
    RuleKind,
    YearlyProcess,
)
from reporting.books import order_book
from reporting.models import BookState
from tests.access.around import papers_of, rows_of
from tests.access.people import People
from tests.cases.conftest import World, draft
from tests.factories import LONG_AGO, make_mandate, make_meeting, make_seat, make_user


@dataclass
class Things:
    world: World
    people: People
    cases: dict[str, Case]
    papers: dict[str, Document]
    ground: LegalGround
    mandate: Mandate
    meeting: Meeting
    item: AgendaItem
    waiting: Treatment
    treated: AgendaItem
    standing: AgendaItem
    guest: ItemGuest
    change: RepresentativeChange
    invitation: Invitation
    job: ImportJob
    # What is around the cases: kind of thing -> which of them -> the thing.
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)


def make_things(world: World, people: People) -> Things:
    """A draft, an open and an exempt case in the committee, each with a paper."""
    ground = LegalGround.objects.create(
        citation="offl. § 13", description="Taushetsplikt", is_duty=True, start=LONG_AGO
    )
    facts: dict[str, Any] = {"forum": world.committee, "owner": world.party}
    hidden = {"exempt_ground": ground, "public_title": "Unntatt sak"}
    cases = {
        "draft": draft(world, title="Utkast om bru", **facts),
        "open": draft(world, title="Sykkelveg", **facts),
        "exempt": draft(world, title="Hemmelig kjøp", **facts, **hidden),
    }
    papers = papers_of(cases, ground, world.secretary)
    for key in ("open", "exempt"):
        put_forward(cases[key], by=world.secretary)
    meeting, item = _meeting(cases["open"], world)
    held, treated = _meeting(_opened(world, facts), world)
    standing = _standing(held, world)
    meetings.call_meeting(held, by=world.secretary)
    with clock.standing_at(held.starts_at):
        meetings.hold_meeting(held, by=world.secretary)
    ForumLine.objects.create(
        from_forum=world.expert, to_forum=world.committee, kind=LineKind.REPORTS, start=LONG_AGO
    )
    GlossaryTerm.objects.create(term="Årshjul", explanation="Det som skjer hvert år.")
    make_mandate(world.steering, start=date(2018, 1, 1), end=date(2018, 12, 31))
    mandate = draft_mandate(world.committee, by=world.secretary)
    MandateRule.objects.create(
        clause=mandate.clauses.get(),
        kind=RuleKind.MEETS_EVERY,
        value=1,
    )
    _year(world)
    _book(meeting, cases["open"], world)
    waiting = _opened(world, facts).treatments.get()
    return Things(
        world=world,
        people=people,
        cases=cases,
        papers=papers,
        ground=ground,
        mandate=mandate,
        meeting=meeting,
        item=item,
        waiting=waiting,
        treated=treated,
        standing=standing,
        guest=invite_guest(item, by=world.secretary, name="Grete Gjest"),
        change=_change(world, people),
        invitation=_invitation(world),
        job=ImportJob.objects.create(
            kind="parter", filename="parter.xlsx", created_by=world.secretary
        ),
        rows=rows_of(world, people, cases),
    )


def _opened(world: World, facts: dict[str, Any]) -> Case:
    case = draft(world, **{**facts, "title": f"Sak {Case.objects.count()}"})
    put_forward(case, by=world.secretary)
    return case


def _meeting(case: Case, world: World) -> tuple[Meeting, AgendaItem]:
    meeting = make_meeting(world.committee)
    item = put_on_agenda(
        case.treatments.get(),
        meeting,
        by=world.secretary,
        purpose="discussion",
        oral_reason="Kort sak.",
    )
    return meeting, item


def _standing(meeting: Meeting, world: World) -> AgendaItem:
    StandingItem.objects.create(forum=world.committee, kind="notice", title="Innkalling")
    return set_up_standing(meeting, by=world.secretary)[0]


def _year(world: World) -> None:
    """What comes back every year, and the member's link to the committee's meetings."""
    days = {"start": date(2024, 7, 1), "end": date(2024, 7, 31)}
    ClosedPeriod.objects.create(name="Sommerferie", **days)
    june = {"from_month": 6, "from_day": 1, "to_month": 6, "to_day": 30}
    YearlyProcess.objects.create(name="Budsjett", forum=world.committee, **june)
    CalendarFeed.objects.create(user=world.committee_member)


def _book(meeting: Meeting, case: Case, world: World) -> None:
    """A finished book that shows of one case; what is in the file, other tests say."""
    (book,) = order_book(meeting, by=world.secretary)
    book.file.save("bok.pdf", ContentFile(b"%PDF-"), save=False)
    book.state, book.sha256, book.finished_at = BookState.DONE, "0" * 64, now()
    book.save()
    book.cases.add(case)


def _change(world: World, people: People) -> RepresentativeChange:
    """The party reports who takes its seat, and the secretariat has not answered yet."""
    seat = make_seat(world.committee, world.party)
    contact = people["contact"]
    assert contact is not None
    return changes.report_change(
        seat, by=contact, role="member", user=world.expert_member, start=today()
    )


def _invitation(world: World) -> Invitation:
    user = make_user()
    user.set_unusable_password()
    user.save()
    invite(user, by=world.secretary)
    return Invitation.objects.get()
