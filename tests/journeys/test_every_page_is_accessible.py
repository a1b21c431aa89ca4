"""axe finds nothing on any page, and nothing has to be scrolled sideways.

200 % zoom of a 1280 px window is a page laid out 640 px wide.
"""

import pytest

from forums.models import User
from tests.journeys.pages import reachable

WIDTHS = (1280, 640, 390, 320)
NARROW = 320  # only reflow is judged here: 1280 px at 400 % (WCAG 1.4.10)
KEY = (
    "home",
    "case_list",
    "case",
    "case_history",
    "meeting_list",
    "meeting",
    "forum_list",
    "forum",
    "organisation",
    "party",
    "new_here",
    "search",
    "account_login",
    "accessibility_statement",
)


def people() -> dict[str, User | None]:
    """One of each kind of user, the visitor included."""
    from forums import groups

    def first(**where):
        return User.objects.filter(is_active=True, **where).order_by("pk").first()

    return {
        "secretariat": first(groups__name=groups.SECRETARIAT),
        "contact": first(contact_for__isnull=False, contact_for__end=None),
        "member": first(memberships__role="member", memberships__end=None),
        "visitor": None,
    }


def look(page, axe, path: str, widths=WIDTHS) -> list[str]:
    """What is wrong with one address, at each width."""
    wrong = []
    page.set_viewport_size({"width": widths[0], "height": 900})
    page.goto(path)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wrong.append(f"{path} at {width} px scrolls {over} px sideways")
        if width != NARROW:
            wrong += [f"{path} at {width} px: {line}" for line in axe(page)]
    return wrong


def test_no_page_breaks_a_rule_in_bokmål(visit, axe, demo):
    wrong, seen = [], set()
    for person in people().values():
        page = visit("", person)
        for name, path in reachable(person).items():
            if name not in seen:
                seen.add(name)
                wrong += look(page, axe, path)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", ["nn", "en"])
def test_the_main_pages_break_no_rule_in_the_other_languages(visit, axe, demo, language):
    wrong = []
    for kind in ("secretariat", "visitor"):
        person = people()[kind]
        page = visit("", person, language=language)
        for name, path in reachable(person).items():
            if name in KEY:
                wrong += look(page, axe, path, (1280, 390))
    assert not wrong, "\n".join(wrong)


def test_the_browser_refuses_nothing_on_the_first_page(visit, demo):
    """The security policy forbids inline script and style, and the page has none."""
    said = []
    page = visit("", people()["member"])
    page.on("console", lambda message: said.append(message.text))
    page.goto("/")
    assert said == []
