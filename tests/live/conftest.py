"""The same tests on the two ways to run: Redis and SMTP, and folders alone as ``make run`` has."""

import email
import email.policy
import os
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from urllib.parse import quote

import pytest
import redis
import requests
from django.db import connection

from tests.live.site import MailServer, Site

Letters = Callable[[], list[EmailMessage]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "live" in item.path.parts:
            item.add_marker(pytest.mark.live)


def database_url() -> str:
    """The test database, as another process must name it."""
    if connection.vendor != "postgresql":
        pytest.skip(
            "NO POSTGRESQL, so no live worker was tried: SQLite's test database lives in this "
            "process alone. Run make test, or set MILJOLOFTET_DATABASE_URL."
        )
    it = connection.settings_dict
    person = quote(it["USER"]) + (f":{quote(it['PASSWORD'])}" if it["PASSWORD"] else "")
    return f"postgres://{person}@{it['HOST']}:{it['PORT'] or 5432}/{it['NAME']}"


@pytest.fixture(scope="module")
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="module", params=["redis", "folders"])
def site(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup,
    django_db_blocker,
    mail_server: MailServer,
) -> Iterator[Site]:
    """A web server that answers; the tests start worker and beat."""
    environment = {"MILJOLOFTET_DATABASE_URL": database_url()}
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "redis":
        environment |= on_redis(mail_server)
    else:
        for name in ("broker", "broker-control"):
            (folder / name).mkdir()
    site = Site(folder, environment)
    site.start("web")
    try:
        site.eventually(lambda: answers(site), "An answer from the web server")
        yield site
    finally:
        site.stop()


@pytest.fixture
def worker(site: Site) -> None:
    """Runs from the first test that asks for it until the site, or a test, stops it."""
    site.start("worker")


def on_redis(mail_server: MailServer) -> dict[str, str]:
    url = os.environ.get("MILJOLOFTET_REDIS_URL", "")
    if not url:
        pytest.skip("NO REDIS, so no worker on Redis was tried. Set MILJOLOFTET_REDIS_URL.")
    with redis.Redis.from_url(url) as server:
        server.delete("celery", "unacked", "unacked_index")  # from a run that was cut short
    return {
        "MILJOLOFTET_REDIS_URL": url,
        "MILJOLOFTET_SMTP_HOST": "127.0.0.1",
        "MILJOLOFTET_SMTP_PORT": str(mail_server.port),
    }


def answers(site: Site) -> bool:
    try:
        return requests.get(f"{site.address}/readyz", timeout=5).ok
    except requests.RequestException:
        return False


@pytest.fixture
def letters(site: Site, mail_server: MailServer) -> Letters:
    """What has been mailed in this test, whichever way letters go."""
    folder = site.folder / "mail"
    before = set(folder.glob("*"))
    mail_server.letters.clear()

    def read() -> list[EmailMessage]:
        if "MILJOLOFTET_SMTP_HOST" in site.environment:
            return list(mail_server.letters)
        new = sorted(set(folder.glob("*")) - before)
        texts = [file.read_text().rpartition("-" * 79)[0] for file in new]
        return [
            email.message_from_string(text, policy=email.policy.default) for text in texts if text
        ]

    return read
