"""The year plan as the secretary meets it: the rhythm, the proposals, and one press for all."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forums.models import Forum, ForumKind, MeetingRhythm, Role, User
from tests.factories import (
    OSLO,
    make_forum,
    make_meeting,
    make_member,
    make_rhythm,
    make_secretary,
    make_user,
)

pytestmark = pytest.mark.django_db
QUARTERLY = {"kind": "months", "months": "3,6,9,12"}
RULE = {"kind": "monthly", "nth": "2", "weekday": "1", "starts": "09:00", "minutes": "120"}


@pytest.fixture(autouse=True)
def november():  # type: ignore[no-untyped-def]
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=OSLO), tick=False) as clock:
        yield clock


@pytest.fixture
def forum(db: None) -> Forum:
    return make_forum("Arbeidsutvalget", short_name="AU")


def as_(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def page(forum: Forum, year: int = 2027) -> str:
    return f"{reverse('year_plan', args=[forum.slug])}?aar={year}"


def sent(response, **changes: str) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """What the form holds when it is sent as it stands, but for ``changes``."""
    form, found = response.context["form"], {}
    for bound in form:
        value = bound.value()
        if value not in (None, False, ""):
            found[bound.html_name] = value.isoformat() if isinstance(value, date) else str(value)
    return {**found, **changes}


def clashing(forum: Forum, day: date) -> None:
    """AKG meets at nine that day, and Kari is expected in both."""
    other, kari = make_forum("AKG"), make_user("Kari")
    make_member(forum, user=kari)
    make_member(other, user=kari)
    make_meeting(other, day)


# --- the list -----------------------------------------------------------------------------------


def test_the_list_shows_each_forums_rhythm_and_meetings(client: Client, forum: Forum):
    make_rhythm(forum)
    make_meeting(forum, date(2027, 3, 9))
    text = as_(client, make_secretary()).get(reverse("year_plans"), {"aar": 2027}).text
    assert "Andre tirsdag hver måned, kl. 09.00–11.00" in text
    assert f'href="{page(forum)}"' in text


def test_the_list_does_not_grow_in_queries(client, forum, django_assert_max_num_queries):
    client = as_(client, make_secretary())
    for _n in range(8):
        make_rhythm(make_forum())
    with django_assert_max_num_queries(10):
        client.get(reverse("year_plans"))


def test_one_who_runs_no_meetings_has_no_list(client: Client, forum: Forum):
    assert as_(client, make_member(forum)).get(reverse("year_plans")).status_code == 403


# --- the proposals ------------------------------------------------------------------------------


def test_a_day_that_is_moved_says_from_when_and_why(client: Client, forum: Forum):
    make_rhythm(forum, kind="months", months="5", nth=1, weekday=3)
    text = as_(client, make_secretary()).get(page(forum)).text
    assert "Flyttet fra torsdag 6. mai 2027 (Kristi himmelfartsdag)." in text


def test_a_clash_names_the_people_and_offers_a_day(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    clashing(forum, date(2027, 3, 9))
    text = as_(client, make_secretary()).get(page(forum)).text
    assert "Samtidig med AKG 1/27 kl. 09.00–11.00: Kari." in text
    assert "Bytt til onsdag 10. mars 2027" in text


def test_the_day_offered_is_taken_with_one_press_and_nothing_is_planned(client, forum):
    make_rhythm(forum, **QUARTERLY)
    clashing(forum, date(2027, 3, 9))
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum)), bytt="day-2027-03-09:2027-03-10")
    response = client.post(page(forum), data)
    assert 'value="2027-03-10"' in response.text
    assert "Samtidig med" not in response.text
    assert not forum.meetings.exists()


def test_one_press_plans_the_year(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    client = as_(client, make_secretary())
    response = client.post(page(forum), sent(client.get(page(forum))), follow=True)
    assert "4 møter i AU er planlagt." in response.text
    assert "Alle møtene er planlagt." in response.text


def test_a_day_is_changed_and_one_is_left_out(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum)), **{"day-2027-03-09": "2027-03-16"})
    del data["keep-2027-06-08"]
    client.post(page(forum), data)
    days = [row.starts_at.date() for row in forum.meetings.order_by("starts_at")]
    assert days == [date(2027, 3, 16), date(2027, 9, 14), date(2027, 12, 14)]


def test_a_clash_that_was_shown_does_not_stop_anyone(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    clashing(forum, date(2027, 3, 9))
    client = as_(client, make_secretary())
    client.post(page(forum), sent(client.get(page(forum))))
    assert forum.meetings.count() == 4


@pytest.mark.parametrize(("day", "words"), [("2027-03-11", "Kari"), ("2027-03-13", "Lørdag")])
def test_a_day_that_brings_a_new_warning_is_shown_once_first(client, forum, day, words):
    make_rhythm(forum, **QUARTERLY)
    clashing(forum, date(2027, 3, 11))
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum)), **{"day-2027-03-09": day})
    response = client.post(page(forum), data)
    assert words in response.text
    assert "Møtene er ikke planlagt ennå." in response.text
    assert not forum.meetings.exists()
    client.post(page(forum), sent(response))
    assert forum.meetings.count() == 4


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2028-03-09", "Velg en dag i 2027."),
        ("2027-06-08", "Denne dagen er valgt to ganger."),
        ("", "Skriv en dag."),
        ("tull", "Oppgi en gyldig dato."),
    ],
)
def test_a_wrong_day_is_told_beside_it_and_nothing_is_planned(client, forum, day, words):
    make_rhythm(forum, **QUARTERLY)
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum)), **{"day-2027-03-09": day})
    assert words in client.post(page(forum), data).text
    assert not forum.meetings.exists()


def test_a_day_that_is_past_is_refused(client: Client, forum: Forum):
    make_rhythm(forum, kind="months", months="12")
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum, 2026)), **{"day-2026-12-08": "2026-11-20"})
    assert "Dagen er passert." in client.post(page(forum, 2026), data).text


def test_with_every_tick_taken_away_nothing_is_planned(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    client = as_(client, make_secretary())
    data = {k: v for k, v in sent(client.get(page(forum))).items() if not k.startswith("keep")}
    assert "Kryss av for minst ett møte." in client.post(page(forum), data).text


def test_the_form_sent_twice_plans_once(client: Client, forum: Forum):
    make_rhythm(forum, **QUARTERLY)
    client = as_(client, make_secretary())
    data = sent(client.get(page(forum)))
    client.post(page(forum), data)
    assert client.post(page(forum), data).status_code == 200
    assert forum.meetings.count() == 4


def test_a_forum_without_a_rhythm_is_asked_for_one(client: Client, forum: Forum):
    text = as_(client, make_secretary()).get(page(forum)).text
    assert reverse("rhythm_edit", args=[forum.slug]) in text


def test_the_forum_that_comes_after_is_planned_first(client: Client, forum: Forum):
    steering = make_forum("Styringsgruppen")
    make_rhythm(forum, kind="before", before=steering, working_days=5, nth=None, weekday=None)
    text = as_(client, make_secretary()).get(page(forum)).text
    assert "Styringsgruppen har ingen møter å møtes før." in text
    assert page(steering) in text


def test_the_page_does_not_grow_in_queries(client, forum, django_assert_max_num_queries):
    make_rhythm(forum)
    for n in range(1, 9):
        clashing(forum, date(2027, n, 12)) if n == 1 else make_meeting(forum, date(2027, n, 12))
    client = as_(client, make_secretary())
    with django_assert_max_num_queries(14):
        client.get(page(forum))


def test_a_year_that_is_no_year_is_this_one(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    for asked in ("tull", "1", "99999", "²"):
        found = client.get(reverse("year_plan", args=[forum.slug]), {"aar": asked})
        assert found.context["years"].year == 2026


# --- who may ------------------------------------------------------------------------------------


def test_a_reader_may_not_and_an_outsider_finds_nothing(client: Client, forum: Forum):
    for name in ("year_plan", "rhythm_edit"):
        address = reverse(name, args=[forum.slug])
        assert as_(client, make_member(forum)).post(address).status_code == 403
        assert client.get(reverse(name, args=["finnes-ikke"])).status_code == 404
        assert as_(client, make_user()).get(address).status_code == 403


def test_the_leader_of_an_expert_group_plans_its_year(client: Client):
    group = make_forum("Sykkel", kind=ForumKind.EXPERT)
    make_rhythm(group, **QUARTERLY)
    client = as_(client, make_member(group, role=Role.LEADER))
    client.post(page(group), sent(client.get(page(group))))
    assert group.meetings.count() == 4


# --- the rhythm ---------------------------------------------------------------------------------


def rhythm_page(forum: Forum) -> str:
    return reverse("rhythm_edit", args=[forum.slug])


def test_a_rhythm_is_made_and_changed(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    assert client.post(rhythm_page(forum), RULE).url == reverse("year_plan", args=[forum.slug])
    months = {**RULE, "kind": "months", "months": ["3", "9"]}
    client.post(rhythm_page(forum), months)
    row = MeetingRhythm.objects.get()
    assert (row.kind, row.months) == ("months", "3,9")
    assert 'value="9"' in client.get(rhythm_page(forum)).text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"nth": ""}, "Velg hvilken i måneden."),
        ({"kind": "months"}, "Velg minst én måned."),
        ({"kind": "weeks"}, "Skriv hvor mange uker."),
        ({"kind": "weeks", "weeks": "2", "first_day": "2026-11-28"}, "mandag til fredag"),
        ({"kind": "before", "working_days": "5"}, "Velg forumet."),
        ({"starts": "23:30"}, "Møtet må slutte samme dag."),
        ({"minutes": "5"}, "15"),
    ],
)
def test_what_a_rhythm_lacks_is_told_beside_the_field(client, forum, values, words):
    client = as_(client, make_secretary())
    assert words in client.post(rhythm_page(forum), {**RULE, **values, "place": "Fløyen"}).text
    assert not MeetingRhythm.objects.exists()


def test_what_the_kind_does_not_need_is_emptied(client: Client, forum: Forum):
    client = as_(client, make_secretary())
    extra = {"weeks": "2", "first_day": "tull", "months": ["3"], "working_days": "5"}
    client.post(rhythm_page(forum), {**RULE, **extra})
    row = MeetingRhythm.objects.get()
    assert (row.weeks, row.first_day, row.months, row.working_days) == (None, None, "", None)


def test_two_who_change_one_rhythm_are_told(client: Client, forum: Forum):
    row = make_rhythm(forum)
    row.history.update(history_date=datetime(2026, 11, 1, tzinfo=OSLO))
    client = as_(client, make_secretary())
    seen = str(client.get(rhythm_page(forum)).context["form"]["seen"].value())
    client.post(rhythm_page(forum), {**RULE, "nth": "3", "seen": seen})
    response = client.post(rhythm_page(forum), {**RULE, "nth": "4", "seen": seen})
    assert "Dette ble endret mens du skrev" in response.text
    row.refresh_from_db()
    assert row.nth == 3
