"""The same in nynorsk, where words have other lengths and the page another language."""

from tests.journeys.looking import wrong_on_every_page


def test_no_page_breaks_a_rule_in_nynorsk(visit, axe, demo):
    wrong = wrong_on_every_page(visit, axe, "nn")
    assert not wrong, "\n".join(wrong)
