"""The same in English, where words have other lengths and the page another language."""

from tests.journeys.looking import wrong_on_every_page


def test_no_page_breaks_a_rule_in_english(visit, axe, demo):
    wrong = wrong_on_every_page(visit, axe, "en")
    assert not wrong, "\n".join(wrong)
