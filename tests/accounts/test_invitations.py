"""An account begins with a link: from the secretariat, used once, within 14 days."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from forums import invitations
from forums.models import Invitation, User
from tests.factories import make_forum, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
PASSWORD = "fjord elv bru tunnel"
LIST = "/sekretariat/invitasjoner/"


@pytest.fixture
def person() -> User:
    return make_user("Iselin Nymorgen", password=None)


@pytest.fixture
def secretary() -> User:
    return make_secretary("Mathias Papirvind")


def enter(client: Client, user: User) -> Client:
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def invite(person: User, secretary: User) -> str:
    """The path of a new link."""
    return "/" + invitations.invite(person, by=secretary).split("/", 3)[3]


def accept(client: Client, path: str, password: str = PASSWORD):
    return client.post(path, {"new_password1": password, "new_password2": password})


def test_the_secretariat_invites_from_the_list(
    client: Client, person, secretary, django_capture_on_commit_callbacks
) -> None:
    page = enter(client, secretary).get(LIST).content.decode()
    assert "Iselin Nymorgen" in page and "Mathias Papirvind</th>" not in page
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(f"{LIST}{person.pk}/send/", follow=True)
    assert f"Invitasjonen er sendt til {person.email}." in response.content.decode()
    assert mail.outbox[0].to == [person.email]


def test_nothing_is_mailed_before_the_transaction_holds(person, secretary) -> None:
    invitations.invite(person, by=secretary)
    assert mail.outbox == []


def test_the_letter_has_the_link_as_text_and_as_html(
    person, secretary, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        link = invitations.invite(person, by=secretary)
    letter = mail.outbox[0]
    assert link in letter.body and f'href="{link}"' in letter.alternatives[0][0]


@pytest.mark.parametrize("path", [LIST, f"{LIST}1/send/", f"{LIST}1/trekk/"])
def test_only_the_secretariat_invites(client: Client, path: str) -> None:
    send = client.get if path == LIST else client.post
    assert send(path)["Location"].startswith("/konto/login/")
    enter(client, make_member(make_forum()))
    assert send(path).status_code == 403


def test_the_link_gives_a_password_and_signs_in(client: Client, person, secretary) -> None:
    path = invite(person, secretary)
    assert "Hei Iselin Nymorgen." in client.get(path).content.decode()
    assert accept(client, path)["Location"] == "/ny/"
    person.refresh_from_db()
    assert person.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_link_works_once(client: Client, person, secretary) -> None:
    path = invite(person, secretary)
    accept(client, path)
    for again in (Client().get(path), accept(Client(), path, "et helt annet passord")):
        assert again.status_code == 410
        assert "Lenken er alt brukt." in again.content.decode()
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_two_tabs_at_once_give_one_password(client: Client, person, secretary, monkeypatch) -> None:
    path = invite(person, secretary)
    invitation = Invitation.objects.get()
    Invitation.objects.update(accepted_at=timezone.now())
    monkeypatch.setattr(invitations, "find", lambda token: invitation)
    assert accept(client, path).status_code == 410
    person.refresh_from_db()
    assert not person.has_usable_password()


def test_the_link_expires_after_fourteen_days(client: Client, person, secretary) -> None:
    with time_machine.travel("2026-03-02 09:00+01:00", tick=False) as clock:
        path = invite(person, secretary)
        clock.shift(timedelta(days=14) - timedelta(seconds=1))
        assert client.get(path).status_code == 200
        clock.shift(timedelta(seconds=1))
        response = accept(client, path)
    assert response.status_code == 410
    assert "Lenken er for gammel." in response.content.decode()


def test_a_revoked_link_is_dead_and_revoking_twice_changes_nothing(
    client: Client, person, secretary
) -> None:
    path, invitation = invite(person, secretary), Invitation.objects.get()
    enter(client, secretary).post(f"{LIST}{invitation.pk}/trekk/")
    first = Invitation.objects.get().revoked_at
    client.post(f"{LIST}{invitation.pk}/trekk/")
    assert Invitation.objects.get().revoked_at == first
    assert "Lenken er trukket." in Client().get(path).content.decode()


def test_a_new_invitation_takes_the_place_of_the_old(client: Client, person, secretary) -> None:
    old, new = invite(person, secretary), invite(person, secretary)
    assert client.get(old).status_code == 410
    assert client.get(new).status_code == 200


def test_the_secret_of_the_link_is_stored_nowhere(person, secretary) -> None:
    token = invite(person, secretary).split("/")[2]
    row = Invitation.objects.values().get()
    assert token not in str(row)
    assert len(row["token_hash"]) == 64


def test_a_link_that_is_cut_short_says_so(client: Client, person, secretary) -> None:
    response = client.get(invite(person, secretary)[:-9] + "/")
    assert response.status_code == 410
    assert "hele lenken" in response.content.decode()


def test_a_weak_password_is_explained_and_the_link_lives_on(
    client: Client, person, secretary
) -> None:
    path = invite(person, secretary)
    assert "12" in accept(client, path, "kort").content.decode()
    assert accept(client, path).status_code == 302


def test_one_with_an_account_is_not_invited(client: Client, secretary) -> None:
    response = enter(client, secretary).post(f"{LIST}{make_user().pk}/send/", follow=True)
    assert "har alt en konto" in response.content.decode()
    assert not Invitation.objects.exists()


def test_one_made_inactive_meanwhile_cannot_use_the_link(client: Client, person, secretary) -> None:
    path = invite(person, secretary)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.get(path).status_code == 410


def test_taking_the_invitation_is_in_the_history_but_no_password(
    client: Client, person, secretary
) -> None:
    accept(client, invite(person, secretary))
    row = person.history.first()
    assert row.history_change_reason == "Tok i bruk invitasjonen"
    assert not hasattr(row, "password")
