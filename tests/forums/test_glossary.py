"""Abbreviations explain themselves."""

import pytest
from django.template import Context, Template

from forums.models import GlossaryTerm
from tests.factories import make_forum, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def au() -> GlossaryTerm:
    return GlossaryTerm.objects.create(
        term="AU", full_form="Arbeidsutvalget", explanation="Forbereder.", is_abbreviation=True
    )


def shown(page: str, **context: str) -> str:
    return Template("{% explained %}" + page + "{% endexplained %}").render(Context(context))


def test_a_known_abbreviation_opens_its_explanation_without_script():
    html = shown("<p>Saken er i AU nå.</p>")
    assert 'popovertarget="ord-' in html
    assert "Arbeidsutvalget" in html
    assert "onclick" not in html


@pytest.mark.parametrize("text", ["PAUSE", "AUs", "au", "BAU", "AU2"])
def test_a_part_of_another_word_is_left_alone(text):
    assert shown(text) == text


@pytest.mark.parametrize("text", ["AU", "(AU)", "AU-medlem", "til AU.", "AU/AKG"])
def test_signs_around_the_word_do_not_hide_it(text):
    assert shown(text).count("<button") == 1


def test_only_the_first_on_a_page_is_explained():
    html = shown("<p>AU og AU</p><p>AU</p>")
    assert html.count("<button") == html.count(" popover id=") == 1


def test_what_people_wrote_is_still_escaped(au, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        au.explanation = "<b>x</b>"
        au.save()
    html = shown("{{ text }}", text="<script>AU</script>")
    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("<button") == 1


@pytest.mark.parametrize("place", ["a", "h2", "label", "button", "summary"])
def test_where_no_button_may_stand_it_has_a_title(place):
    html = shown(f"<{place}>AU 7/26</{place}>")
    assert html == f'<{place}><abbr title="Arbeidsutvalget">AU</abbr> 7/26</{place}>'


def test_a_place_for_a_button_is_chosen_before_a_link():
    html = shown("<a>AU</a> og AU")
    assert html.startswith("<a>AU</a> og <button")


@pytest.mark.parametrize(
    "page",
    ['<input value="AU">', "<option>AU</option>", "<svg><text>AU</text></svg>", "<!-- AU -->"],
)
def test_values_drawings_and_comments_are_left_alone(page):
    page = f"<select>{page}</select>" if "option" in page else page
    assert shown(page) == page


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


def test_every_page_explains(client):
    member = make_member(make_forum("Arbeidsutvalget", short_name="AU"))
    client.force_login(member)
    assert b'popovertarget="ord-' in client.get("/").content


def test_the_glossary_has_an_anchor_for_each_word(client):
    client.force_login(make_member(make_forum()))
    assert b'id="ord-au"' in client.get("/ordliste/").content
