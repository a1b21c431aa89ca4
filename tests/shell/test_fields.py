"""A form field is tied to its label, its help and its error."""

from datetime import date

import pytest
from django import forms
from django.template import Context, Template
from django.utils import translation


class Example(forms.Form):
    title = forms.CharField(label="Tittel", help_text="Kort og klar.")
    start = forms.DateField(label="Fra", required=False)
    agree = forms.BooleanField(label="Jeg har lest det")
    role = forms.ChoiceField(
        label="Rolle", choices=[("a", "Alfa"), ("b", "Beta")], widget=forms.RadioSelect
    )


@pytest.fixture(autouse=True)
def in_bokmål():
    with translation.override("nb"):
        yield


def show(form: forms.Form, tag: str) -> str:
    return Template("{% " + tag + " %}").render(Context({"form": form}))


def test_the_label_points_to_the_control():
    shown = show(Example(), "field form.title")
    assert '<label class="ds-label" for="id_title">Tittel' in shown
    assert 'id="id_title"' in shown


def test_the_help_describes_the_control():
    shown = show(Example(), "field form.title")
    assert 'aria-describedby="id_title_help"' in shown
    assert 'id="id_title_help">Kort og klar.' in shown


def test_an_error_stands_beside_the_control_and_describes_it():
    shown = show(Example({}), "field form.title")
    assert 'aria-invalid="true"' in shown
    assert 'aria-describedby="id_title_help id_title_error"' in shown
    assert 'id="id_title_error"' in shown


def test_what_may_be_left_out_says_so():
    assert "(valgfritt)" in show(Example(), "field form.start")
    assert "(valgfritt)" not in show(Example(), "field form.title")


def test_a_date_is_picked_with_the_browsers_own_calendar():
    shown = show(Example(initial={"start": date(2026, 11, 23)}), "field form.start")
    assert 'type="date"' in shown
    assert 'value="2026-11-23"' in shown


def test_choices_are_gathered_under_their_question():
    shown = show(Example({"role": "b"}), "field form.role")
    assert '<legend class="ds-label">Rolle</legend>' in shown
    assert shown.count('type="radio"') == 2
    assert shown.count(" checked") == 1


def test_several_choices_are_ticked_not_picked():
    class Many(forms.Form):
        towns = forms.MultipleChoiceField(
            choices=[("a", "Alver"), ("b", "Bergen")], widget=forms.CheckboxSelectMultiple
        )

    assert show(Many(), "field form.towns").count('type="checkbox"') == 2


def test_an_empty_choice_is_a_word_and_not_a_row_of_dashes():
    class Pick(forms.Form):
        town = forms.ChoiceField(choices=[("", "---------"), ("a", "Alver")])

    assert ">Velg</option>" in show(Pick(), "field form.town")


def test_the_errors_are_gathered_above_the_form_with_links():
    shown = show(Example({}), "form_errors form")
    assert '<a href="#id_title">Tittel</a>' in shown
    assert 'role="alert"' in shown


def test_a_form_without_errors_has_no_summary():
    assert show(Example(), "form_errors form").strip() == ""
