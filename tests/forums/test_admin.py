"""The back room: for administrators, behind the site's own sign-in, and only to look."""

import pytest
from django.contrib import admin
from django.urls import reverse

from forums.admin import ReadOnly
from forums.models import User
from tests.factories import make_forum, make_member, make_party, make_secretary, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return make_user("Adele", is_staff=True, is_superuser=True)


def test_a_visitor_signs_in_at_the_sites_own_page(client):
    response = client.get("/admin/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/konto/login/")


@pytest.mark.parametrize(
    "make",
    [
        make_user,
        make_secretary,
        lambda: make_member(make_forum()),
        lambda: make_user(is_staff=True),
    ],
)
def test_others_are_shut_out(client, make):
    client.force_login(make())
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/forums/party/", follow=True).status_code == 403


def test_a_secretary_who_is_staff_may_look(client):
    person = make_secretary()
    User.objects.filter(pk=person.pk).update(is_staff=True)
    client.force_login(person)
    assert client.get("/admin/forums/party/").status_code == 200


@pytest.mark.parametrize("model", sorted(admin.site._registry, key=str), ids=str)
def test_every_list_opens_and_offers_no_change(client, administrator, model):
    client.force_login(administrator)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert client.get(reverse(f"{name}_changelist")).status_code == 200
    assert client.get(reverse(f"{name}_add")).status_code == 403
    assert isinstance(admin.site._registry[model], ReadOnly)


def test_a_row_is_shown_with_its_history_and_cannot_be_saved(client, administrator):
    client.force_login(administrator)
    party = make_party("Alver kommune")
    url = reverse("admin:forums_party_change", args=[party.pk])
    assert "Alver kommune" in client.get(url).content.decode()
    assert client.post(url, {"name": "Hacket"}).status_code == 403
    assert client.post(reverse("admin:forums_party_delete", args=[party.pk])).status_code == 403
    assert client.get(reverse("admin:forums_party_history", args=[party.pk])).status_code == 200


def test_a_version_cannot_be_put_back(client, administrator):
    client.force_login(administrator)
    party = make_party("Alver kommune")
    version = party.history.first().history_id
    url = reverse("admin:forums_party_simple_history", args=[party.pk, version])
    assert client.get(url).status_code == 200
    assert client.post(url, {"name": "Hacket"}).status_code == 403


def test_passwords_and_the_secrets_of_links_are_not_shown(client, administrator):
    client.force_login(administrator)
    html = client.get(reverse("admin:forums_user_change", args=[administrator.pk])).content.decode()
    assert administrator.password not in html
    assert "md5" not in html


def test_the_back_room_waits_for_the_second_factor(client, administrator, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    client.force_login(administrator)
    assert client.get("/admin/").url == reverse("mfa_activate_totp")


def test_the_password_is_changed_at_the_sites_own_page(client, administrator):
    client.force_login(administrator)
    assert client.get("/admin/password_change/").url == reverse("account_change_password")
