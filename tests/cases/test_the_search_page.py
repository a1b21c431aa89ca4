"""The search page: number first, the sentence with its match, filters in the address."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from cases.documents import withdraw_document
from cases.models import AgendaItem, Case, LegalGround, Outcome, PartyPosition
from cases.preparing import prepare
from cases.search_index import index
from forums.clock import now, standing_at, today
from forums.history import save_by
from forums.models import User
from tests.cases.conftest import World, finish, opened, treatment_in
from tests.cases.papers import paper
from tests.factories import make_ground, make_meeting, make_party


def page(user: User, **asked: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get("/sok/", asked).content.decode()


def hits(html: str) -> list[str]:
    """What the links of the hits say, in order."""
    links = re.findall(r'<a class="title"[^>]*>(.*?)</a>', html, re.S)
    return [re.sub(r"<[^>]+>", "", link) for link in links]


@pytest.mark.parametrize("written", ["{y}/{s:04d}", "{y}/{s}", "{y} / {s}", "{s}", "{s:04d}"])
def test_the_number_hits_first_however_it_is_written(world: World, written: str) -> None:
    case = opened(world, title="Bybane")
    opened(world, title=f"Se {case.number} og {case.sequence}")
    html = page(world.steering_member, q=written.format(y=case.year, s=case.sequence))
    assert hits(html)[0] == f"{case.number} Bybane"


def test_a_number_without_its_year_hits_the_newest_few(world: World) -> None:
    for year in range(2018, 2026):
        case = opened(world, title="Bybane")
        Case.objects.filter(pk=case.pk).update(year=year, sequence=77)
    found = [hit for hit in hits(page(world.steering_member, q="77")) if "Bybane" in hit]
    assert [title.split("/")[0] for title in found] == ["2025", "2024", "2023", "2022", "2021"]


@pytest.mark.parametrize("written", ["sak {n}", "Sak {s}", "Gjelder {n}: bybanen", "se «{n}»."])
def test_the_number_hits_with_words_around_it(world: World, written: str) -> None:
    case = opened(world, title="Bybane")
    query = written.format(n=case.number, s=case.sequence)
    assert hits(page(world.steering_member, q=query))[0] == f"{case.number} Bybane"


@pytest.mark.parametrize("written", ["gnr. 12/{y}/{s}", "{y}/{s}/1", "1{y}/{s}", "år {y}"])
def test_what_only_looks_like_a_number_hits_no_case(world: World, written: str) -> None:
    case = opened(world, title="Bybane")
    assert hits(page(world.steering_member, q=written.format(y=case.year, s=case.sequence))) == []


def test_a_withdrawn_paper_is_found_and_said_to_be_withdrawn(world: World) -> None:
    document = paper(opened(world), world.secretary, title="Gammelt kart")
    assert "Trukket" not in page(world.steering_member, q="gammelt kart")
    withdraw_document(document, by=world.secretary, why="Feil kart")
    html = page(world.steering_member, q="gammelt kart")
    assert hits(html) == ["Gammelt kart"]
    assert "Trukket" in html


def test_what_an_exempt_paper_says_is_read_where_it_is_on_record(world: World) -> None:
    open_case, kept = opened(world), opened(world, exempt_ground=make_ground(), public_title="Kjøp")
    for case, ground in ((open_case, LegalGround.objects.get()), (kept, None)):
        document = paper(case, world.secretary, b"Tilbudet er lavt.", exempt_ground=ground)
        prepare(document.versions.get().pk)
    html = page(world.expert_member, q="tilbudet lavt")
    assert hits(html) == ["Notat", "Notat"]
    assert html.count("Unntatt offentlighet") == 2
    assert "<mark>" not in html


def test_the_match_stands_marked_in_its_sentence(world: World) -> None:
    opened(world, summary="Først noe annet. Vegen må ha fortau her. Så til slutt.")
    html = page(world.steering_member, q="fortauet")
    assert "Vegen må ha <mark>fortau</mark> her.</p>" in html
    assert "Først noe annet" not in html


def test_what_was_written_in_a_case_is_never_markup(world: World) -> None:
    opened(world, title="Bru <script>", summary="<b>Fortau</b> & <img src=x> fortau.")
    html = page(world.steering_member, q="fortau")
    assert "&lt;b&gt;<mark>Fortau</mark>&lt;/b&gt; &amp; &lt;img" in html
    assert "<script>" not in html.split('id="treff"')[1].split("</main>")[0]


def test_a_hit_in_the_title_comes_before_newer_ones_in_the_text(world: World) -> None:
    opened(world, title="Fortau", summary="Kort.")
    opened(world, title="Noe annet", summary="Med fortau.")
    assert [title.split()[1] for title in hits(page(world.steering_member, q="fortau"))] == [
        "Fortau",
        "Noe",
    ]


def test_what_a_party_said_leads_to_what_the_parties_say(world: World) -> None:
    case = opened(world)
    position = PartyPosition(treatment=treatment_in(case, world.expert), party=world.party)
    position.position, position.reason = "objects", "Vi savner fortau."
    position.recorded_by = world.secretary
    save_by(position, by=world.secretary)
    html = page(world.steering_member, q="savner fortau")
    assert f'href="{case.get_absolute_url()}#partenes-syn"' in html


def test_a_conclusion_is_found_and_leads_to_its_case(world: World) -> None:
    case = opened(world)
    treatment = treatment_in(case, world.expert)
    finish(treatment, Outcome.RECOMMENDED, "Gruppen tilrår rundkjøring.")
    index(treatment)
    html = page(world.steering_member, q="rundkjøringa")
    assert "Konklusjoner og vedtak</h2>" in html
    assert f'href="{case.get_absolute_url()}"' in html


@pytest.mark.parametrize(
    ("key", "right", "wrong"),
    [
        ("status", "open", "closed"),
        ("forum", "{expert}", "{steering}"),
        ("kommune", "{party}", "{other}"),
        ("fra", "{year}", ""),
        ("til", "{year}", "2019"),
    ],
)
def test_a_filter_leaves_out_the_rest(world: World, key: str, right: str, wrong: str) -> None:
    case = opened(world, municipalities=[world.party])
    names = {
        "expert": world.expert.slug,
        "steering": world.steering.slug,
        "party": world.party.slug,
        "other": make_party().slug,
        "year": case.year,
    }
    found = page(world.steering_member, q="fjorden", **{key: right.format(**names)})
    assert f"{case.number} Sykkelveg langs fjorden" in hits(found)
    if wrong:
        html = page(world.steering_member, q="fjorden", **{key: wrong.format(**names)})
        assert hits(html) == []


def test_a_value_that_makes_no_sense_filters_nothing(world: World) -> None:
    opened(world)
    asked = {"forum": "x", "fra": "år", "til": "1", "kommune": "'", "status": "?", "side": "999"}
    assert len(hits(page(world.steering_member, q="fjorden", hva="finnes-ikke", **asked))) == 1


def test_one_kind_is_shown_in_pages(world: World) -> None:
    for _n in range(9):
        opened(world)
    everything = page(world.steering_member, q="fjorden")
    assert len(hits(everything)) == 8
    assert "Vis flere" in everything
    assert len(hits(page(world.steering_member, q="fjorden", hva="sak"))) == 9


def test_a_misspelt_word_gets_a_suggestion(world: World) -> None:
    opened(world, title="Rundkjøring på Straume")
    html = page(world.steering_member, q="runkjørng")
    assert "Mente du" in html
    assert ">rundkjøring</a>" in html


def test_the_number_of_questions_does_not_grow_with_the_hits(
    world: World, django_assert_max_num_queries: object
) -> None:
    for _n in range(12):
        opened(world)
    client = Client()
    client.force_login(world.steering_member)
    client.get("/sok/?q=fjorden")
    with django_assert_max_num_queries(26):  # type: ignore[operator]
        client.get("/sok/?q=fjorden")


def test_what_is_older_than_the_first_year_is_left_out(world: World) -> None:
    with standing_at(now() - timedelta(days=400)):
        opened(world, title="Gammel bru")
    opened(world, title="Ny bru")
    found = hits(page(world.steering_member, q="bru", fra=str(today().year)))
    assert [title.split(" ", 1)[1] for title in found] == ["Ny bru"]


def test_of_very_many_the_titles_come_first_and_the_rest_is_counted_as_more(
    world: World, monkeypatch
) -> None:
    monkeypatch.setattr("cases.search.LOOKED_AT", 2)
    opened(world, title="Fortau")
    for _n in range(3):
        opened(world, title="Veg", summary="Med fortau.")
    html = page(world.steering_member, q="fortau")
    assert "Flere enn 2 treff" in html
    assert hits(html)[0].endswith("Fortau")


def test_a_paper_leads_to_its_page_and_an_item_to_its_place_on_the_agenda(world: World) -> None:
    case = opened(world)
    document = paper(case, world.secretary, title="Kart over undergangen")
    item = AgendaItem(meeting=make_meeting(world.expert), number=1, position=1)
    item.treatment, item.purpose = treatment_in(case, world.expert), "decision"
    item.oral_reason, item.proposal = "Kort", "Bygg undergangen."
    save_by(item, by=world.secretary)
    html = page(world.steering_member, q="undergangen")
    assert f'href="{document.get_absolute_url()}"' in html
    assert f'href="{item.meeting.get_absolute_url()}#sak-{item.pk}"' in html


def test_names_are_found_only_without_a_choice(world: World) -> None:
    assert "Forum</h2>" in page(world.steering_member, q="Arbeidsutvalget")
    assert "Forum</h2>" not in page(world.steering_member, q="Arbeidsutvalget", status="open")


def test_nothing_is_suggested_where_something_is_found(world: World) -> None:
    opened(world, title="Rundkjøring", summary="Ved rundkjøringen.")
    opened(world, title="Rundkjørng")
    assert "Mente du" not in page(world.steering_member, q="rundkjørng")


def test_a_hit_in_the_title_alone_shows_how_the_text_begins(world: World) -> None:
    opened(world, title="Fortau", summary="Slik begynner det. Og slik går det videre.")
    html = page(world.steering_member, q="fortau")
    assert "Slik begynner det.</p>" in html


def test_a_long_sentence_is_cut_around_its_match(world: World) -> None:
    opened(world, summary=f"{'Lange ord ' * 40}fortau {'flere ord ' * 40}.")
    html = page(world.steering_member, q="fortau")
    sentence = re.search(r'<p class="sentence">(.*?)</p>', html, re.S)
    assert sentence
    assert "<mark>fortau</mark>" in sentence[1]
    assert sentence[1].startswith("… ")
    assert sentence[1].rstrip().endswith(" …")
