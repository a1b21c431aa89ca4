"""Forums, lines, seats, roles and mandates are changed in our own pages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from forums import organisation
from forums.clock import today
from forums.errors import Refused
from forums.models import Act, Forum, ForumLine, Mandate, Membership, Role, Seat
from forums.permissions import is_representative
from tests.factories import (
    LONG_AGO,
    fresh,
    make_case,
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


@pytest.fixture
def by():
    return make_secretary("Sivert Sekretær")


@pytest.fixture
def desk(client, by):
    client.force_login(by)
    return client


@pytest.fixture
def forum():
    return make_forum("Arbeidsutvalget", short_name="AU")


def pages(forum: Forum, by) -> list[str]:
    make_mandate(forum, Act.PREPARE)
    line = organisation.draw_line(make_forum(), forum, "owns", start=LONG_AGO, by=by)
    role = make_member(forum).memberships.get()
    draft = make_mandate(forum, status="draft")
    of_forum = (
        "edit_forum",
        "edit_lines",
        "edit_seats",
        "seat_open",
        "role_add",
        "forum_end",
    )
    of_draft = (
        "edit_mandate",
        "mandate_facts",
        "competence_edit",
        "clause_new",
        "mandate_put_in_force",
        "mandate_discard",
    )
    return [
        reverse("forum_new"),
        *(reverse(name, args=[forum.slug]) for name in of_forum),
        reverse("line_end", args=[forum.slug, line.pk]),
        *(reverse(name, args=[role.seat_id]) for name in ("seat_appoint", "seat_close")),
        reverse("role_end", args=[role.pk]),
        *(reverse(name, args=[draft.pk]) for name in of_draft),
        *(reverse(name, args=[draft.clauses.get().pk]) for name in ("clause_edit", "rule_add")),
    ]


def test_every_page_is_for_the_secretariat(client, forum, by):
    addresses = pages(forum, by)
    client.force_login(make_member(forum))
    assert {client.get(path).status_code for path in addresses} == {403}
    client.force_login(by)
    assert {client.get(path).status_code for path in addresses} == {200}


def test_a_reader_is_not_offered_to_edit(client, forum, by):
    make_mandate(forum)
    member = make_member(forum)
    for path in (forum.get_absolute_url(), f"/forum/{forum.slug}/mandat/1/", "/ordliste/"):
        client.force_login(member)
        assert "/sekretariat/" not in client.get(path).content.decode()
        client.force_login(by)
        assert '<a href="/sekretariat/' in client.get(path).content.decode()


# --- forums and lines -------------------------------------------------------------------------


def test_a_forum_is_made_and_opened_to_the_public(desk):
    data = {"name": "Faggruppe støy", "short_name": "Støy", "kind": "expert", "level": 4}
    data |= {"position": 0, "start": str(today())}
    desk.post(reverse("forum_new"), data)
    desk.post(reverse("edit_forum", args=["stoy"]), {**data, "is_public": "on"})
    assert Forum.objects.get(slug="stoy").is_public


def test_a_mandate_has_one_owner(desk, forum):
    url = reverse("edit_lines", args=[forum.slug])
    data = {"what": "owner", "other": make_forum("AKG").pk, "start": str(today())}
    assert desk.post(url, data).status_code == 302
    assert "Denne linjen finnes alt." in desk.post(url, data).content.decode()
    other = {**data, "other": make_forum().pk}
    assert "AKG eier alt mandatet" in desk.post(url, other).content.decode()
    line = ForumLine.objects.get()
    assert (line.from_forum.name, line.to_forum) == ("AKG", forum)


def test_a_forum_that_ends_takes_its_seats_and_roles_with_it(desk, forum):
    member = make_member(forum)
    data = {"end": str(today() - timedelta(days=1)), "why": "Lagt ned"}
    assert desk.post(reverse("forum_end", args=[forum.slug]), data).status_code == 302
    assert not is_representative(fresh(member))
    assert Seat.objects.get(forum=forum).end == today() - timedelta(days=1)


def test_a_forum_with_meetings_ahead_does_not_end(forum, by):
    make_meeting(forum)
    with pytest.raises(Refused, match="Avlys dem først"):
        organisation.end_forum(forum, end=today(), by=by, why="Lagt ned")


def test_a_forum_with_living_cases_does_not_end(forum, by):
    make_case(forum)
    with pytest.raises(Refused, match="1 sak"):
        organisation.end_forum(forum, end=today(), by=by, why="Lagt ned")


# --- seats and roles --------------------------------------------------------------------------


def test_a_second_press_opens_no_second_seat(desk, forum):
    url = reverse("seat_open", args=[forum.slug])
    data = {"party": make_party().pk, "start": str(today()), "places": 0}
    assert desk.post(url, data).status_code == 302
    assert "endret siden du åpnet siden" in desk.post(url, data).content.decode()
    assert Seat.objects.filter(forum=forum).count() == 1


def test_appointing_gives_the_rights_at_once(desk, forum):
    party = make_party()
    person, seat = make_user(party=party), make_seat(forum, party)
    data = {"user": person.pk, "role": "member", "start": str(today())}
    url = reverse("seat_appoint", args=[seat.pk])
    assert desk.post(url, data).status_code == 302
    assert "Avslutt det først" in desk.post(url, data).content.decode()
    assert is_representative(fresh(person))
    assert Membership.objects.filter(seat=seat).count() == 1


def test_only_the_partys_own_people_can_be_chosen(desk, forum):
    seat = make_seat(forum, make_party())
    data = {"user": make_user(party=make_party()).pk, "role": "member", "start": str(today())}
    assert desk.post(reverse("seat_appoint", args=[seat.pk]), data).status_code == 200
    assert not Membership.objects.filter(seat=seat).exists()


def test_a_role_without_a_seat_is_given_and_ended(desk, forum):
    person = make_user(party=make_party())
    data = {"user": person.pk, "role": "observer", "start": str(today()), "for_party": "on"}
    desk.post(reverse("role_add", args=[forum.slug]), data)
    row = person.memberships.get()
    assert (row.role, row.party) == (Role.OBSERVER, person.affiliations.get().party)
    url = reverse("role_end", args=[row.pk])
    assert "Feltet er påkrevet" in desk.post(url, {"end": str(today())}).content.decode()
    assert desk.post(url, {"end": str(today()), "why": "Ferdig"}).status_code == 302
    assert "sluttet alt" in desk.post(url, {"end": str(today()), "why": "x"}).content.decode()


def test_closing_a_seat_sends_out_those_who_sit_there(desk, forum):
    row = make_member(forum).memberships.get()
    url = reverse("seat_close", args=[row.seat_id])
    data = {"end": str(today()), "why": "Nytt mandat"}
    assert desk.post(url, data).status_code == 302
    assert "lukket alt" in desk.post(url, data).content.decode()
    row.refresh_from_db()
    assert row.end == today()


# --- mandates ---------------------------------------------------------------------------------


def test_a_mandate_goes_from_draft_to_force_in_the_pages(desk, forum):
    make_mandate(forum, Act.PREPARE)
    for _click in range(2):
        desk.post(reverse("mandate_new", args=[forum.slug]))
    draft = Mandate.objects.get(forum=forum, status="draft")
    desk.post(reverse("clause_new", args=[draft.pk]), {"number": "2", "text": "Konkluderer."})
    clause = draft.clauses.get(number="2")
    desk.post(reverse("rule_add", args=[clause.pk]), {"kind": "meets_every", "value": 30})
    desk.post(reverse("competence_edit", args=[draft.pk]), {"conclude": clause.pk})
    data = {"status": "adopted", "adopted_by": forum.pk}
    data |= {"adopted_on": str(today()), "start": str(today())}
    response = desk.post(reverse("mandate_put_in_force", args=[draft.pk]), data)
    assert response.url == reverse("mandate", args=[forum.slug, 2])
    assert [row.act for row in draft.competences.all()] == ["conclude"]
    assert desk.get(reverse("edit_mandate", args=[draft.pk])).status_code == 404


def test_clauses_and_rules_are_taken_out_with_a_button(desk, forum):
    make_mandate(forum)
    desk.post(reverse("mandate_new", args=[forum.slug]))
    clause = Mandate.objects.get(forum=forum, status="draft").clauses.get()
    desk.post(reverse("rule_add", args=[clause.pk]), {"kind": "meets_every", "value": 30})
    assert desk.get(reverse("rule_remove", args=[clause.rules.get().pk])).status_code == 405
    desk.post(reverse("rule_remove", args=[clause.rules.get().pk]))
    assert not clause.rules.exists()
    desk.post(reverse("clause_remove", args=[clause.pk]))
    assert desk.post(reverse("clause_remove", args=[clause.pk])).status_code == 404
