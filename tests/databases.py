"""The migrated test database is made once and copied: it takes longer than most test files.

A digest of every app's migrations tells what it was made from. SQLite's copy lies in ``var/``,
PostgreSQL's on the server. Either is kept for the next run, until a migration changes.
"""

import fcntl
import hashlib
import sqlite3
from abc import ABC, abstractmethod
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


class Kept(ABC):
    """Where copies of the test database are; one process at a time may make or take one."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.migrated = _digest()

    @contextmanager
    def alone(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def instead_of_migrating(self, migrate: Callable[[], object]) -> None:
        """Fill the empty test database from the copy, or migrate it and keep a copy."""
        with self.alone():
            if self.has(self.migrated):
                self.put_in_place(self.migrated)
                return
            migrate()
            self.forget()
            self.keep(self.migrated)

    @abstractmethod
    def has(self, name: str) -> bool: ...

    @abstractmethod
    def forget(self) -> None:
        """Remove every copy."""

    @abstractmethod
    def keep(self, name: str) -> None:
        """Copy the test database; there is no copy of the name before it is whole."""

    @abstractmethod
    def put_in_place(self, name: str) -> None:
        """Let the test database be what the copy is."""


class KeptFiles(Kept):
    """For SQLite, whose test database is in memory."""

    def has(self, name: str) -> bool:
        return self._file(name).exists()

    def forget(self) -> None:
        for old in self.folder.glob("*.sqlite3"):
            old.unlink()

    def keep(self, name: str) -> None:
        half = self._file("half")
        connection.ensure_connection()
        with closing(sqlite3.connect(half)) as copy:
            connection.connection.backup(copy)
        half.rename(self._file(name))

    def put_in_place(self, name: str) -> None:
        connection.ensure_connection()
        with closing(sqlite3.connect(self._file(name))) as copy:
            copy.backup(connection.connection)

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.sqlite3"


class KeptDatabases(Kept):
    """For PostgreSQL, on the server. Nobody may be in a database that is copied."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.family = f"kept_{connection.settings_dict['NAME']}_"

    def has(self, name: str) -> bool:
        return self.family + name in self._databases()

    def forget(self) -> None:
        for old in self._databases():
            _on_server("DROP DATABASE {}", old)

    def keep(self, name: str) -> None:
        half, whole = f"{self.family}half", f"{self.family}{name}"
        connection.close()
        _on_server("DROP DATABASE IF EXISTS {}", half)
        _on_server("CREATE DATABASE {} TEMPLATE {}", half, connection.settings_dict["NAME"])
        _on_server("DROP DATABASE IF EXISTS {}", whole)
        _on_server("ALTER DATABASE {} RENAME TO {}", half, whole)

    def put_in_place(self, name: str) -> None:
        own = connection.settings_dict["NAME"]
        connection.close()
        _on_server("DROP DATABASE {}", own)
        _on_server("CREATE DATABASE {} TEMPLATE {}", own, self.family + name)

    def _databases(self) -> list[str]:
        with connection._nodb_cursor() as cursor:
            asked = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            cursor.execute(asked, [self.family])
            return [name for (name,) in cursor.fetchall()]


@pytest.fixture(scope="session")
def kept_databases(django_db_modify_db_settings: None) -> Kept:
    folder = settings.BASE_DIR / "var" / "test-databases"
    return KeptFiles(folder) if connection.vendor == "sqlite" else KeptDatabases(folder)


@pytest.fixture(scope="session")
def not_migrated_twice(kept_databases: Kept) -> Iterator[Callable[[], object]]:
    """``migrate`` is spared where there is a copy, until what this gives is called."""
    real = management.call_command

    def call(name: str, *words: Any, **options: Any) -> Any:
        if name == "migrate":
            return kept_databases.instead_of_migrating(lambda: real(name, *words, **options))
        return real(name, *words, **options)

    patch = mock.patch.object(management, "call_command", call)
    patch.start()
    yield patch.stop


@pytest.fixture(scope="session")
def django_db_setup(
    not_migrated_twice: Callable[[], object], django_db_setup: None
) -> Iterator[None]:
    not_migrated_twice()
    yield


def _digest() -> str:
    """Of all that a migrated database comes from: the migrations, Django and the engine."""
    told = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    for app in apps.get_app_configs():
        for file in sorted(Path(app.path).glob("migrations/*.py")):
            told.update(f"{app.label}/{file.name}".encode())
            told.update(file.read_bytes())
    return told.hexdigest()[:12]


def _on_server(asked: str, *names: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(asked.format(*map(connection.ops.quote_name, names)))
