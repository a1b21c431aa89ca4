"""The secretariat's first page: what waits, and where things are changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from forums import seats
from forums.changes import report_change
from forums.clock import today
from tests.factories import (
    make_contact,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
URL = "/sekretariat/"


def look(client, path: str = URL) -> str:
    client.force_login(make_secretary())
    return " ".join(client.get(path).content.decode().split())


def test_only_the_secretariat_opens_it(client):
    assert client.get(URL).status_code == 302
    for person in (make_user(), make_member(make_forum()), make_contact(make_party())):
        client.force_login(person)
        assert client.get(URL).status_code == 403


def test_nothing_waiting_is_said(client):
    html = look(client)
    assert "Ingenting venter i organisasjonen." in html
    assert "Ingen meldinger venter." in html


def test_it_shows_what_waits(client):
    party = make_party("Alver kommune")
    contact, secretary = make_contact(party), make_secretary()
    forum = make_forum("Faggruppe sentrum")
    seat = seats.open_seat(forum, party, start=today(), by=secretary)
    report_change(
        seat, by=contact, role="member", start=today(), new_name="Nye Nina", new_email="n@e.no"
    )
    make_member(forum, make_party(), end=today() + timedelta(days=20))
    html = look(client)
    assert "1 meldt endring venter på svar. 1 plass er ledig." in html
    assert "Nye Nina, medlem" in html
    assert f'href="{reverse("edit_seats", args=[forum.slug])}">Faggruppe sentrum</a>' in html
    assert "Siste dag:" in html


def test_it_leads_to_every_register(client):
    html = look(client)
    names = (
        "edit_parties",
        "edit_people",
        "edit_contacts",
        "invitation_list",
        "edit_forums",
        "seat_register",
        "edit_mandates",
        "edit_glossary",
    )
    for name in names:
        assert f'href="{reverse(name)}"' in html
    for what in ("saksveier", "sakstyper", "hjemler", "faste-bestillinger", "faste-saker"):
        assert f'href="{reverse("kept_list", args=[what])}"' in html


def fill(rows: int) -> None:
    secretary = make_secretary()
    for _n in range(rows):
        party, forum = make_party(), make_forum()
        seats.open_seat(forum, party, start=today(), by=secretary)
        make_member(forum, party, end=today() + timedelta(days=3))
        make_contact(party)
        make_seat(forum, party)


@pytest.mark.parametrize(
    "name",
    [
        "secretariat",
        "edit_parties",
        "edit_people",
        "edit_contacts",
        "edit_forums",
        "seat_register",
        "edit_mandates",
        "edit_glossary",
    ],
)
def test_no_page_grows_with_its_rows(client, name, django_assert_max_num_queries):
    client.force_login(make_secretary())
    fill(1)
    with django_assert_max_num_queries(15) as before:
        client.get(reverse(name))
    few = len(before)
    fill(3)
    with django_assert_max_num_queries(few):
        assert client.get(reverse(name)).status_code == 200
