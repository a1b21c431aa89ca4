"""Whoever tries too often is asked to wait, in our own look."""

import pytest
from django.test import Client

from tests.accounts.test_signing_in import sign_in, signed_in_as
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def is_ours(response) -> bool:
    page = response.content.decode()
    return response.status_code == 429 and "For mange forsøk" in page and "Miljøloftet" in page


def test_one_address_signs_in_thirty_times_a_minute_and_no_more(client: Client) -> None:
    answers = [sign_in(client, f"p{n}@eksempel.no", "feil") for n in range(31)]
    assert {answer.status_code for answer in answers[:20]} == {200}
    assert is_ours(answers[30])


def test_five_wrong_passwords_close_the_door_to_one_account(client: Client) -> None:
    user = make_user()
    for _try in range(5):
        sign_in(client, user.email, "feil")
    page = sign_in(client, user.email)
    assert "prøvd for mange ganger" in page.content.decode()
    assert not signed_in_as(client)


def test_the_right_password_is_not_counted(client: Client) -> None:
    user = make_user()
    for _time in range(7):
        assert sign_in(client, user.email).status_code == 302
        client.post("/konto/logout/")


def test_asking_for_new_passwords_is_limited(client: Client) -> None:
    send = [client.post("/konto/password/reset/", {"email": f"p{n}@a.no"}) for n in range(11)]
    assert {answer.status_code for answer in send[:10]} == {302}
    assert is_ours(send[10])


def test_one_mailbox_is_not_flooded_from_many_places() -> None:
    answers = [
        Client(REMOTE_ADDR=f"10.0.0.{n}").post("/konto/password/reset/", {"email": "a@a.no"})
        for n in range(4)
    ]
    assert is_ours(answers[3])


def test_guessing_at_invitations_is_limited(client: Client) -> None:
    answers = [client.get(f"/invitasjon/gjetning-{n}/") for n in range(21)]
    assert answers[19].status_code == 410
    assert is_ours(answers[20])


def test_another_visitor_is_not_stopped(client: Client) -> None:
    for n in range(31):
        sign_in(client, f"p{n}@eksempel.no", "feil")
    assert sign_in(Client(REMOTE_ADDR="10.0.0.9"), make_user().email).status_code == 302


def test_behind_a_proxy_the_visitor_is_counted_and_cannot_choose_another_address(settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    def answer(visitor: str, claims: str) -> int:
        client = Client(headers={"x-forwarded-for": f"{claims}, {visitor}"})
        return client.get("/invitasjon/gjetning/").status_code

    assert [answer("10.0.0.1", f"10.9.9.{n}") for n in range(21)][-2:] == [410, 429]
    assert answer("10.0.0.2", "10.0.0.1") == 410


def test_the_limit_passes(client: Client, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "1/1s/ip"}
    user = make_user()
    codes = [sign_in(client, user.email, "feil").status_code for _try in range(2)]
    assert codes == [200, 429]
