"""Bad configuration stops start-up with a sentence, before anyone is served.

The same list is a Django system check (``manage.py check``) and is asked by the web server
and the worker when they start (``refuse_unsafe``).
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
MODES = ("demo", "test", "production")


def problems() -> Iterator[checks.Error]:
    if settings.MODE not in MODES:
        yield checks.Error(
            f"MILJOLOFTET_MODE must be one of {', '.join(MODES)}, not {settings.MODE!r}.",
            id="miljoloftet.E001",
        )
    if not settings.PRODUCTION:
        return
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < 5 or key.startswith("demo-and-test"):
        yield checks.Error(
            "Production needs a secret key of at least 50 characters: set MILJOLOFTET_SECRET_KEY.",
            id="miljoloftet.E002",
        )
    if settings.DEBUG:
        yield checks.Error(
            "Production never runs with DEBUG: remove MILJOLOFTET_DEBUG.", id="miljoloftet.E003"
        )
    if not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS:
        yield checks.Error(
            "Production needs the names it answers to: set MILJOLOFTET_ALLOWED_HOSTS.",
            id="miljoloftet.E004",
        )


@checks.register(checks.Tags.security)
def safe_settings(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    return list(problems())


def refuse_unsafe() -> None:
    """Raise ImproperlyConfigured with every problem, so that nothing starts half safe."""
    found = [problem.msg for problem in problems()]
    if found:
        raise ImproperlyConfigured(" ".join(found))
