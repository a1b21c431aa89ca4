"""A list keeps its filters in the address, so that a view can be sent to a colleague."""

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from tests.factories import make_forum, make_member


def show(source: str, address: str, **values) -> str:
    request = RequestFactory().get(address)
    return Template(source).render(Context({"request": request, **values}))


def test_one_filter_is_changed_and_the_others_are_kept():
    shown = show('{% query status="open" %}', "/saker/?forum=3&status=draft")
    assert shown == "?forum=3&amp;status=open"


def test_an_empty_value_takes_the_filter_away():
    assert show('{% query forum="" %}', "/saker/?forum=3&q=bru") == "?q=bru"


def test_a_form_carries_the_filters_it_does_not_show():
    shown = show('{% keep_query "q" %}', "/saker/?forum=3&forum=4&q=bru")
    assert shown.count('name="forum"') == 2
    assert 'name="q"' not in shown


def test_what_someone_wrote_in_the_address_is_escaped():
    assert "<b>" not in show("{% keep_query %}", "/saker/?q=<b>")


def test_the_pager_leads_on_with_the_filters():
    page = Paginator(range(30), 10).page(2)
    shown = show("{% pager page %}", "/saker/?forum=3&side=2", page=page)
    assert "?forum=3&amp;side=3" in shown
    assert "Side 2 av 3" in shown


def test_one_page_needs_no_pager():
    page = Paginator(range(3), 10).page(1)
    assert "<nav" not in show("{% pager page %}", "/saker/", page=page)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/saker/", "/bestillinger/", "/oppfolging/", "/moter/", "/sok/"])
def test_what_was_not_chosen_leaves_the_address(client, path):
    client.force_login(make_member(make_forum()))
    answer = client.get(f"{path}?q=&forum=&person=7")
    assert answer.headers["Location"] == f"{path}?person=7"
    assert client.get(f"{path}?q=").headers["Location"] == path


@pytest.mark.django_db
def test_what_comes_while_one_writes_tells_the_address_without_a_detour(client):
    client.force_login(make_member(make_forum()))
    answer = client.get("/sok/?q=bru&forum=", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.headers["HX-Replace-Url"] == "/sok/?q=bru"
