"""A small collaboration: an expert group, a working committee and a steering group."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.utils import timezone

from cases.events import first_broken
from cases.models import (
    Case,
    Document,
    LegalGround,
    Outcome,
    Route,
    RoutingEvent,
    Treatment,
    TreatmentState,
)
from cases.registering import register_case
from cases.routing import put_forward
from cases.shielding import shield_document
from forums.models import Act, Forum, ForumKind, MandateStatus, Party, Role, User
from tests.cases.kept_back import NAME
from tests.cases.papers import paper
from tests.factories import (
    make_forum,
    make_ground,
    make_kind,
    make_mandate,
    make_member,
    make_party,
    make_secretary,
)


@dataclass
class World:
    party: Party
    expert: Forum
    committee: Forum
    steering: Forum
    secretary: User
    head: User
    expert_member: User
    committee_leader: User
    committee_member: User
    steering_member: User


@pytest.fixture
def world(db: None) -> World:
    expert = make_forum("Sykkelgruppen", kind=ForumKind.EXPERT, level=4)
    committee = make_forum("Arbeidsutvalget", short_name="AU", kind=ForumKind.WORKING, level=3)
    steering = make_forum("Styringsgruppen", kind=ForumKind.STEERING, level=1)
    make_mandate(expert, Act.PREPARE, Act.RECOMMEND, status=MandateStatus.PRELIMINARY)
    make_mandate(committee, Act.PREPARE, Act.RECOMMEND, Act.CONCLUDE, status=MandateStatus.AGREED)
    make_mandate(steering, Act.DECIDE)
    Route.objects.create(
        from_forum=expert,
        to_forum=committee,
        role="conclude",
        who="releaser",
        released_by=committee,
    )
    Route.objects.create(from_forum=committee, to_forum=steering, role="decide")
    ask_route(expert, committee, "advise", "inform")
    ask_route(expert, steering, "advise", "inform")
    ask_route(committee, expert, "prepare", "advise", "recommend")
    ask_route(committee, steering, "advise", "inform")
    ask_route(steering, committee, "advise", "inform")
    ask_route(steering, expert, "advise", "inform")
    party = make_party("Bergen kommune")
    secretary = make_secretary("Sivert Sekretær")
    secretariat = secretary.memberships.get().forum
    return World(
        party=party,
        expert=expert,
        committee=committee,
        steering=steering,
        secretary=secretary,
        head=make_member(secretariat, role=Role.LEADER),
        expert_member=make_member(expert, party),
        committee_leader=make_member(committee, role=Role.LEADER),
        committee_member=make_member(committee),
        steering_member=make_member(steering),
    )


def ask_route(from_forum: Forum, to_forum: Forum, *roles: str, who: str = "leader") -> None:
    """Let the one forum ask the other for its part: advice, unless something else is named."""
    for role in roles or ("advise",):
        Route.objects.create(
            kind="ask", from_forum=from_forum, to_forum=to_forum, role=role, who=who
        )


def draft(world: World, **values: object) -> Case:
    facts = {
        "by": world.secretary,
        "title": "Sykkelveg langs fjorden",
        "summary": "Hva saken gjelder.",
        "kind": make_kind(),
        "owner": world.party,
        "officer": world.secretary,
        "forum": world.expert,
        **values,
    }
    return register_case(**facts)  # type: ignore[arg-type]


def opened(world: World, **values: object) -> Case:
    case = draft(world, **values)
    put_forward(case, by=world.secretary)
    return case


def finish(treatment: Treatment, outcome: str = Outcome.RECOMMENDED, text: str = "Tilrås.") -> None:
    """What a held meeting leaves behind, without the meeting."""
    treatment.state, treatment.outcome, treatment.text = TreatmentState.DONE, outcome, text
    treatment.done_at = timezone.now()
    treatment.save()


def verify(case: Case) -> RoutingEvent | None:
    """The first event of the case that does not hold, or None when the whole chain does."""
    return first_broken(case.events.order_by("sequence"))


def treatment_in(case: Case, forum: Forum) -> Treatment:
    return case.treatments.filter(forum=forum).latest("pk")


@pytest.fixture
def may(db: None) -> LegalGround:
    """A ground that lets a thing be kept back, and asks what was weighed."""
    return make_ground("offl. § 23 første ledd", is_duty=False)


@pytest.fixture
def secret(world: World, may: LegalGround) -> Document:
    """A paper kept back in a case that all can see."""
    document = paper(opened(world), world.secretary, name=NAME, title="Tilbud fra Hansen")
    return shield_document(
        document, may, by=world.secretary, public_title="Tilbud", considered="Prisen må vernes."
    )


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def page(user: User, url: str) -> str:
    """What the person reads there."""
    response = signed_in(user).get(url)
    assert response.status_code == 200, response.status_code
    return response.content.decode()
