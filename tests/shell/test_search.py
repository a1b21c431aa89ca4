"""One search over what each app registers, and only for those who may read."""

import pytest

from forums import search
from forums.search import Hit
from tests.factories import make_forum, make_member, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client):
    client.force_login(make_member(make_forum()))
    return client


@pytest.fixture
def boats(monkeypatch):
    """A source of its own, so that the page is judged apart from what the apps find."""

    def find(user, query, limit):
        return [Hit(f"Båt {n}", f"/bat/{n}/", "båt", query) for n in range(limit)]

    monkeypatch.setattr(search, "SOURCES", {})
    search.register("Båter", find)


def test_hits_stand_under_their_heading_and_lead_to_their_page(reader, boats):
    page = reader.get("/sok/", {"q": "fjord"}).content.decode()
    assert ">Båter</h2>" in page
    assert 'href="/bat/0/"' in page


def test_the_words_are_kept_in_the_field_and_the_address(reader, boats):
    page = reader.get("/sok/", {"q": "  langs   fjorden "}).content.decode()
    assert 'value="langs fjorden"' in page


def test_a_long_list_is_cut_and_says_so(reader, boats):
    page = reader.get("/sok/", {"q": "fjord"}).content.decode()
    assert page.count('href="/bat/') == search.PER_GROUP
    assert 'href="?q=fjord&amp;hva=find"' in page


def test_one_letter_is_too_little_and_asks_nobody(reader, boats):
    page = reader.get("/sok/", {"q": "f"}).content.decode()
    assert "Skriv minst 2 tegn" in page
    assert "/bat/" not in page


def test_no_hits_says_what_to_try(reader, monkeypatch):
    monkeypatch.setattr(search, "SOURCES", {})
    page = reader.get("/sok/", {"q": "<b>fjord"}).content.decode()
    assert "Ingen treff på «&lt;b&gt;fjord»" in page


def test_a_visitor_signs_in_first(client):
    assert "/konto/" in client.get("/sok/?q=fjord").headers["Location"]


def test_one_without_a_role_finds_nothing(client):
    client.force_login(make_user())
    assert client.get("/sok/?q=fjord").status_code == 403
