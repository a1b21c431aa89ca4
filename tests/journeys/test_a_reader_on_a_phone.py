"""On a phone, who said what in a case is three taps away: from «Min side», and from the search."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from cases.models import Case, PartyPosition
from cases.readers import follow
from tests.journeys.people import Person

PHONE = 390
MOST_TAPS = 3


class Thumb:
    """Counts what it touches."""

    def __init__(self, person: Person) -> None:
        self.page = person.page
        self.taps = 0

    def tap(self, place: Locator) -> None:
        expect(place).to_be_visible()
        place.click()
        self.taps += 1

    def tap_link(self, name: str) -> None:
        self.tap(self.page.locator("main").get_by_role("link", name=name).first)


@pytest.fixture
def said(demo: None) -> PartyPosition:
    """A view with a reason, in a case that everyone may see."""
    rows = PartyPosition.objects.exclude(reason="").filter(treatment__case__exempt_ground=None)
    return rows.select_related("party", "treatment__case").order_by("pk")[0]


def reads_who_said_what(thumb: Thumb, said: PartyPosition) -> None:
    place = thumb.page.locator("section").filter(
        has=thumb.page.get_by_role("heading", name="Hva partene mener")
    )
    expect(place.get_by_role("heading").first).to_be_in_viewport()
    expect(place).to_contain_text(said.party.name)
    expect(place).to_contain_text(said.reason)
    assert thumb.taps <= MOST_TAPS


def test_from_my_page(at_screen: Callable[..., Person], axe, said: PartyPosition) -> None:
    case: Case = said.treatment.case
    reader = at_screen("ny", width=PHONE)
    follow(case, by=reader.user)
    reader.page.goto("/")
    thumb = Thumb(reader)
    quiet = reader.main.locator("summary").filter(has_text="uten noe nytt")
    if quiet.count():
        thumb.tap(quiet)
    thumb.tap_link(case.title)
    thumb.tap_link("Hva partene mener")
    reads_who_said_what(thumb, said)
    assert axe(reader.page) == []


def search(thumb: Thumb, words: str) -> None:
    thumb.page.keyboard.type(words)
    thumb.page.keyboard.press("Enter")
    thumb.page.wait_for_url("**/sok/?q=*")


def test_from_the_search(at_screen: Callable[..., Person], axe, said: PartyPosition) -> None:
    case: Case = said.treatment.case
    reader = at_screen("ny", width=PHONE)
    reader.page.goto("/sok/")
    thumb = Thumb(reader)
    thumb.tap(reader.page.locator("#q"))
    search(thumb, case.number)
    thumb.tap_link(case.title)
    thumb.tap_link("Hva partene mener")
    reads_who_said_what(thumb, said)
    assert axe(reader.page) == []


def to_the_search(thumb: Thumb) -> None:
    """The header leads to the field, and it is ready to be written in."""
    thumb.tap(thumb.page.get_by_role("banner").get_by_role("link", name="Søk"))
    expect(thumb.page.locator("#q")).to_be_focused()


def test_from_the_header_by_the_number_of_the_case(
    at_screen: Callable[..., Person], said: PartyPosition
) -> None:
    case: Case = said.treatment.case
    thumb = Thumb(at_screen("ny", width=PHONE))
    to_the_search(thumb)
    search(thumb, case.number)
    thumb.tap_link(case.title)
    thumb.tap_link("Hva partene mener")
    reads_who_said_what(thumb, said)


def test_from_the_header_by_a_word_that_was_said(
    at_screen: Callable[..., Person], axe, said: PartyPosition
) -> None:
    reader = at_screen("ny", width=PHONE)
    thumb = Thumb(reader)
    to_the_search(thumb)
    search(thumb, " ".join(said.reason.split()[:4]))
    assert axe(reader.page) == []
    hits = reader.main.get_by_role("listitem").filter(has_text=said.treatment.case.number)
    thumb.tap(hits.get_by_role("link").first)
    reads_who_said_what(thumb, said)
