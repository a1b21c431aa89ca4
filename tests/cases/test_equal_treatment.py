"""Papers that do not reach all parties alike, and why."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.documents import add_redacted_copy, withdraw_document
from cases.grants import give_grant, revoke_grant
from cases.models import Case
from cases.parity import PaperRow, report
from cases.routing import ask_for_treatment, put_forward
from cases.shielding import unshield_document
from forums import groups
from forums.clock import now, standing_at, today
from forums.models import Membership, Party, User
from tests.cases.conftest import World, draft, opened
from tests.cases.papers import paper
from tests.factories import make_contact, make_ground, make_member, make_party, make_seat


@pytest.fixture
def sitting(world: World) -> Party:
    """A signatory with a member in the expert group; the others have not signed."""
    Party.objects.exclude(pk=world.party.pk).update(is_signatory=False)
    return world.party


@pytest.fixture
def outside(sitting: Party) -> Party:
    """A signatory that sits elsewhere."""
    party = make_party("Askøy kommune", is_signatory=True)
    make_contact(party)
    return party


@pytest.fixture
def case(world: World) -> Case:
    with standing_at(now() - timedelta(days=10)):
        return opened(world)


def secret(world: World, case: Case, **values: object):  # type: ignore[no-untyped-def]
    with standing_at(now() - timedelta(days=9)):
        return paper(case, world.secretary, exempt_ground=make_ground(), **values)


def only(rows: list[PaperRow]) -> tuple[str, str]:
    assert len(rows) == 1
    assert len(rows[0].gaps) == 1
    gap = rows[0].gaps[0]
    return gap.what, gap.why


def test_an_open_paper_reaches_all(world: World, case: Case, outside: Party) -> None:
    paper(case, world.secretary)
    assert report().rows == []


def test_a_party_outside_the_way_does_not_see_what_is_exempt(
    world: World, case: Case, sitting: Party, outside: Party
) -> None:
    document = secret(world, case)
    found = report()
    what, why = only(found.rows)
    assert found.rows[0].document == document
    assert found.rows[0].first == [sitting]
    assert found.rows[0].gaps[0].party == outside
    assert what == "ser det ikke"
    assert why == "Unntatt, jf. offl. § 13. Parten har ingen plass i Sykkelgruppen."


def test_a_vacant_seat_is_the_reason(world: World, case: Case, outside: Party) -> None:
    make_seat(world.expert, outside)
    secret(world, case)
    assert only(report().rows)[1].endswith("Partens plass i Sykkelgruppen er ledig.")


def test_a_forum_that_came_later_says_how_much_later(
    world: World, case: Case, outside: Party
) -> None:
    make_member(world.committee, outside)
    secret(world, case)
    with standing_at(now() - timedelta(days=6)):
        ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd")
    what, why = only(report().rows)
    assert what == "fikk det 3 dager senere"
    assert why.startswith("AU kom på saksveien")


def test_an_exemption_lifted_later_is_the_reason(world: World, case: Case, outside: Party) -> None:
    document = secret(world, case)
    with standing_at(now() - timedelta(days=4)):
        unshield_document(document, by=world.secretary, why="Signert")
    what, why = only(report().rows)
    assert what == "fikk det 5 dager senere"
    assert why.startswith("unntaket ble opphevet")


def test_named_access_lets_the_party_see(world: World, case: Case, outside: Party) -> None:
    secret(world, case)
    contact = User.objects.get(contact_for__party=outside)
    give_grant(case, contact, by=world.secretary, why="Innspill", end=today())
    what, why = only(report().rows)
    assert what == "fikk det 9 dager senere"
    assert "fikk navngitt tilgang" in why


def test_a_party_that_had_nobody_got_it_late(world: World, case: Case, outside: Party) -> None:
    paper_ = None
    with standing_at(now() - timedelta(days=9)):
        paper_ = paper(case, world.secretary)
    contact = outside.contacts.get()
    contact.start = today() - timedelta(days=300)
    contact.end = today() - timedelta(days=20)
    contact.save()
    make_member(world.committee, outside, start=today() - timedelta(days=2))
    found = report()
    assert found.rows[0].document == paper_
    assert "parten fikk en representant først" in only(found.rows)[1]


def test_a_party_with_nobody_is_named(world: World, case: Case, outside: Party) -> None:
    outside.contacts.update(end=today() - timedelta(days=1))
    groups.follow(today())
    paper(case, world.secretary)
    found = report()
    assert found.silent == [outside]
    assert only(found.rows) == ("ser det ikke", "Parten har ingen representanter nå.")


def test_a_member_who_has_left_sees_no_more(
    world: World, case: Case, sitting: Party, outside: Party
) -> None:
    make_member(world.expert, outside)
    secret(world, case)
    Membership.objects.filter(user=world.expert_member).update(end=today() - timedelta(days=1))
    found = report()
    assert [gap.party for gap in found.rows[0].gaps] == [sitting]


def test_a_draft_is_nobodys_yet(world: World, outside: Party) -> None:
    paper(draft(world), world.secretary, exempt_ground=make_ground())
    assert report().rows == []


def test_the_page_filters_by_case_and_party(
    world: World, case: Case, sitting: Party, outside: Party
) -> None:
    secret(world, case, title="Tilbudet")
    client = Client()
    client.force_login(world.secretary)
    url = reverse("parity")
    for query, shows in (
        ("", True),
        (f"?sak={case.number}", True),
        ("?sak=1999/0001", False),
        (f"?part={outside.slug}", True),
        (f"?part={sitting.slug}", False),
    ):
        html = client.get(url + query).content.decode()
        assert ("Tilbudet" in html) == shows, query


def test_it_goes_out_to_excel(world: World, case: Case, outside: Party) -> None:
    secret(world, case)
    client = Client()
    client.force_login(world.secretary)
    response = client.get(reverse("parity") + "?som=excel")
    assert response.content.startswith(b"PK")
    assert "likebehandling" in response.headers["Content-Disposition"]


def test_others_do_not_get_the_report(
    world: World, case: Case, sitting: Party, outside: Party
) -> None:
    secret(world, case, title="Tilbudet")
    client = Client()
    client.force_login(world.expert_member)
    assert client.get(reverse("parity")).status_code == 403
    html = client.get(reverse("party", args=[outside.slug])).content.decode()
    assert "Tilbudet" not in html
    client.force_login(world.secretary)
    html = client.get(reverse("party", args=[outside.slug])).content.decode()
    assert "Tilbudet" in html


def test_it_asks_no_more_when_there_is_more(
    world: World, case: Case, outside: Party, django_assert_max_num_queries
) -> None:
    for number in range(6):
        other = opened(world, title=f"Sak {number}")
        paper(other, world.secretary, exempt_ground=make_ground(f"§ {number}"))
    with django_assert_max_num_queries(9):
        assert len(report().rows) == 6


def test_a_paper_of_an_exempt_case_is_compared_too(
    world: World, sitting: Party, outside: Party
) -> None:
    kept = opened(world, exempt_ground=make_ground(), public_title="Kjøp")
    paper(kept, world.secretary)
    assert only(report().rows)[0] == "ser det ikke"


def test_a_party_that_reads_the_redacted_copy_is_said_to(
    world: World, case: Case, outside: Party
) -> None:
    document = secret(world, case)
    add_redacted_copy(document, by=world.secretary, file=ContentFile(b"x", name="x.txt"))
    assert only(report().rows)[1].endswith("Parten ser den sladdede kopien.")


def test_named_access_that_was_taken_back_is_no_access(
    world: World, case: Case, outside: Party
) -> None:
    secret(world, case)
    contact = User.objects.get(contact_for__party=outside)
    grant = give_grant(case, contact, by=world.secretary, why="Innspill", end=today())
    revoke_grant(grant, by=world.secretary, why="Levert")
    assert only(report().rows)[0] == "ser det ikke"


def test_a_withdrawn_paper_is_not_missed(world: World, case: Case, outside: Party) -> None:
    withdraw_document(secret(world, case), by=world.secretary, why="Feil")
    assert report().rows == []


def test_what_nobody_sees_is_no_difference(
    world: World, case: Case, sitting: Party, outside: Party
) -> None:
    secret(world, case)
    Membership.objects.filter(user=world.expert_member).update(end=today() - timedelta(days=1))
    assert report().rows == []


def test_a_paper_of_a_draft_is_there_from_when_the_case_is_put_forward(
    world: World, outside: Party
) -> None:
    with standing_at(now() - timedelta(days=9)):
        kept = draft(world)
        paper(kept, world.secretary, exempt_ground=make_ground())
    with standing_at(now() - timedelta(days=3)):
        put_forward(kept, by=world.secretary)
    assert today() - timezone.localdate(report().rows[0].first_at) == timedelta(days=3)
