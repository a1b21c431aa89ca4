"""Parties, people, contacts and words are changed in our own pages, by the secretariat only."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from forums import organisation, people, seats
from forums.clock import today
from forums.errors import Refused
from forums.invitations import invite
from forums.models import Affiliation, GlossaryTerm, Membership, Party, PartyContact, Seat, User
from forums.permissions import is_representative
from tests.factories import (
    LONG_AGO,
    fresh,
    make_contact,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_secretary("Sivert Sekretær")


@pytest.fixture
def desk(client, by):
    client.force_login(by)
    return client


def pages() -> list[str]:
    party, person = make_party(), make_user()
    term = GlossaryTerm.objects.create(term="AKG", explanation="Gruppe")
    contact = PartyContact.objects.get(user=make_contact(party))
    return [
        reverse("party_new"),
        *(reverse(n, args=[party.slug]) for n in ("edit_party", "party_rename", "party_end")),
        reverse("contact_new", args=[party.slug]),
        reverse("contact_end", args=[contact.pk]),
        reverse("person_new"),
        *(reverse(n, args=[person.pk]) for n in ("edit_person", "person_join", "person_leave")),
        reverse("term_new"),
        reverse("term_edit", args=[term.pk]),
        reverse("term_remove", args=[term.pk]),
    ]


def test_every_page_is_for_the_secretariat(client, by):
    addresses = pages()
    client.force_login(make_member(make_forum()))
    assert {client.get(path).status_code for path in addresses} == {403}
    client.force_login(by)
    assert {client.get(path).status_code for path in addresses} == {200}


def test_a_reader_is_not_offered_to_edit(client, by):
    person = make_member(make_forum(), make_party("Alver"))
    party = Party.objects.get(name="Alver")
    for path in (f"/parter/{party.slug}/", f"/personer/{person.pk}/"):
        client.force_login(person)
        assert "/sekretariat/" not in client.get(path).content.decode()
        client.force_login(by)
        assert "/sekretariat/" in client.get(path).content.decode()


# --- parties ----------------------------------------------------------------------------------


def test_a_new_party_gets_an_address_from_its_name(desk):
    data = {"name": "Øygarden kommune", "short_name": "Øygarden", "kind": "municipality"}
    data |= {"start": "2020-01-01", "is_signatory": "on"}
    desk.post(reverse("party_new"), data)
    desk.post(reverse("party_new"), data)
    assert Party.objects.get().slug == "oygarden-kommune"


def test_a_party_keeps_its_old_name_for_the_days_it_had_it(desk):
    party = make_party("Fylkesmannen")
    data = {"name": "Statsforvalteren", "short_name": "SF", "start": "2021-01-01"}
    for _click in range(2):
        assert desk.post(reverse("party_rename", args=[party.slug]), data).status_code == 302
    party.refresh_from_db()
    old = party.names.get()
    assert (party.name, old.name, old.end) == (
        "Statsforvalteren",
        "Fylkesmannen",
        date(2020, 12, 31),
    )
    assert party.name_on(date(2020, 6, 1)) == "Fylkesmannen"


def test_a_name_to_come_is_refused(by):
    with pytest.raises(Refused, match="den dagen det gjelder fra"):
        organisation.rename_party(
            make_party(), name="Ny", short_name="Ny", start=today() + timedelta(days=1), by=by
        )


def test_when_a_party_ends_everything_it_has_ends_the_same_day(by):
    party, forum, yesterday = make_party(), make_forum(), today() - timedelta(days=1)
    member, contact = make_member(forum, party), make_contact(party)
    organisation.end_party(party, end=yesterday, by=by, why="Slått sammen")
    ends = [
        rows.objects.get(party=party, **who).end
        for rows, who in (
            (Seat, {}),
            (Membership, {}),
            (PartyContact, {}),
            (Affiliation, {"user": contact}),
        )
    ]
    assert ends == [yesterday] * 4
    assert not is_representative(fresh(member))


def test_a_party_is_not_ended_twice_or_without_a_reason(desk):
    party = make_party()
    url = reverse("party_end", args=[party.slug])
    assert "Feltet er påkrevet" in desk.post(url, {"end": str(today())}).content.decode()
    desk.post(url, {"end": str(today()), "why": "Ute"})
    html = desk.post(url, {"end": str(today()), "why": "Ute"}).content.decode()
    assert "Dette er alt avsluttet" in html


# --- people -----------------------------------------------------------------------------------


def test_a_new_person_has_no_password_and_is_invited(desk, django_capture_on_commit_callbacks):
    party = make_party()
    data = {"name": "Nina Ny", "email": "Nina@Eksempel.NO", "language": "nn", "party": party.pk}
    data |= {"start": str(today()), "invited": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(reverse("person_new"), data)
        desk.post(reverse("person_new"), data)
    nina = User.objects.get(email="nina@eksempel.no")
    assert not nina.has_usable_password()
    assert nina.affiliations.get().party == party
    assert [message.to for message in mail.outbox] == [["nina@eksempel.no"]]


def test_a_new_address_takes_the_old_invitation_with_it(by):
    person = people.new_person(email="feil@e.no", name="Per", by=by)
    invite(person, by=by)
    people.change_person(person, email="rett@e.no", name="Per", title="", phone="", by=by)
    assert fresh(person).email == "rett@e.no"
    assert person.invitations.get().revoked_at


def test_only_an_administrator_moves_an_administrators_address(desk, by):
    boss = make_user("Adele", is_superuser=True, is_staff=True)
    data = {"name": "Adele", "email": "min@e.no"}
    html = desk.post(reverse("edit_person", args=[boss.pk]), data).content.decode()
    assert "Bare en administrator" in html
    assert fresh(boss).email != "min@e.no"


def test_an_address_in_use_is_refused(desk):
    make_user(email="tatt@e.no")
    data = {"name": "X", "email": "TATT@e.no"}
    html = desk.post(reverse("edit_person", args=[make_user().pk]), data).content.decode()
    assert "En annen person har denne e-postadressen." in html


def test_a_person_joins_one_party_at_a_time(desk):
    person, party = make_user(), make_party()
    url, data = reverse("person_join", args=[person.pk]), {"party": party.pk, "start": "2024-01-01"}
    assert desk.post(url, data).status_code == 302
    assert "Avslutt det først" in desk.post(url, data).content.decode()
    assert person.affiliations.count() == 1


def test_leaving_the_party_ends_the_roles(desk):
    person = make_member(make_forum())
    data = {"end": str(today() - timedelta(days=1)), "why": "Ny jobb"}
    url = reverse("person_leave", args=[person.pk])
    assert desk.post(url, data).status_code == 302
    assert person.memberships.get().end == today() - timedelta(days=1)
    assert "hører ikke til noen part" in desk.post(url, data).content.decode()


# --- contacts and words -----------------------------------------------------------------------


def test_a_contact_belongs_to_the_party_and_is_so_once(desk, by):
    party = make_party()
    person = make_user(party=party)
    data = {"user": person.pk, "start": str(today())}
    url = reverse("contact_new", args=[party.slug])
    assert desk.post(url, data).status_code == 302
    assert "alt partskontakt" in desk.post(url, data).content.decode()
    assert is_representative(fresh(person))
    with pytest.raises(Refused, match="hører ikke til"):
        people.add_contact(make_user(), party, start=today(), by=by)


def test_a_contact_who_has_ended_reports_no_more(desk):
    person = make_contact(make_party())
    contact = PartyContact.objects.get()
    data = {"end": str(today() - timedelta(days=1)), "why": "Ny oppgave"}
    desk.post(reverse("contact_end", args=[contact.pk]), data)
    assert not is_representative(fresh(person))


def test_a_word_is_added_changed_and_taken_out_of_use(desk, by):
    desk.post(reverse("term_new"), {"term": "AKG", "explanation": "Gruppe"})
    term = GlossaryTerm.objects.get()
    desk.post(reverse("term_edit", args=[term.pk]), {"term": "AKG", "explanation": "Bedre"})
    assert GlossaryTerm.objects.get().explanation == "Bedre"
    desk.post(reverse("term_remove", args=[term.pk]), {"why": "Ikke i bruk"})
    assert not GlossaryTerm.objects.exists()
    assert GlossaryTerm.history.first().history_user == by


def test_closing_a_seat_moves_the_rights_at_once(by):
    party = make_party()
    seat = make_seat(make_forum(), party, start=LONG_AGO)
    person = make_member(seat.forum, party, seat=seat)
    seats.close_seat(seat, end=today() - timedelta(days=1), by=by, why="Slutt")
    assert not is_representative(fresh(person))


def test_a_contact_who_falls_away_before_beginning_reports_on_no_day(by):
    party = make_party()
    soon = today() + timedelta(days=30)
    person = make_user(party=party)
    contact = people.add_contact(person, party, start=soon, by=by)
    people.end_contact(contact, end=today(), by=by, why="Ombestemt.")
    assert not PartyContact.objects.on(soon).filter(user=person).exists()
    assert PartyContact.history.filter(user=person).latest().history_change_reason == "Ombestemt."
