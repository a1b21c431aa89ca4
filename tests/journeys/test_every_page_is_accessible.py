"""axe finds nothing on any page in bokmål, and nothing has to be scrolled sideways."""

from tests.journeys.looking import people, wrong_on_every_page


def test_no_page_breaks_a_rule_in_bokmål(visit, axe, demo):
    wrong = wrong_on_every_page(visit, axe, "nb")
    assert not wrong, "\n".join(wrong)


def test_the_browser_refuses_nothing_on_the_first_page(visit, demo):
    """The security policy forbids inline script and style, and the page has none."""
    said = []
    page = visit("", people()["member"])
    page.on("console", lambda message: said.append(message.text))
    page.goto("/")
    assert said == []
