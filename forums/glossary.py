"""The words that explain themselves, and where in a text they stand.

The words are read with one query and kept in the cache until a word changes.
"""

import re
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.db.models.signals import post_delete, post_save

from forums.models import GlossaryTerm

KEY = "glossary:abbreviations"
KEPT = 600  # seconds; another process that missed the change is right after this


@dataclass(frozen=True)
class Word:
    pk: int
    term: str
    full_form: str
    explanation: str

    @property
    def short(self) -> str:
        """For a tooltip: what it stands for, or the explanation where it stands for nothing."""
        return self.full_form or self.explanation


def abbreviations() -> dict[str, Word]:
    words: dict[str, Word] | None = cache.get(KEY)
    if words is None:
        rows = GlossaryTerm.objects.filter(is_abbreviation=True).order_by("term")
        words = {row.term: Word(row.pk, row.term, row.full_form, row.explanation) for row in rows}
        cache.set(KEY, words, KEPT)
    return words


def forget() -> None:
    cache.delete(KEY)


def pattern(words: dict[str, Word]) -> re.Pattern[str]:
    """Finds a whole word; «PAUSE» holds no «AU»."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def watch() -> None:
    """Drop the cache when a word is saved or deleted anywhere, the back room included."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, GlossaryTerm, dispatch_uid=f"glossary {id(signal)}")


def _changed(**_kwargs: object) -> None:
    transaction.on_commit(forget)
