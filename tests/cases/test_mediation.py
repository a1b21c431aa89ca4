"""A party may ask the secretariat to mediate; the case shows what came of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.anchoring import answer_for_party, send_to_parties
from cases.mediation import ask_for_mediation, end_mediation, take_mediation
from cases.models import Case, EventKind, Mediation, Notice
from cases.positions import record_position
from cases.routing import ask_for_treatment
from forums.clock import today
from forums.errors import Refused
from forums.models import Party, Role
from tests.cases.conftest import World, draft, opened, page, signed_in, treatment_in
from tests.cases.test_parties_treat_a_decision import decide
from tests.factories import make_contact, make_member, make_party, make_seat, make_secretary


@pytest.fixture
def askoy(world: World) -> Party:
    return make_party("Askøy kommune")


def ask(world: World, case: Case, party: Party) -> Mediation:
    return ask_for_mediation(case, party, by=world.secretary, why="Rekkefølgen.")


def ask_url(case: Case) -> str:
    return reverse("mediation_ask", args=[case.year, case.sequence])


def test_a_contact_asks_by_the_form_and_once(world: World, askoy: Party) -> None:
    case, client = opened(world), signed_in(make_contact(askoy))
    data = {"party": askoy.pk, "why": "Rekkefølgen."}
    assert client.post(ask_url(case), data).status_code == 302
    html = client.post(ask_url(case), data).content.decode()
    assert "Askøy kommune har alt bedt om megling" in html
    assert case.events.filter(kind=EventKind.MEDIATION, party=askoy).count() == 1


def test_a_member_asks_for_the_own_party_only(world: World, askoy: Party) -> None:
    member = make_member(world.expert, askoy)
    with pytest.raises(PermissionDenied):
        ask_for_mediation(opened(world), world.party, by=member, why="Nei")
    assert ask_for_mediation(opened(world), askoy, by=member, why="Uenige").party == askoy


def test_observers_and_people_elsewhere_do_not_ask(world: World, askoy: Party) -> None:
    case = opened(world)
    for user in (
        make_member(world.expert, askoy, role=Role.OBSERVER),
        make_member(world.committee, askoy),
    ):
        with pytest.raises(PermissionDenied):
            ask_for_mediation(case, askoy, by=user, why="Uenige")
        assert signed_in(user).get(ask_url(case)).status_code == 403


def test_a_draft_is_not_known_to_a_contact(world: World, askoy: Party) -> None:
    assert signed_in(make_contact(askoy)).get(ask_url(draft(world))).status_code == 404


def test_the_secretariat_and_the_parties_that_have_spoken_are_told(
    world: World, askoy: Party
) -> None:
    case, spoke = opened(world), make_party("Alver kommune")
    make_seat(world.expert, spoke)
    contact, silent = make_contact(spoke), make_contact(make_party("Øygarden kommune"))
    treatment = treatment_in(case, world.expert)
    record_position(treatment, spoke, by=world.secretary, position="agrees")
    other = make_secretary()
    ask(world, case, askoy)
    told = Notice.objects.filter(event__kind="mediation").values_list("user", flat=True)
    assert {contact.pk, other.pk} <= set(told)
    assert silent.pk not in told


def test_the_mediator_takes_it_once_and_another_is_told(world: World, askoy: Party) -> None:
    row = ask(world, opened(world), askoy)
    for _n in range(2):
        assert take_mediation(row, by=world.secretary).mediator == world.secretary
    with pytest.raises(Refused, match="Sivert Sekretær megler alt"):
        take_mediation(row, by=make_secretary())


def test_it_ends_with_what_the_parties_came_to(world: World, askoy: Party) -> None:
    case = opened(world)
    row = ask(world, case, askoy)
    client = signed_in(world.secretary)
    client.post(reverse("mediation_take", args=[row.pk]))
    url = reverse("mediation_end", args=[row.pk])
    for _n in range(2):
        response = client.post(url, {"settled": "no", "outcome": "Fortsatt uenige."})
    assert "Meglingen er avsluttet." in response.content.decode()
    assert case.events.filter(kind=EventKind.MEDIATED).count() == 1
    html = page(world.steering_member, case.get_absolute_url())
    assert "Fortsatt uenige." in html
    assert "Fortsatt uenighet" in html


def test_nothing_is_ended_that_nobody_has_taken(world: World, askoy: Party) -> None:
    with pytest.raises(Refused, match="ikke i gang"):
        end_mediation(
            ask(world, opened(world), askoy), by=world.secretary, settled=True, outcome="Enige"
        )


def test_only_the_secretariat_mediates(world: World, askoy: Party) -> None:
    row = ask(world, opened(world), askoy)
    for name in ("mediation_take", "mediation_end"):
        url = reverse(name, args=[row.pk])
        assert signed_in(make_contact(askoy)).post(url).status_code == 403
    with pytest.raises(PermissionDenied):
        take_mediation(row, by=world.expert_member)


def test_it_waits_on_the_page_of_the_secretariat_until_somebody_has_it(
    world: World, askoy: Party
) -> None:
    row, other = ask(world, opened(world), askoy), make_secretary()
    for person in (world.secretary, other):
        assert "Megl i «Sykkelveg langs fjorden»" in page(person, reverse("home"))
    take_mediation(row, by=other)
    assert "Megl i" not in page(world.secretary, reverse("home"))
    assert "Megl i" in page(other, reverse("home"))
    assert "Megl i" not in page(world.expert_member, reverse("home"))


def offer(case: Case) -> str:
    return f'href="{ask_url(case)}"'


@pytest.fixture
def decided(world: World) -> Case:
    return decide(world, opened(world, forum=world.steering))


def test_a_decision_that_no_party_must_treat_is_not_mediated_about(
    world: World, askoy: Party, decided: Case
) -> None:
    client = signed_in(make_contact(askoy))
    assert offer(decided) not in client.get(decided.get_absolute_url()).content.decode()
    html = client.get(ask_url(decided), follow=True).content.decode()
    assert "Vedtaket er endelig, så det er ingenting å megle om." in html
    html = client.post(ask_url(decided), {"party": askoy.pk, "why": "Nei"}).content.decode()
    assert "Vedtaket er endelig, så det er ingenting å megle om." in html
    assert not Mediation.objects.exists()


def test_while_the_parties_treat_it_there_is_something_to_agree_on(
    world: World, askoy: Party, decided: Case
) -> None:
    contact = make_contact(askoy)
    send_to_parties(decided, [askoy], by=world.secretary, reason="Behandles lokalt.")
    assert offer(decided) in page(contact, decided.get_absolute_url())
    answer_for_party(
        decided, askoy, by=contact, state="political", where="Kommunestyret", treated_on=today()
    )
    assert offer(decided) not in page(contact, decided.get_absolute_url())
    with pytest.raises(Refused, match="Vedtaket er endelig"):
        ask(world, decided, askoy)


def test_a_decision_taken_up_again_may_be_mediated_about(
    world: World, askoy: Party, decided: Case
) -> None:
    ask_for_treatment(decided, world.committee, "advise", by=world.secretary, reason="Igjen.")
    assert ask(world, decided, askoy).party == askoy
