"""A reader on a phone comes back to a case: what is new is marked, and read by looking at it."""

import pytest
from playwright.sync_api import Page

from cases.models import Notice, SavedView, Visit
from cases.routing import ask_for_treatment
from tests.cases.conftest import World, opened, world  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def ask(world: World, case) -> None:  # noqa: F811
    ask_for_treatment(case, world.committee, "advise", by=world.secretary, reason="Hva koster det?")


def look(page: Page, case) -> None:
    """Open the page and stay until its script has said that it was shown."""
    with page.expect_response(lambda answer: answer.url.endswith("/lest/")) as told:
        page.goto(case.get_absolute_url())
    assert told.value.status == 204


def test_looking_at_the_page_reads_it(visit, axe, world: World) -> None:  # noqa: F811
    case, reader = opened(world), world.expert_member
    page = visit("", reader, width=390)
    look(page, case)
    assert Visit.objects.get(user=reader).last_event == 2
    ask(world, case)
    look(page, case)
    assert page.get_by_role("heading", name="Nytt siden").is_visible()
    assert axe(page) == []
    page.get_by_role("button", name="Merk som lest").wait_for(state="hidden")
    assert not Notice.objects.filter(user=reader, read_at=None).exists()
    page.goto(case.get_absolute_url())
    assert page.get_by_role("heading", name="Nytt siden").count() == 0


def test_the_picture_leads_to_what_happened(visit, world: World) -> None:  # noqa: F811
    case = opened(world)
    ask(world, case)
    page = visit(case.get_absolute_url(), world.steering_member, width=390)
    assert not page.locator(".way-wide").first.is_visible()
    page.locator(".way-tall a").filter(has_text="bedt om").click()
    page.wait_for_url("**/historikk/#hendelse-3")
    assert page.locator("#hendelse-3").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_the_list_and_its_views_are_accessible(visit, axe, world: World, width) -> None:  # noqa: F811
    opened(world)
    SavedView.objects.create(user=world.secretary, name="Mine", query="mine=forbereder")
    for path in ("/saker/?mine=forbereder&sortert=ventet", "/saker/visninger/"):
        page = visit(path, world.secretary, width=width)
        assert axe(page) == []
