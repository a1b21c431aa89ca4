"""Who changed what, when and why: for every object, to those who may see it, in words."""

from datetime import date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.apps import apps
from django.urls import reverse

from forums import history_log
from forums.changes import report_change
from forums.clock import today
from forums.history import delete_by, save_by
from forums.models import (
    Act,
    Competence,
    ForumLine,
    GlossaryTerm,
    LineKind,
    MandateRule,
    MandateStatus,
    Membership,
    Role,
    User,
)
from forums.seats import appoint, end_membership
from tests.factories import (
    LONG_AGO,
    OSLO,
    fresh,
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


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum():
    return make_forum("Arbeidsutvalget", short_name="AU")


@pytest.fixture
def member(forum):
    return make_member(forum, make_party("Alver kommune"))


@pytest.fixture
def secretary():
    return make_secretary("Sivert Sekretær")


@pytest.fixture
def read(client):
    def get(obj, user, status=200, **query) -> str:
        client.force_login(user)
        response = client.get(history_log.address_of(obj), query)
        assert response.status_code == status
        return " ".join(response.text.split())

    return get


def test_every_model_that_keeps_history_has_it_read_somewhere():
    told = {kind.model for kind in history_log.kinds()}
    told |= {part.model for kind in history_log.kinds() for part in kind.parts}
    silent = [
        model.__name__
        for model in apps.get_models()
        if model._meta.app_label in {"forums", "cases"}
        and hasattr(model, "history")
        and not model.__name__.startswith("Historical")
        and model not in told
    ]
    assert silent == []


def test_it_says_who_when_why_and_what_before_and_after(read, member, secretary, november):
    party = member.affiliations.get().party
    party.website = "https://alver.kommune.no"
    november.move_to(datetime(2026, 11, 24, 9, 5, tzinfo=OSLO))
    save_by(party, by=secretary, why="Ny nettside", fields=["website"])
    html = read(party, member)
    assert "Part endret" in html
    assert "Sivert Sekretær" in html
    assert "24. november 2026 kl. 09.05" in html
    assert "Begrunnelse: Ny nettside" in html
    assert "<dt>Nettsted</dt>" in html
    assert '<span class="quiet">tomt</span>' in html
    assert "<strong>https://alver.kommune.no</strong>" in html


def test_choices_yes_and_no_dates_and_people_are_words(read, forum, member, secretary):
    party = member.affiliations.get().party
    party.is_surrounding, party.kind, party.end = True, "county", date(2030, 6, 30)
    save_by(party, by=secretary)
    html = read(party, member)
    assert '<span class="quiet">nei</span>' in html
    assert "<strong>ja</strong>" in html
    assert '<span class="quiet">kommune</span>' in html
    assert "<strong>fylkeskommune</strong>" in html
    assert "<strong>30. juni 2030</strong>" in html


def test_a_long_text_has_its_words_marked(read, member, secretary, forum):
    forum.purpose = "Forbereder saker for koordineringsgruppen og følger opp det som er vedtatt."
    save_by(forum, by=secretary)
    forum.purpose = forum.purpose.replace("følger opp", "passer på")
    save_by(forum, by=secretary)
    html = read(forum, member)
    assert '<del><span class="mark">[–</span>følger opp<span class="mark">–]</span></del>' in html
    assert '<ins><span class="mark">[+</span>passer på<span class="mark">+]</span></ins>' in html


def test_what_the_system_did_is_the_systems(read, member):
    assert "Systemet" in read(member.affiliations.get().party, member)


def test_the_newest_stands_first_and_the_page_is_turned(read, member, secretary, november):
    party = member.affiliations.get().party
    for n in range(30):
        november.shift(60)
        party.website = f"https://eksempel.no/{n}"
        save_by(party, by=secretary)
    html = read(party, member)
    assert html.index("no/29</strong>") < html.index("no/28</strong>")
    assert "no/3</strong>" not in html
    assert "no/3</strong>" in read(party, member, side=2)


def test_a_mandate_tells_of_its_clauses_competences_and_rules(read, forum, member, secretary):
    mandate = make_mandate(forum, Act.PREPARE)
    clause = mandate.clauses.get()
    clause.heading = "Ansvar"
    save_by(clause, by=secretary)
    rule = MandateRule(clause=clause, kind="meets_every", value=30)
    save_by(rule, by=secretary)
    delete_by(rule, by=secretary, why="Skrevet feil")
    html = read(mandate, member)
    assert "Punkt i mandatet endret: 1 Ansvar" in html
    assert "Kompetanse lagt inn: forberede" in html
    assert "Målbar regel slettet: møtes minst hver så mange dager: 30" in html


def test_a_draft_is_the_secretariats_also_when_it_no_longer_is_one(
    read, forum, member, secretary, november
):
    mandate = make_mandate(forum, status=MandateStatus.DRAFT)
    clause = mandate.clauses.get()
    clause.text = "Hemmelig første forslag"
    save_by(clause, by=secretary)
    read(mandate, member, 404)
    november.shift(60)
    mandate.status = MandateStatus.PRELIMINARY
    save_by(mandate, by=secretary)
    november.shift(60)
    clause.text = "Det som ble sagt høyt"
    save_by(clause, by=secretary)
    html = read(mandate, member)
    assert "Hemmelig første forslag" not in html
    assert "Det som ble sagt høyt" in html
    assert "vises ikke for deg" in html
    assert "Hemmelig første forslag" in read(mandate, secretary)


def test_a_forum_tells_who_came_and_who_left(read, forum, member, secretary):
    seat = make_seat(forum, member.affiliations.get().party)
    user = make_user("Sigrid Nysgjerrig", party=seat.party)
    row = appoint(user, seat=seat, role=Role.MEMBER, start=today(), by=secretary)
    end_membership(row, end=today(), by=secretary, why="Sa opp")
    html = read(forum, member)
    assert "Medlemskap lagt inn: Sigrid Nysgjerrig – medlem – AU" in html
    assert "Medlemskap endret: Sigrid Nysgjerrig – medlem – AU" in html
    assert "Begrunnelse: Sa opp" in html


def test_password_and_sign_ins_are_never_told(read, client, member, secretary):
    member.set_password("et helt nytt passord")
    save_by(member, by=member, why="Tok i bruk invitasjonen", fields=["password"])
    before = member.history.count()
    client.logout()
    sign_in = {"login": member.email, "password": "et helt nytt passord"}
    client.post(reverse("account_login"), sign_in)
    assert fresh(member).last_login is not None
    assert member.history.count() == before
    html = read(member, secretary)
    assert "Tok i bruk invitasjonen" in html
    assert "asswor" not in html.lower()
    assert fresh(member).password not in html


def test_a_secret_is_left_out_even_where_the_history_keeps_it():
    kept = SimpleNamespace(tracked_fields=User._meta.fields)
    fields = history_log.fields_of(SimpleNamespace(history=SimpleNamespace(model=kept)))
    assert "email" in fields
    assert not {"password", "last_login"} & set(fields)


def test_how_to_reach_a_person_is_for_the_secretariat_and_the_person(read, member, secretary):
    member.phone = "55 55 55 55"
    save_by(member, by=secretary)
    other = make_member(make_forum())
    assert "55 55 55 55" not in read(member, other)
    assert member.email not in read(member, other)
    assert "55 55 55 55" in read(member, secretary)
    assert "55 55 55 55" in read(member, member)


def test_a_message_from_a_party_is_the_partys(read, forum, member):
    seat = make_seat(forum, make_party("Askøy kommune"))
    contact = make_contact(seat.party)
    change = report_change(
        seat, by=contact, role=Role.MEMBER, start=today(), new_name="Ny", new_email="ny@e.no"
    )
    read(change, member, 404)
    assert "ny@e.no" in read(change, contact)


def test_a_word_taken_out_is_told_to_the_secretariat_only(read, member, secretary):
    term = GlossaryTerm(term="AU", explanation="Arbeidsutvalget")
    save_by(term, by=secretary)
    kept = GlossaryTerm.objects.get(pk=term.pk)
    delete_by(term, by=secretary, why="Brukes ikke")
    read(kept, member, 404)
    assert "Ord slettet" in read(kept, secretary)


def test_a_save_that_changes_nothing_is_no_news(client, member, secretary):
    party = member.affiliations.get().party
    client.force_login(secretary)
    before = client.get(history_log.address_of(party)).context["total"]
    save_by(party, by=secretary)
    assert client.get(history_log.address_of(party)).context["total"] == before


@pytest.mark.parametrize(
    "path",
    [
        "/historikk/forums/party/999999/",
        "/historikk/forums/invitation/1/",
        "/historikk/auth/group/1/",
        "/historikk/forums/../1/",
    ],
)
def test_what_is_not_there_or_not_told_is_not_found(client, secretary, path):
    client.force_login(secretary)
    assert client.get(path).status_code == 404


def test_one_without_a_role_reads_nothing(read, member):
    read(member.affiliations.get().party, make_user(), 403)


def fill(forum, party, mandate, meeting, by):
    for _n in range(3):
        seat = make_seat(forum, party)
        user = make_user(party=party)
        row = appoint(user, seat=seat, role=Role.MEMBER, start=today(), by=by)
        end_membership(row, end=today(), by=by, why="Slutter")
        line = {"from_forum": forum, "to_forum": make_forum(), "kind": LineKind.OWNS}
        ForumLine.objects.create(start=LONG_AGO, **line)
        Membership.objects.create(
            user=user, forum=make_forum(), role=Role.OBSERVER, start=LONG_AGO, party=make_party()
        )
        meeting.place += "x"
        save_by(meeting, by=make_secretary())
    Competence.objects.filter(mandate=mandate).update(scope="")


def test_no_page_needs_many_queries_and_none_grows(
    client, forum, member, secretary, django_assert_max_num_queries
):
    party = member.affiliations.get().party
    mandate, meeting = make_mandate(forum, Act.PREPARE, Act.CONCLUDE), make_meeting(forum)
    client.force_login(member)
    fill(forum, party, mandate, meeting, secretary)
    for obj in (forum, party, member, mandate, meeting, party.seats.first()):
        path = history_log.address_of(obj)
        with django_assert_max_num_queries(15) as before:
            client.get(path)
        few = len(before)
        fill(forum, party, mandate, meeting, secretary)
        with django_assert_max_num_queries(few):
            client.get(path)


def test_everyone_who_reads_the_page_is_led_to_its_history(client, forum, member):
    client.force_login(member)
    party = forum.seats.get(memberships__user=member).party
    for obj, path in ((forum, forum.get_absolute_url()), (party, f"/parter/{party.slug}/")):
        assert history_log.address_of(obj) in client.get(path).text
    assert history_log.address_of(member) in client.get(f"/personer/{member.pk}/").text
