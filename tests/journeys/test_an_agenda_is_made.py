"""A secretary makes an agenda: picks from the queue, orders it and mends what is wrong with it.

Picking and ordering are done without JavaScript too.
"""

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from playwright.sync_api import Browser, Locator, expect

from cases.models import Treatment
from cases.registering import register_case
from cases.routing import put_forward
from forums.clock import now
from forums.models import Forum, Meeting, Party, User
from tests.cases.papers import paper
from tests.factories import make_forum, make_kind, make_mandate, make_meeting
from tests.journeys.conftest import session_of
from tests.journeys.people import MIDDAY, Person

TITLES = ["Gangveg ved skolen", "Bom ved kaien", "Sykkelhotell på terminalen"]


def case_in(forum: Forum, by: User, title: str, **facts: object) -> Treatment:
    """A case that waits for the forum, about Bergen."""
    owner = Party.objects.get(slug="bergen")
    case = register_case(
        by=by,
        title=title,
        summary="Hva saken gjelder.",
        kind=make_kind(),
        owner=owner,
        officer=by,
        forum=forum,
        municipalities=[owner],
        **facts,
    )
    put_forward(case, by=by)
    return case.treatments.get()


def a_forum(by: User) -> tuple[Forum, Meeting]:
    """A forum of its own, that may recommend but settles nothing; its meeting lasts an hour."""
    forum = make_forum("Møteplassen", short_name="MP")
    make_mandate(forum, "prepare", "recommend")
    meeting = make_meeting(forum, MIDDAY.date() + timedelta(days=20))
    meeting.ends_at = meeting.starts_at + timedelta(minutes=60)
    meeting.save()
    for title in TITLES:
        case_in(forum, by, title)
    return forum, meeting


def row(person: Person, title: str) -> Locator:
    return person.main.locator("[data-item]").filter(has_text=title)


def waiting(person: Person, title: str) -> Locator:
    return person.main.locator(".queue > li").filter(has_text=title)


def pick(person: Person, title: str) -> None:
    waiting(person, title).get_by_role("button").click()
    expect(row(person, title)).to_be_visible()


def order(person: Person, titles: list[str]) -> None:
    expect(person.main.locator("[data-item] th")).to_contain_text(titles)


def warning(person: Person, kind: str) -> Locator:
    return person.main.locator(f"[data-warning={kind}]")


def change(person: Person, title: str, field: str, value: str) -> None:
    row(person, title).get_by_role("link", name="Endre").click()
    person.fill(field, value)
    person.click("Lagre")


def test_an_agenda_is_made(at_screen: Callable[..., Person], axe) -> None:
    secretary = at_screen("saksbehandler")
    forum, meeting = a_forum(secretary.user)
    one, two, three = TITLES
    page = secretary.page

    page.goto(reverse("forum_queue", args=[forum.slug]))
    assert axe(page) == []
    secretary.fill("Søk i nummer og tittel", "kaien")
    secretary.click("Vis")
    expect(secretary.main.locator(".queue > li")).to_have_count(1)
    pick(secretary, two)
    pick(secretary, one)
    pick(secretary, three)
    order(secretary, [two, one, three])

    grip = row(secretary, three).get_by_role("button", name="dra, eller bruk pil opp")
    grip.press("ArrowUp")
    order(secretary, [two, three, one])
    expect(page.get_by_text("Saken er nå nummer 2 av 3.")).to_be_attached()
    expect(row(secretary, three).locator("[data-grip]")).to_be_focused()
    page.reload()
    order(secretary, [two, three, one])
    drag(row(secretary, one), row(secretary, two))
    order(secretary, [one, two, three])
    page.reload()
    order(secretary, [one, two, three])
    assert axe(page) == []

    mend_items(secretary, meeting)
    mend_the_whole(secretary, meeting)
    secretary.sees("Ingenting mangler på sakslisten.")
    assert axe(page) == []


def drag(what: Locator, over: Locator) -> None:
    """By the mouse: the grip is pulled to above the middle of another row."""
    page, grip = what.page, what.locator("[data-grip]")
    grip.scroll_into_view_if_needed()
    start, goal = grip.bounding_box(), over.bounding_box()
    assert start
    assert goal
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(start["x"], goal["y"] + goal["height"] / 2 - 8, steps=8)
    page.mouse.up()


def mend_items(secretary: Person, meeting: Meeting) -> None:
    """Paper, reason, purpose, proposal, and the same talk again."""
    two, three = TITLES[1:]
    expect(warning(secretary, "paper")).to_have_count(3)
    secretary.fill("Hvorfor er saken muntlig?", "Kommer rett fra et møte i dag")
    secretary.click("Lagre grunnen")
    expect(warning(secretary, "paper")).to_have_count(2)
    items = {item.handled.case.title: item for item in meeting.agenda_items.of_cases()}
    for title in (two, three):
        paper(items[title].handled.case, secretary.user, kind="brief", title="Framlegg")
    secretary.page.reload()
    for left in (1, 0):
        secretary.click("Bruk «Framlegg»")
        expect(warning(secretary, "paper")).to_have_count(left)

    # As if the mandate had changed since.
    meeting.agenda_items.filter(pk=items[two].pk).update(purpose="decision")
    secretary.page.reload()
    warning(secretary, "competence").get_by_role("button", name="Gjør den til drøfting").click()
    expect(warning(secretary, "competence")).to_have_count(0)

    for left in (2, 1, 0):
        warning(secretary, "proposal").first.get_by_role("link").click()
        secretary.fill("Innstilling fra sekretariatet", "Saken anbefales.")
        secretary.click("Lagre")
        expect(warning(secretary, "proposal")).to_have_count(left)

    Treatment.objects.create(
        case=items[two].handled.case,
        forum=Forum.objects.get(slug="au"),
        role="advise",
        asked_by=secretary.user,
        reason="-",
        state="done",
        outcome="noted",
        done_at=now(),
    )
    secretary.page.reload()
    warning(secretary, "again").get_by_role("link", name="Legg til det som er nytt").click()
    secretary.choose("Hva slags dokument er det?", "note")
    secretary.fill("Hva heter det?", "Nye tall")
    secretary.attach("tall.txt")
    secretary.send()
    secretary.sees("Nye tall")
    secretary.page.goto(reverse("agenda_edit", args=[meeting.pk]))
    expect(warning(secretary, "again")).to_have_count(0)


def mend_the_whole(secretary: Person, meeting: Meeting) -> None:
    """Time, presentation and one municipality that takes most of it."""
    one = TITLES[0]
    change(secretary, one, "Minutter", "50")
    warning(secretary, "time").get_by_role("link", name="Endre MP").click()
    secretary.fill("Minutter", "20")
    secretary.fill("Av dette innledning", "20")
    secretary.click("Lagre")
    expect(warning(secretary, "time")).to_have_count(0)
    change(secretary, TITLES[1], "Av dette innledning", "10")
    warning(secretary, "presentation").get_by_role("link").click()
    secretary.fill("Av dette innledning", "5")
    secretary.click("Lagre")
    expect(warning(secretary, "presentation")).to_have_count(0)

    expect(warning(secretary, "municipality")).to_contain_text("får 50 av 50 minutter")
    others = Party.objects.filter(kind="municipality", is_signatory=True).exclude(slug="bergen")
    for item, other in zip(meeting.agenda_items.of_cases(), others, strict=False):
        item.handled.case.municipalities.set([other])
    secretary.page.reload()
    expect(warning(secretary, "municipality")).to_have_count(0)


def test_an_agenda_is_made_without_javascript(
    at_screen: Callable[..., Person], browser: Browser, live_server, settings
) -> None:
    user = User.objects.get(email="saksbehandler@eksempel.no")
    _forum, meeting = a_forum(user)
    context = browser.new_context(base_url=live_server.url, locale="nb", java_script_enabled=False)
    cookies = {
        settings.SESSION_COOKIE_NAME: session_of(user),
        settings.LANGUAGE_COOKIE_NAME: "nb",
    }
    context.add_cookies(
        [{"name": k, "value": v, "url": live_server.url} for k, v in cookies.items()]
    )
    secretary = Person(context.new_page(), "nb", user)
    secretary.page.goto(reverse("agenda_edit", args=[meeting.pk]))
    one, two, three = TITLES
    for title in TITLES:
        pick(secretary, title)
    row(secretary, three).get_by_role("button", name="Opp").click()
    order(secretary, [one, three, two])
    row(secretary, two).get_by_text("Flytt til plass").click()
    row(secretary, two).get_by_label("Ny plass").fill("1")
    row(secretary, two).get_by_role("button", name="Flytt", exact=False).last.click()
    order(secretary, [two, one, three])
    expect(secretary.main.locator("[data-grip]").first).to_be_hidden()
    context.close()
