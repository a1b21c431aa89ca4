"""A case not yet put forward, one put forward and an exempt one: who knows that they exist."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.http import Http404

from cases.documents import add_document
from cases.facts import Facts, change_facts
from cases.models import Case, Document, LegalGround
from cases.permissions import follow_route, get_case_for, visible_documents, visible_to
from cases.routing import ask_for_treatment, lift_case, put_forward, withdraw_case
from forums import groups
from forums.clock import today
from forums.errors import Refused
from forums.models import Membership, Role, User
from tests.cases.conftest import World, ask_route, draft, finish, opened, treatment_in
from tests.factories import LONG_AGO, fresh, make_forum, make_member, make_user


def sees(user: User, case: Case) -> bool:
    return visible_to(fresh(user), Case.objects.all()).filter(pk=case.pk).exists()


def secret(world: World, **values: object) -> Case:
    ground = LegalGround.objects.create(citation="offl. § 23", is_duty=True, start=LONG_AGO)
    return opened(world, exempt_ground=ground, public_title="Forhandling", **values)


def test_a_draft_is_seen_by_the_secretariat_and_its_preparers_only(world: World) -> None:
    case = draft(world, by=world.expert_member, officer=world.committee_member)
    assert sees(world.secretary, case)
    assert sees(world.expert_member, case)
    assert sees(world.committee_member, case)
    assert not sees(world.committee_leader, case)


def test_put_forward_is_seen_by_every_representative_at_once(world: World) -> None:
    case = opened(world)
    observer = make_member(make_forum(), role=Role.OBSERVER)
    assert sees(world.steering_member, case)
    assert sees(observer, case)


def test_a_person_without_a_role_sees_nothing(world: World) -> None:
    case = opened(world)
    assert not sees(make_user(), case)
    assert not visible_to(AnonymousUser(), Case.objects.all()).exists()


def test_one_whose_last_role_ended_yesterday_sees_nothing(world: World) -> None:
    case = opened(world)
    Membership.objects.filter(user=world.expert_member).update(end=today() - timedelta(days=1))
    groups.follow(today())
    assert not sees(world.expert_member, case)


def test_a_preparer_who_has_left_does_not_keep_the_draft(world: World) -> None:
    case = draft(world, by=world.expert_member)
    Membership.objects.filter(user=world.expert_member).update(end=today() - timedelta(days=1))
    groups.follow(today())
    assert not sees(world.expert_member, case)


def test_a_withdrawn_draft_stays_with_its_preparers(world: World) -> None:
    case = draft(world, by=world.expert_member)
    withdraw_case(case, by=world.expert_member, reason="Feil")
    assert sees(world.expert_member, case)
    assert not sees(world.committee_member, case)


def test_an_exempt_case_is_seen_by_members_on_its_way(world: World) -> None:
    case = secret(world)
    assert sees(world.expert_member, case)
    assert not sees(world.committee_member, case)


def test_an_observer_in_a_forum_on_its_way_does_not_see_it(world: World) -> None:
    case = secret(world)
    assert not sees(make_member(world.expert, role=Role.OBSERVER), case)


def test_lifting_gives_the_next_forum_access_and_keeps_the_first(world: World) -> None:
    case = secret(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden")
    assert sees(world.committee_member, case)
    assert sees(world.expert_member, case)
    assert not sees(world.steering_member, case)


def test_a_forum_asked_for_advice_sees_the_exempt_case(world: World) -> None:
    case, other = secret(world), make_forum("Kollektivgruppen")
    ask_route(world.expert, other)
    member = make_member(other)
    ask_for_treatment(case, other, "advise", by=world.secretary, reason="Holdeplass?")
    assert sees(member, case)


def test_shielding_an_open_case_takes_it_from_the_others_at_once(world: World) -> None:
    case = opened(world)
    ground = LegalGround.objects.create(citation="offl. § 23", is_duty=True, start=LONG_AGO)
    facts = Facts(case.title, "S", case.kind, case.owner, case.officer, "Offentlig", ground)
    change_facts(case, facts, by=world.secretary)
    assert not sees(world.steering_member, case)
    assert sees(world.expert_member, case)


def test_an_officer_who_could_not_see_the_exempt_case_is_refused(world: World) -> None:
    with pytest.raises(Refused, match="kan ikke se saken når den er unntatt"):
        secret(world, officer=world.steering_member)


def test_the_outsider_gets_404_and_not_403(world: World) -> None:
    case = secret(world)
    with pytest.raises(Http404):
        get_case_for(world.steering_member, case.year, case.sequence)


def test_an_exempt_paper_in_an_open_case_is_for_members_on_its_way(world: World) -> None:
    case = opened(world)
    ground = LegalGround.objects.create(citation="offl. § 14", is_duty=True, start=LONG_AGO)
    add_document(
        case,
        by=world.secretary,
        kind="attachment",
        title="Anbud",
        file=ContentFile(b"Pris", name="anbud.txt"),
        exempt_ground=ground,
    )
    rows = Document.objects.all()
    assert visible_documents(world.expert_member, rows).exists()
    assert not visible_documents(world.steering_member, rows).exists()


def test_guardian_agrees_about_who_may_see(world: World) -> None:
    case = opened(world)
    assert fresh(world.steering_member).has_perm("cases.view_case", case)
    assert not fresh(make_user()).has_perm("cases.view_case", case)


def test_following_the_route_twice_changes_nothing(world: World) -> None:
    case = opened(world)
    before = set(case.group_permissions.values_list("pk", flat=True))
    follow_route(case)
    assert set(case.group_permissions.values_list("pk", flat=True)) == before


def test_registering_shows_nothing_before_it_is_put_forward(world: World) -> None:
    case = draft(world)
    assert not case.group_permissions.exists()
    put_forward(case, by=world.secretary)
    assert case.group_permissions.exists()


def test_a_preparer_keeps_no_exempt_paper_of_a_case_that_others_have_been_shown(
    world: World,
) -> None:
    case = draft(world, by=world.expert_member, forum=world.expert)
    ground = LegalGround.objects.create(citation="offl. § 14", is_duty=True, start=LONG_AGO)
    add_document(
        case,
        by=world.expert_member,
        kind="attachment",
        title="Anbud",
        file=ContentFile(b"Pris", name="anbud.txt"),
        exempt_ground=ground,
    )
    rows = Document.objects.all()
    assert visible_documents(world.expert_member, rows).exists()
    assert not visible_documents(world.committee_member, rows).exists()
    put_forward(case, by=world.secretary)
    Membership.objects.filter(user=world.expert_member).update(forum=world.steering)
    groups.follow(today())
    withdraw_case(case, by=world.secretary, reason="Utgått")
    assert not visible_documents(fresh(world.expert_member), rows).exists()
