"""Two versions of a mandate, clause by clause, with the words that went out and came in."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.models import MandateClause


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """A run of words; ``mark`` is empty, "del" or "ins"."""

    text: str
    mark: str = ""


@dataclass(frozen=True)
class ClausePair:
    change: Change
    old: MandateClause | None
    new: MandateClause | None
    old_pieces: list[Piece]
    new_pieces: list[Piece]


def compare(old: Sequence[MandateClause], new: Sequence[MandateClause]) -> list[ClausePair]:
    """Clauses are paired by number, in the new version's order; removed ones stand last."""
    before = {clause.number: clause for clause in old}
    after = {clause.number for clause in new}
    pairs = [_pair(before.get(clause.number), clause) for clause in new]
    return pairs + [_pair(clause, None) for clause in old if clause.number not in after]


def in_words(pairs: Sequence[ClausePair]) -> str:
    """How many clauses are new, changed and gone."""
    counted = Counter(pair.change for pair in pairs)
    new, changed, gone = (counted[c] for c in (Change.ADDED, Change.CHANGED, Change.REMOVED))
    if not new + changed + gone:
        return _("Ingen punkter er forskjellige.")
    return " ".join(
        [
            ngettext("%(n)s punkt er nytt,", "%(n)s punkter er nye,", new) % {"n": new},
            ngettext("%(n)s er endret", "%(n)s er endret", changed) % {"n": changed},
            ngettext("og %(n)s er tatt ut.", "og %(n)s er tatt ut.", gone) % {"n": gone},
        ]
    )


def words(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The two texts in pieces; joined, each gives its text back."""
    a, b = _split(old), _split(new)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        before, after = "".join(a[i:j]), "".join(b[k:m])
        # A space alone in common would cut a changed sentence into single words.
        same = kind == "equal" and (bool(before.strip()) or not left)
        _add(left, before, "" if same else "del")
        _add(right, after, "" if same else "ins")
    return left, right


def _add(pieces: list[Piece], text: str, mark: str) -> None:
    if pieces and pieces[-1].mark == mark:
        text = pieces.pop().text + text
    if text:
        pieces.append(Piece(text, mark))


def _split(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _pair(old: MandateClause | None, new: MandateClause | None) -> ClausePair:
    if old is None and new is not None:
        return ClausePair(Change.ADDED, None, new, [], [Piece(new.text, "ins")])
    if new is None and old is not None:
        return ClausePair(Change.REMOVED, old, None, [Piece(old.text, "del")], [])
    assert old is not None
    assert new is not None
    left, right = words(old.text, new.text)
    same = old.text == new.text and old.heading == new.heading
    return ClausePair(Change.SAME if same else Change.CHANGED, old, new, left, right)
