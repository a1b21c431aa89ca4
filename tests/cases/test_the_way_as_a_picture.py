"""The way of a case as a picture: nothing lies on top of anything, and it says what happened."""

import re
from datetime import UTC, datetime, timedelta
from itertools import combinations
from random import Random

import pytest
from django.test import Client

from cases.models import LegalGround
from cases.routing import ask_for_treatment, close_case, lift_case
from cases.story import Story
from cases.way import PARTIES, Lane, Line, Thing, Way, way_of
from cases.way_picture import Drawing, Stroke, Words, tall, wide, width_of
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.cases.test_parties_treat_a_decision import answer, decided, send
from tests.factories import LONG_AGO, make_party

START = datetime(2025, 1, 7, 8, tzinfo=UTC)
WORDS = ["tilrådd", "tatt til orientering", "bedt om behandling", "vedtatt med endringer"]
WORDS += ["løftet", "recommended", "mediation ended"]


def made_up(seed: int) -> Way:
    """Any way: up to seven forums and sixty things, the last five of them to come."""
    dice = Random(seed)  # noqa: S311
    lanes = [Lane(n, f"Forum {n}", f"Forum {n}") for n in range(1, dice.randint(1, 7) + 1)]
    things, at = [], START
    for n in range(dice.randint(1, 60)):
        at += timedelta(days=dice.randint(0, 90))
        lane, start = dice.choice(lanes).key, dice.choice(lanes).key
        line = dice.choice(list(Line)) if start != lane else Line.NONE
        things.append(
            Thing(
                at=at,
                lane=lane,
                shape="open",
                word="" if line == Line.BACK else dice.choice(WORDS),
                told="Noe",
                url=f"#{n}",
                line=line,
                comes_from=start if line else None,
                is_coming=n > 54,
                treatment=n,
            )
        )
    return Way(lanes, things)


ways = pytest.mark.parametrize("way", [made_up(seed) for seed in range(80)], ids=range(80))


def box(words: Words) -> tuple[float, float, float, float]:
    half = width_of(words.text) / 2
    return words.x - half, words.y - 11, words.x + half, words.y + 2


def overlap(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def upright(stroke: Stroke) -> tuple[float, float, float, float]:
    """The upright part of a line between rows."""
    found = re.match(r"M(\d+) (\d+)H(\d+)V(\d+)", stroke.d)
    assert found
    x, (top, bottom) = int(found[3]), sorted([int(found[2]), int(found[4])])
    return x - 1, top + 1, x + 1, bottom - 1


@ways
def test_no_words_lie_on_words_or_lines(way: Way) -> None:
    for drawing in wide(way):
        words = [box(line) for spot in drawing.spots for line in spot.words]
        lines = [upright(s) for s in drawing.strokes if s.kind in ("move", "lent", "back")]
        assert not [pair for pair in combinations(words, 2) if overlap(*pair)]
        assert not [(w, line) for w in words for line in lines if overlap(w, line)]


@ways
def test_everything_is_drawn_once_and_inside(way: Way) -> None:
    drawings: list[Drawing] = wide(way)
    shown = [spot.thing.url for drawing in drawings for spot in drawing.spots]
    assert shown == [thing.url for thing in way.told]
    assert [spot.thing.url for spot in tall(way).spots] == shown
    for drawing in drawings:
        assert all(0 < s.x < drawing.width and 0 < s.y < drawing.height for s in drawing.spots)


@ways
def test_the_tall_picture_never_goes_back_in_time(way: Way) -> None:
    ys = [spot.y for spot in tall(way).spots]
    assert ys == sorted(set(ys))


def words_of(case) -> list[str]:
    return [thing.told for thing in way_of(Story(case)).told]


def test_a_draft_has_one_thing_to_show(world: World) -> None:
    way = way_of(Story(draft(world)))
    assert [thing.word for thing in way.things] == ["registrert"]
    assert len(wide(way)) == 1


def test_advice_goes_out_and_comes_back_while_the_case_stays(world: World) -> None:
    case = opened(world)
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Råd?")
    finish(treatment_in(case, world.committee))
    way = way_of(Story(case))
    lines = [(t.line, t.comes_from, t.lane) for t in way.things if t.line]
    expert, committee = world.expert.pk, world.committee.pk
    assert lines == [(Line.LENT, expert, committee), (Line.BACK, committee, expert)]
    assert [stay.lane for stay in way.stays] == [expert]


def test_a_move_takes_the_case_along(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Videre.")
    way = way_of(Story(case))
    assert [stay.lane for stay in way.stays] == [world.expert.pk, world.committee.pk]
    assert [lane.short for lane in way.lanes] == ["AU", "Sykkelgruppen"]


def test_what_the_parties_do_is_no_part_of_the_treatment_that_decided(world: World) -> None:
    case, alver, bergen = decided(world), make_party("Alver kommune"), make_party("Bergen")
    send(world, case, [alver, bergen], required=True)
    for party in (alver, bergen):
        answer(case, party, world.secretary)
    way = way_of(Story(case))
    bars = [(bar.lane, way.things[bar.first].word, way.things[bar.last].word) for bar in way.bars]
    assert bars == [
        (world.steering.pk, "lagt fram", "vedtatt"),
        (PARTIES, "sendt til 2 parter", "2 parter har svart"),
    ]


def test_what_is_to_come_is_last_and_says_so(world: World) -> None:
    thing = way_of(Story(opened(world))).things[-1]
    assert thing.is_coming
    assert thing.told == "Sykkelgruppen skal tilrå. Møtet er ikke valgt ennå"


def test_a_closed_case_has_no_today(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    close_case(case, by=world.secretary, reason="Ferdig.")
    way = way_of(Story(case))
    assert way.now_after is None
    assert words_of(case)[-1] == "Avsluttet i Sykkelgruppen"


@pytest.mark.parametrize("who", ["secretary", "steering_member"])
def test_the_page_has_both_pictures_and_the_same_as_text(world: World, who: str) -> None:
    case = opened(world)
    client = Client()
    client.force_login(getattr(world, who))
    html = client.get(case.get_absolute_url()).content.decode()
    for name in ("way-wide", "way-tall"):
        assert f'<svg class="way {name}"' in html
        assert f'<title id="{name}-1-tittel">Sakens vei gjennom forumene</title>' in html
    assert "Les veien som tekst" in html
    assert html.count("#hendelse-2") >= 3  # each picture, and the list


def test_the_picture_never_names_an_exempt_case_to_an_outsider(world: World) -> None:
    case = opened(world)
    ground = LegalGround.objects.create(citation="offl. § 14", description="x", start=LONG_AGO)
    case.exempt_ground, case.public_title = ground, "Unntatt"
    case.save()
    from cases.permissions import follow_route

    follow_route(case)
    client = Client()
    client.force_login(world.steering_member)
    assert client.get(case.get_absolute_url()).status_code == 404
