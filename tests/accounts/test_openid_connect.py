"""A party's directory opens a door already made: by settings alone, and never for strangers."""

import runpy
import time
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from requests import ConnectionError, HTTPError

from forums.adapter import DirectoryAdapter
from forums.models import User
from tests.accounts.test_signing_in import signed_in_as
from tests.factories import make_secretary, make_user

pytestmark = pytest.mark.django_db
ISSUER = "https://id.bergen.example"
SETTINGS = Path(__file__).resolve().parents[2] / "miljoloftet/settings.py"
START = "/konto/oidc/oidc/login/"
BACK = "/konto/oidc/oidc/login/callback/"


class Answer:
    status_code = 200
    headers = {"content-type": "application/json"}

    def __init__(self, data: dict[str, Any]) -> None:
        self.json = lambda: data
        self.content = str(data).encode()

    def raise_for_status(self) -> None: ...


class Directory:
    """Answers as an OpenID Connect provider does; ``claims`` is the person at its door."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {}
        self.away = False
        self.asked: dict[str, Any] = {}

    def __enter__(self) -> "Directory":
        return self

    def __exit__(self, *args: object) -> None: ...

    def get(self, url: str, **kwargs: Any) -> Answer:
        if self.away:
            raise ConnectionError
        if url == f"{ISSUER}/.well-known/openid-configuration":
            ends = {"authorization": "authorize", "token": "token", "userinfo": "me"}
            found = {f"{name}_endpoint": f"{ISSUER}/{path}" for name, path in ends.items()}
            return Answer({"issuer": ISSUER, "jwks_uri": f"{ISSUER}/keys", **found})
        if url == f"{ISSUER}/me":
            return Answer(self.claims)
        raise HTTPError(url)

    def request(self, method: str, url: str, data: dict[str, Any], **kwargs: Any) -> Answer:
        self.asked = data
        token = {"iss": ISSUER, "aud": "vi", "exp": time.time() + 60, **self.claims}
        signed = jwt.encode(token, "directory-key-that-is-long-enough-for-hs256")
        return Answer({"access_token": "a", "token_type": "Bearer", "id_token": signed})


def settings_from(monkeypatch, **values: str) -> dict[str, Any]:
    for name, value in values.items():
        monkeypatch.setenv(f"MILJOLOFTET_{name}", value)
    return runpy.run_path(str(SETTINGS))


@pytest.fixture
def directory(settings, monkeypatch) -> Directory:
    """Switched on by the environment alone."""
    values = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "vi", "OIDC_CLIENT_SECRET": "hemmelig"}
    made = settings_from(monkeypatch, **values, OIDC_NAME="Bergen kommune")
    settings.SOCIALACCOUNT_PROVIDERS = made["SOCIALACCOUNT_PROVIDERS"]
    fake = Directory()
    monkeypatch.setattr(DirectoryAdapter, "get_requests_session", lambda self: fake)
    return fake


def come_back(client: Client, directory: Directory, *, path: str = START, **claims: Any):
    """Go to the directory and return from it as the person of ``claims``."""
    directory.claims = {"sub": "4711", "email_verified": True, **claims}
    sent = parse_qs(urlsplit(client.get(path)["Location"]).query)
    return client.get(BACK, {"code": "c", "state": sent["state"][0]})


def test_without_the_settings_there_is_neither_button_nor_door(client: Client) -> None:
    assert "virksomhetens konto" not in client.get("/konto/login/").content.decode()
    assert client.get(START).status_code == 404


def test_the_environment_alone_gives_the_button(client: Client, directory) -> None:
    page = client.get("/konto/login/?next=/moter/").content.decode()
    assert "Logg inn med Bergen kommune" in page
    assert f"{START}?process=login&amp;next=%2Fmoter%2F" in page


def test_the_button_leads_to_the_directory_with_a_proof_key(client: Client, directory) -> None:
    address = urlsplit(client.get(START)["Location"])
    asked = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{ISSUER}/authorize"
    assert asked["redirect_uri"] == [f"http://testserver{BACK}"]
    assert asked["code_challenge_method"] == ["S256"] and asked["state"]


def test_a_person_we_know_by_a_verified_address_is_signed_in(client: Client, directory) -> None:
    user = make_user(email="kari@bergen.example")
    response = come_back(client, directory, email="Kari@Bergen.example")
    assert response["Location"] == "/"
    assert signed_in_as(client) == str(user.pk)
    assert User.objects.count() == 1
    assert directory.asked["code_verifier"]


def test_the_second_time_the_directorys_own_number_is_enough(client: Client, directory) -> None:
    user = make_user(email="kari@bergen.example")
    come_back(client, directory, email=user.email)
    client.post("/konto/logout/")
    come_back(client, directory, email="kari.nytt.navn@bergen.example")
    assert signed_in_as(client) == str(user.pk)
    assert SocialAccount.objects.count() == 1


def test_one_goes_on_to_the_page_one_wanted(client: Client, directory) -> None:
    user = make_user(email="kari@bergen.example")
    path = f"{START}?process=login&next=/konto/profil/"
    assert come_back(client, directory, path=path, email=user.email)["Location"] == "/konto/profil/"


def refused(client: Client, response) -> bool:
    page = client.get(response["Location"]).content.decode()
    return "Vi fant ingen konto med e-postadressen din." in page and not signed_in_as(client)


def test_a_stranger_is_turned_away_and_never_made(client: Client, directory) -> None:
    make_user()
    assert refused(client, come_back(client, directory, email="fremmed@bergen.example"))
    assert User.objects.count() == 1
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("claims", [{"email_verified": False}, {"email_verified": None}])
def test_an_address_that_is_not_verified_opens_nothing(client: Client, directory, claims) -> None:
    make_user(email="kari@bergen.example")
    assert refused(client, come_back(client, directory, email="kari@bergen.example", **claims))


def test_a_trusted_domain_need_not_be_verified_each_time(
    client: Client, directory, settings, monkeypatch
) -> None:
    made = settings_from(monkeypatch, OIDC_VERIFIED_DOMAINS="bergen.example, vlfk.example")
    settings.SOCIALACCOUNT_PROVIDERS = made["SOCIALACCOUNT_PROVIDERS"]
    inside, outside = make_user(email="kari@bergen.example"), make_user(email="a@annet.example")
    assert refused(client, come_back(client, directory, email=outside.email, email_verified=False))
    come_back(client, directory, email=inside.email, email_verified=False)
    assert signed_in_as(client) == str(inside.pk)


def test_an_inactive_person_stays_outside(client: Client, directory) -> None:
    user = make_user(email="kari@bergen.example")
    come_back(client, directory, email=user.email)
    client.post("/konto/logout/")
    User.objects.update(is_active=False)
    page = client.get(come_back(client, directory, email=user.email)["Location"])
    assert "Kontoen er ikke i bruk" in page.content.decode()
    assert not signed_in_as(client)
    SocialAccount.objects.all().delete()
    assert refused(client, come_back(client, directory, email=user.email))


def test_the_secretariat_still_needs_its_code(client: Client, directory, settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True
    secretary = make_secretary()
    come_back(client, directory, email=secretary.email)
    assert client.get("/")["Location"] == "/konto/2fa/totp/activate/"


def test_a_directory_that_is_away_is_told_in_our_words(client: Client, directory) -> None:
    directory.away = True
    response = client.get(START)
    assert response.status_code == 401
    assert "Innloggingen gikk ikke" in response.content.decode()


def test_an_answer_nobody_asked_for_is_refused(client: Client, directory) -> None:
    make_user(email="kari@bergen.example")
    directory.claims = {"sub": "1", "email": "kari@bergen.example", "email_verified": True}
    assert client.get(BACK, {"code": "c", "state": "gjettet"}).status_code == 401
    assert not signed_in_as(client)


def test_one_who_turns_back_at_the_directory_is_met_kindly(client: Client, directory) -> None:
    sent = parse_qs(urlsplit(client.get(START)["Location"]).query)
    back = {"error": "access_denied", "state": sent["state"][0]}
    assert "Du avbrøt innloggingen" in client.get(BACK, back, follow=True).content.decode()
