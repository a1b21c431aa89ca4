"""Reads a demo file: its words, its names and its days, so that the loaders need not.

The file says itself how days are written (see the top of demo/bergen.yaml), and in which folder
beside it the cases are, one file a theme.
"""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from django.conf import settings

from forums.workdays import add_working_days, is_working_day, on_or_before

DEFAULT = Path(settings.BASE_DIR) / "demo" / "bergen.yaml"
OSLO = ZoneInfo("Europe/Oslo")
RELATIVE = re.compile(r"^(?:om (?P<ahead>\d+)|for (?P<back>\d+)) dager(?: siden)?$")

Row = dict[str, Any]


class DemoFile:
    """The file read once, with every day already moved to its place for ``load_day``."""

    def __init__(self, path: Path, load_day: date) -> None:
        content = _read(path)
        folder = path.parent / content["sakene ligger i"]
        content["saker"] = [row for file in sorted(folder.glob("*.yaml")) for row in _cases(file)]
        self.load_day = load_day
        self._begins: date = content["fortellingen begynner"]
        self._back = _weeks_back(content["fortellingens dag"], load_day)
        self.content: Row = self._placed(content)

    def __getitem__(self, section: str) -> Any:
        return self.content[section]

    def forums_named(self, name: str) -> list[str]:
        """The forums a name stands for: itself, or those of a group such as "faggruppene"."""
        named: list[str] = self["grupper"].get(name, [name])
        return named

    def _placed(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {self._placed(key): self._placed(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._placed(inner) for inner in value]
        if isinstance(value, date) and not isinstance(value, datetime):
            return value - self._back if value >= self._begins else value
        return self._relative(value) if isinstance(value, str) else value

    def _relative(self, text: str) -> str | date:
        match = RELATIVE.match(text)
        if not match:
            return text
        if match["back"]:
            return on_or_before(self.load_day - timedelta(days=int(match["back"])))
        day = self.load_day + timedelta(days=int(match["ahead"]))
        return day if is_working_day(day) else add_working_days(day, 1)


def moment(day: date, clock: str) -> datetime:
    """The instant of "09:30" on ``day`` in Oslo."""
    return datetime.combine(day, time.fromisoformat(clock), OSLO)


def _read(path: Path) -> Row:
    # The C loader reads a file ten times as fast where it is built.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    content: Row = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506
    return content


def _cases(path: Path) -> list[Row]:
    rows: list[Row] = _read(path)["saker"]
    return rows


def _weeks_back(told: date, load_day: date) -> timedelta:
    late = max((told - load_day).days, 0)
    return timedelta(weeks=-(-late // 7))
