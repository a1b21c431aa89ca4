"""Two versions of a mandate side by side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forums.differences import Change, compare, words
from forums.models import MandateClause


def clause(number: str, text: str) -> MandateClause:
    return MandateClause(number=number, text=text)


@given(st.text(), st.text())
def test_the_pieces_joined_are_the_texts_again(old, new):
    left, right = words(old, new)
    assert "".join(p.text for p in left) == old
    assert "".join(p.text for p in right) == new


@given(st.text())
def test_a_text_against_itself_has_no_marks(text):
    left, right = words(text, text)
    assert not any(p.mark for p in left + right)


def test_a_rewritten_sentence_is_one_piece_not_single_words():
    left, _right = words("AKG er oppdragsgiver for AU", "AKG bestiller")
    assert [p.text for p in left if p.mark] == ["er oppdragsgiver for AU"]


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("A", "A", Change.SAME),
        ("A", "B", Change.CHANGED),
        (None, "B", Change.ADDED),
        ("A", None, Change.REMOVED),
    ],
)
def test_each_clause_says_what_happened_to_it(old, new, change):
    (pair,) = compare([clause("1", old)] if old else [], [clause("1", new)] if new else [])
    assert pair.change == change
