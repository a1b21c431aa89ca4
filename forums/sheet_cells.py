"""A row of a spreadsheet, read cell by cell, with what is wrong said in words."""

import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TypeVar

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import override

from forums.spreadsheets import Column, Found, Line, NotAValue

T = TypeVar("T")
YES = {"ja": True, "nei": False}
SHOWN = 60  # of what was typed, in a sentence


def words(choices: Iterable[tuple[T, str | Promise]]) -> dict[str, T]:
    """The words of a model's choices as they stand in the file, which is always in bokmål."""
    with override("nb"):
        return {str(label): value for value, label in choices}


class Cells:
    """One row. Each question gives the value, or notes what is wrong with it and gives nothing."""

    def __init__(self, line: Line) -> None:
        self.number = line.number
        self.problems: list[tuple[str, str]] = []
        self._values = {name.casefold(): value for name, value in line.values.items()}

    def wrong(self, column: Column, sentence: str) -> None:
        self.problems.append((column.heading, sentence))

    def text(self, column: Column) -> str:
        value = self._value(column)
        if isinstance(value, bool):
            text = "ja" if value else "nei"
        elif isinstance(value, float) and value.is_integer():
            text = str(int(value))
        elif isinstance(value, datetime | date):
            text = date_format(value)
        else:
            text = "" if value is None else str(value).strip()
        if any(unicodedata.category(sign) in {"Cc", "Cs"} for sign in text):
            self.wrong(column, _("Cellen har tegn som ikke kan leses. Skriv teksten på nytt."))
            return ""
        if column.required and not text and not self._said(column):
            self.wrong(column, _("Feltet må fylles ut."))
        return text

    def day(self, column: Column) -> date | None:
        value = self._value(column)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value in (None, "") or (isinstance(value, str) and not value.strip()):
            if column.required and not self._said(column):
                self.wrong(column, _("Feltet må fylles ut."))
            return None
        found = _typed_day(value.strip()) if isinstance(value, str) else None
        if found is None:
            self.wrong(
                column,
                _("«%(typed)s» er ikke en dato. Skriv for eksempel 01.03.2019.")
                % {"typed": str(value)[:SHOWN]},
            )
        return found

    def number_of(self, column: Column) -> int | None:
        """A whole number from 1."""
        text = self.text(column)
        if not text:
            return None
        if not (text.isdecimal() and len(text) < 5 and int(text) > 0):
            self.wrong(
                column, _("«%(typed)s» er ikke et helt tall fra 1.") % {"typed": text[:SHOWN]}
            )
            return None
        return int(text)

    def one_of(self, column: Column, choices: Mapping[str, T]) -> T | None:
        """The value behind one of the words, whatever the case of its letters."""
        text = self.text(column)
        if not text:
            return None
        known = {word.casefold(): value for word, value in choices.items()}
        if text.casefold() not in known:
            few = list(choices)[:8]
            hint = (
                _("Velg en av disse: %(words)s.") % {"words": ", ".join(few)}
                if len(few) == len(choices)
                else _("Se arket «Lister» i malen.")
            )
            self.wrong(
                column,
                _("Vi kjenner ikke «%(typed)s». %(hint)s") % {"typed": text[:SHOWN], "hint": hint},
            )
            return None
        return known[text.casefold()]

    def yes(self, column: Column) -> bool:
        return bool(self.one_of(column, YES))

    def _value(self, column: Column) -> Found:
        value = self._values.get(column.heading.casefold())
        if value is NotAValue.FORMULA:
            self.wrong(column, _("Cellen har en formel. Skriv verdien i stedet."))
            return None
        if value is NotAValue.ERROR:
            self.wrong(column, _("Cellen har en feil fra Excel. Skriv verdien på nytt."))
            return None
        return value

    def _said(self, column: Column) -> bool:
        return any(heading == column.heading for heading, _sentence in self.problems)


def _typed_day(text: str) -> date | None:
    """``2019-03-01`` or ``1.3.2019``."""
    parts = text.split(".")
    if len(parts) == 3 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        text = f"{int(parts[2]):04d}-{int(parts[1]):02d}-{int(parts[0]):02d}"
    try:
        return parse_date(text)
    except ValueError:
        return None
