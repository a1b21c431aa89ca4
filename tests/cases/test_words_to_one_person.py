"""What is no event of a case is told to the one it concerns, once, on «Min side»."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from cases.brief_rounds import answer_round, start_round
from cases.documents import add_version
from cases.follow_ups import add_follow_up, change_follow_up
from cases.models import Case, Memo, MemoKind, Order, RecurringOrder, Route
from cases.orders import answer_order, place_order, withdraw_order
from cases.permissions import follow_route
from cases.readers import follow
from cases.recurring import make_due_orders
from forums.clock import today
from forums.history import save_by
from forums.models import Party, Role, User
from tests.cases.brief_world import begun
from tests.cases.conftest import World, opened, page, signed_in
from tests.cases.papers import paper
from tests.factories import make_ground, make_member, make_party

LATER = today() + timedelta(days=20)


@pytest.fixture
def leader(world: World) -> User:
    return make_member(world.expert, role=Role.LEADER)


@pytest.fixture
def order(world: World, leader: User) -> Order:
    """From AU to the expert group, in no case."""
    Route.objects.create(
        kind="order", from_forum=world.committee, to_forum=world.expert, who="leader"
    )
    return place_order(
        world.committee,
        world.expert,
        by=world.committee_leader,
        what="Tell syklene",
        why="Vi mangler tall.",
        due=LATER,
    )


def told(kind: MemoKind) -> set[int]:
    return set(Memo.objects.filter(kind=kind).values_list("user", flat=True))


def home(user: User) -> str:
    return page(user, reverse("home"))


def test_an_order_in_no_case_is_told_to_those_who_are_to_answer(
    world: World, order: Order, leader: User
) -> None:
    assert told(MemoKind.ORDERED) == {leader.pk}
    html = home(leader)
    assert "AU har bestilt «Tell syklene» hos Sykkelgruppen, med frist" in html
    assert ": Tell syklene" in html


def test_the_answer_is_told_to_whoever_ordered_and_those_who_run_the_forum(
    world: World, order: Order, leader: User
) -> None:
    writes = make_member(world.committee, role=Role.SECRETARY)
    answer_order(order, by=leader, answer="312 om dagen.")
    assert told(MemoKind.ORDER_ANSWERED) == {world.committee_leader.pk, writes.pk}
    assert "Sykkelgruppen har svart AU på bestillingen «Tell syklene»" in home(
        world.committee_leader
    )
    assert "Tell syklene" not in home(leader).split("<main")[1].split('id="forum"')[0]


def test_one_taken_back_is_told_too(world: World, order: Order, leader: User) -> None:
    withdraw_order(order, by=world.committee_leader, reason="Vi har tallene.")
    assert told(MemoKind.ORDER_WITHDRAWN) == {leader.pk}


def test_one_that_makes_itself_is_told_as_such(world: World, leader: User) -> None:
    row = RecurringOrder(from_forum=world.committee, to_forum=world.expert, rhythm="yearly")
    row.what, row.why, row.first_due = "Status", "Mandatet.", LATER
    save_by(row, by=world.secretary)
    assert make_due_orders(today()) == 1
    assert told(MemoKind.ORDERED) == {leader.pk}
    assert "fast bestilling" in home(leader)


def test_an_order_in_a_case_stands_in_its_history_instead(
    world: World, order: Order, leader: User
) -> None:
    Memo.objects.all().delete()
    case = opened(world, forum=world.committee)
    place_order(
        world.committee,
        world.expert,
        by=world.committee_leader,
        what="Mer",
        why="Nytt.",
        due=LATER,
        case=case,
    )
    assert not Memo.objects.exists()


def test_the_answer_form_says_how_many_hear(world: World, order: Order, leader: User) -> None:
    html = page(leader, reverse("order_answer", args=[order.pk]))
    assert "og 1 person får beskjed." in html


def test_those_asked_for_comments_are_told_and_then_the_one_who_asked(world: World) -> None:
    brief = begun(world)
    found = start_round(brief, [world.expert_member], by=world.secretary, working_days=5)
    assert told(MemoKind.ROUND_ASKED) == {world.expert_member.pk}
    assert "Du er bedt om å kommentere saksframlegget" in home(world.expert_member)
    for _n in range(2):
        answer_round(found, by=world.expert_member)
    assert told(MemoKind.ROUND_ANSWERED) == {world.secretary.pk}
    assert not told(MemoKind.ROUND_ASKED)
    assert Memo.objects.filter(kind=MemoKind.ROUND_ANSWERED).count() == 1


@pytest.fixture
def askoy(world: World) -> Party:
    return make_party("Askøy kommune")


def test_a_task_that_changes_hands_is_told_to_both(world: World, askoy: Party) -> None:
    had, gets = make_member(world.committee, askoy), make_member(world.expert, askoy)
    row = add_follow_up(
        opened(world), by=world.secretary, what="Mål", party=askoy, due=LATER, person=had
    )
    change_follow_up(row, {"person": gets}, by=world.secretary, why="Ny jobb.")
    assert told(MemoKind.TASK_GIVEN) == {gets.pk}
    assert told(MemoKind.TASK_TAKEN) == {had.pk}
    assert "Du har ikke lenger ansvar for oppfølgingen «Mål»" in home(had)


def followed(world: World, user: User) -> Case:
    case = opened(world)
    follow(case, by=user)
    return case


def test_new_papers_are_told_once_to_those_who_follow(world: World) -> None:
    case = followed(world, world.steering_member)
    first = paper(case, world.head)
    paper(case, world.head, content=b"Et til")
    from django.core.files.base import ContentFile

    add_version(first, by=world.head, file=ContentFile(b"Bedre", name="notat.txt"))
    assert Memo.objects.filter(user=world.steering_member).count() == 1
    assert told(MemoKind.PAPERS) == {world.steering_member.pk, world.secretary.pk}
    html = home(world.steering_member)
    assert "Det er lagt dokumenter i «Sykkelveg langs fjorden»" in html
    assert f'href="{case.get_absolute_url()}#dokumenter"' in html


def test_an_exempt_paper_is_told_to_those_who_may_see_it(world: World) -> None:
    case = followed(world, world.steering_member)
    follow(case, by=world.expert_member)
    paper(case, world.head, exempt_ground=make_ground(), public_title="Vurdering")
    assert told(MemoKind.PAPERS) == {world.expert_member.pk, world.secretary.pk}


def test_what_may_no_longer_be_seen_is_no_longer_told(world: World) -> None:
    case = followed(world, world.steering_member)
    paper(case, world.head)
    case.exempt_ground, case.public_title = make_ground(), "Unntatt"
    case.save()
    follow_route(case)
    assert "Beskjeder til deg" not in home(world.steering_member)


def test_reading_the_page_of_the_case_reads_the_word_of_its_papers(world: World) -> None:
    case = followed(world, world.steering_member)
    paper(case, world.head)
    client = signed_in(world.steering_member)
    client.post(reverse("case_seen", args=[case.year, case.sequence]), {"upto": "1"})
    assert not Memo.objects.filter(user=world.steering_member, read_at=None).exists()


def read(client: Client, upto: object) -> str:
    return client.post(reverse("memos_read"), {"upto": upto}, follow=True).content.decode()


def test_all_are_read_with_one_press_but_those_that_came_meanwhile(
    world: World, order: Order, leader: User
) -> None:
    client, shown = signed_in(leader), Memo.objects.get(user=leader)
    follow(opened(world, title="Bru"), by=leader)
    paper(Case.objects.get(title="Bru"), world.head)
    html = read(client, shown.pk)
    assert "Beskjedene er merket som lest." in html
    assert "Det er lagt dokumenter i «Bru»" in html
    assert "AU har bestilt «Tell syklene»" not in html
    assert "Alt var alt lest." in read(client, shown.pk)


@pytest.mark.parametrize("upto", ["", "x", "9" * 30, "-1"])
def test_a_wrong_number_reads_nothing(world: World, order: Order, leader: User, upto: str) -> None:
    read(signed_in(leader), upto)
    assert Memo.objects.filter(read_at=None).count() == 1


def test_nobody_reads_what_was_said_to_another(world: World, order: Order, leader: User) -> None:
    read(signed_in(world.steering_member), Memo.objects.get().pk)
    assert Memo.objects.get().read_at is None


def test_the_first_page_asks_no_more_for_many_words(
    world: World, order: Order, leader: User, django_assert_max_num_queries
) -> None:
    for n in range(12):
        case = opened(world)
        follow(case, by=leader)
        paper(case, world.head, content=f"{n}".encode())
    client = signed_in(leader)
    with django_assert_max_num_queries(34):
        html = client.get(reverse("home")).content.decode()
    assert "5 beskjeder til" in html
