"""The security policy allows no inline script and no inline style, so no template has one."""

import re
from pathlib import Path

import pytest
from django.conf import settings

INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\bstyle=[\"']|\bon[a-z]+=[\"']", re.I)
# Our forms say what is wrong themselves, in the reader's language and beside the field.
OURS = re.compile(r"<form method=\"post\"[^>]*>(?:(?!</form>).)*?{% fields? ", re.S)
# Papers are laid out by another engine, and mail by the reader's program.
ELSEWHERE = {"pdf", "emails", "email"}


def templates() -> list[Path]:
    folder = settings.BASE_DIR / "templates"
    return [path for path in sorted(folder.rglob("*.html")) if not ELSEWHERE & set(path.parts)]


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_a_template_has_no_inline_script_or_style(path):
    assert INLINE.findall(path.read_text()) == []


def test_our_own_forms_answer_for_what_is_wrong():
    for path in templates():
        for form in OURS.findall(path.read_text()):
            assert " novalidate>" in form, path


def test_pages_load_nothing_from_elsewhere():
    for path in templates():
        assert not re.search(r"(src|<link[^>]*href)=[\"']https?:", path.read_text()), path
