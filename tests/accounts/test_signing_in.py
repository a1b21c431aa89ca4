"""E-mail address and password open the door, and a wrong pair tells nothing."""

import pytest
from django.test import Client

from forums.models import User
from tests.factories import make_forum, make_member, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "passord-til-test"


def sign_in(client: Client, email: str, password: str = PASSWORD, **more: str):
    return client.post("/konto/login/", {"login": email, "password": password, **more})


def signed_in_as(client: Client) -> str:
    return client.session.get("_auth_user_id", "")


def test_the_right_password_opens_my_page(client: Client) -> None:
    member = make_member(make_forum())
    response = sign_in(client, member.email)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in_as(client) == str(member.pk)


def test_the_address_may_be_written_with_capitals(client: Client) -> None:
    user = make_user(email="kari@eksempel.no")
    sign_in(client, "Kari@Eksempel.NO")
    assert signed_in_as(client) == str(user.pk)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    email = make_user().email
    wrong = sign_in(client, email, "et-annet-passord").content.decode()
    unknown = sign_in(client, "ingen@eksempel.no", "et-annet-passord").content.decode()
    assert "E-postadressen eller passordet er feil." in wrong
    assert without_token(wrong, email) == without_token(unknown, "ingen@eksempel.no")
    assert not signed_in_as(client)


def without_token(page: str, email: str) -> list[str]:
    lines = page.replace(email, "").splitlines()
    return [line for line in lines if "csrfmiddlewaretoken" not in line]


def test_a_person_who_is_not_invited_yet_cannot_sign_in(client: Client) -> None:
    user = make_user(password=None)
    assert "er feil" in sign_in(client, user.email, "!").content.decode()
    assert not signed_in_as(client)


def test_an_inactive_person_is_told_so_only_with_the_right_password(client: Client) -> None:
    user = make_user(is_active=False)
    assert "er feil" in sign_in(client, user.email, "et-annet-passord").content.decode()
    response = client.get(sign_in(client, user.email)["Location"])
    assert "Kontoen er ikke i bruk" in response.content.decode()
    assert not signed_in_as(client)


def test_a_person_made_inactive_is_out_at_once(client: Client) -> None:
    user = make_user()
    sign_in(client, user.email)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/konto/profil/").status_code == 302


def test_a_link_from_a_letter_is_opened_after_signing_in(client: Client) -> None:
    user = make_user()
    page = client.get("/konto/profil/", follow=True)
    assert 'name="next" value="/konto/profil/"' in page.content.decode()
    assert sign_in(client, user.email, next="/konto/profil/")["Location"] == "/konto/profil/"


@pytest.mark.parametrize(
    "address",
    ["https://ond.example/", "//ond.example/", "/\\ond.example", "javascript:alert(1)"],
)
def test_nobody_is_sent_to_another_site(client: Client, address: str) -> None:
    assert sign_in(client, make_user().email, next=address)["Location"] == "/"


def test_the_persons_own_language_takes_over(client: Client) -> None:
    user = make_user(language="nn")
    client.cookies["django_language"] = "en"
    assert client.get("/konto/login/")["Content-Language"] == "en"
    sign_in(client, user.email)
    assert client.get("/konto/profil/")["Content-Language"] == "nn"


def test_the_language_chosen_at_the_door_is_kept_through_a_wrong_password(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert sign_in(client, "ingen@eksempel.no")["Content-Language"] == "en"


def test_signing_out_takes_a_click_and_ends_the_session(client: Client) -> None:
    user = make_user()
    sign_in(client, user.email)
    assert client.get("/konto/logout/").status_code == 200
    assert signed_in_as(client) == str(user.pk)
    client.post("/konto/logout/")
    assert not signed_in_as(client)


def test_a_form_without_its_token_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sign_in(strict, make_user().email).status_code == 403


def test_a_new_password_takes_the_old_one_and_a_good_new_one(client: Client) -> None:
    user = make_user()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    words = {"password1": "fjord elv bru tunnel", "password2": "fjord elv bru tunnel"}
    wrong = client.post("/konto/password/change/", {"oldpassword": "feil", **words})
    assert "Passordet er feil." in wrong.content.decode()
    client.post("/konto/password/change/", {"oldpassword": PASSWORD, **words})
    user.refresh_from_db()
    assert user.check_password("fjord elv bru tunnel")
    assert client.get("/konto/profil/").status_code == 200
