"""The yearly wheel's page, and the registers it is kept in."""

from datetime import date, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from forums.models import ClosedPeriod, Forum, User, YearlyProcess
from tests.factories import OSLO, make_forum, make_meeting, make_member, make_secretary, make_user

pytestmark = pytest.mark.django_db
WHEEL = reverse("yearly_wheel")
FACTS = {"from_day": "1", "from_month": "6", "to_day": "15", "to_month": "9", "what": "Tall"}
PERIOD = {"name": "Ferie", "start": "2024-07-01", "end": "2024-07-31", "repeats": "dates"}


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


def process(forum: Forum, name: str = "Budsjett") -> YearlyProcess:
    facts = {"from_day": 1, "from_month": 6, "to_day": 15, "to_month": 9}
    return YearlyProcess.objects.create(name=name, forum=forum, **facts)


# --- the wheel ----------------------------------------------------------------------------------


def test_the_picture_has_a_title_and_words_and_a_list_that_says_the_same(client, forum):
    process(forum)
    meeting = make_meeting(forum, date(2026, 12, 4))
    text = as_(client, make_member(forum)).get(WHEEL).text
    assert '<title id="hjul-tittel">Årshjul 2026</title>' in text
    assert 'role="img" aria-labelledby="hjul-tittel hjul-tekst"' in text
    assert "1. Budsjett, AU: 1. juni – 15. september" in text  # in the picture
    assert "<strong>1. Budsjett</strong>" in text  # in the list
    assert f'href="{meeting.get_absolute_url()}"' in text


def test_today_is_marked_this_year_and_not_the_next(client, forum):
    client = as_(client, make_member(forum))
    assert "i dag, 23. november" in client.get(WHEEL).text
    assert "i dag, 23. november" not in client.get(WHEEL, {"aar": 2027}).text


def test_the_years_lead_to_each_other_with_the_filter_kept(client, forum):
    text = as_(client, make_member(forum)).get(WHEEL, {"forum": forum.slug, "aar": 2027}).text
    assert f"?forum={forum.slug}&amp;aar=2026" in text
    assert f"?forum={forum.slug}&amp;aar=2028" in text
    assert '<input type="hidden" name="aar" value="2027">' in text


def test_it_is_filtered_by_forum_and_by_my_forums(client, forum):
    process(forum)
    process(make_forum("AKG"), "Drøfting")
    client = as_(client, make_member(forum))
    assert "Drøfting" in client.get(WHEEL).text
    for asked in (forum.slug, "mine"):
        text = client.get(WHEEL, {"forum": asked}).text
        assert "Budsjett" in text
        assert "Drøfting" not in text


def test_one_who_sits_nowhere_is_told_so(client, forum):
    process(forum)
    text = as_(client, make_user(is_superuser=True)).get(WHEEL, {"forum": "mine"}).text
    assert "Du har ingen forum i årshjulet." in text


def test_the_page_does_not_grow_in_queries(client, forum, django_assert_max_num_queries):
    client = as_(client, make_member(forum))
    for n in range(8):
        process(make_forum(), f"Prosess {n}")
        make_meeting(make_forum(), date(2026, 12, 1 + n))
    with django_assert_max_num_queries(9):
        client.get(WHEEL)


def test_one_without_a_role_gets_nothing(client, forum):
    assert as_(client, make_user()).get(WHEEL).status_code == 403


# --- the registers ------------------------------------------------------------------------------


def test_a_process_is_made_changed_and_taken_out(client, forum):
    client = as_(client, make_secretary())
    client.post(reverse("process_new"), {**FACTS, "name": "Budsjett", "forum": forum.pk})
    row = YearlyProcess.objects.get()
    edit = reverse("process_edit", args=[row.pk])
    assert "1. juni – 15. september" in client.get(reverse("edit_processes")).text
    seen = str(client.get(edit).context["form"]["seen"].value())
    changed = {**FACTS, "name": "Årsbudsjett", "forum": forum.pk, "seen": seen}
    client.post(edit, changed)
    conflict = client.post(edit, {**changed, "name": "Budsjettet"})
    assert "Dette ble endret mens du skrev" in conflict.text
    client.post(reverse("process_remove", args=[row.pk]), {"why": "Gjøres ikke mer"})
    assert not YearlyProcess.objects.exists()


def test_a_day_that_the_month_has_not_is_told_beside_it(client, forum):
    data = {**FACTS, "name": "Budsjett", "forum": forum.pk, "from_day": "31"}
    text = as_(client, make_secretary()).post(reverse("process_new"), data).text
    assert "Måneden har ikke så mange dager." in text
    assert "Tall" in text


def test_a_period_is_made_changed_and_taken_out(client):
    client = as_(client, make_secretary())
    client.post(reverse("closed_new"), PERIOD)
    row = ClosedPeriod.objects.get()
    text = client.get(reverse("edit_closed")).text
    assert "1. juli 2026 – 31. juli 2026" in text and "1. juli 2027 – 31. juli 2027" in text
    edit = reverse("closed_edit", args=[row.pk])
    seen = str(client.get(edit).context["form"]["seen"].value())
    client.post(edit, {**PERIOD, "name": "Sommer", "seen": seen})
    client.post(reverse("closed_remove", args=[row.pk]), {"why": "Alle er her"})
    assert list(ClosedPeriod.history.values_list("name", flat=True)) == [
        "Sommer",
        "Sommer",
        "Ferie",
    ]


def test_a_period_that_ends_before_it_begins_is_refused(client):
    client = as_(client, make_secretary())
    text = client.post(reverse("closed_new"), {**PERIOD, "end": "2024-06-30"}).text
    assert "Siste dag kan ikke være før første dag." in text


@pytest.mark.parametrize("name", ["edit_processes", "edit_closed"])
def test_the_registers_do_not_grow_in_queries(client, forum, name, django_assert_max_num_queries):
    for n in range(6):
        process(make_forum(), f"Prosess {n}")
        ClosedPeriod.objects.create(name="Stengt", start="2027-01-01", end="2027-01-02")
    client = as_(client, make_secretary())
    with django_assert_max_num_queries(7):
        client.get(reverse(name))


def test_the_secretariats_page_leads_to_them(client):
    text = as_(client, make_secretary()).get(reverse("secretariat")).text
    for name in ("year_plans", "edit_processes", "edit_closed"):
        assert f'href="{reverse(name)}"' in text
