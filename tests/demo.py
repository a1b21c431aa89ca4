"""The demo in the test database, loaded once a test file.

A test asks for ``demo`` and gets a database with the demo in it; what the test writes is
rolled back after it, and the demo itself when the file's tests are done.
"""

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test import override_settings

from cases.demo import Loaded, load
from forums.demo_file import DEFAULT


@pytest.fixture(scope="module")
def demo_loaded(
    django_db_setup, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Loaded, Path]]:
    files = tmp_path_factory.mktemp("demo-files")
    # A test case closes the connection when it ends; the demo must outlive it.
    keep_open = mock.patch.object(connection, "close", lambda: None)
    fast = override_settings(
        MEDIA_ROOT=files, PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
    )
    with django_db_blocker.unblock(), keep_open, transaction.atomic():
        with fast:
            loaded = load(DEFAULT)
        assert loaded is not None
        yield loaded, files
        transaction.set_rollback(True)


@pytest.fixture
def demo(demo_loaded: tuple[Loaded, Path], db: None, settings) -> Loaded:
    """The demo is loaded; says how much of everything there is."""
    loaded, settings.MEDIA_ROOT = demo_loaded
    return loaded
