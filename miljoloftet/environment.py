"""Reading settings from the environment, each with its type and a clear error."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "MILJOLOFTET_"
_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


class Environment:
    """Typed look-ups of ``MILJOLOFTET_*`` variables.

    Raises ImproperlyConfigured, naming the variable, for a value that cannot be read.
    """

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values

    def text(self, name: str, default: str = "") -> str:
        return self._values.get(PREFIX + name, default)

    def flag(self, name: str, default: bool = False) -> bool:
        value = self._values.get(PREFIX + name)
        if value is None:
            return default
        if value.lower() in _TRUE:
            return True
        if value.lower() in _FALSE:
            return False
        raise ImproperlyConfigured(f"{PREFIX}{name} must be yes or no, not {value!r}.")

    def number(self, name: str, default: int) -> int:
        value = self._values.get(PREFIX + name)
        if value is None:
            return default
        try:
            return int(value)
        except ValueError:
            raise ImproperlyConfigured(
                f"{PREFIX}{name} must be a whole number, not {value!r}."
            ) from None

    def names(self, name: str, default: tuple[str, ...] = ()) -> list[str]:
        """A comma-separated list."""
        value = self._values.get(PREFIX + name)
        if value is None:
            return list(default)
        return [part.strip() for part in value.split(",") if part.strip()]

    def folder(self, name: str, default: Path) -> Path:
        value = self._values.get(PREFIX + name)
        return Path(value) if value else default


# Our questions are many and short, and what they read lies in memory or on a solid disk: to
# compile one costs more than it saves, and to look up a row costs little more than to read on.
PLANNED_FOR = "-c jit=off -c random_page_cost=1.1"


def database_from_url(url: str) -> dict[str, Any]:
    """Django's ``DATABASES`` entry for ``sqlite:///path`` or ``postgres://user:pw@host:port/name``.

    A query string is passed on as connection options (``?sslmode=require``).
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path[1:])))
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": PLANNED_FOR, **dict(parse_qsl(parts.query))},
        }
    raise ImproperlyConfigured(
        f"{PREFIX}DATABASE_URL must start with sqlite:// or postgres://, not {parts.scheme!r}."
    )


def sqlite(path: Path) -> dict[str, Any]:
    """SQLite set up for a web server and a worker that write at the same time."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
