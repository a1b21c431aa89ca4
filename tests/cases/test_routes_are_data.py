"""Routes say what may be asked of whom, who decides, and read as sentences."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases.asks import asks_open
from cases.models import Route, RouteWho
from cases.routes import grouped, roles_of_forums, sentence
from cases.routing import ask_for_treatment
from cases.situation import Situation
from forums.errors import Refused
from tests.cases.conftest import World, ask_route, opened, signed_in
from tests.factories import make_forum


def test_a_forum_is_asked_only_where_a_route_goes(world: World) -> None:
    other = make_forum("Kollektivgruppen")
    with pytest.raises(Refused, match="Ingen saksvei lar Sykkelgruppen be Kollektivgruppen om å"):
        ask_for_treatment(opened(world), other, "advise", by=world.secretary, reason="Råd?")


def test_a_route_for_advice_is_not_one_for_preparing(world: World) -> None:
    with pytest.raises(Refused, match="be AU om å forberede"):
        ask_for_treatment(
            opened(world), world.committee, "prepare", by=world.secretary, reason="Gjør."
        )


def test_somebody_else_may_decide_who_is_asked(world: World) -> None:
    other = make_forum("Kollektivgruppen")
    ask_route(world.committee, other, who=RouteWho.SECRETARIAT)
    case = opened(world, forum=world.committee)
    with pytest.raises(Refused, match="Sekretariatet avgjør om Kollektivgruppen blir bedt"):
        ask_for_treatment(case, other, "advise", by=world.committee_leader, reason="Råd?")


def test_the_leader_of_the_forum_asks_along_a_route_for_leaders(world: World) -> None:
    case = opened(world, forum=world.committee)
    assert ask_for_treatment(case, world.expert, "advise", by=world.committee_leader, reason="Råd?")


def test_a_member_asks_nobody(world: World) -> None:
    case = opened(world, forum=world.committee)
    with pytest.raises(PermissionDenied):
        ask_for_treatment(case, world.expert, "advise", by=world.committee_member, reason="Råd?")


def test_the_forum_that_has_the_case_may_take_it_up_again(world: World) -> None:
    case = opened(world, forum=world.committee)
    assert ask_for_treatment(
        case, world.committee, "prepare", by=world.secretary, reason="Én gang til."
    )


def test_the_form_lists_only_what_may_be_asked_for(world: World) -> None:
    case = opened(world)
    asks = {(ask.forum, ask.role) for ask in asks_open(Situation(case, world.secretary))}
    assert (world.committee, "advise") in asks
    assert (world.committee, "conclude") not in asks
    assert (world.expert, "decide") not in asks


def test_the_form_asks_by_forum_and_role_together(world: World) -> None:
    case = opened(world)
    url = reverse("case_move", args=[case.year, case.sequence, "ask"])
    data = {
        "ask": f"{world.committee.slug}:advise",
        "reason": "Råd?",
        "seen": case.events.last().sequence,
    }
    assert signed_in(world.secretary).post(url, data).status_code == 302
    assert case.treatments.filter(forum=world.committee, role="advise").exists()
    again = signed_in(world.secretary).post(url, data)
    assert "Noen kom deg i forkjøpet" in again.content.decode()


@pytest.mark.parametrize(
    ("kind", "who", "told"),
    [
        (
            "lift",
            "head",
            "AU kan løfte en sak til Sykkelgruppen, som skal gi råd. "
            "Det avgjør lederen av sekretariatet.",
        ),
        (
            "send",
            "leader",
            "AU kan sende en sak til Sykkelgruppen, som skal gi råd. "
            "Det avgjør lederen av AU eller sekretariatet.",
        ),
        (
            "ask",
            "secretariat",
            "Mens AU har en sak, kan Sykkelgruppen også få den for å gi råd. "
            "Det avgjør sekretariatet.",
        ),
        (
            "order",
            "secretariat",
            "AU kan bestille arbeid hos Sykkelgruppen. Det avgjør sekretariatet.",
        ),
    ],
)
def test_a_route_reads_as_a_sentence(world: World, kind: str, who: str, told: str) -> None:
    role = "" if kind == "order" else "advise"
    route = Route(kind=kind, from_forum=world.committee, to_forum=world.expert, role=role, who=who)
    assert sentence(route) == told


def test_the_table_says_which_role_each_forum_plays(world: World) -> None:
    routes = list(Route.objects.select_related("from_forum", "to_forum", "released_by"))
    rows = {row.forum: dict(row.cells) for row in roles_of_forums(routes)}
    assert rows[world.steering]["Når en sak løftes hit"] == ["vedta for AU"]
    assert grouped(routes)[0].label == "Løfte en sak"


def test_the_secretariat_reads_the_routes_as_sentences(world: World) -> None:
    html = signed_in(world.secretary).get(reverse("kept_list", args=["saksveier"])).content.decode()
    assert "Sykkelgruppen kan løfte en sak til AU, som skal konkludere." in html
    assert "Hvilken rolle har hvert forum?" in html


def test_the_page_of_the_routes_needs_few_queries(
    world: World, django_assert_max_num_queries
) -> None:
    for n in range(6):
        ask_route(world.committee, make_forum(f"Gruppe {n}"))
    client = signed_in(world.secretary)
    with django_assert_max_num_queries(8):
        client.get(reverse("kept_list", args=["saksveier"]))
