"""Reporting a new representative, and the secretariat's answer, as people meet it."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from forums.changes import report_change
from forums.clock import today
from forums.models import Membership, RepresentativeChange, Role
from tests.factories import (
    OSLO,
    make_contact,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def party():
    return make_party("Alver kommune")


@pytest.fixture
def seat(party):
    return make_seat(make_forum("Arbeidsutvalget", short_name="AU"), party)


@pytest.fixture
def contact(client, party):
    person = make_contact(party)
    client.force_login(person)
    return person


@pytest.fixture
def form(seat):
    return reverse("change_report", args=[seat.party.slug, seat.pk])


def facts(who, **more):
    return {"role": "member", "who": who.pk if who else "ny", "start": "2026-12-01", **more}


def reported(seat, by, **more):
    more = {"user": make_user("Sigrid Nysgjerrig", party=seat.party), **more}
    return report_change(seat, by=by, role=Role.MEMBER, start=today(), **more)


def page_of(change):
    return reverse("change", args=[change.party.slug, change.pk])


def test_the_form_says_who_sits_there_and_that_nothing_moves_yet(client, contact, seat, form):
    make_member(seat.forum, seat.party, seat=seat, user=make_user("Ola Sit", party=seat.party))
    html = client.get(form).text
    assert "Ola Sit har plassen i dag." in html
    assert "Ingenting endres før sekretariatet har bekreftet den." in html


def test_a_contact_reports_one_of_the_partys_people(client, contact, seat, form):
    user = make_user(party=seat.party)
    response = client.post(form, facts(user), follow=True)
    change = RepresentativeChange.objects.get()
    assert (change.user, change.seat, str(change.start)) == (user, seat, "2026-12-01")
    assert "Meldingen venter på sekretariatet. Ingenting er endret ennå." in response.text
    assert not Membership.objects.filter(user=user).exists()


def test_a_contact_reports_somebody_new(client, contact, form):
    client.post(form, facts(None, new_name="Ny Person", new_email="ny@eksempel.no"))
    assert RepresentativeChange.objects.get().new_email == "ny@eksempel.no"


def test_somebody_new_needs_a_name_and_an_address(client, contact, form):
    response = client.post(form, facts(None, new_name="Ny Person"))
    assert response.context["form"].errors.keys() == {"new_email"}
    assert not RepresentativeChange.objects.exists()


def test_one_person_or_the_other_but_not_both(client, contact, seat, form):
    user = make_user(party=seat.party)
    response = client.post(form, facts(user, new_name="Ny", new_email="ny@eksempel.no"))
    assert "Ikke begge deler" in response.text


def test_another_partys_people_cannot_be_chosen(client, contact, form):
    response = client.post(form, facts(make_user(party=make_party())))
    assert response.context["form"].errors.keys() == {"who"}


def test_pressing_twice_reports_once(client, contact, seat, form):
    told = facts(make_user(party=seat.party))
    first, second = client.post(form, told), client.post(form, told)
    assert first.url == second.url
    assert RepresentativeChange.objects.count() == 1


def test_another_report_for_the_seat_is_refused_in_the_form(client, contact, seat, form):
    reported(seat, contact)
    response = client.post(form, facts(make_user(party=seat.party)))
    assert "Trekk den først" in response.text


def test_a_seat_of_another_party_is_not_there(client, contact, party):
    other = make_seat(make_forum(), make_party())
    assert client.get(reverse("change_report", args=[party.slug, other.pk])).status_code == 404


@pytest.mark.parametrize("who", ["contact_of_another", "member_of_the_party"])
def test_one_who_does_not_report_for_the_party_reads_and_writes_nothing(client, seat, form, who):
    change = reported(seat, make_contact(seat.party))
    people = {
        "contact_of_another": lambda: make_contact(make_party()),
        "member_of_the_party": lambda: make_member(seat.forum, seat.party),
    }
    client.force_login(people[who]())
    pages = [form, page_of(change), reverse("change_list", args=[seat.party.slug])]
    assert {client.get(path).status_code for path in pages} == {403}
    assert client.post(page_of(change), {"answer": "withdraw"}).status_code == 403
    assert client.get(reverse("change_inbox")).status_code == 403


def test_a_message_is_found_only_under_its_own_party(client, seat, contact):
    other = make_seat(make_forum(), make_party("Askøy kommune"))
    theirs = reported(other, make_contact(other.party))
    assert client.get(reverse("change", args=[seat.party.slug, theirs.pk])).status_code == 404


def test_the_secretariat_reads_what_will_happen_and_confirms(client, seat):
    make_member(seat.forum, seat.party, seat=seat, user=make_user("Ola Sit", party=seat.party))
    change = reported(seat, make_contact(seat.party))
    client.force_login(make_secretary())
    html = client.get(page_of(change)).text
    assert "Sigrid Nysgjerrig tar plassen til Alver kommune i Arbeidsutvalget" in html
    assert "Ola Sit, som har plassen, slutter dagen før" in html
    html = client.post(page_of(change), {"answer": "confirm"}, follow=True).text
    assert "bekreftet meldingen 23. november 2026." in html
    assert change.user.memberships.get().seat == seat


def test_confirming_twice_says_who_was_first(client, seat):
    change = reported(seat, make_contact(seat.party))
    client.force_login(make_secretary("Sivert Sekretær"))
    client.post(page_of(change), {"answer": "confirm"})
    response = client.post(page_of(change), {"answer": "confirm"})
    assert "Meldingen er alt bekreftet av Sivert Sekretær." in response.text
    assert Membership.objects.filter(seat=seat).count() == 1


def test_the_party_cannot_confirm_its_own_message(client, contact, seat):
    change = reported(seat, contact)
    assert "Bekreft endringen" not in client.get(page_of(change)).text
    assert client.post(page_of(change), {"answer": "confirm"}).status_code == 403
    assert client.post(page_of(change), {"answer": "reject", "note": "x"}).status_code == 403


def test_a_rejection_needs_a_reason_and_the_party_reads_it(client, seat):
    contact = make_contact(seat.party)
    change = reported(seat, contact)
    client.force_login(make_secretary())
    assert "note" in client.post(page_of(change), {"answer": "reject"}).context["form"].errors
    client.post(page_of(change), {"answer": "reject", "note": "Plassen er lovet bort."})
    client.force_login(contact)
    assert "Plassen er lovet bort." in client.get(page_of(change)).text


def test_the_party_withdraws(client, contact, seat):
    change = reported(seat, contact)
    html = client.post(page_of(change), {"answer": "withdraw"}, follow=True).text
    assert "trakk meldingen 23. november 2026. Ingenting ble endret." in html


def test_the_secretariat_is_told_when_the_address_is_somebody_elses(client, seat):
    make_user("Kari Kjent", email="kari@eksempel.no", party=seat.party)
    contact = make_contact(seat.party)
    change = reported(seat, contact, user=None, new_name="Ny", new_email="kari@eksempel.no")
    client.force_login(make_secretary())
    assert "tilhører alt Kari Kjent" in client.get(page_of(change)).text


def test_an_unknown_answer_is_not_found(client, contact, seat):
    change = reported(seat, contact)
    assert client.post(page_of(change), {"answer": "kanskje"}).status_code == 404


def test_the_inbox_holds_what_waits_and_nothing_else(client, seat):
    waiting = reported(seat, make_contact(seat.party))
    settled = reported(make_seat(seat.forum, make_party("Askøy kommune")), make_secretary())
    client.force_login(make_secretary())
    client.post(page_of(settled), {"answer": "reject", "note": "Nei."})
    response = client.get(reverse("change_inbox"))
    assert list(response.context["page"]) == [waiting]


def test_the_empty_inbox_says_so(client):
    client.force_login(make_secretary())
    assert "Alle meldinger er besvart." in client.get(reverse("change_inbox")).text


def test_the_list_has_every_message_the_newest_first(client, contact, party, november):
    for n in range(3):
        seat = make_seat(make_forum(), party)
        november.shift(timedelta(minutes=1))
        reported(seat, contact, user=make_user(f"Person nr {n}", party=party))
    html = client.get(reverse("change_list", args=[party.slug])).text
    assert html.index("nr 2") < html.index("nr 1") < html.index("nr 0")


def test_no_page_needs_many_queries_and_none_grows(
    client, seat, party, django_assert_max_num_queries
):
    contact = make_contact(party)
    change = reported(seat, contact)
    client.force_login(make_secretary())
    pages = [
        reverse("change_inbox"),
        reverse("change_list", args=[party.slug]),
        reverse("change_report", args=[party.slug, seat.pk]),
        page_of(change),
    ]
    for path in pages:
        with django_assert_max_num_queries(15) as before:
            client.get(path)
        few = len(before)
        for _n in range(3):
            more = make_seat(make_forum(), party)
            make_member(more.forum, party, seat=more)
            reported(more, contact)
        with django_assert_max_num_queries(few):
            client.get(path)
