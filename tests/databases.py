"""The migrated test database is made once and copied: it takes longer than most test files.

A digest of every app's migrations tells what it was made from. SQLite's copy lies in ``var/``,
PostgreSQL's on the server. Either is kept for the next run, until a migration changes.
"""

import fcntl
import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import django
import pytest
from django.apps import apps
from django.conf import settings
from django.core import management
from django.db import connection

Call = Callable[..., Any]


class Kept:
    """The kept copy, on either engine; asked for by one process at a time."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.digest = _digest()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def instead_of_migrating(self, migrate: Call) -> None:
        """Fill the empty test database from the copy, or migrate it and keep a copy."""
        raise NotImplementedError


class KeptFile(Kept):
    def instead_of_migrating(self, migrate: Call) -> None:
        file = self.folder / f"{self.digest}.sqlite3"
        with self.alone():
            connection.ensure_connection()
            if file.exists():
                with closing(sqlite3.connect(file)) as kept:
                    kept.backup(connection.connection)
                return
            migrate()
            for old in self.folder.glob("*.sqlite3*"):
                old.unlink()
            half_made = file.with_suffix(".half")
            with closing(sqlite3.connect(half_made)) as kept:
                connection.connection.backup(kept)
            half_made.rename(file)


class KeptDatabase(Kept):
    """On the server, beside the test databases; Django makes each from it as its TEMPLATE."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.family = f"migrated_{connection.settings_dict['NAME']}_"
        self.name = self.family + self.digest
        with self.alone():
            self.is_there = self.name in self._databases()
        if self.is_there:
            connection.settings_dict["TEST"]["TEMPLATE"] = self.name

    def instead_of_migrating(self, migrate: Call) -> None:
        if self.is_there:
            return
        migrate()
        made = connection.settings_dict["NAME"]
        connection.close()  # nobody may be in a database that is copied
        with self.alone():
            databases = self._databases()
            if self.name in databases:
                return
            with connection._nodb_cursor() as cursor:
                for old in databases:
                    cursor.execute(f"DROP DATABASE {_quoted(old)}")
                half = _quoted(f"{self.family}half")
                cursor.execute(f"CREATE DATABASE {half} TEMPLATE {_quoted(made)}")
                cursor.execute(f"ALTER DATABASE {half} RENAME TO {_quoted(self.name)}")

    def _databases(self) -> list[str]:
        """The copies of this test database, of now and of before."""
        with connection._nodb_cursor() as cursor:
            asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            cursor.execute(asked, [self.family])
            return [name for (name,) in cursor.fetchall()]


@pytest.fixture(scope="session")
def django_db_setup(migrated_once: Callable[[], object], django_db_setup: None) -> Iterator[None]:
    migrated_once()
    yield


@pytest.fixture(scope="session")
def migrated_once(
    django_db_modify_db_settings: None, django_db_blocker: Any
) -> Iterator[Callable[[], object]]:
    """``migrate`` is spared where there is a copy, until what this gives is called."""
    real = management.call_command
    kind = KeptFile if connection.vendor == "sqlite" else KeptDatabase
    with django_db_blocker.unblock():
        kept = kind(settings.BASE_DIR / "var" / "test-databases")

    def call(name: str, *words: Any, **options: Any) -> Any:
        if name == "migrate":
            return kept.instead_of_migrating(lambda: real(name, *words, **options))
        return real(name, *words, **options)

    patch = mock.patch.object(management, "call_command", call)
    patch.start()
    yield patch.stop


def _digest() -> str:
    """Of all that a migrated database comes from: the migrations, Django and the engine."""
    told = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            told.update(f"{app.label}/{file.name}".encode())
            told.update(file.read_bytes())
    return told.hexdigest()[:12]


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
