"""A list keeps its filters in the address, so that a view can be sent to a colleague."""

from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory


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
