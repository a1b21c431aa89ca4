"""What somebody must do: who may set it up, change it and say that it is done."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.follow_ups import (
    add_follow_up,
    change_follow_up,
    drop_follow_up,
    finish_follow_up,
    my_follow_ups,
)
from cases.models import Case, FollowUp, FollowUpState, LegalGround
from cases.permissions import follow_route
from cases.routing import withdraw_case
from forums import groups
from forums.clock import today
from forums.conflicts import Conflict, version_of
from forums.errors import Refused
from forums.models import Affiliation, Party, User
from tests.cases.conftest import World, draft, opened, page, signed_in
from tests.factories import LONG_AGO, make_contact, make_member, make_party, make_secretary

LATER = today() + timedelta(days=20)


@pytest.fixture
def askoy(world: World) -> Party:
    return make_party("Askøy kommune")


@pytest.fixture
def doer(world: World, askoy: Party) -> User:
    return make_member(world.committee, askoy)


def add(world: World, party: Party, case: Case | None = None, **more: object) -> FollowUp:
    values = {"what": "Bestill gangfelt.", "due": LATER, "by": world.secretary, **more}
    return add_follow_up(case or opened(world), party=party, **values)  # type: ignore[arg-type]


def late(world: World, party: Party, **more: object) -> FollowUp:
    row = add(world, party, **more)
    FollowUp.objects.filter(pk=row.pk).update(due=today() - timedelta(days=14))
    return row


def test_it_is_set_up_by_the_form_and_once(world: World, askoy: Party, doer: User) -> None:
    case = opened(world)
    url = reverse("follow_up_new", args=[case.year, case.sequence])
    data = {"what": "Bestill", "party": askoy.pk, "person": doer.pk, "due": LATER.isoformat()}
    for _n in range(2):
        assert signed_in(world.secretary).post(url, data).status_code == 302
    row = case.follow_ups.get()
    assert (row.party, row.person, row.state) == (askoy, doer, "open")


def test_a_reader_does_not_set_one_up_and_an_outsider_does_not_know(world: World) -> None:
    case, hidden = opened(world), draft(world)
    for found, status in ((case, 403), (hidden, 404)):
        url = reverse("follow_up_new", args=[found.year, found.sequence])
        assert signed_in(world.steering_member).get(url).status_code == status


def test_the_date_is_not_in_the_past(world: World, askoy: Party) -> None:
    with pytest.raises(Refused, match="Fristen kan ikke være før i dag"):
        add(world, askoy, due=today() - timedelta(days=1))


def test_the_person_belongs_to_the_party(world: World, askoy: Party) -> None:
    with pytest.raises(Refused, match="hører ikke til Askøy kommune"):
        add(world, askoy, person=world.expert_member)


def test_a_case_that_has_ended_gets_none(world: World, askoy: Party) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    with pytest.raises(Refused, match="ikke under behandling"):
        add(world, askoy, case)


def test_the_person_the_contact_and_the_secretariat_say_it_is_done(
    world: World, askoy: Party, doer: User
) -> None:
    for user in (doer, make_contact(askoy), world.secretary):
        row = finish_follow_up(add(world, askoy, person=doer), by=user, answer="Bestilt.")
        assert (row.state, row.ended_by, row.answer) == ("done", user, "Bestilt.")
    with pytest.raises(PermissionDenied):
        finish_follow_up(add(world, askoy), by=doer, answer="Bestilt.")


def test_the_second_click_is_told(world: World, askoy: Party) -> None:
    row = add(world, askoy)
    url = reverse("follow_up_finish", args=[row.pk])
    client = signed_in(world.secretary)
    assert client.post(url, {"text": "Bestilt."}).status_code == 302
    html = client.post(url, {"text": "Bestilt en gang til."}).content.decode()
    assert "Sivert Sekretær har alt ført oppfølgingen som «gjort»" in html
    assert "Bestilt en gang til." in html


def test_only_the_secretariat_lets_it_fall_away_and_says_why(world: World, askoy: Party) -> None:
    row, contact = add(world, askoy), make_contact(askoy)
    url = reverse("follow_up_drop", args=[row.pk])
    assert signed_in(contact).post(url, {"text": "Nei"}).status_code == 403
    with pytest.raises(Refused, match="Skriv hvorfor"):
        drop_follow_up(row, by=world.secretary, why=" ")
    assert drop_follow_up(row, by=world.secretary, why="Dekket.").state == FollowUpState.DROPPED


def test_a_new_date_has_a_reason_and_is_the_secretariats(world: World, askoy: Party) -> None:
    row, later = add(world, askoy), LATER + timedelta(days=5)
    with pytest.raises(Refused, match="Skriv hvorfor"):
        change_follow_up(row, {"due": later}, by=world.secretary, why="")
    with pytest.raises(PermissionDenied):
        change_follow_up(row, {"due": later}, by=make_contact(askoy), why="Trenger tid")
    changed = change_follow_up(row, {"due": later}, by=world.secretary, why="Leire")
    assert changed.due == later
    assert changed.history.first().history_change_reason == "Leire"


def test_the_contact_says_who_does_it(world: World, askoy: Party, doer: User) -> None:
    row = add(world, askoy)
    url = reverse("follow_up_change", args=[row.pk])
    data = {"person": doer.pk, "why": "Har tid", "seen": version_of(row)}
    assert signed_in(make_contact(askoy)).post(url, data).status_code == 302
    row.refresh_from_db()
    assert row.person == doer


def test_the_second_to_change_is_told(world: World, askoy: Party) -> None:
    row = add(world, askoy)
    seen = version_of(row)
    change_follow_up(row, {"due": LATER + timedelta(days=1)}, by=world.secretary, why="A")
    with pytest.raises(Conflict, match="oppfølgingen"):
        change_follow_up(
            row, {"due": LATER + timedelta(days=2)}, by=make_secretary(), why="B", seen=seen
        )


def test_the_case_says_how_far_past_the_date_it_is(world: World, askoy: Party) -> None:
    row = late(world, askoy)
    html = page(world.steering_member, row.case.get_absolute_url())
    assert "virkedager over fristen" in html
    assert "ingen person" in html


def test_one_who_leaves_the_party_leaves_it_with_the_party(
    world: World, askoy: Party, doer: User
) -> None:
    row = add(world, askoy, person=doer)
    contact = make_contact(askoy)
    assert (my_follow_ups(doer), my_follow_ups(contact)) == ([row], [])
    Affiliation.objects.filter(user=doer).update(end=today() - timedelta(days=1))
    assert (my_follow_ups(doer), my_follow_ups(contact)) == ([], [row])
    assert "ingen person" in page(world.secretary, row.case.get_absolute_url())


def test_my_page_shows_what_i_shall_do(world: World, askoy: Party, doer: User) -> None:
    add(world, askoy, person=doer)
    assert "Bestill gangfelt." in page(doer, reverse("home"))
    assert "Bestill gangfelt." not in page(world.steering_member, reverse("home"))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Sent", "I tide"}),
        ("state=late", {"Sent"}),
        ("state=done", set()),
        ("state=tull", {"Sent", "I tide"}),
        ("party=finnes-ikke", {"Sent", "I tide"}),
        ("mine=ja", set()),
    ],
)
def test_the_list_is_filtered_in_the_address(
    world: World, askoy: Party, query: str, found: set[str]
) -> None:
    late(world, askoy, what="Sent")
    add(world, make_party("Alver kommune"), what="I tide")
    html = page(world.secretary, f"{reverse('follow_up_list')}?{query}")
    assert {what for what in ("Sent", "I tide") if f'<p class="title">{what}' in html} == found


def test_the_list_holds_what_one_may_see_only(world: World, askoy: Party) -> None:
    case = opened(world)
    row = add(world, askoy, case)
    case.exempt_ground = LegalGround.objects.create(citation="offl. § 23", start=LONG_AGO)
    case.public_title = "Sak"
    case.save()
    follow_route(case)
    assert row.what not in page(world.steering_member, reverse("follow_up_list"))
    assert row.what in page(world.expert_member, reverse("follow_up_list"))
    url = reverse("follow_up_finish", args=[row.pk])
    assert signed_in(make_contact(askoy)).get(url).status_code == 404


def test_the_list_needs_few_queries(
    world: World, askoy: Party, django_assert_max_num_queries
) -> None:
    case = opened(world)
    for n in range(12):
        add(world, askoy, case, what=f"Nr. {n}")
    client = signed_in(world.steering_member)
    with django_assert_max_num_queries(15):
        client.get(reverse("follow_up_list"))


def test_one_who_has_left_the_party_does_not_answer_for_it(
    world: World, askoy: Party, doer: User
) -> None:
    row = add(world, askoy, person=doer)
    url = reverse("follow_up_finish", args=[row.pk])
    assert signed_in(doer).get(url).status_code == 200
    Affiliation.objects.filter(user=doer).update(end=today() - timedelta(days=1))
    groups.follow(today())
    assert signed_in(doer).post(url, {"text": "Gjort."}).status_code == 403
    row.refresh_from_db()
    assert row.state == "open"
