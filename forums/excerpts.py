"""A match shown in its sentence, as plain pieces: the template marks them and escapes all."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forums.stems import WORD, Question

WIDTH = 220
READ_AT_MOST = 60_000  # signs of one text; a match further in is a hit without its sentence
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+(?=[«\"A-ZÆØÅ0-9])|\n+")


@dataclass(frozen=True)
class Piece:
    text: str
    marked: bool = False


def excerpt(text: str, question: Question) -> list[Piece]:
    """The sentence that holds most of what was asked for, marked; the first one when none does."""
    best, most = "", 0
    for sentence in _sentences(text[:READ_AT_MOST]):
        best = best or sentence
        found = {word.lower() for word in WORD.findall(sentence) if question.hits(word)}
        if len(found) > most:
            best, most = sentence, len(found)
        if most >= len(question.terms):
            break
    return marked(_cut(best, question), question)


def marked(text: str, question: Question) -> list[Piece]:
    """The text in pieces, those that were asked for marked."""
    pieces, at = [], 0
    for word in WORD.finditer(text):
        if question.hits(word[0]):
            pieces += [Piece(text[at : word.start()]), Piece(word[0], True)]
            at = word.end()
    return [piece for piece in [*pieces, Piece(text[at:])] if piece.text]


def _sentences(text: str) -> Iterator[str]:
    for part in SENTENCE_ENDS.split(text):
        sentence = " ".join(part.split())
        if sentence:
            yield sentence


def _cut(sentence: str, question: Question) -> str:
    """At most ``WIDTH`` signs around the first match, cut between words."""
    if len(sentence) <= WIDTH:
        return sentence
    place = next((w.start() for w in WORD.finditer(sentence) if question.hits(w[0])), 0)
    start = max(0, min(place - WIDTH // 3, len(sentence) - WIDTH))
    part = sentence[start : start + WIDTH]
    if start:
        part = "… " + part.partition(" ")[2]
    if start + WIDTH < len(sentence):
        part = part.rpartition(" ")[0] + " …"
    return part
