"""Searching in a real browser, with and without waiting for the button."""

import pytest

from forums import search
from forums.search import Hit
from tests.factories import make_forum, make_member


@pytest.fixture(autouse=True)
def boats(monkeypatch):
    def find(user, query, limit):
        return [Hit(f"Båt {query}", "/tilgjengelighet/", "båt")] if "fjord" in query else []

    monkeypatch.setattr(search, "SOURCES", {})
    search.register("Båter", find)


def test_hits_come_while_one_writes_and_the_address_can_be_sent(visit):
    page = visit("/sok/", make_member(make_forum()))
    page.locator("#q").press_sequentially("fjorden")
    page.get_by_role("link", name="Båt fjorden").wait_for()
    assert page.locator("#svar").inner_text() == "1 treff på «fjorden»."
    assert page.url.endswith("?q=fjorden")


def test_what_comes_while_one_writes_is_what_a_fresh_page_shows(visit):
    user = make_member(make_forum())
    page = visit("/sok/", user)
    page.locator("#q").press_sequentially("fjorden")
    page.get_by_role("link", name="Båt fjorden").wait_for()
    swapped = page.locator("main").inner_text()
    page.reload()
    assert page.locator("main").inner_text() == swapped


def test_the_field_in_the_header_works_with_the_keyboard_alone(visit):
    page = visit("/", make_member(make_forum()))
    page.locator("#site-search").focus()
    page.keyboard.type("fjord")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Båter").wait_for()
