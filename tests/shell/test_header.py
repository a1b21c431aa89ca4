"""The frame around every page: who sees which words."""

import re

import pytest

from tests.factories import make_forum, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db


def words(client) -> list[str]:
    page = client.get("/").content.decode()
    menu = re.search(r'<nav class="words".*?</nav>', page, re.S)
    return re.findall(r"<a [^>]*>([^<]*)</a>", menu.group()) if menu else []


def test_a_visitor_is_offered_to_sign_in_and_sees_no_menu(client):
    page = client.get("/").content.decode()
    assert "Logg inn" in page
    assert words(client) == []


def test_a_member_sees_the_words_of_the_menu_in_their_order(client):
    client.force_login(make_member(make_forum()))
    assert words(client)[:4] == ["Min side", "Saker", "Møter", "Forum"]
    assert "Sekretariat" not in words(client)


def test_the_secretariat_sees_its_own_word_last(client):
    client.force_login(make_secretary())
    assert words(client)[-1] == "Sekretariat"


def test_one_whose_roles_have_ended_sees_only_their_own_page(client):
    client.force_login(make_user())
    assert words(client) == ["Min side"]


def test_the_word_of_the_page_one_is_on_is_marked(client):
    client.force_login(make_member(make_forum()))
    assert '<a href="/" aria-current="page">Min side</a>' in client.get("/").content.decode()


def test_the_first_thing_on_a_page_leads_past_the_header(client):
    body = client.get("/").content.decode().split("<body>")[1]
    assert re.search(r"<a [^>]*>", body).group() == '<a class="skip" href="#innhold">'


def test_only_those_who_may_read_are_offered_the_search(client):
    assert "site-search" not in client.get("/").content.decode()
    client.force_login(make_member(make_forum()))
    assert "site-search" in client.get("/").content.decode()


def test_on_a_phone_the_search_is_one_touch_away(client):
    client.force_login(make_member(make_forum()))
    assert 'class="header-button search-button" href="/sok/"' in client.get("/").content.decode()
    assert " autofocus" in client.get("/sok/").content.decode()
    assert " autofocus" not in client.get("/sok/?q=bru").content.decode()


@pytest.mark.parametrize("path", ["/saker/", "/bestillinger/", "/oppfolging/"])
def test_the_lists_around_the_cases_stand_under_the_same_word(client, path):
    client.force_login(make_member(make_forum()))
    assert re.search(r'<a href="/saker/" aria-current="\w+">', client.get(path).content.decode())


def test_the_footer_leads_to_the_accessibility_statement(client):
    assert 'href="/tilgjengelighet/"' in client.get("/").content.decode()
    assert "WCAG 2.1" in client.get("/tilgjengelighet/").content.decode()
