"""The pages that show the organisation, today and on any day."""

from datetime import date, timedelta

import pytest

from forums.clock import today
from forums.models import (
    Act,
    ForumLine,
    LineKind,
    MandateReading,
    MandateStatus,
    Membership,
    PartyContact,
    PartyName,
    Role,
)
from tests.factories import (
    LONG_AGO,
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
def forum():
    forum = make_forum("Arbeidsutvalget", short_name="AU", level=2, purpose="Forbereder saker.")
    make_mandate(forum, Act.PREPARE, Act.CONCLUDE)
    return forum


@pytest.fixture
def member(forum):
    return make_member(forum, make_party("Bergen kommune"))


@pytest.fixture
def page(client, member):
    client.force_login(member)

    def get(path: str, status: int = 200) -> str:
        response = client.get(path)
        assert response.status_code == status
        return " ".join(response.content.decode().split())

    return get


def pages(forum, member) -> list[str]:
    return [
        "/organisasjon/",
        "/forum/",
        forum.get_absolute_url(),
        f"/forum/{forum.slug}/mandat/1/",
        "/parter/",
        f"/parter/{member.affiliations.get().party.slug}/",
        f"/personer/{member.pk}/",
        "/ny/",
        "/ordliste/",
    ]


def test_one_without_a_role_reads_none_of_them(client, forum, member):
    client.force_login(make_user())
    assert {client.get(path).status_code for path in pages(forum, member)} == {403}


def fill(forum, rows: int) -> None:
    """More of everything that a page has rows of."""
    for n in range(rows):
        party = make_party()
        make_member(forum, party)
        make_member(forum, party, Role.OBSERVER)
        make_seat(forum, party)
        other = make_forum()
        make_mandate(other, Act.PREPARE)
        ForumLine.objects.create(
            from_forum=forum, to_forum=other, kind=LineKind.OWNS, start=LONG_AGO
        )
        make_meeting(forum, today() + timedelta(days=n + 1))
        make_mandate(forum, status=MandateStatus.DRAFT)
        make_case(forum)


def test_no_page_needs_many_queries_and_none_grows(
    client, forum, member, django_assert_max_num_queries
):
    client.force_login(make_secretary())
    make_seat(forum, member.affiliations.get().party)
    fill(forum, 1)
    for path in pages(forum, member):
        with django_assert_max_num_queries(17) as before:
            client.get(path)
        few = len(before)
        fill(forum, 3)
        with django_assert_max_num_queries(few):
            client.get(path)


# --- a forum ------------------------------------------------------------------------------------


def test_the_forum_says_first_what_it_may_do_and_by_which_clause(page, forum):
    html = page(forum.get_absolute_url())
    assert html.index("kan forberede og konkludere (punkt 1 i") < html.index("Hvem som sitter her")


def test_the_sections_of_a_forum_stand_in_the_agreed_order(page, forum):
    html = page(forum.get_absolute_url())
    order = ["kan", "plasser", "mandat", "praksis", "moter", "saker"]
    places = [html.index(f'<section id="{name}">') for name in order]
    assert places == sorted(places)


def test_vacant_seats_and_parties_without_a_seat_are_marked(page, forum):
    make_seat(forum, make_party("Alver kommune"))
    make_party("Askøy kommune")
    html = page(forum.get_absolute_url())
    assert "2 plasser, holdt av 2 parter. 1 er ledig." in html
    assert html.index("Alver kommune") < html.index("Ledig plass")
    assert html.index("Askøy kommune") < html.index("Ikke representert")


def test_an_observer_stands_apart_and_is_not_counted(page, forum):
    make_member(forum, make_party("Alver kommune"), Role.OBSERVER)
    html = page(forum.get_absolute_url())
    assert "1 plass, holdt av 1 part." in html
    assert "I tillegg: 1 observatør, som ikke er medlemmer og ikke telles." in html


def test_a_draft_mandate_is_for_the_secretariat_only(page, client, forum):
    make_mandate(forum, status=MandateStatus.DRAFT, title="Hemmelig utkast")
    assert "Hemmelig utkast" not in page(forum.get_absolute_url())
    page(f"/forum/{forum.slug}/mandat/2/", 404)
    client.force_login(make_secretary())
    assert "Hemmelig utkast" in client.get(forum.get_absolute_url()).content.decode()


def test_reading_a_mandate_is_confirmed_with_a_button(page, client, forum, member):
    assert "0 av 1 har bekreftet." in page(forum.get_absolute_url())
    client.post(f"/forum/{forum.slug}/mandat/lest/")
    client.post(f"/forum/{forum.slug}/mandat/lest/")
    assert MandateReading.objects.filter(user=member).count() == 1
    assert "1 av 1 har bekreftet." in page(forum.get_absolute_url())


def test_a_case_the_reader_may_not_see_is_not_on_the_forums_page(page, client, forum):
    make_case(forum, title="Utkast som er hemmelig")
    assert "Utkast som er hemmelig" not in page(forum.get_absolute_url())
    client.force_login(make_secretary())
    assert "Utkast som er hemmelig" in client.get(forum.get_absolute_url()).content.decode()


def test_two_versions_stand_side_by_side_with_signs_as_well_as_colour(page, forum):
    forum.mandates.update(end=date(2024, 12, 31))
    clause = make_mandate(forum, start=date(2025, 1, 1)).clauses.get()
    clause.text = "Hva forumet vedtar."
    clause.save()
    html = page(f"/forum/{forum.slug}/mandat/forskjell/?fra=1&til=2")
    assert '<del><span class="mark">[–</span>gjør<span class="mark">–]</span></del>' in html
    assert '<ins><span class="mark">[+</span>vedtar' in html


# --- on a day -----------------------------------------------------------------------------------


def test_a_forum_is_shown_as_it_was(page, forum):
    gone = make_user("Halvard Gårsdagen")
    seat = make_seat(forum, make_party("Fylket"))
    Membership.objects.create(
        user=gone, forum=forum, party=seat.party, role=Role.MEMBER, seat=seat,
        start=LONG_AGO, end=date(2020, 12, 31),
    )  # fmt: skip
    assert "Halvard" not in page(forum.get_absolute_url())
    html = page(f"{forum.get_absolute_url()}?dato=2020-12-31")
    assert "Halvard Gårsdagen" in html
    assert "Slik var det 31. desember 2020." in html
    assert "Vis i dag" in html


def test_a_party_has_the_name_of_the_day(page, forum, member):
    party = member.affiliations.get().party
    PartyName.objects.create(
        party=party, name="Gamle Bergen", start=LONG_AGO, end=date(2020, 12, 31)
    )
    for path in ("/parter/", f"/parter/{party.slug}/", forum.get_absolute_url()):
        assert "Gamle Bergen" in page(f"{path}?dato=2020-12-31")
        assert "Gamle Bergen" not in page(path) or path == f"/parter/{party.slug}/"


def test_a_mandate_not_yet_in_force_gives_nothing_that_day(page, forum):
    html = page(f"{forum.get_absolute_url()}?dato=2018-12-31")
    assert "har ikke noe mandat som gjelder denne dagen" in html
    assert "Forumet fantes ikke denne dagen." in html


def test_a_day_to_come_says_that_it_is(page, forum):
    assert "Slik blir det 1. januar 2099" in page(f"{forum.get_absolute_url()}?dato=2099-01-01")


@pytest.mark.parametrize("asked", ["i går", "2026-02-30", "<script>", "99999-01-01"])
def test_what_is_no_date_is_said_and_today_is_shown(page, forum, asked):
    html = page(f"{forum.get_absolute_url()}?dato={asked}")
    assert "er ikke en dato" in html
    assert "<script>»" not in html


# --- parties, people, the newcomer --------------------------------------------------------------


def test_only_those_who_report_for_the_party_see_the_button(client, forum, member):
    party = member.affiliations.get().party
    client.force_login(member)
    assert "Meld endring" not in client.get(f"/parter/{party.slug}/").content.decode()


def test_a_person_who_left_keeps_the_past(page, forum):
    left = make_user("Torgrim Farvelsen")
    Membership.objects.create(
        user=left, forum=forum, role=Role.OBSERVER, start=LONG_AGO, end=date(2020, 1, 1)
    )
    html = page(f"/personer/{left.pk}/")
    assert html.index("Roller før") < html.index("1. januar 2019 – 1. januar 2020")
    assert "Har ingen roller denne dagen." in html


def test_the_newcomer_learns_the_role_the_competence_and_whom_to_ask(page, forum, member):
    PartyContact.objects.create(
        user=make_user("Magnhild Heiloft"), party=member.affiliations.get().party, start=LONG_AGO
    )
    make_secretary("Ingunn Samværsdal")
    html = page("/ny/")
    assert "Du er <strong>medlem</strong> for Bergen kommune" in html
    assert "kan forberede og konkludere" in html
    assert "Magnhild Heiloft" in html
    assert "Ingunn Samværsdal" in html
    assert "bekreft at du har lest det" in html


def test_an_observer_is_not_told_to_speak_for_the_party(client, forum):
    client.force_login(make_member(forum, make_party(), Role.OBSERVER))
    html = client.get("/ny/").content.decode()
    assert "telles ikke og stemmer ikke" in html
    assert "bekreft at du har lest det" not in html


def test_the_chart_has_a_link_for_each_forum_and_says_it_all_as_text(page, forum):
    other = make_forum("Koordineringsgruppen", short_name="KG", level=1)
    ForumLine.objects.create(from_forum=other, to_forum=forum, kind=LineKind.OWNS, start=LONG_AGO)
    html = page("/organisasjon/")
    assert html.count(f'href="{forum.get_absolute_url()}"') == 2
    assert "<desc" in html
    assert "Kan forberede og konkludere" in html
    assert "KG</a>" in html
