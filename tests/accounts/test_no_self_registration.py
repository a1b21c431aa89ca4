"""Nobody makes an account alone, by any of the library's roads."""

import pytest
from allauth.account.adapter import get_adapter
from allauth.socialaccount.adapter import get_adapter as get_directory_adapter
from django.test import Client, RequestFactory

from forums.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
CLOSED = [
    "/konto/signup/",
    "/konto/email/",
    "/konto/confirm-email/",
    "/konto/confirm-email/x:y/",
    "/konto/password/set/",
    "/konto/3rdparty/",
    "/konto/3rdparty/signup/",
]
FORM = {
    "email": "ny@utenfra.example",
    "password1": "fjord elv bru tunnel",
    "password2": "fjord elv bru tunnel",
}


@pytest.mark.parametrize("path", CLOSED)
def test_the_road_is_closed_to_everyone(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, FORM).status_code == 404
    client.force_login(make_user(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(path, FORM).status_code == 404
    assert User.objects.count() == 1


def test_signing_in_with_an_unknown_address_makes_nobody(client: Client) -> None:
    client.post("/konto/login/", {"login": FORM["email"], "password": FORM["password1"]})
    assert not User.objects.exists()


def test_the_adapters_say_no_too() -> None:
    request = RequestFactory().get("/")
    assert not get_adapter().is_open_for_signup(request)
    assert not get_directory_adapter().is_open_for_signup(request, None)


def test_the_sign_in_page_says_how_one_gets_an_account(client: Client) -> None:
    page = client.get("/konto/login/").content.decode()
    assert "sekretariatet inviterer deg" in page
    assert "signup" not in page
