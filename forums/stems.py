"""Words as the search compares them: one stem for all the forms of a word in both languages.

We stem ourselves, with Snowball's Norwegian, and hand the databases words they leave as they
are (PostgreSQL's ``simple``, SQLite's FTS5 without folding). PostgreSQL's own ``norwegian`` would
stem the same way but knows neither nynorsk nor compounds, and SQLite has nothing like it:
with our own stems both engines find the same, and one table of words mends both.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer  # type: ignore[import-untyped]

from forums.written_forms import LAST_PARTS, SAME_PART, SAME_WORD, SMALL_WORDS

FORM = 1  # raised when the stems of the same text change
LONGEST_WORD = 60
SHORTEST_COMPOUND = 8
WORD = re.compile(r"[^\W_]+")
ASKED = re.compile(r'(?P<minus>-?)"(?P<phrase>[^"]*)"|(?P<not>(?<!\S)-(?=\w))?(?P<word>[^\W_]+)')
_parts = tuple((re.compile(pattern), form) for pattern, form in SAME_PART)
_stemmer = snowballstemmer.stemmer("norwegian")


def folded(word: str) -> str:
    """The word in small letters and in the form that stands for both languages, not stemmed."""
    word = word.lower()[:LONGEST_WORD]
    word = SAME_WORD.get(word, word)
    for pattern, form in _parts:
        word = pattern.sub(form, word)
    return word


def composed(text: str) -> str:
    """Each letter as one sign: a Mac writes å as an a and a ring, which is no part of a word."""
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    stemmed: str = _stemmer.stemWord(folded(word))
    return stemmed


@lru_cache(maxsize=50_000)
def last_part(word: str) -> str:
    """The stem of the last part of a compound that people look for by it; else empty."""
    whole = stem(word)
    if len(whole) < SHORTEST_COMPOUND:
        return ""
    return next((part for part in _last_parts() if whole.endswith(part) and whole != part), "")


def stems(text: str) -> str:
    """The stems of the text in its order, then the last parts of its compounds."""
    words = WORD.findall(text)
    parts = sorted({part for word in set(words) if (part := last_part(word))})
    return " ".join([*(stem(word) for word in words), *parts])


@dataclass(frozen=True)
class Question:
    """What somebody looks for: all of ``terms`` (one stem, or several in a row), none of
    ``without``; of the last word a beginning (``prefix``) is enough, for it may be unfinished.
    """

    terms: tuple[tuple[str, ...], ...]
    prefix: str = ""
    without: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms)

    def hits(self, word: str) -> bool:
        """Whether a word of a text is one that was asked for."""
        wanted = {one for term in self.terms for one in term}
        mine = {stem(word), last_part(word)}
        return bool(wanted & mine) or bool(self.prefix and folded(word).startswith(self.prefix))

    def for_postgres(self, before: str = "") -> str:
        """As PostgreSQL's ``tsquery``; ``before`` stands before the words of the title."""
        rows = [" <-> ".join(f"'{before}{one}'" for one in term) for term in self.terms]
        if before:  # the title's own words have no place in a row
            rows = [row.replace(" <-> ", " & ") for row in rows]
        if self.prefix:
            rows[-1] = f"{rows[-1]} | '{before}{self.prefix}':*"
        return " & ".join([*(f"({row})" for row in rows), *(f"!'{one}'" for one in self.without)])

    def for_sqlite(self, column: str) -> str:
        rows = [f'{column} : "{" ".join(term)}"' for term in self.terms]
        if self.prefix:
            rows[-1] = f'({rows[-1]} OR {column} : "{self.prefix}" *)'
        asked = " AND ".join(rows)
        unwanted = " OR ".join(f'{column} : "{one}"' for one in self.without)
        return f"({asked}) NOT ({unwanted})" if unwanted else asked


def question(query: str) -> Question:
    """``sykkelveg "til sentrum" -tunnel``: words, words in a row, and what is not wanted."""
    terms: list[tuple[str, ...]] = []
    without: list[str] = []
    last = ""
    for found in ASKED.finditer(composed(query)):
        if found["phrase"] is not None:
            row = tuple(_stems_of(found["phrase"]))
            without += row if found["minus"] else ()
            terms += [row] if row and not found["minus"] else []
            last = ""
        elif found["not"]:
            without.append(stem(found["word"]))
            last = ""
        else:
            terms.append((stem(found["word"]),))
            last = found["word"]
    telling = [term for term in terms if len(term) > 1 or term[0] not in SMALL_WORDS]
    prefix = folded(last) if len(last) > 1 and terms and terms[-1] in telling else ""
    return Question(tuple(telling or terms), prefix, tuple(without))


def _stems_of(text: str) -> Iterator[str]:
    for found in WORD.finditer(text):
        yield stem(found[0])


@lru_cache(maxsize=1)
def _last_parts() -> tuple[str, ...]:
    return tuple(_longest_first({stem(part) for part in LAST_PARTS}))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
