"""The header with keyboard and on a phone, where nothing depends on a script."""

from tests.factories import make_forum, make_member


def test_the_menu_on_a_phone_opens_and_closes_from_the_keyboard(visit):
    page = visit("/", make_member(make_forum()), width=390)
    word = page.get_by_role("link", name="Min side")
    assert not word.is_visible()
    page.get_by_role("button", name="Meny").focus()
    page.keyboard.press("Enter")
    assert word.is_visible()
    page.keyboard.press("Escape")
    assert not word.is_visible()


def test_the_open_menu_breaks_no_rule(visit, axe):
    page = visit("/", make_member(make_forum()), width=390)
    page.get_by_role("button", name="Meny").click()
    assert axe(page) == []


def test_the_user_menu_opens_on_a_wide_page_and_breaks_no_rule(visit, axe):
    page = visit("/", make_member(make_forum()))
    page.get_by_role("button", name="Brukermeny").click()
    assert page.get_by_role("button", name="Logg ut").is_visible()
    assert axe(page) == []


def test_the_first_tab_leads_to_the_content(visit):
    page = visit("/tilgjengelighet/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "innhold"


def test_choosing_a_language_changes_the_page_one_is_on(visit):
    page = visit("/tilgjengelighet/")
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert page.url.endswith("/tilgjengelighet/")
