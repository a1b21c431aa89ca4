"""One of everything, and the address of each thing under each name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from cases.agenda import put_on_agenda
from cases.documents import add_document
from cases.models import AgendaItem, Case, Document, LegalGround, Treatment
from cases.routing import put_forward
from forums import changes, clock, meetings
from forums.clock import today
from forums.invitations import invite
from forums.mandates import draft_mandate
from forums.models import (
    ForumLine,
    GlossaryTerm,
    ImportJob,
    Invitation,
    LineKind,
    Mandate,
    MandateRule,
    Meeting,
    Membership,
    PartyContact,
    RepresentativeChange,
    RuleKind,
)
from tests.access.people import People
from tests.cases.conftest import World, draft
from tests.factories import LONG_AGO, make_mandate, make_meeting, make_seat, make_user

NOT_OURS = ("allauth", "django")


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
    change: RepresentativeChange
    invitation: Invitation
    job: ImportJob


def make_things(world: World, people: People) -> Things:
    """A draft, an open and an exempt case in the committee, each with a paper."""
    ground = LegalGround.objects.create(
        citation="offl. § 13", description="Taushetsplikt", is_duty=True, start=LONG_AGO
    )
    facts: dict[str, Any] = {"forum": world.committee, "owner": world.party}
    hidden = {"exempt_ground": ground, "public_title": "Unntatt sak"}
    cases = {
        "draft": draft(world, **facts),
        "open": draft(world, **facts),
        "exempt": draft(world, **facts, **hidden),
    }
    papers = {key: _paper(case, world) for key, case in cases.items()}
    papers["exempt paper"] = _paper(cases["open"], world, exempt_ground=ground)
    for key in ("open", "exempt"):
        put_forward(cases[key], by=world.secretary)
    meeting, item = _meeting(cases["open"], world)
    held, treated = _meeting(_opened(world, facts), world)
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
        change=_change(world, people),
        invitation=_invitation(world),
        job=ImportJob.objects.create(
            kind="parter", filename="parter.xlsx", created_by=world.secretary
        ),
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


def _paper(case: Case, world: World, **values: Any) -> Document:
    file = ContentFile(b"Vurdering.", name="vurdering.txt")
    return add_document(
        case, by=world.secretary, kind="brief", title="Saksframlegg", file=file, **values
    )


Arguments = Callable[[Things, str], dict[str, Any]]


def of_case(things: Things, key: str) -> dict[str, Any]:
    case = things.cases[key]
    return {"year": case.year, "sequence": case.sequence}


def of_paper(things: Things, key: str) -> dict[str, Any]:
    return {"pk": things.papers[key].pk}


def fixed(make: Callable[[Things], dict[str, Any]]) -> Arguments:
    return lambda things, key: make(things)


def pk_of(find: Callable[[Things], Any]) -> Arguments:
    return fixed(lambda things: {"pk": find(things).pk})


FORUM = fixed(lambda things: {"slug": things.world.committee.slug})
PARTY = fixed(lambda things: {"slug": things.world.party.slug})
MANDATE = pk_of(lambda things: things.mandate)
CLAUSE = pk_of(lambda things: things.mandate.clauses.get())
SEAT = pk_of(lambda things: things.world.committee.seats.order_by("pk").first())
MEETING = pk_of(lambda things: things.meeting)
PERSON = pk_of(lambda things: things.world.committee_member)
ITEM = pk_of(lambda things: things.item)
TERM = pk_of(lambda things: GlossaryTerm.objects.get())

# Address name -> what it takes; a name that is not here takes nothing.
TAKES: dict[str, Arguments] = {
    **dict.fromkeys(
        ["case", "case_history", "case_story_pdf", "case_edit", "document_add"], of_case
    ),
    "history": lambda things, key: {"app": "cases", "model": "case", "pk": things.cases[key].pk},
    **dict.fromkeys(["document", "document_version_add"], of_paper),
    "document_version": lambda things, key: {**of_paper(things, key), "number": 1},
    "accept_invitation": fixed(lambda things: {"token": "finnes-ikke"}),
    **dict.fromkeys(
        [
            "forum",
            "edit_forum",
            "edit_lines",
            "forum_end",
            "edit_seats",
            "seat_open",
            "role_add",
            "mandate_new",
        ],
        FORUM,
    ),
    "mandate_difference": fixed(lambda things: {"slug": things.world.steering.slug}),
    "mandate": fixed(lambda things: {"slug": things.world.committee.slug, "version": 1}),
    "line_end": fixed(
        lambda things: {"slug": things.world.expert.slug, "pk": ForumLine.objects.get().pk}
    ),
    **dict.fromkeys(["party", "edit_party", "party_rename", "party_end", "contact_new"], PARTY),
    "contact_end": pk_of(lambda things: PartyContact.objects.get()),
    **dict.fromkeys(["person", "edit_person", "person_join", "person_leave"], PERSON),
    **dict.fromkeys(["seat_appoint", "seat_close"], SEAT),
    "role_end": pk_of(lambda t: Membership.objects.get(user=t.world.committee_member)),
    **dict.fromkeys(
        [
            "edit_mandate",
            "mandate_facts",
            "competence_edit",
            "clause_new",
            "mandate_put_in_force",
            "mandate_discard",
        ],
        MANDATE,
    ),
    **dict.fromkeys(["clause_edit", "clause_remove", "rule_add"], CLAUSE),
    "rule_remove": pk_of(lambda things: MandateRule.objects.get()),
    **dict.fromkeys(["term_edit", "term_remove"], TERM),
    **dict.fromkeys(["export_sheet", "template_sheet"], fixed(lambda things: {"kind": "parter"})),
    **dict.fromkeys(["kept_list", "kept_new"], fixed(lambda things: {"what": "hjemler"})),
    "kept_edit": fixed(lambda things: {"what": "hjemler", "pk": things.ground.pk}),
    **dict.fromkeys(["meeting", "meeting_hold", "agenda_edit"], MEETING),
    "meeting_minutes": pk_of(lambda things: things.treated.meeting),
    "meeting_step": fixed(lambda things: {"pk": things.meeting.pk, "step": "avlys"}),
    "agenda_add": fixed(lambda things: {"pk": things.meeting.pk, "treatment": things.waiting.pk}),
    **dict.fromkeys(["agenda_change", "agenda_take_off"], ITEM),
    "agenda_move": fixed(lambda things: {"pk": things.item.pk, "way": "opp"}),
    **dict.fromkeys(["outcome_record", "text_confirm"], pk_of(lambda things: things.treated)),
    "case_move": lambda things, key: {**of_case(things, key), "move": "withdraw"},
    "change_list": PARTY,
    "change_report": fixed(
        lambda things: {"slug": things.world.party.slug, "seat": things.change.seat_id}
    ),
    "change": fixed(lambda things: {"slug": things.world.party.slug, "pk": things.change.pk}),
    "confirm_reading": FORUM,
    **dict.fromkeys(
        ["send_invitation", "revoke_invitation"], pk_of(lambda things: things.invitation)
    ),
    "import_job": pk_of(lambda things: things.job),
}

# What a form must hold for the question of who may to be asked at all.
SENDS: dict[str, dict[str, str]] = {"change": {"answer": "withdraw"}}


def address(name: str, things: Things, key: str) -> str:
    takes = TAKES.get(name)
    return reverse(name, kwargs=takes(things, key) if takes else None)


def names(patterns: list[URLPattern | URLResolver] | None = None) -> Iterator[str]:
    """Every named address of ours."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from names(pattern.url_patterns)
        elif pattern.name and not pattern.callback.__module__.startswith(NOT_OURS):
            yield pattern.name
