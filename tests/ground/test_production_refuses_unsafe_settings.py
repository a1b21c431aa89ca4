"""Production does not start with settings that put people at risk."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from miljoloftet.checks import problems, refuse_unsafe


@pytest.fixture
def production(settings):
    settings.MODE, settings.PRODUCTION, settings.DEBUG = "production", True, False
    settings.SECRET_KEY = "abcdefghij" * 6
    settings.ALLOWED_HOSTS = ["miljoloftet.example"]
    return settings


def test_safe_settings_are_let_through(production) -> None:
    assert list(problems()) == []


@pytest.mark.parametrize("key", ["", "short", "a" * 60, "demo-and-test-only" * 5])
def test_a_missing_or_weak_key_is_refused(production, key: str) -> None:
    production.SECRET_KEY = key
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        refuse_unsafe()


def test_debug_is_refused(production) -> None:
    production.DEBUG = True
    with pytest.raises(ImproperlyConfigured, match="MILJOLOFTET_DEBUG"):
        refuse_unsafe()


@pytest.mark.parametrize("hosts", [[], ["*"]])
def test_no_host_or_every_host_is_refused(production, hosts: list[str]) -> None:
    production.ALLOWED_HOSTS = hosts
    with pytest.raises(ImproperlyConfigured, match="MILJOLOFTET_ALLOWED_HOSTS"):
        refuse_unsafe()


def test_an_unknown_mode_is_refused(settings) -> None:
    settings.MODE = "staging"
    with pytest.raises(ImproperlyConfigured, match="MILJOLOFTET_MODE"):
        refuse_unsafe()
