"""A forgotten password is mended by a link in a letter, and the page tells nothing."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client, TestCase
from django.utils import timezone, translation

from tests.factories import make_user

pytestmark = pytest.mark.django_db
NEW = "fjord elv bru tunnel"


def ask(client: Client, email: str):
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post("/konto/password/reset/", {"email": email})


def link() -> str:
    found = re.search(r"(https?://\S+)(/konto/password/reset/key/\S+/)", mail.outbox[-1].body)
    assert found, mail.outbox[-1].body
    return found[2]


def choose(client: Client, address: str, password: str = NEW):
    """Open the link and send the form it leads to."""
    page = client.get(address, follow=True)
    action = page.redirect_chain[-1][0] if page.redirect_chain else address
    return client.post(action, {"password1": password, "password2": password}, follow=True)


def test_the_letter_leads_to_a_new_password(client: Client) -> None:
    user = make_user()
    assert ask(client, user.email)["Location"] == "/konto/password/reset/done/"
    assert mail.outbox[0].to == [user.email]
    assert "Passordet er byttet" in choose(client, link()).content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_link_begins_with_the_address_of_the_site(client: Client, settings) -> None:
    settings.SITE_URL = "https://sak.miljoloftet.example"
    ask(client, make_user().email)
    assert "https://sak.miljoloftet.example/konto/" in mail.outbox[0].body


def test_the_link_works_once(client: Client) -> None:
    user = make_user()
    ask(client, user.email)
    address = link()
    choose(client, address)
    again = choose(Client(), address, "et helt annet passord")
    assert "Lenken virker ikke lenger." in again.content.decode()
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_the_link_grows_old(client: Client) -> None:
    ask(client, make_user().email)
    with time_machine.travel(timezone.now() + timedelta(days=4)):
        page = client.get(link(), follow=True)
    assert "Lenken virker ikke lenger." in page.content.decode()


def test_a_weak_password_is_explained_and_the_link_lives_on(client: Client) -> None:
    user = make_user()
    ask(client, user.email)
    page = choose(client, link(), "kort")
    assert "12" in page.content.decode()
    assert "Passordet er byttet" in choose(client, link()).content.decode()


def test_the_page_answers_alike_whether_the_address_is_known_or_not(client: Client) -> None:
    known, unknown = ask(client, make_user().email), ask(client, "ingen@eksempel.no")
    assert known["Location"] == unknown["Location"]
    assert len(mail.outbox) == 2
    assert "vi har ingen konto" in mail.outbox[1].body


@pytest.mark.parametrize("values", [{"is_active": False}, {"password": None}])
def test_no_link_to_one_who_is_inactive_or_not_invited_yet(client: Client, values) -> None:
    ask(client, make_user(**values).email)
    assert "/key/" not in mail.outbox[0].body


def test_the_letter_is_in_the_persons_language_not_the_askers(client: Client, monkeypatch) -> None:
    spoken = []
    rendered = "allauth.account.adapter.DefaultAccountAdapter.render_mail"

    class Letter:
        subject, body, to = "Emne", "Tekst", ["kari@eksempel.no"]

    def render(self, *args: object) -> Letter:
        spoken.append(translation.get_language())
        return Letter()

    monkeypatch.setattr(rendered, render)
    client.cookies["django_language"] = "en"
    ask(client, make_user(language="nn").email)
    ask(client, "ingen@eksempel.no")
    assert spoken == ["nn", "en"]


def test_a_mail_server_that_is_away_does_not_break_the_page(client: Client, monkeypatch) -> None:
    tries = []

    def away(*args: object) -> None:
        tries.append(args)
        raise ConnectionRefusedError

    monkeypatch.setattr("forums.tasks.send_mail", away)
    assert ask(client, make_user().email).status_code == 302
    assert len(tries) > 1


@pytest.mark.django_db(transaction=True)
def test_a_broker_that_is_away_does_not_break_the_page(client: Client, monkeypatch, caplog) -> None:
    def away(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("forums.adapter.mail_letter.delay", away)
    response = client.post("/konto/password/reset/", {"email": "ingen@eksempel.no"})
    assert response.status_code == 302
    assert "could not be handed to the worker" in caplog.text
