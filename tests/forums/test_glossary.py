"""Abbreviations explain themselves."""

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from forums.models import GlossaryTerm
from forums.templatetags.words import abbr
from tests.factories import make_forum, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def au() -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        term="AU", full_form="Arbeidsutvalget", explanation="Forbereder.", is_abbreviation=True
    )


def shown(text: str, template: str = "{% explain text %}") -> str:
    context = Context({"text": text, "request": RequestFactory().get("/")})
    return Template(template).render(context)


def test_a_known_abbreviation_opens_its_explanation_without_script():
    html = shown("Saken er i AU nå.")
    assert 'popovertarget="ord-' in html
    assert "Arbeidsutvalget" in html
    assert "onclick" not in html


@pytest.mark.parametrize("text", ["PAUSE", "AUs", "au", "BAU", "AU2"])
def test_a_part_of_another_word_is_left_alone(text):
    assert shown(text) == text


@pytest.mark.parametrize("text", ["AU", "(AU)", "AU-medlem", "til AU.", "AU/AKG"])
def test_signs_around_the_word_do_not_hide_it(text):
    assert shown(text).count("<button") == 1


def test_only_the_first_in_a_text_and_one_popover_a_page():
    html = shown("AU og AU", "{% explain text %}{% explain text %}")
    assert html.count("<button") == 2
    assert html.count(" popover id=") == 1


def test_text_and_explanation_are_escaped(au, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        au.explanation = "<b>x</b>"
        au.save()
    html = shown("<script>AU</script>")
    assert "<script>" not in html
    assert "<b>" not in html


def test_in_a_link_it_is_an_abbr_with_a_title():
    assert abbr("AU") == '<abbr title="Arbeidsutvalget">AU</abbr>'


def test_words_are_read_once_and_again_when_one_changes(
    au, django_assert_num_queries, django_capture_on_commit_callbacks
):
    with django_assert_num_queries(1):
        shown("AU")
        shown("AU")
    with django_capture_on_commit_callbacks(execute=True):
        au.full_form = "Noe annet"
        au.save()
    assert "Noe annet" in shown("AU")


def test_the_glossary_has_an_anchor_for_each_word(client):
    client.force_login(make_member(make_forum()))
    assert b'id="ord-au"' in client.get("/ordliste/").content
