"""Bokmål, nynorsk or English: chosen once, remembered."""

import pytest

from forums.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def choose(client, language: str, back: str = "/tilgjengelighet/"):
    return client.post("/sprak/", {"language": language, "next": back})


def test_a_visitor_keeps_the_choice_in_a_cookie(client):
    choose(client, "nn")
    assert 'lang="nn"' in client.get("/tilgjengelighet/").content.decode()


def test_a_person_keeps_the_choice_on_the_account(client):
    user = make_user()
    client.force_login(user)
    choose(client, "en")
    assert User.objects.get(pk=user.pk).language == "en"
    assert user.history.first().history_user == user


def test_the_account_wins_over_the_browser(client):
    client.force_login(make_user(language="nn"))
    page = client.get("/", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="nn"' in page


def test_a_visitor_who_has_not_chosen_gets_the_language_of_the_browser(client):
    page = client.get("/", headers={"accept-language": "en-GB,en"}).content.decode()
    assert '<html lang="en"' in page


def test_one_comes_back_to_the_page_one_was_on(client):
    assert choose(client, "nn", "/tilgjengelighet/?a=b").headers["Location"] == (
        "/tilgjengelighet/?a=b"
    )


def test_the_way_back_never_leads_to_another_site(client):
    assert choose(client, "nn", "https://example.com/").headers["Location"] == "/"


def test_a_language_we_do_not_speak_changes_nothing(client):
    user = make_user()
    client.force_login(user)
    choose(client, "xx")
    assert User.objects.get(pk=user.pk).language == "nb"


def test_looking_at_the_address_changes_nothing(client):
    assert client.get("/sprak/").status_code == 405
