"""Looking at every page that somebody can reach: axe, and nothing to scroll sideways.

200 % zoom of a 1280 px window is a page laid out 640 px wide, and 400 % one of 320 px, where only
reflow is judged (WCAG 1.4.10).
"""

from forums.models import User
from tests.journeys.pages import reachable

WIDTHS = (1280, 640, 390, 320)
# Where axe looks: layouts are alike in every language, so the others are judged at one width.
AXE_AT = {"nb": (1280, 640, 390)}
AXE_ELSEWHERE = (1280,)


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


def look(page, axe, path: str, axe_at: tuple[int, ...]) -> list[str]:
    """What is wrong with one address: scrolling at each width, and what axe finds."""
    wrong = []
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    page.goto(path)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wrong.append(f"{path} at {width} px scrolls {over} px sideways")
        if width in axe_at:
            wrong += [f"{path} at {width} px: {line}" for line in axe(page)]
    return wrong


def wrong_on_every_page(visit, axe, language: str) -> list[str]:
    """Each view once, as the first kind of user who reaches it."""
    wrong: list[str] = []
    seen: set[str] = set()
    axe_at = AXE_AT.get(language, AXE_ELSEWHERE)
    for person in people().values():
        page = visit("", person, language=language)
        for name, path in reachable(person).items():
            if name not in seen:
                seen.add(name)
                wrong += look(page, axe, path, axe_at)
    return wrong
