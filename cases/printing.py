"""How a page becomes a PDF: ``reporting``, above this app, registers its printer when it starts."""

from collections.abc import Callable
from typing import Any

Printer = Callable[[str, dict[str, Any]], bytes]

_printers: list[Printer] = []


def register(printer: Printer) -> None:
    _printers[:] = [printer]


def print_pdf(template: str, context: dict[str, Any]) -> bytes:
    """The template as a tagged PDF, in the active language."""
    if not _printers:
        raise RuntimeError("No printer is registered; reporting/apps.py does that.")
    return _printers[0](template, context)
