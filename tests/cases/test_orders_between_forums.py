"""One forum orders work of another; the answer comes back, and both see who ordered what."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.merging import merge_case
from cases.models import (
    Case,
    EventKind,
    LegalGround,
    Notice,
    Order,
    OrderState,
    Route,
    TreatmentState,
)
from cases.orders import answer_order, place_order, withdraw_order
from cases.permissions import follow_route
from forums.clock import today
from forums.errors import Refused
from forums.models import Forum, Role
from tests.cases.conftest import World, opened, signed_in
from tests.factories import LONG_AGO, make_contact, make_member, make_user

SOON = timedelta(days=20)


@pytest.fixture
def way(world: World) -> Route:
    return Route.objects.create(
        kind="order", from_forum=world.committee, to_forum=world.expert, who="leader"
    )


def order(world: World, **values: object) -> Order:
    facts = {
        "by": world.committee_leader,
        "what": "Tell syklene",
        "why": "Vi mangler tall.",
        "due": today() + SOON,
        **values,
    }
    return place_order(world.committee, world.expert, **facts)  # type: ignore[arg-type]


def late(row: Order) -> Order:
    row.due = today() - timedelta(days=1)
    row.save(update_fields=["due"])
    return row


def read(user, url: str) -> str:  # type: ignore[no-untyped-def]
    return signed_in(user).get(url).content.decode()


def exempt(case: Case) -> Case:
    case.exempt_ground = LegalGround.objects.create(
        citation="offl. § 14", description="x", start=LONG_AGO
    )
    case.public_title = "Unntatt"
    case.save()
    follow_route(case)
    return case


def test_the_leader_orders_along_a_route(world: World, way: Route) -> None:
    row = order(world)
    assert (row.state, row.ordered_by) == (OrderState.OPEN, world.committee_leader)


def test_nothing_is_ordered_where_no_route_goes(world: World, way: Route) -> None:
    way.is_active = False
    way.save()
    with pytest.raises(Refused, match="Ingen saksvei lar AU bestille arbeid hos Sykkelgruppen"):
        order(world)


def test_a_member_is_told_who_decides(world: World, way: Route) -> None:
    with pytest.raises(Refused, match="Lederen av AU eller sekretariatet avgjør"):
        order(world, by=world.committee_member)


def test_an_outsider_orders_nothing(world: World, way: Route) -> None:
    with pytest.raises(PermissionDenied):
        order(world, by=make_user())


def test_the_due_date_is_not_in_the_past(world: World, way: Route) -> None:
    with pytest.raises(Refused, match="ikke være før i dag"):
        order(world, due=today() - timedelta(days=1))


def test_an_order_in_a_case_is_told_in_its_history(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    order(world, case=case)
    event = case.events.last()
    assert (event.kind, event.to_forum) == (EventKind.ORDERED, world.expert)
    assert event.reason == "Tell syklene. Vi mangler tall."
    assert Notice.objects.filter(event=event, user=world.expert_member).exists()


def test_an_order_may_open_a_treatment(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    row = order(world, case=case, in_meeting=True)
    assert (row.treatment.role, row.treatment.wanted_by) == ("advise", row.due)
    assert row.treatment.asked_by_forum == world.committee
    assert row.treatment.reason == "Tell syklene. Vi mangler tall."
    with pytest.raises(Refused, match="har alt saken"):
        order(world, case=case, in_meeting=True)


def test_advice_in_a_meeting_is_about_a_case(world: World, way: Route) -> None:
    with pytest.raises(Refused, match="Velg saken"):
        order(world, in_meeting=True)


def test_whoever_is_to_do_the_work_must_see_the_case(world: World, way: Route) -> None:
    case = exempt(opened(world, forum=world.committee))
    with pytest.raises(Refused, match="Sykkelgruppen ser den ikke"):
        order(world, case=case)
    order(world, case=case, in_meeting=True)
    assert signed_in(world.expert_member).get(case.get_absolute_url()).status_code == 200


def test_nobody_orders_in_a_case_they_may_not_see(world: World, way: Route) -> None:
    case = exempt(opened(world, forum=world.steering))
    with pytest.raises(PermissionDenied):
        order(world, case=case)


def test_an_order_comes_too_late_when_the_case_has_moved(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    with pytest.raises(Refused, match="Noen kom deg i forkjøpet"):
        order(world, case=case, seen=case.events.last().sequence - 1)


@pytest.mark.parametrize("role", [Role.LEADER, Role.SECRETARY])
def test_the_leader_and_the_secretary_of_the_forum_answer(
    world: World, way: Route, role: Role
) -> None:
    row = answer_order(
        order(world), by=make_member(world.expert, role=role), answer="120 om dagen."
    )
    assert (row.state, row.answer) == (OrderState.ANSWERED, "120 om dagen.")


def test_members_contacts_and_outsiders_do_not_answer(world: World, way: Route) -> None:
    row = order(world)
    for person in (world.expert_member, world.committee_leader, make_contact(world.party)):
        with pytest.raises(PermissionDenied):
            answer_order(row, by=person, answer="Nei.")


def test_an_answer_says_something(world: World, way: Route) -> None:
    with pytest.raises(Refused, match="Skriv svaret"):
        answer_order(order(world), by=world.secretary, answer=" ")


def test_the_second_to_answer_is_told_who_did(world: World, way: Route) -> None:
    row = order(world)
    answer_order(row, by=world.head, answer="120.")
    with pytest.raises(Refused, match=f"{world.head} svarte på bestillingen"):
        answer_order(row, by=world.secretary, answer="130.")
    with pytest.raises(Refused, match="svarte på bestillingen"):
        withdraw_order(row, by=world.secretary, reason="For sent.")


def test_the_answer_is_told_to_the_leader_who_ordered(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    row = order(world, case=case, by=world.secretary)
    answer_order(row, by=world.secretary, answer="120.")
    event = case.events.last()
    assert (event.kind, event.from_forum) == (EventKind.ORDER_ANSWERED, world.expert)
    assert Notice.objects.filter(event=event, user=world.committee_leader).exists()


def test_what_the_order_opened_ends_with_it(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    row = order(world, case=case, in_meeting=True)
    answer_order(row, by=world.secretary, answer="120.")
    row.treatment.refresh_from_db()
    assert row.treatment.state == TreatmentState.WITHDRAWN


def test_an_order_on_an_agenda_is_not_withdrawn(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    row = order(world, case=case, in_meeting=True)
    case.treatments.filter(pk=row.treatment_id).update(state=TreatmentState.SCHEDULED)
    with pytest.raises(Refused, match="står på sakslisten til Sykkelgruppen"):
        withdraw_order(row, by=world.committee_leader, reason="Trengs ikke.")


def test_whoever_decides_withdraws_with_a_reason(world: World, way: Route) -> None:
    row = order(world)
    with pytest.raises(PermissionDenied):
        withdraw_order(row, by=world.expert_member, reason="Nei.")
    with pytest.raises(Refused, match="Skriv hvorfor"):
        withdraw_order(row, by=world.committee_leader, reason=" ")
    assert withdraw_order(row, by=world.committee_leader, reason="Løst.").state == "withdrawn"


def test_an_open_order_follows_a_merged_case(world: World, way: Route) -> None:
    case, into = opened(world, forum=world.committee), opened(world, forum=world.committee)
    row = order(world, case=case)
    merge_case(case, into, by=world.secretary, reason="Samme.")
    row.refresh_from_db()
    assert row.case == into


# --- the pages ------------------------------------------------------------------------------------


def test_everyone_with_a_role_sees_an_order(world: World, way: Route) -> None:
    row = order(world)
    assert "Tell syklene" in read(world.steering_member, reverse("order_list"))
    assert "Vi mangler tall." in read(world.steering_member, row.get_absolute_url())
    assert signed_in(make_user()).get(row.get_absolute_url()).status_code == 403


def test_an_order_in_a_hidden_case_does_not_exist(world: World, way: Route) -> None:
    case = exempt(opened(world, forum=world.committee))
    row = order(world, case=case, in_meeting=True)
    assert "Tell syklene" not in read(world.steering_member, reverse("order_list"))
    client = signed_in(world.steering_member)
    for name in ("order", "order_answer", "order_withdraw"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 404


def test_who_has_the_work_sees_who_ordered_what_when_the_case_is_kept_back(
    world: World, way: Route
) -> None:
    case = opened(world, forum=world.committee, title="Hemmelig sak")
    row = order(world, case=case)
    exempt(case)
    member = world.expert_member
    for url in (reverse("order_list"), row.get_absolute_url(), world.expert.get_absolute_url()):
        html = read(member, url)
        assert "Tell syklene" in html
        assert case.number not in html
        assert "Hemmelig sak" not in html
    log = reverse("history", args=["cases", "order", row.pk])
    assert signed_in(member).get(log).status_code == 404
    assert signed_in(world.steering_member).get(row.get_absolute_url()).status_code == 404
    leader = make_member(world.expert, role=Role.LEADER)
    assert answer_order(row, by=leader, answer="120.").state == OrderState.ANSWERED


def test_a_hidden_case_that_answers_is_not_revealed(world: World, way: Route) -> None:
    case = exempt(opened(world, forum=world.committee, title="Hemmelig svar"))
    row = answer_order(order(world), by=world.secretary, answer="Se saken.", case=case)
    html = read(world.steering_member, row.get_absolute_url())
    assert "Hemmelig svar" not in html
    assert case.number not in html
    assert "Hemmelig svar" in read(world.committee_member, row.get_absolute_url())


def test_a_reader_sees_the_order_but_may_not_write(world: World, way: Route) -> None:
    row = order(world)
    client = signed_in(world.steering_member)
    assert "Hva du kan gjøre" not in client.get(row.get_absolute_url()).content.decode()
    for name in ("order_answer", "order_withdraw"):
        assert client.get(reverse(name, args=[row.pk])).status_code == 403
    assert client.get(reverse("order_new")).status_code == 403


def test_what_cannot_be_done_says_why(world: World, way: Route) -> None:
    row = answer_order(order(world), by=world.secretary, answer="120.")
    assert "Ikke nå: Bestillingen er besvart." in read(world.secretary, row.get_absolute_url())


def test_two_clicks_order_once(world: World, way: Route) -> None:
    due = (today() + SOON).isoformat()
    data = {"way": way.pk, "what": "Tell syklene", "why": "Tall.", "due": due}
    client = signed_in(world.committee_leader)
    assert client.post(reverse("order_new"), data).status_code == 302
    assert client.post(reverse("order_new"), data).status_code == 302
    assert Order.objects.count() == 1


def test_an_order_waits_on_the_page_of_those_who_answer_it(world: World, way: Route) -> None:
    order(world)
    for role in (Role.LEADER, Role.SECRETARY):
        html = read(make_member(world.expert, role=role), reverse("home"))
        assert "Svar AU: Tell syklene" in html
    for person in (world.expert_member, world.committee_leader):
        assert "Svar AU" not in read(person, reverse("home"))


def test_nothing_is_ordered_of_a_forum_that_has_ended(world: World, way: Route) -> None:
    Forum.objects.filter(pk=world.expert.pk).update(end=today() - timedelta(days=1))
    world.expert.refresh_from_db()
    with pytest.raises(Refused, match="ikke i virksomhet"):
        order(world)
    assert signed_in(world.committee_leader).get(reverse("order_new")).status_code == 403


def test_an_answer_points_to_nothing_the_one_who_answers_may_not_see(
    world: World, way: Route
) -> None:
    hidden = exempt(opened(world, forum=world.steering))
    leader = make_member(world.expert, role=Role.LEADER)
    with pytest.raises(PermissionDenied):
        answer_order(order(world), by=leader, answer="Se saken.", case=hidden)


def test_the_secretariat_withdraws_also_where_the_route_is_gone(world: World, way: Route) -> None:
    row = order(world)
    way.delete()
    with pytest.raises(PermissionDenied):
        withdraw_order(row, by=world.committee_leader, reason="Løst.")
    assert withdraw_order(row, by=world.secretary, reason="Løst.").state == "withdrawn"


def test_the_form_answers_and_withdraws(world: World, way: Route) -> None:
    answered, withdrawn = order(world), order(world, what="Noe annet")
    client = signed_in(world.secretary)
    client.post(reverse("order_answer", args=[answered.pk]), {"answer": "120."})
    client.post(reverse("order_withdraw", args=[withdrawn.pk]), {"reason": "Løst."})
    states = Order.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["answered", "withdrawn"]


def test_the_filters_stand_in_the_address(world: World, way: Route) -> None:
    order(world, what="I tide")
    late(order(world, what="For sen"))
    html = read(world.secretary, f"{reverse('order_list')}?tilstand=over-fristen")
    assert "For sen" in html
    assert "I tide" not in html
    other = f"{reverse('order_list')}?til={world.steering.slug}"
    assert "Ingen bestillinger passer" in read(world.secretary, other)


def test_a_forum_sees_who_ordered_what_of_it_and_why(world: World, way: Route) -> None:
    order(world)
    html = read(world.expert_member, world.expert.get_absolute_url())
    panel = html.split('id="bestillinger"')[1].split("</section>")[0]
    assert f"AU bestilte hos Sykkelgruppen, ved {world.committee_leader.name}" in panel
    assert "Vi mangler tall." in panel
    assert "Forumet har ikke bestilt noe av andre." in panel


def test_the_case_shows_its_orders(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    order(world, case=case)
    html = read(world.committee_member, case.get_absolute_url())
    assert "Tell syklene" in html.split('aria-labelledby="bestillinger"')[1]


def test_the_case_offers_to_order(world: World, way: Route) -> None:
    case = opened(world, forum=world.committee)
    url = f"{reverse('order_new')}?fra={world.committee.slug}&amp;sak={case.number}"
    assert url in read(world.committee_leader, case.get_absolute_url())
    assert "order_new" not in read(world.steering_member, case.get_absolute_url())


def test_the_list_needs_few_queries_however_long(
    world: World, way: Route, django_assert_max_num_queries
) -> None:
    for n in range(12):
        order(world, what=f"Nummer {n}", case=opened(world, forum=world.committee))
    client = signed_in(world.steering_member)
    with django_assert_max_num_queries(14):
        client.get(reverse("order_list"))
