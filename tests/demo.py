"""The demo in the test database.

A test asks for ``demo`` and gets a database with the demo in it; what the test writes is
rolled back after it. On SQLite the demo is told once for the whole run, whichever worker needs
it first, and copied from there; on PostgreSQL it is told anew for each test file.
"""

import fcntl
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test import override_settings

from cases.demo import Loaded, load
from forums.demo_file import DEFAULT

FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


class Shelf:
    """Where the loaded demo is kept for every worker of this run."""

    def __init__(self, folder: Path) -> None:
        self.database = folder / "demo.sqlite3"
        self.files = folder / "demo-files"
        self.told = folder / "demo.loaded"
        self.lock = folder / "demo.lock"

    @contextmanager
    def alone(self) -> Iterator[None]:
        with self.lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def fill(self) -> None:
        """Tell the demo into this worker's database and keep a copy, unless one is kept."""
        with self.alone():
            if self.told.exists():
                return
            loaded = _load(self.files)
            with closing(sqlite3.connect(self.database)) as kept:
                connection.connection.backup(kept)
            self.told.write_bytes(pickle.dumps(loaded))

    def take(self) -> Loaded:
        """Let this worker's database be the demo."""
        with closing(sqlite3.connect(self.database)) as kept:
            kept.backup(connection.connection)
        return pickle.loads(self.told.read_bytes())  # noqa: S301  # we wrote it ourselves


def _load(files: Path) -> Loaded:
    # The worker's part is left out: papers are read by it later.
    with (
        override_settings(MEDIA_ROOT=files, PASSWORD_HASHERS=FAST_HASHERS),
        mock.patch("cases.preparing.start"),
    ):
        loaded = load(DEFAULT)
    assert loaded is not None
    return loaded


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Shelf:
    own = tmp_path_factory.getbasetemp()
    return Shelf(own if worker_id == "master" else own.parent)


@pytest.fixture(scope="module")
def demo_loaded(
    django_db_setup,
    django_db_blocker,
    shelf: Shelf,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Loaded, Path]]:
    # A test case closes the connection when it ends; the demo must outlive it.
    keep_open = mock.patch.object(connection, "close", lambda: None)
    with django_db_blocker.unblock(), keep_open:
        connection.ensure_connection()
        if connection.vendor == "sqlite":
            yield from _copied(shelf)
            return
        files = tmp_path_factory.mktemp("demo-files")
        with transaction.atomic():
            yield _load(files), files
            transaction.set_rollback(True)


def _copied(shelf: Shelf) -> Iterator[tuple[Loaded, Path]]:
    with closing(sqlite3.connect(":memory:")) as empty:
        connection.connection.backup(empty)
        shelf.fill()
        yield shelf.take(), shelf.files
        empty.backup(connection.connection)


@pytest.fixture
def demo(demo_loaded: tuple[Loaded, Path], db: None, settings) -> Loaded:
    """The demo is loaded; says how much of everything there is."""
    loaded, settings.MEDIA_ROOT = demo_loaded
    return loaded
