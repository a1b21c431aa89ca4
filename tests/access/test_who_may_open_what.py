"""Every address and kind of object, as every kind of person, against one table.

Reading and writing are both tried; what is written is rolled back. See expectations.py.
"""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from forums.models import User
from tests.access.addresses import SENDS, address, names
from tests.access.expectations import PAGES, rules
from tests.access.people import KINDS, make_people
from tests.access.things import Things, make_things
from tests.cases.conftest import World

pytestmark = pytest.mark.machine


@pytest.fixture
def things(world: World) -> Things:
    return make_things(world, make_people(world))


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who gets there is settled before the page is drawn; how it looks, other tests say."""
    monkeypatch.setattr("django.template.loader.render_to_string", lambda *args, **kwargs: "")
    monkeypatch.setattr("reporting.views.story.render_pdf", lambda *args, **kwargs: b"")


def client_for(user: User | None) -> Client:
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def answer(response: HttpResponse) -> str:
    """What the person got, in the table's words."""
    if response.streaming:
        response.close()
    if response.status_code in {301, 302}:
        to_sign_in = response["Location"].startswith(f"/{settings.LOGIN_URL}") or (
            "/konto/login/" in response["Location"]
        )
        return "in" if to_sign_in else "yes"
    return {403: "no", 404: "--"}.get(response.status_code, "yes")


def tried(client: Client, path: str, rule: str, sent: dict[str, str]) -> Iterator[tuple[str, str]]:
    """How the address answers to reading, and to writing where anything is written there."""
    for method, data in (("get", {}), ("post", sent)):
        with transaction.atomic():
            response = getattr(client, method)(path, data)
            transaction.set_rollback(True)
        if response.status_code == 405:
            continue
        yield method, answer(response)
        if rule.startswith("reads"):  # a page that is only read takes no writing
            return


def tries() -> list[tuple[str, str, str]]:
    """(address name, object, rule) for every row of the expectations."""
    return [
        (name, key, rule)
        for name, found in PAGES.items()
        for key, rule in (found.items() if isinstance(found, dict) else [("", found)])
    ]


def test_every_address_has_its_expectation() -> None:
    assert set(names()) - set(PAGES) == set()


def test_every_expectation_has_its_address() -> None:
    assert set(PAGES) - set(names()) == set()


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_person_gets_what_the_table_says(things: Things, kind: str) -> None:
    expected = rules()
    client = client_for(things.people[kind])
    wrong = [
        f"{method.upper()} {name} ({key}): {got}, not {expected[rule][kind]}"
        for name, key, rule in tries()
        for method, got in tried(client, address(name, things, key), rule, SENDS.get(name, {}))
        if got != expected[rule][kind]
    ]
    assert not wrong, "\n".join(wrong)
