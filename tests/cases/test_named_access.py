"""Access to a case by name: given with a reason, to a day, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from cases.grants import give_grant, revoke_grant
from cases.models import Case, CaseGrant, CaseUserPermission, Document, Follower, Notice
from cases.permissions import follow_grants, may_see_exempt, visible_documents, visible_to
from cases.routing import withdraw_case
from cases.tasks import follow_grants as nightly
from forums.clock import now, standing_at, today
from forums.errors import Refused
from forums.models import Role, User
from tests.cases.conftest import World, opened
from tests.cases.papers import paper
from tests.factories import fresh, make_forum, make_ground, make_member, make_user


@pytest.fixture
def secret(world: World) -> Case:
    return opened(world, exempt_ground=make_ground(), public_title="Kjøp")


def give(world: World, case: Case, user: User, days: int = 30) -> CaseGrant:
    end = today() + timedelta(days=days)
    return give_grant(case, user, by=world.secretary, why="Skal skrive notat", end=end)


def sees(user: User, case: Case) -> bool:
    return visible_to(fresh(user), Case.objects.all()).filter(pk=case.pk).exists()


def test_it_gives_the_case_and_what_is_exempt_in_it(world: World, secret: Case) -> None:
    observer = make_member(make_forum(), role=Role.OBSERVER)
    assert not sees(observer, secret)
    give(world, secret, observer)
    assert sees(observer, secret)
    assert may_see_exempt(fresh(observer), secret)


def test_it_gives_exempt_papers_of_an_open_case(world: World) -> None:
    case = opened(world)
    paper(case, world.secretary, exempt_ground=make_ground())
    rows = Document.objects.all()
    assert not visible_documents(world.steering_member, rows).exists()
    give(world, case, world.steering_member)
    assert visible_documents(world.steering_member, rows).exists()


def test_it_gives_no_other_case(world: World, secret: Case) -> None:
    other = opened(world, exempt_ground=make_ground("offl. § 24"), public_title="Annet")
    give(world, secret, world.steering_member)
    assert not sees(world.steering_member, other)


def test_it_ends_on_its_day_also_when_no_task_has_run(world: World, secret: Case) -> None:
    give(world, secret, world.steering_member, days=2)
    with standing_at(now() + timedelta(days=2)):
        assert sees(world.steering_member, secret)
    with standing_at(now() + timedelta(days=3)):
        assert not sees(world.steering_member, secret)
        assert not may_see_exempt(fresh(world.steering_member), secret)
    assert CaseUserPermission.objects.exists()


def test_guardian_agrees_and_the_nightly_task_takes_the_row_away(
    world: World, secret: Case
) -> None:
    give(world, secret, world.steering_member, days=2)
    assert fresh(world.steering_member).has_perm("cases.view_case", secret)
    with standing_at(now() + timedelta(days=3)):
        nightly()
        assert follow_grants() == 0
    assert not CaseUserPermission.objects.exists()
    assert not fresh(world.steering_member).has_perm("cases.view_case", secret)


def test_it_is_taken_back_at_once(world: World, secret: Case) -> None:
    grant = give(world, secret, world.steering_member)
    revoke_grant(grant, by=world.secretary, why="Notatet er levert")
    assert not sees(world.steering_member, secret)
    again = revoke_grant(grant, by=world.head, why="En gang til")
    assert again.revoked_by == world.secretary


def test_a_right_in_guardian_alone_opens_nothing(world: World, secret: Case) -> None:
    grant = give(world, secret, world.steering_member)
    CaseGrant.objects.filter(pk=grant.pk).update(
        revoked_at=now(), revoked_by=world.secretary, revoked_because="Slutt"
    )
    assert CaseUserPermission.objects.exists()
    assert not sees(world.steering_member, secret)


@pytest.mark.parametrize(("days", "why"), [(-1, "før i dag"), (400, "høyst ett år")])
def test_it_has_an_end_within_a_year(world: World, secret: Case, days: int, why: str) -> None:
    with pytest.raises(Refused, match=why):
        give(world, secret, world.steering_member, days)


def test_it_needs_a_reason(world: World, secret: Case) -> None:
    with pytest.raises(Refused, match="Skriv hvorfor"):
        give_grant(secret, world.steering_member, by=world.secretary, why=" ", end=today())


def test_one_without_a_role_gets_none(world: World, secret: Case) -> None:
    with pytest.raises(Refused, match="har ingen rolle"):
        give(world, secret, make_user("Uten Rolle"))


def test_only_the_secretariat_gives_and_takes(world: World, secret: Case) -> None:
    with pytest.raises(PermissionDenied):
        give_grant(secret, world.steering_member, by=world.expert_member, why="x", end=today())
    grant = give(world, secret, world.steering_member)
    with pytest.raises(PermissionDenied):
        revoke_grant(grant, by=world.expert_member, why="x")


def test_two_clicks_give_one_and_another_is_refused(world: World, secret: Case) -> None:
    assert give(world, secret, world.steering_member) == give(world, secret, world.steering_member)
    with pytest.raises(Refused, match="har alt tilgang"):
        give(world, secret, world.steering_member, days=60)


def test_the_database_holds_one_at_a_time(world: World, secret: Case) -> None:
    grant = give(world, secret, world.steering_member)
    grant.pk = None
    grant._state.adding = True
    with pytest.raises(IntegrityError, match="grant_one_at_a_time"), transaction.atomic():
        grant.save()


def test_who_was_given_the_case_may_hear_of_it(world: World, secret: Case) -> None:
    give(world, secret, world.steering_member)
    Follower.objects.create(case=secret, user=world.steering_member)
    withdraw_case(secret, by=world.secretary, reason="Utgått")
    assert Notice.objects.filter(user=world.steering_member).exists()


def test_the_page_says_who_sees_the_case_and_gives_access(world: World, secret: Case) -> None:
    client = Client()
    client.force_login(world.secretary)
    url = reverse("case_access", args=[secret.year, secret.sequence])
    data = {"user": world.steering_member.pk, "end": today().isoformat(), "why": "Skal lese"}
    html = client.post(url, data, follow=True).content.decode()
    for words in ("Medlemmer og vara i Sykkelgruppen (1)", "Sekretariatet", "Skal lese"):
        assert words in html
    assert "Alle representanter for partene" not in html
    grant = CaseGrant.objects.get()
    revoked = client.post(reverse("grant_revoke", args=[grant.pk]), {"why": "Lest"}, follow=True)
    assert "Tatt tilbake av" in revoked.content.decode()


def test_the_page_is_the_secretariats(world: World, secret: Case) -> None:
    client = Client()
    client.force_login(world.expert_member)
    url = reverse("case_access", args=[secret.year, secret.sequence])
    assert client.get(url).status_code == 403


def test_the_page_of_a_draft_names_its_preparers(world: World) -> None:
    from tests.cases.conftest import draft

    case = draft(world, by=world.expert_member)
    client = Client()
    client.force_login(world.secretary)
    html = client.get(reverse("case_access", args=[case.year, case.sequence])).content.decode()
    assert str(world.expert_member) in html
    assert "ikke lagt fram ennå" in html


def test_it_begins_on_its_day_also_when_no_task_has_run(world: World, secret: Case) -> None:
    days = {"start": today() + timedelta(days=2), "end": today() + timedelta(days=4)}
    give_grant(secret, world.steering_member, by=world.secretary, why="Skal lese", **days)
    with standing_at(now() + timedelta(days=1)):
        assert not sees(world.steering_member, secret)
    with standing_at(now() + timedelta(days=2)):
        assert sees(world.steering_member, secret)
        assert may_see_exempt(fresh(world.steering_member), secret)
    assert not CaseUserPermission.objects.exists()


def test_taking_it_back_needs_a_reason(world: World, secret: Case) -> None:
    grant = give(world, secret, world.steering_member)
    with pytest.raises(Refused, match="Skriv hvorfor"):
        revoke_grant(grant, by=world.secretary, why=" ")


def test_it_does_not_end_before_it_begins(world: World, secret: Case) -> None:
    days = {"start": today() + timedelta(days=5), "end": today() + timedelta(days=4)}
    with pytest.raises(Refused, match="eller før første dag"):
        give_grant(secret, world.steering_member, by=world.secretary, why="Lese", **days)


def test_two_do_not_share_a_day(world: World, secret: Case) -> None:
    give(world, secret, world.steering_member, days=2)
    days = {"start": today() + timedelta(days=2), "end": today() + timedelta(days=9)}
    with pytest.raises(Refused, match="har alt tilgang"):
        give_grant(secret, world.steering_member, by=world.secretary, why="Lese", **days)


def test_the_page_of_an_open_case_says_that_all_representatives_see_it(world: World) -> None:
    case = opened(world)
    client = Client()
    client.force_login(world.secretary)
    html = client.get(reverse("case_access", args=[case.year, case.sequence])).content.decode()
    assert "Alle representanter for partene</th>" in html
