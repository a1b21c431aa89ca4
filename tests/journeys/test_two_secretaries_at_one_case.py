"""Two in the secretariat have the same case open: the second is told, and loses nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cases.models import Case, CaseStatus
from tests.journeys.people import Person, forum, put_forward, register

QUESTION = "Hva betyr forslaget for skolevegen?"
WHY = "Kommunen har trukket innspillet sitt, og saken er ikke aktuell."
MINE = "Gjelder strekningen fra skolen til kaien, med begge kryssene."

AtScreen = Callable[..., Person]


@pytest.fixture
def case(at_screen: AtScreen) -> Case:
    officer = at_screen("saksbehandler")
    found = register(officer, forum("au"), "Fortau forbi skolen på Manger", "Fortau.")
    put_forward(officer, found)
    return found


@pytest.fixture
def pair(at_screen: AtScreen, case: Case) -> tuple[Person, Person]:
    """Both have the case's page on the screen."""
    found = at_screen("saksbehandler"), at_screen("sekretariatsleder")
    for person in found:
        person.opens(case)
    return found


def test_the_second_to_move_it_is_told_what_happened(
    axe, case: Case, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    second.click("Trekk saken")
    second.fill("Hvorfor trekkes saken?", WHY)
    first.click("Be et forum om behandling")
    first.main.locator("#id_ask").select_option(index=1)
    first.fill("Hva skal forumet svare på, og hvorfor?", QUESTION)
    first.send()
    first.sees(QUESTION)

    second.send()
    second.sees("Noen kom deg i forkjøpet")
    second.sees(first.user.name)
    expect(second.main.locator("textarea")).to_have_value(WHY)
    assert axe(second.page) == []
    case.refresh_from_db()
    assert case.status == CaseStatus.OPEN
    second.send()
    second.sees("trukket")
    case.refresh_from_db()
    assert case.status == CaseStatus.WITHDRAWN
    second.page.goto(f"{case.get_absolute_url()}historikk/")
    for words in (QUESTION, WHY):
        second.sees(words)


def test_the_second_to_change_the_facts_sees_both_and_chooses(
    axe, case: Case, pair: tuple[Person, Person]
) -> None:
    first, second = pair
    for person in pair:
        person.click("Endre fakta", exact=False)
    first.fill("Hva gjelder den?", "Gjelder bare krysset ved kaien.")
    first.send()
    second.fill("Hva gjelder den?", MINE)
    second.send()
    second.sees("Dette ble endret mens du skrev")
    row = second.main.get_by_role("row").filter(has_text="Gjelder bare krysset ved kaien.")
    expect(row).to_contain_text(MINE)
    expect(second.main.locator("#id_summary")).to_have_value(MINE)
    assert axe(second.page) == []
    second.send()
    case.refresh_from_db()
    assert case.summary == MINE
    assert case.history.filter(summary="Gjelder bare krysset ved kaien.").exists()
