"""Every word on a page goes through gettext."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.*"))

CODE = re.compile(
    r"\{#.*?#\}"
    r"|\{%\s*comment\b.*?\{%\s*endcomment\s*%\}"
    r"|\{%\s*blocktranslate\b.*?\{%\s*endblocktranslate\s*%\}"
    r"|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<style.*?</style>",
    re.DOTALL,
)
SPOKEN = re.compile(r"\b(?:alt|title|aria-label|placeholder|data-label)=\"([^\"]*)\"")
TAG = re.compile(r"<[^>]*>", re.DOTALL)
WORD = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
NAMES = {
    "Miljøloftet",
    "nbsp",
    "hellip",
    "middot",
    "ndash",
    "rarr",
    "larr",
    "laquo",
    "raquo",
    "amp",
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_template_has_no_word_outside_gettext(path: Path) -> None:
    text = CODE.sub(" ", path.read_text())
    spoken = " ".join(SPOKEN.findall(text))
    words = set(WORD.findall(TAG.sub(" ", text) + " " + spoken)) - NAMES
    assert words == set()
