"""The demo's sign-ins are shown in demo mode only, and every one of them works."""

import re

import pytest
from django.test import Client

from forums.demo_signins import PASSWORD, SIGN_INS
from forums.models import User

pytestmark = pytest.mark.django_db


def test_outside_the_demo_the_page_has_neither_names_nor_password(client: Client) -> None:
    page = client.get("/konto/login/").content.decode()
    assert PASSWORD not in page
    assert not [row.email for row in SIGN_INS if row.email in page]


def test_the_demo_lists_one_for_each_kind_of_user(client: Client, settings) -> None:
    settings.DEMO = True
    page = client.get("/konto/login/").content.decode()
    assert re.findall(r'name="login" value="(\S+)"', page) == [row.email for row in SIGN_INS]


@pytest.mark.parametrize("row", SIGN_INS, ids=lambda row: row.email)
def test_everyone_listed_signs_in_and_has_a_first_page(client: Client, demo, row) -> None:
    sent = client.post("/konto/login/", {"login": row.email, "password": PASSWORD})
    assert sent.status_code == 302
    page = client.get(sent["Location"], follow=True)
    assert page.status_code == 200
    assert User.objects.get(pk=client.session["_auth_user_id"]).name == row.name


def test_the_click_keeps_the_page_one_was_on_the_way_to(client: Client, settings) -> None:
    settings.DEMO = True
    page = client.get("/konto/login/?next=/moter/").content.decode()
    assert page.count('name="next" value="/moter/"') == len(SIGN_INS) + 1
