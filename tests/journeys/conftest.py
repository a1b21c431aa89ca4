"""Real Chromium for the journeys: the system's own, driven by Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from threading import RLock
from typing import Any

# Playwright runs an event loop in this thread; Django would refuse the test's own queries.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest
import time_machine
from axe_playwright_python.base import AXE_SCRIPT
from django.conf import settings as django_settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from forums.models import User
from tests.databases import Kept
from tests.demo import DEMO, Shelf
from tests.journeys.people import MIDDAY, Person

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]

Visit = Callable[..., Page]
Axe = Callable[[Page], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        pytest.skip(
            "CHROMIUM IS MISSING, so no page was looked at in a browser. "
            "Install it (apt-get install chromium) or say where it is: CHROMIUM=/path make test"
        )
    expect.set_options(timeout=20_000)  # a busy machine is slow, not wrong
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Visit]:
    """Opens an address as a person: ``visit("/saker/", user, language="nn", width=390)``."""
    contexts = []

    def open_page(
        path: str = "", user: User | None = None, *, language: str = "nb", width: int = 1280
    ) -> Page:
        context = browser.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, locale=language
        )
        contexts.append(context)
        cookies = {django_settings.LANGUAGE_COOKIE_NAME: language}
        if user is not None:
            User.objects.filter(pk=user.pk).update(language=language)
            cookies[django_settings.SESSION_COOKIE_NAME] = session_of(user)
        context.add_cookies(
            [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
        )
        page = context.new_page()
        if path:
            page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def session_of(user: User) -> str:
    """A signed-in session, made without the sign-in page."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies[django_settings.SESSION_COOKIE_NAME].value


@pytest.fixture(scope="session")
def axe() -> Axe:
    """Lists what breaks WCAG 2.0 and 2.1, A and AA, on the page as it stands."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}

    def run(page: Page) -> list[str]:
        if not page.evaluate("typeof window.axe === 'object'"):
            page.evaluate(AXE_SCRIPT)
        found = page.evaluate("options => axe.run(options)", options)
        return [
            f"{rule['id']}: {node['html'][:160]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return run


@pytest.fixture
def demo(transactional_db, kept_databases: Kept, shelf: Shelf, settings) -> None:
    """The organisation and the cases that ``make run`` shows, as another process sees them."""
    settings.MEDIA_ROOT = shelf.files
    if connection.vendor != "sqlite":
        call_command("demo", verbosity=0)
        return
    with kept_databases.alone():
        shelf.fill(kept_databases)
        kept_databases.put_in_place(DEMO)


@pytest.fixture
def language() -> str:
    return "nb"


@pytest.fixture
def at_screen(visit: Visit, demo: None, language: str) -> Iterator[Callable[..., Person]]:
    """``at_screen("au-medlem")`` is that person of the demo, signed in, at midday."""

    def sit_down(who: str | User, *, width: int = 1280) -> Person:
        user = who if isinstance(who, User) else User.objects.get(email=f"{who}@eksempel.no")
        return Person(visit("/", user, language=language, width=width), language, user)

    with time_machine.travel(MIDDAY, tick=True):
        yield sit_down


@pytest.fixture(autouse=True)
def one_request_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite's SQLite lives in one connection: two requests would end each other's savepoints.

    A page that tells it was looked at, while somebody else saves, is enough.
    """
    if connection.vendor != "sqlite":
        return
    alone, handle = RLock(), WSGIHandler.__call__

    def call(self: WSGIHandler, *request: Any) -> Any:
        with alone:
            return handle(self, *request)

    monkeypatch.setattr(WSGIHandler, "__call__", call)


@pytest.fixture(autouse=True)
def history_ends_with_the_test(transactional_db) -> Iterator[None]:
    """A journey is emptied row by row on SQLite, which our append-only tables rightly refuse."""
    yield
    if connection.vendor != "sqlite":
        return  # PostgreSQL truncates
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_notice")  # what points at the events goes with them
        cursor.execute(
            "SELECT name, tbl_name, sql FROM sqlite_master"
            " WHERE type = 'trigger' AND name LIKE '%_append_only_delete'"
        )
        for name, table, again in cursor.fetchall():
            cursor.execute(f'DROP TRIGGER "{name}"')
            cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608 our own table
            cursor.execute(again)
