"""A code from an app beside the password; the secretariat must have it where that is required."""

import re
import time
from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client

from forums.models import User
from tests.accounts.test_invitations import accept, invite
from tests.accounts.test_signing_in import PASSWORD, sign_in, signed_in_as
from tests.factories import make_forum, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
SET_UP = "/konto/2fa/totp/activate/"
OFF = "/konto/2fa/totp/deactivate/"
CODES = "/konto/2fa/recovery-codes/"


@pytest.fixture
def required(settings) -> None:
    settings.REQUIRE_SECOND_FACTOR = True


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """Codes change each half minute; the tests choose when."""
    with time_machine.travel("2026-03-02 09:00+01:00", tick=False) as clock:
        yield clock


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client: Client) -> str:
    """Set the factor up as the signed-in person; returns the key that the app keeps."""
    page = client.get(SET_UP).content.decode()
    found = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert found, page
    response = client.post(SET_UP, {"code": code_for(found[1])})
    assert response["Location"] == CODES
    return found[1]


def enrolled(client: Client, user: User) -> str:
    """A person with the factor, signed out again."""
    sign_in(client, user.email)
    secret = set_up(client)
    client.post("/konto/logout/")
    return secret


def recovery_codes(client: Client) -> list[str]:
    return re.findall(r"<li><code>(\w+)</code>", client.get(CODES).content.decode())


def test_setting_up_shows_a_picture_and_a_key_and_gives_spare_codes(client: Client) -> None:
    sign_in(client, make_user().email)
    assert "data:image/svg+xml" in client.get(SET_UP).content.decode()
    set_up(client)
    assert len(recovery_codes(client)) == 10


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    sign_in(client, make_user().email)
    client.get(SET_UP)
    assert "Koden er ikke riktig." in client.post(SET_UP, {"code": "000000"}).content.decode()
    assert "bare passord" in client.get("/konto/2fa/").content.decode()


def test_the_password_alone_is_then_not_enough(client: Client) -> None:
    user = make_user()
    enrolled(client, user)
    assert sign_in(client, user.email)["Location"] == "/konto/2fa/authenticate/"
    assert not signed_in_as(client)
    assert client.get("/konto/profil/").status_code == 302


def test_the_code_opens(client: Client) -> None:
    user = make_user()
    secret = enrolled(client, user)
    sign_in(client, user.email)
    client.post("/konto/2fa/authenticate/", {"code": code_for(secret)})
    assert signed_in_as(client) == str(user.pk)


@pytest.mark.parametrize(("seconds", "opens"), [(30, True), (90, False)])
def test_a_slow_clock_is_borne_with_for_half_a_minute(client, clock, seconds, opens) -> None:
    user = make_user()
    code = code_for(enrolled(client, user))
    sign_in(client, user.email)
    clock.shift(seconds)
    client.post("/konto/2fa/authenticate/", {"code": code})
    assert bool(signed_in_as(client)) is opens


def test_a_code_cannot_be_used_again(client: Client) -> None:
    user = make_user()
    secret = enrolled(client, user)
    code = code_for(secret)
    for _time in range(2):
        client.post("/konto/logout/")
        sign_in(client, user.email)
        page = client.post("/konto/2fa/authenticate/", {"code": code})
    assert "Koden er ikke riktig." in page.content.decode()
    assert not signed_in_as(client)


def test_a_spare_code_opens_once(client: Client) -> None:
    user = make_user()
    sign_in(client, user.email)
    set_up(client)
    spare = recovery_codes(client)[0]
    for _time in range(2):
        client.post("/konto/logout/")
        sign_in(client, user.email)
        page = client.post("/konto/2fa/authenticate/", {"code": spare})
    assert "Koden er ikke riktig." in page.content.decode()
    assert not signed_in_as(client)


def test_guessing_codes_is_stopped(client: Client) -> None:
    user = make_user()
    enrolled(client, user)
    sign_in(client, user.email)
    for _guess in range(6):
        page = client.post("/konto/2fa/authenticate/", {"code": "000000"})
    assert "prøvd for mange ganger" in page.content.decode()


def test_giving_up_at_the_code_leads_out_again(client: Client) -> None:
    user = make_user()
    enrolled(client, user)
    sign_in(client, user.email)
    assert client.post("/konto/logout/", follow=True).status_code == 200
    assert client.get("/konto/2fa/authenticate/")["Location"] == "/konto/login/"


def test_an_invitation_does_not_go_round_the_code(client: Client) -> None:
    user = make_user()
    enrolled(client, user)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    response = accept(client, invite(user, make_secretary()))
    assert response["Location"] == "/konto/2fa/authenticate/"


@pytest.mark.parametrize("path", ["/", "/saker/", "/admin/", "/konto/profil/"])
def test_where_required_the_secretariat_sets_it_up_before_anything_else(
    client: Client, required, path: str
) -> None:
    sign_in(client, make_secretary().email)
    assert client.get(path)["Location"] == SET_UP
    assert "Sekretariatet logger inn med kode" in client.get(path, follow=True).content.decode()


def test_nothing_is_written_before_it_is_set_up(client: Client, required) -> None:
    secretary = make_secretary("Mathias Papirvind")
    sign_in(client, secretary.email)
    client.post("/konto/profil/", {"name": "En annen", "language": "nb"})
    secretary.refresh_from_db()
    assert secretary.name == "Mathias Papirvind"


def test_once_set_up_everything_opens(client: Client, required) -> None:
    sign_in(client, make_secretary().email)
    set_up(client)
    assert client.get("/").status_code == 200


def test_one_who_is_invited_sets_it_up_without_writing_the_password_again(
    client: Client, required
) -> None:
    person, secretary = make_secretary(), make_secretary()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    page = client.get(accept(client, invite(person, secretary))["Location"], follow=True)
    assert page.redirect_chain[-1][0] == SET_UP


def test_a_while_after_signing_in_the_password_is_asked_for_again(client: Client, clock) -> None:
    user = make_user()
    sign_in(client, user.email)
    clock.shift(301)
    again = client.get(SET_UP)["Location"]
    assert again.startswith("/konto/reauthenticate/")
    assert "Passordet er feil." in client.post(again, {"password": "feil"}).content.decode()
    assert client.post(again, {"password": PASSWORD})["Location"] == SET_UP
    set_up(client)


def test_where_required_it_cannot_be_taken_away(client: Client, required) -> None:
    secretary = make_secretary()
    sign_in(client, secretary.email)
    set_up(client)
    assert OFF not in client.get("/konto/2fa/").content.decode()
    assert "Koden kan ikke slås av." in client.post(OFF).content.decode()
    assert client.get("/").status_code == 200
    assert secretary.authenticator_set.filter(type="totp").exists()


def test_others_need_not_have_it_and_may_take_it_away(client: Client, required) -> None:
    member = make_member(make_forum())
    sign_in(client, member.email)
    assert client.get("/").status_code == 200
    set_up(client)
    assert client.post(OFF)["Location"] == "/konto/2fa/"
    assert not member.authenticator_set.exists()


def test_signing_out_and_changing_language_work_before_it_is_set_up(
    client: Client, required
) -> None:
    sign_in(client, make_secretary().email)
    client.post("/konto/logout/")
    assert not signed_in_as(client)
