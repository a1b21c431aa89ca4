"""Golden questions: what is written in one language is found in the other, on both engines."""

import pytest

from cases.models import Case, SearchKind
from cases.search import Choices, find, matching, read
from forums.stems import question, stem
from tests.cases.conftest import World, opened

# What was asked, the title that is found by it.
FOUND = [
    # forms of a word
    ("kommune", "Kommunane melder inn tiltak"),
    ("kommunenes", "Kommunane melder inn tiltak"),
    ("sykkelveg", "Sykkelveien langs fjorden"),
    ("sykkelvei", "Sykkelveien langs fjorden"),
    ("sykkelvegane", "Sykkelveien langs fjorden"),
    ("kollektivtrafikken", "Ny plan for kollektivtrafikk"),
    ("holdeplasser", "Haldeplassar i sentrum"),
    ("haldeplass", "Haldeplassar i sentrum"),
    ("høring", "Høyring av handlingsprogrammet"),
    ("høyringa", "Høyring av handlingsprogrammet"),
    ("utredning", "Utgreiing av bru over sundet"),
    ("utgreiinga", "Utgreiing av bru over sundet"),
    ("bro", "Utgreiing av bru over sundet"),
    ("trafikksikkerhet", "Trafikktryggleik ved skular"),
    ("trafikktryggleik skolen", "Trafikktryggleik ved skular"),
    # small words
    ("ikkje", "Tiltak som ikke er finansiert"),
    ("ikke finansierte tiltak", "Tiltak som ikke er finansiert"),
    ("penger frå staten", "Penger fra staten"),
    ("høring av handlingsprogram", "Høyring av handlingsprogrammet"),
    # a part of a word, and large letters
    ("kollektivtraf", "Ny plan for kollektivtrafikk"),
    ("HØYRING", "Høyring av handlingsprogrammet"),
    ("trafikk", "Ny plan for kollektivtrafikk"),
    # in a row, and without
    ('"langs fjorden"', "Sykkelveien langs fjorden"),
    ("tiltak -kommune", "Tiltak som ikke er finansiert"),
    ("sykkelveg i til på", "Sykkelveien langs fjorden"),  # small words ask for nothing
    ("utgreiing a\u030a", "Utgreiing av bru over sundet"),  # å in two signs, as a Mac writes it
]
MISSED = [
    ('"fjorden langs"', "Sykkelveien langs fjorden"),
    ("tiltak -kommune", "Kommunane melder inn tiltak"),
    ("sykkelveg tunnel", "Sykkelveien langs fjorden"),
    ('fjorden -"langs fjorden"', "Sykkelveien langs fjorden"),
    ("ol", "Ny plan for kollektivtrafikk"),
]


@pytest.fixture
def library(world: World) -> World:
    for title in dict.fromkeys(title for _asked, title in FOUND):
        opened(world, title=title, summary="Uten flere ord.")
    return world


def titles(world: World, asked: str) -> list[str]:
    found = find(world.steering_member, question(asked), Choices())
    ids = [pk for row in found if row.kind == SearchKind.CASE for pk in row.ids]
    hits = read(ids, question(asked))
    return [hits[pk].entry.title for pk in ids]


def test_what_is_asked_in_either_language_is_found(library: World) -> None:
    assert [(a, t) for a, t in FOUND if t not in titles(library, a)] == []


def test_what_was_not_asked_for_is_not_found(library: World) -> None:
    assert [(a, t) for a, t in MISSED if t in titles(library, a)] == []


def test_the_list_of_cases_finds_the_same_as_the_search(library: World) -> None:
    rows = Case.objects.order_by("pk")
    wrong = [
        asked
        for asked, _title in FOUND
        if {row.title for row in matching(rows, asked)} != set(titles(library, asked))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "signs", ["'", '"', "a:*", "\\", "(", "NOT", "AND OR", "%", "-", '""', "*"]
)
def test_no_sign_is_taken_for_the_databases_own(library: World, signs: str) -> None:
    titles(library, signs)
    titles(library, f"{signs} plan")


def test_a_stem_is_its_own_stem_in_both_languages() -> None:
    assert stem("Vegane") == stem("veier") == stem("vegen")
    assert stem("medlemmer") == stem("medlemer")
