"""Whoever should know about a move is told in the same transaction, and nobody else."""

from cases.models import Follower, Notice, Told
from cases.notices import who_hears
from cases.routing import ask_for_treatment, lift_case, withdraw_case
from forums.models import Role
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.factories import make_member, make_user


def told(case, kind: str) -> dict[str, str]:
    rows = Notice.objects.filter(event__case=case, event__kind=kind).select_related("user")
    return {row.user.email: row.why for row in rows}


def test_the_forum_that_gets_a_case_is_told(world: World) -> None:
    case = opened(world)
    assert told(case, "put_forward") == {world.expert_member.email: Told.FORUM}


def test_nobody_is_told_of_a_draft(world: World) -> None:
    assert told(draft(world), "registered") == {}


def test_whoever_acts_is_not_told_of_it(world: World) -> None:
    case = opened(world, officer=world.expert_member)
    withdraw_case(case, by=world.secretary, reason="Trekkes.")
    assert world.secretary.email not in told(case, "withdrawn")
    assert told(case, "withdrawn")[world.expert_member.email] == Told.OFFICER


def test_the_leader_of_the_forum_that_sent_a_case_on_hears_of_it(world: World) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Videre.")
    assert told(case, "lifted")[leader.email] == Told.SENDER
    assert told(case, "lifted")[world.committee_member.email] == Told.FORUM


def test_a_follower_is_told(world: World) -> None:
    case = opened(world)
    Follower.objects.create(case=case, user=world.steering_member)
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")
    assert told(case, "asked")[world.steering_member.email] == Told.FOLLOWS


def test_a_follower_who_has_left_is_not_told(world: World) -> None:
    case = opened(world)
    Follower.objects.create(case=case, user=make_user())
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")
    assert set(told(case, "asked").values()) == {Told.FORUM}


def test_a_follower_is_not_told_of_a_case_that_has_become_exempt(world: World) -> None:
    from cases.models import LegalGround
    from tests.factories import LONG_AGO

    case = opened(world)
    Follower.objects.create(case=case, user=world.steering_member)
    ground = LegalGround.objects.create(
        citation="offl. § 14", description="x", is_duty=True, start=LONG_AGO
    )
    case.exempt_ground, case.public_title = ground, "Unntatt"
    case.save()
    audience = who_hears(case, "asked", by=world.secretary, to_forum=world.committee)
    assert world.steering_member.pk not in audience.why


def test_the_sentence_says_how_many_and_why(world: World) -> None:
    case = opened(world)
    audience = who_hears(case, "lifted", by=world.secretary, to_forum=world.committee)
    assert audience.sentence == "2 i AU får varsel."


def test_where_nobody_hears_it_says_so(world: World) -> None:
    case = opened(world)
    assert who_hears(case, "closed", by=world.secretary).sentence == "Ingen får varsel om dette."
