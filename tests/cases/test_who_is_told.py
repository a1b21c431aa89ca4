"""Whoever should know about a move is told in the same transaction, and nobody else."""

import pytest

from cases.models import Follower, Notice, Told
from cases.notices import unread, who_hears
from cases.routing import ask_for_treatment, lift_case, withdraw_case
from forums.clock import now
from forums.models import Role
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.factories import make_contact, make_member, make_user


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


def test_nobody_else_hears_of_a_draft_that_is_withdrawn(world: World) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    case = draft(world)
    withdraw_case(case, by=world.secretary, reason="Feil.")
    assert leader.email not in told(case, "withdrawn")


def test_a_case_that_readers_saw_is_withdrawn_before_their_eyes(world: World) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Feil.")
    assert told(case, "withdrawn")[leader.email] == Told.LEADER


@pytest.mark.parametrize("kind", ["treated", "confirmed", "final", "closed", "withdrawn", "merged"])
def test_every_forum_that_sent_the_case_on_hears_of_its_fate(world: World, kind: str) -> None:
    leader = make_member(world.expert, role=Role.LEADER)
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Videre.")
    finish(treatment_in(case, world.committee), "concluded", "Konkludert.")
    lift_case(case, world.steering, by=world.secretary, reason="Videre.")
    audience = who_hears(case, kind, by=world.secretary, from_forum=world.steering)
    assert audience.why[leader.pk] == audience.why[world.committee_leader.pk] == Told.SENDER


def test_the_leader_of_the_forum_where_it_happened_is_not_called_a_sender(world: World) -> None:
    case = opened(world, forum=world.committee)
    audience = who_hears(case, "treated", by=world.secretary, from_forum=world.committee)
    assert audience.why[world.committee_leader.pk] == Told.LEADER
    assert audience.sentence == "Lederen av forumet får varsel."


def test_the_contacts_of_a_party_hear_what_is_sent_to_the_party(world: World) -> None:
    contact = make_contact(world.party)
    case = opened(world)
    audience = who_hears(case, "to_parties", by=world.secretary, parties=[world.party])
    assert audience.why[contact.pk] == Told.PARTY
    assert "1 partskontakt" in audience.sentence


def test_the_secretariat_hears_what_a_party_answers(world: World) -> None:
    audience = who_hears(opened(world), "answered", by=world.expert_member)
    assert audience.why[world.head.pk] == Told.SECRETARIAT


def test_one_person_is_told_once_with_the_first_reason_that_fits(world: World) -> None:
    case = opened(world, officer=world.committee_member)
    Follower.objects.create(case=case, user=world.committee_member)
    audience = who_hears(case, "asked", by=world.secretary, to_forum=world.committee)
    assert audience.why[world.committee_member.pk] == Told.FORUM


def test_who_hears_needs_few_queries_however_many_they_are(
    world: World, django_assert_max_num_queries
) -> None:
    case = opened(world)
    for _n in range(10):
        Follower.objects.create(case=case, user=make_member(world.steering))
    with django_assert_max_num_queries(8):
        who_hears(case, "lifted", by=world.secretary, to_forum=world.committee)


def test_what_is_read_is_no_longer_unread(world: World) -> None:
    case = opened(world)
    assert [row.event.case for row in unread(world.expert_member)] == [case]
    Notice.objects.update(read_at=now())
    assert list(unread(world.expert_member)) == []
