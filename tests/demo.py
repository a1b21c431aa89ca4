"""The demo in the test database.

A test asks for ``demo`` and gets a database with the demo in it; what the test writes is
rolled back after it. The demo is told once for the whole run, by whichever worker needs it first,
and copied from there.
"""

import pickle
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.test import override_settings

from cases.demo import Loaded, load
from forums.demo_file import DEFAULT
from tests.databases import Kept

FAST_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DEMO = "demo"


class Shelf:
    """What the loaded demo left beside the database, for every worker of this run."""

    def __init__(self, folder: Path) -> None:
        self.files = folder / "demo-files"
        self.told = folder / "demo.loaded"

    def fill(self, kept: Kept) -> None:
        """Tell the demo into this worker's database and keep a copy, unless one is kept."""
        if not self.told.exists():
            loaded = _load(self.files)
            kept.keep(DEMO)
            self.told.write_bytes(pickle.dumps(loaded))

    def loaded(self) -> Loaded:
        return pickle.loads(self.told.read_bytes())  # noqa: S301  # we wrote it ourselves


def _load(files: Path) -> Loaded:
    # The worker's part is left out: papers are read, and books made, by it later.
    with (
        override_settings(MEDIA_ROOT=files, PASSWORD_HASHERS=FAST_HASHERS),
        mock.patch("cases.preparing.start"),
        mock.patch("reporting.books.start"),
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
    django_db_setup, django_db_blocker, kept_databases: Kept, shelf: Shelf
) -> Iterator[tuple[Loaded, Path]]:
    with django_db_blocker.unblock():
        with kept_databases.alone():
            shelf.fill(kept_databases)
            kept_databases.put_in_place(DEMO)
        yield shelf.loaded(), shelf.files
        with kept_databases.alone():
            kept_databases.put_in_place(kept_databases.migrated)


@pytest.fixture
def demo(demo_loaded: tuple[Loaded, Path], db: None, settings) -> Loaded:
    """The demo is loaded; says how much of everything there is."""
    loaded, settings.MEDIA_ROOT = demo_loaded
    return loaded
