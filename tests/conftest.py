"""Strictness and shared fixtures of the suite."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.template import engines
from django.utils import translation

from tests.databases import django_db_setup, kept_databases, not_migrated_twice  # noqa: F401
from tests.demo import FAST_HASHERS, demo, demo_loaded, shelf  # noqa: F401
from tests.strict_templates import Refusal

# How long a test takes is no reason to fail it: a busy machine is a slow one.
hypothesis.settings.register_profile("ours", deadline=None)
hypothesis.settings.load_profile("ours")


@pytest.fixture(autouse=True)
def strict_templates() -> None:
    # For each test: one that changes the settings of templates gets a new engine.
    engines["django"].engine.string_if_invalid = Refusal()


@pytest.fixture(autouse=True)
def our_language(settings) -> Iterator[None]:
    """The page that the test before asked for leaves its language in the thread."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path: Path) -> None:
    """Each test has its own files, mail and cache; fast hashing."""
    settings.MEDIA_ROOT = tmp_path / "files"
    cache = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": cache, "LOCATION": str(tmp_path)}}
    settings.PASSWORD_HASHERS = FAST_HASHERS
    settings.CELERY_TASK_ALWAYS_EAGER = True
