"""The secretariat ends a duplicate: its page says first where it went, and reopening undoes it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from cases.models import Case, CaseStatus, Follower
from tests.journeys.people import Person, forum, put_forward, register

STAYS, DOUBLE = "Gangbru over Storelva", "Bru for gående ved Storelva"
SAME = "Begge gjelder den samme brua, meldt inn av hver sin kommune."
APART = "Den ene brua er for ski om vinteren, og det er to bruer likevel."

AtScreen = Callable[..., Person]


@pytest.fixture
def cases(at_screen: AtScreen) -> tuple[Case, Case]:
    officer = at_screen("saksbehandler")
    found = [register(officer, forum("gang-og-sykkel"), title) for title in (STAYS, DOUBLE)]
    for case in found:
        put_forward(officer, case)
    return found[0], found[1]


def merge(officer: Person, double: Case, into: Case) -> None:
    officer.opens(double)
    officer.click("Slå sammen med en annen sak")
    officer.fill("Hvilken sak blir igjen?", into.number)
    officer.fill("Hvordan vet du at det er samme sak?", SAME)
    officer.send()


def test_a_duplicate_says_where_it_went_and_comes_back(
    at_screen: AtScreen, axe, cases: tuple[Case, Case]
) -> None:
    stays, double = cases
    officer, reader = at_screen("saksbehandler"), at_screen("au-medlem")
    reader.opens(double)
    reader.click("Følg saken")
    reader.sees("Du følger saken")

    merge(officer, double, stays)
    reader.page.goto("/")
    reader.sees(DOUBLE)
    reader.sees(SAME)
    reader.click(DOUBLE, exact=False)
    first = reader.page.locator("dl.answers dd").first
    expect(first).to_contain_text(f"Saken er slått sammen med {stays.number} {STAYS}")
    assert axe(reader.page) == []
    first.get_by_role("link").click()
    reader.sees("Du følger saken")
    reader.sees(DOUBLE)
    assert axe(reader.page) == []
    assert [row.case for row in Follower.objects.filter(user=reader.user, case__in=cases)] == [
        stays
    ]

    officer.opens(double)
    officer.click("Gjenåpne saken")
    officer.fill("Hvorfor gjenåpnes saken?", APART)
    officer.send()
    double.refresh_from_db()
    assert (double.status, double.merged_into) == (CaseStatus.OPEN, None)
    reader.opens(double)
    reader.does_not_see("Saken er slått sammen med")
    for case in cases:
        reader.page.goto(f"{case.get_absolute_url()}historikk/")
        for words in (SAME, APART):
            reader.sees(words)
    assert axe(reader.page) == []
