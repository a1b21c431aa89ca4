"""A variable that a template of ours names and nobody gave it fails the test.

Django asks ``string_if_invalid`` what to write in its place. Ours refuses for templates of the
project; other packages' templates and plain ``{% if … %}`` behave as in production.
"""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

from django.template.base import FilterExpression

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / ".venv"


class UndefinedVariable(AssertionError):
    pass


class Refusal(str):
    """Empty like Django's own; refuses only when a name was not found.

    Django also puts it where a relation points at nobody (``{{ case.decision }}``), which is
    an ordinary answer: there it must stay empty and false.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        return sys._getframe(1).f_code is FilterExpression.resolve.__code__

    def __contains__(self, part: Any) -> bool:
        return part == "%s"

    def __mod__(self, name: object) -> str:
        template = _template(sys._getframe(1))
        if template is None:
            return ""
        raise UndefinedVariable(f"{template} names {name}, which is not there.")


def _template(frame: FrameType | None) -> str | None:
    """Which template of ours is being written; None for one of another package."""
    while frame and "context" not in frame.f_locals:
        frame = frame.f_back
    if frame is None:
        return None
    name = str(frame.f_locals["context"].template.origin.name)
    path = Path(name)
    ours = path.is_relative_to(ROOT) and not path.is_relative_to(PACKAGES)
    return name if ours or not path.is_absolute() else None
