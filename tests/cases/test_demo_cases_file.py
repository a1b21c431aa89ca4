"""What the files of the demo's cases say: each step is whole, and names what is there."""

import re
from collections import Counter

import pytest

from cases.demo_verbs import VERBS
from forums.clock import today
from forums.demo_file import DEFAULT, DemoFile, Row
from forums.workdays import is_working_day

SAYS = ("fordi", "papir", "innstilling", "tekst", "svar", "protokoll", "vilkår", "muntlig")
MADE_UP_SUM = re.compile(r"\d+ mill\. kr")


@pytest.fixture(scope="module")
def file() -> DemoFile:
    return DemoFile(DEFAULT, today())


@pytest.fixture(scope="module")
def steps(file: DemoFile) -> list[tuple[Row, Row]]:
    """Every step of every case, with its case."""
    return [
        (case, row) for case in file["saker"] for row in [*case["gang"], *case.get("senere", [])]
    ]


def verb_of(row: Row) -> str:
    return next(iter(row))


def test_each_step_says_what_its_verb_needs_and_no_more(steps) -> None:
    for case, row in steps:
        verb, said = VERBS[verb_of(row)], set(row) - {verb_of(row), "kl"}
        assert verb.needs <= said <= verb.needs | verb.may, (case["tittel"], row)


def test_each_step_names_people_parties_and_forums_of_the_file(file, steps) -> None:
    people = {key for rows in file["personer"].values() for key in rows}
    for case, row in steps:
        named = {row[key] for key in ("av", "person") if key in row} | set(row.get("hvem", []))
        assert named <= people, (case["tittel"], row)
        parties = {row["part"]} if "part" in row else set(row.get("parter", []))
        assert parties <= set(file["parter"]), (case["tittel"], row)
        forums = {row[key] for key in ("i", "hos", "fra") if key in row}
        assert forums <= set(file["forum"]), (case["tittel"], row)


def test_a_follow_up_is_given_to_someone_of_the_party_that_answers_for_it(file, steps) -> None:
    for case, row in steps:
        if "person" in row:
            assert row["person"] in file["personer"][row["part"]], (case["tittel"], row)


def test_a_party_with_a_view_has_a_seat_in_the_forum(file, steps) -> None:
    for case, row in steps:
        if verb_of(row) == "syn":
            seats = {seat["part"] for seat in file["forum"][row["i"]]["plasser"]}
            assert row["part"] in seats, (case["tittel"], row)
            assert row["syn"] in file["møter"][row["i"]]["holdt"], (case["tittel"], row)


def test_a_party_answers_after_it_is_asked_and_before_the_case_is_closed(file) -> None:
    for case in file["saker"]:
        rows = [*case["gang"], *case.get("senere", [])]
        days = {verb_of(row): row[verb_of(row)] for row in rows}
        answers = [row["besvart"] for row in rows if verb_of(row) == "besvart"]
        if answers:
            assert min(answers) > days["sendt til partene"] > days["bekreftet"], case["tittel"]
            assert max(answers) <= days.get("avsluttet", max(answers)), case["tittel"]


def test_another_case_that_a_step_names_is_registered_by_then(file, steps) -> None:
    born = {case["tittel"]: case["gang"][0]["registrert"] for case in file["saker"]}
    for case, row in steps:
        if "med" in row:
            assert born[row["med"]] <= row[verb_of(row)], (case["tittel"], row)


def test_nothing_is_done_on_a_day_off_or_before_the_case_is_there(steps) -> None:
    for case, row in steps:
        day = row[verb_of(row)]
        assert is_working_day(day), (case["tittel"], row)
        assert day >= case["gang"][0]["registrert"], (case["tittel"], row)


def test_every_sum_of_money_is_marked_as_an_example(file, steps) -> None:
    told = [(case["tittel"], case["sammendrag"]) for case in file["saker"]]
    told += [(case["tittel"], row[key]) for case, row in steps for key in SAYS if key in row]
    for title, text in told:
        if isinstance(text, str) and MADE_UP_SUM.search(text):
            assert "eksempel" in text, (title, text)


def test_no_text_is_used_twice(file, steps) -> None:
    for key in ("tittel", "sammendrag"):
        assert len({case[key] for case in file["saker"]}) == len(file["saker"])
    papers = [row["papir"] for _case, row in steps if "papir" in row]
    assert [text for text, n in Counter(papers).items() if n > 1] == []
    reasons = Counter(row["fordi"] for _case, row in steps if "fordi" in row)
    assert [text for text, n in reasons.items() if n > 3] == []
