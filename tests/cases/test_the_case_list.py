"""Filters and order in the address, a person's own views, and the list as Excel."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cases.case_filters import ordered
from cases.models import Case, Follower, SavedView, Treatment
from cases.paging import WaitingPages
from cases.routing import ask_for_treatment
from forums.clock import now, standing_at
from forums.models import User
from tests.cases.conftest import World, draft, opened, signed_in
from tests.factories import make_forum, make_member, make_party, make_user

LIST = "/saker/"


def titles(user: User, query: str) -> list[str]:
    response = signed_in(user).get(f"{LIST}?{query}")
    assert response.status_code == 200
    return [case.title for case in response.context["page"].object_list]


@pytest.fixture
def two(world: World) -> tuple[Case, Case]:
    """An old case that waits in the expert group, and one from today with another officer."""
    with standing_at(now() - timedelta(days=50)):
        old = opened(world, title="Den gamle")
    new = opened(world, title="Den nye", officer=world.expert_member, owner=make_party("Askøy"))
    return old, new


def test_waited_longer_than_counts_the_oldest_open_treatment(world: World, two) -> None:
    assert titles(world.steering_member, "waited=49") == ["Den gamle"]
    assert titles(world.steering_member, "waited=51") == []


def test_a_whole_number_is_that_case_alone(world: World) -> None:
    case = opened(world, title="Bybane")
    opened(world, title="Bru", summary=f"Henger sammen med {case.number}.")
    assert titles(world.steering_member, f"q={case.number}") == ["Bybane"]
    assert titles(world.steering_member, f"q=Sak {case.number}") == ["Bybane"]


def test_a_number_without_its_year_is_also_a_word(world: World) -> None:
    case = opened(world, title="Bybane")
    opened(world, title="Bru", summary=f"Trinn {case.sequence} av to.")
    assert sorted(titles(world.steering_member, f"q={case.sequence}")) == ["Bru", "Bybane"]


def test_the_officer_is_a_filter(world: World, two) -> None:
    assert titles(world.steering_member, f"officer={world.expert_member.pk}") == ["Den nye"]


def test_an_officer_of_drafts_only_is_not_among_the_choices(world: World) -> None:
    draft(world, officer=world.expert_member)
    html = signed_in(world.steering_member).get(LIST).content.decode()
    assert world.expert_member.name not in html


def test_my_cases_are_those_i_follow_or_prepare(world: World, two) -> None:
    Follower.objects.create(case=two[0], user=world.expert_member)
    assert titles(world.expert_member, "mine=folger") == ["Den gamle"]
    assert titles(world.expert_member, "mine=forbereder") == ["Den nye"]


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("sak", "Den gamle"),
        ("-sak", "Den nye"),
        ("tittel", "Den gamle"),
        ("-tittel", "Den nye"),
        ("eier", "Den nye"),
        ("-eier", "Den gamle"),
        ("ventet", "Den nye"),
        ("-ventet", "Den gamle"),
        ("forum", "Den nye"),
        ("status", "Den nye"),
        ("finnes-ikke", "Den nye"),
    ],
)
def test_the_address_orders_the_list(world: World, two, order: str, first: str) -> None:
    assert titles(world.steering_member, f"sortert={order}")[0] == first


@pytest.mark.parametrize("order", ["ventet", "-ventet"])
def test_the_pages_of_what_waits_are_the_whole_order_cut_in_pieces(
    world: World, order: str
) -> None:
    cases = [opened(world, title=f"Sak {n}") for n in range(7)]
    for n, case in enumerate(cases[:4]):
        case.treatments.update(asked_at=now() - timedelta(days=(5, 9, 5, 2)[n]))
    Treatment.objects.filter(case__in=cases[4:]).update(state="withdrawn")
    rows, longest_first = Case.objects.order_by("pk"), order == "-ventet"
    pages = WaitingPages(rows, 2, count=7, longest_first=longest_first)
    shown = [case for number in pages.page_range for case in pages.page(number).object_list]
    assert shown == list(ordered(rows, order))


def test_a_chip_takes_one_filter_away_and_keeps_the_others(world: World, two) -> None:
    query = f"forum={world.expert.slug}&waited=10&sortert=sak"
    html = signed_in(world.steering_member).get(f"{LIST}?{query}").content.decode()
    assert f'href="{LIST}?forum={world.expert.slug}&amp;sortert=sak"' in html
    assert "Har ventet lenger enn 10 dager" in html


def test_a_wrong_value_filters_nothing_and_is_no_error(world: World, two) -> None:
    wrong = "waited=-3&officer=x&mine=alt&status=rart&municipality=ingen"
    assert len(titles(world.steering_member, wrong)) == 2
    assert len(titles(world.steering_member, "waited=99999999999")) == 2


def rows_of(user: User, query: str = "") -> list[tuple[object, ...]]:
    response = signed_in(user).get(f"{LIST}excel/?{query}")
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Cache-Control"] == "private, no-store"
    book = load_workbook(BytesIO(response.content))
    return list(book.worksheets[0].iter_rows(min_row=2, values_only=True))


def test_the_file_has_the_rows_of_the_filters(world: World, two) -> None:
    assert [row[1] for row in rows_of(world.steering_member)] == ["Den nye", "Den gamle"]
    assert [row[1] for row in rows_of(world.steering_member, "waited=30")] == ["Den gamle"]


def test_the_file_never_has_what_one_may_not_see(world: World) -> None:
    draft(world, title="Hemmelig utkast")
    assert rows_of(world.steering_member) == []
    assert len(rows_of(world.secretary)) == 1


def test_a_title_is_never_a_formula(world: World) -> None:
    opened(world, title='=HYPERLINK("http://x","y")')
    assert str(rows_of(world.secretary)[0][1]).startswith("'=")


def test_the_file_asks_few_times_however_many_rows(
    world: World, django_assert_max_num_queries
) -> None:
    for n in range(12):
        ask_for_treatment(
            opened(world, title=f"Sak {n}"),
            world.committee,
            "advise",
            by=world.secretary,
            reason="Råd?",
        )
    client = signed_in(world.steering_member)
    with django_assert_max_num_queries(12):
        client.get(f"{LIST}excel/")


def save(user: User, name: str, query: str) -> str:
    data = {"name": name, "query": query}
    return signed_in(user).post(f"{LIST}visninger/ny/", data, follow=True).content.decode()


def test_a_view_is_saved_and_offered_on_the_list(world: World, two) -> None:
    html = save(world.expert_member, "Gamle saker", "waited=30&side=4&tull=1")
    assert "Visningen «Gamle saker» er lagret." in html
    assert SavedView.objects.get().query == "waited=30"
    assert f'href="{LIST}?waited=30"' in html


def test_two_clicks_save_one_view(world: World) -> None:
    save(world.expert_member, "Gamle", "waited=30")
    save(world.expert_member, "Gamle", "waited=30")
    assert SavedView.objects.count() == 1


def test_a_name_in_use_is_refused_in_words(world: World) -> None:
    save(world.expert_member, "Gamle", "waited=30")
    assert "Du har alt en visning med dette navnet." in save(
        world.expert_member, "Gamle", "waited=60"
    )
    assert "Gi visningen et navn." in save(world.expert_member, " ", "waited=60")
    assert "Velg minst ett filter" in save(world.expert_member, "Alt", "side=2")


def test_views_are_ones_own(world: World) -> None:
    save(world.expert_member, "Bare min", "waited=30")
    view = SavedView.objects.get()
    other = signed_in(world.steering_member)
    assert "Bare min" not in other.get(f"{LIST}visninger/").content.decode()
    url = reverse("saved_view_rename", args=[view.pk])
    assert other.post(url, {"name": "Stjålet"}).status_code == 404
    other.post(reverse("saved_view_delete", args=[view.pk]))
    assert SavedView.objects.get().name == "Bare min"


def test_a_view_is_renamed_and_deleted(world: World) -> None:
    save(world.expert_member, "Gamle", "waited=30")
    client, view = signed_in(world.expert_member), SavedView.objects.get()
    client.post(reverse("saved_view_rename", args=[view.pk]), {"name": "Ventet lenge"})
    assert SavedView.objects.get().name == "Ventet lenge"
    for _click in range(2):
        response = client.post(reverse("saved_view_delete", args=[view.pk]))
        assert response.status_code == 302
    assert not SavedView.objects.exists()


def test_a_refused_name_keeps_what_was_typed(world: World) -> None:
    save(world.expert_member, "Gamle", "waited=30")
    save(world.expert_member, "Nye", "status=draft")
    view = SavedView.objects.get(name="Nye")
    url = reverse("saved_view_rename", args=[view.pk])
    html = signed_in(world.expert_member).post(url, {"name": "Gamle"}).content.decode()
    assert "Du har alt en visning med dette navnet." in html
    assert SavedView.objects.filter(name="Nye").exists()


def test_the_door_is_closed_to_those_without_a_role(world: World) -> None:
    nobody = signed_in(make_user())
    for path in ("", "excel/", "visninger/"):
        assert nobody.get(f"{LIST}{path}").status_code == 403
    assert signed_in(make_member(make_forum())).get(f"{LIST}visninger/").status_code == 200


def test_the_list_leads_to_orders_and_follow_ups(world: World) -> None:
    html = signed_in(world.secretary).get(LIST).content.decode()
    assert 'href="/bestillinger/"' in html and 'href="/oppfolging/"' in html
