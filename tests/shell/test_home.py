"""The first page: plain words for a visitor, «Min side» for a representative."""

from datetime import timedelta

import pytest

from forums.clock import today
from forums.models import Act, PartyTask, RepresentativeChange, Role
from tests.factories import (
    make_case,
    make_contact,
    make_forum,
    make_mandate,
    make_meeting,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db


def page_of(client, user) -> str:
    client.force_login(user)
    return client.get("/").content.decode()


def make_change(**values) -> RepresentativeChange:
    seat = make_seat(make_forum(), make_party())
    values = {"new_name": "Nina Ny", "new_email": "nina@eksempel.no", "start": today(), **values}
    return RepresentativeChange.objects.create(
        party=seat.party, seat=seat, reported_by=make_user(), **values
    )


def test_a_visitor_reads_what_it_is_and_may_sign_in(client):
    page = client.get("/").content.decode()
    assert "Miljøloftet er samarbeidet om byvekstavtalen" in page
    assert 'href="/konto/login/"' in page


def test_one_whose_roles_have_ended_is_told_why_the_page_is_empty(client):
    assert "Du har ingen rolle nå" in page_of(client, make_user())


def test_the_next_meeting_comes_first_in_words(client):
    forum = make_forum(short_name="AU")
    member = make_member(forum)
    make_meeting(forum, today() + timedelta(days=40))
    make_meeting(forum, today() + timedelta(days=1))
    assert "Neste møte er i AU" in page_of(client, member)
    assert "i morgen" in page_of(client, member)


def test_meetings_of_other_forums_are_not_mine(client):
    make_meeting(make_forum(short_name="Annet"), today() + timedelta(days=3))
    assert "Du har ingen møter foran deg" in page_of(client, make_member(make_forum()))


def test_each_of_my_forums_says_what_it_may_do(client):
    forum = make_forum(short_name="AU")
    make_mandate(forum, Act.PREPARE, Act.CONCLUDE)
    assert "AU kan forberede og konkludere" in page_of(client, make_member(forum))


def test_a_mandate_waits_until_it_is_read(client):
    forum = make_forum()
    mandate = make_mandate(forum, Act.PREPARE, title="Mandat for prøven")
    member = make_member(forum)
    assert "Les «Mandat for prøven» og bekreft" in page_of(client, member)
    mandate.readings.create(user=member)
    assert "Les «Mandat for prøven»" not in page_of(client, member)


def test_a_contact_sees_the_open_tasks_of_the_party(client):
    party = make_party()
    seat = make_seat(make_forum(short_name="AKG"), party)
    PartyTask.objects.create(
        party=party, kind="fill_seat", seat=seat, opened_on=today(), due_on=today()
    )
    assert "Pek ut en representant i AKG" in page_of(client, make_contact(party))
    assert "Pek ut en representant" not in page_of(client, make_contact(make_party()))


def test_only_the_secretariat_sees_changes_to_confirm(client):
    make_change()
    assert "Bekreft ny representant" in page_of(client, make_secretary())
    assert "Bekreft ny representant" not in page_of(client, make_member(make_forum()))


def test_the_cases_i_prepare_are_listed_with_where_they_are(client):
    forum = make_forum(short_name="AU")
    member = make_member(forum)
    make_case(forum, officer=member, title="Gangbru over elva")
    page = page_of(client, member)
    assert "Gangbru over elva" in page
    assert "Er i AU" in page


def test_nothing_waiting_is_said_in_words(client):
    assert "Ingenting venter på deg" in page_of(client, make_member(make_forum()))


@pytest.mark.parametrize("rows", [1, 4])
def test_the_page_needs_the_same_few_queries_however_much_waits(
    client, rows, django_assert_max_num_queries
):
    user = make_secretary()
    for _ in range(rows):
        forum = make_forum()
        make_mandate(forum, Act.PREPARE)
        make_member(forum, user=user)
        make_meeting(forum)
        make_case(forum, officer=user)
        make_change()
    client.force_login(user)
    with django_assert_max_num_queries(22):
        client.get("/")


def test_one_who_may_register_a_case_is_offered_it(client):
    assert 'href="/saker/ny/"' in page_of(client, make_secretary())


def test_one_who_may_not_is_not(client):
    observer = make_member(make_forum(), role=Role.OBSERVER)
    assert 'href="/saker/ny/"' not in page_of(client, observer)
