"""What comes in, from Word or anywhere, is cleaned to the few shapes we keep; pure functions."""

from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.brief_markup import from_markup, to_markup
from cases.brief_text import clean, plain, word_count

# As Word 365 puts it on the clipboard, shortened.
WORD = (Path(__file__).parent / "word_clipboard.html").read_text()


def test_words_from_word_keep_their_shape_and_nothing_else() -> None:
    assert clean(WORD) == (
        "<h3>Bakgrunn</h3>"
        "<p>Bergen og <strong>Askøy</strong> er <em>enige</em>.</p>"
        "<ul><li>Trygg skoleveg<ul><li>Fortau</li></ul></li><li>Kollektivfelt</li></ul>"
        "<ol><li>Først</li></ol>"
        '<table><tr><th scope="col"><strong>År</strong></th><th scope="col">Sum</th></tr>'
        "<tr><td>2027</td><td></td></tr></table>"
        '<p><a href="https://eksempel.no/a">Les mer</a></p>'
    )


def test_points_told_as_paragraphs_become_a_list() -> None:
    html = "<p>·&nbsp;&nbsp; Fortau</p><p>•\tKollektivfelt</p><p>Resten</p>"
    assert clean(html) == "<ul><li>Fortau</li><li>Kollektivfelt</li></ul><p>Resten</p>"


def test_what_could_run_never_comes_in() -> None:
    html = (
        '<p onclick="x()">a<img src=x onerror=y()><a href="javascript:z()">b</a>'
        '<svg><script>q()</script></svg></p><iframe src="//e.no"></iframe><a href="/saker/">c</a>'
    )
    assert clean(html) == "<p>ab</p><p>c</p>"


def test_the_plain_words_tell_points_and_rows() -> None:
    html = "<p>Hei</p><ol><li>en<ul><li>to</li></ul></li></ol><table><tr><td>a<td>b</table>"
    assert plain(html) == "Hei\n1. en\n  • to\na | b"
    assert word_count(html) == 6


def test_light_marks_give_the_shapes() -> None:
    text = "Først **viktig**\r\n\r\n- ett\r\n- to\r\n\r\n### Mer\r\n\r\n> sitat\r\n\r\n2 * 3 * 4"
    assert from_markup(text) == (
        "<p>Først <strong>viktig</strong></p><ul><li>ett</li><li>to</li></ul>"
        "<h3>Mer</h3><blockquote><p>sitat</p></blockquote><p>2 * 3 * 4</p>"
    )


def test_tags_typed_as_text_are_text() -> None:
    assert from_markup("<b>a</b> & <script>") == "<p>&lt;b&gt;a&lt;/b&gt; &amp; &lt;script&gt;</p>"


WORDS = st.text(alphabet="abøå .,*_#>-+|\\[]()<!1:`~\n&;", min_size=1, max_size=12)
INLINE = st.recursive(
    WORDS.map(lambda s: s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["strong", "em"]), inner).map(
            lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"
        ),
        inner.map(lambda t: f'<a href="https://e.no/a?b=1&amp;c=(2)">{t}</a>'),
        st.lists(inner, min_size=1, max_size=3).map("".join),
        inner.map(lambda t: f"{t}<br>{t}"),
    ),
    max_leaves=5,
)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h3", "h4"]), INLINE).map(lambda t: f"<{t[0]}>{t[1]}</{t[0]}>"),
    lambda inner: st.one_of(
        st.tuples(
            st.sampled_from(["ul", "ol"]), st.lists(inner | INLINE, min_size=1, max_size=3)
        ).map(lambda t: f"<{t[0]}>" + "".join(f"<li>{i}</li>" for i in t[1]) + f"</{t[0]}>"),
        inner.map(lambda t: f"<blockquote>{t}</blockquote>"),
        st.lists(st.lists(INLINE, min_size=1, max_size=3), min_size=1, max_size=3).map(
            lambda rows: (
                "<table>"
                + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows)
                + "</table>"
            )
        ),
    ),
    max_leaves=4,
)
TEXTS = st.lists(BLOCK, max_size=4).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(html: str) -> None:
    assert clean(clean(html)) == clean(html)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_there_and_back_through_the_light_marks_is_the_same_text(html: str) -> None:
    kept = clean(html)
    assert from_markup(to_markup(kept)) == kept


def test_an_address_in_large_letters_is_an_address() -> None:
    html = '<p><a href="HTTPS://E.no/A">x</a></p>'
    assert clean(html) == html
    assert from_markup(to_markup(html)) == html


def run(words: str, strong: bool, em: bool, link: str) -> str:
    words = f"<em>{words}</em>" if em else words
    words = f"<strong>{words}</strong>" if strong else words
    return f'<a href="https://e.no/{link}">{words}</a>' if link else words


MARKS = list(product([False, True], [False, True], ["", "a", "b"]))


@pytest.mark.parametrize("between", [" ", "<br>", "x"])
def test_marks_that_meet_come_through(between: str) -> None:
    for before, here, after in product(MARKS, repeat=3):
        kept = clean(f"<p>{run('1', *before)}{run(between, *here)}{run('2', *after)}</p>")
        assert from_markup(to_markup(kept)) == kept


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_comes_through(text: str) -> None:
    once = from_markup(text)
    assert clean(once) == once
    assert from_markup(to_markup(once)) == once
