"""Two at one section lose nothing; a paste from Word is clean; the net may go and come back."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cases.briefs import start_brief
from cases.models import Brief, BriefSection
from forums import groups
from forums.clock import today
from forums.models import Forum, ForumKind, Membership, User
from tests.factories import LONG_AGO, fresh, make_case, make_forum, make_party, make_user

WORD = Path(__file__).parent.parent / "cases/word_clipboard.html"


@pytest.fixture
def staff(transactional_db) -> list[User]:
    forum = make_forum("Sekretariatet", kind=ForumKind.SECRETARIAT)
    people = [make_user("Sivert Sekretær"), make_user("Mathias Papirvind")]
    for person in people:
        Membership.objects.create(user=person, forum=forum, role="secretary", start=LONG_AGO)
    groups.follow(today(), [person.pk for person in people])
    return [fresh(person) for person in people]


@pytest.fixture
def brief(staff: list[User]) -> Brief:
    forum: Forum = make_forum("Arbeidsutvalget", short_name="AU")
    case = make_case(forum, officer=staff[0], owner=make_party("Bergen kommune"))
    return start_brief(case, forum, by=staff[0])


def part_of(page: Page, section: BriefSection):
    return page.locator(f"#del-{section.pk}")


def text_in(page: Page, section: BriefSection):
    return part_of(page, section).get_by_role("textbox").first


def write(page: Page, section: BriefSection, text: str) -> None:
    text_in(page, section).click()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def complaints(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda m: found.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_two_at_one_section_choose_and_nothing_is_lost(visit, staff, brief, axe) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    path = f"/saksframlegg/{brief.pk}/"
    first, second = visit("", staff[0]), visit("", staff[1])
    said = complaints(first)
    first.goto(path)
    second.goto(path)
    write(first, section, "Ny veg i 2027.")
    expect(part_of(first, section)).to_contain_text("Lagret ")
    write(second, section, "Ny veg i 2028.")
    panel = part_of(second, section).locator("[data-panel]")
    expect(panel).to_contain_text("Sivert Sekretær lagret «Bakgrunn» mens du skrev")
    expect(panel.locator("del")).to_contain_text("2027")
    expect(panel.locator("ins")).to_contain_text("2028")
    assert axe(second) == []
    section.refresh_from_db()
    assert section.html == "<p>Ny veg i 2027.</p>"
    panel.get_by_role("button", name="Bruk den sammensatte").click()
    expect(text_in(second, section)).to_contain_text("Ny veg i 2028.")
    section.refresh_from_db()
    assert section.html == "<p>Ny veg i 2027.</p><p>Ny veg i 2028.</p>"
    assert said == []


def test_my_own_text_may_be_chosen_and_theirs_stays_in_history(visit, staff, brief) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    first, second = (visit(f"/saksframlegg/{brief.pk}/", person) for person in staff)
    write(first, section, "Deres.")
    expect(part_of(first, section)).to_contain_text("Lagret ")
    write(second, section, "Min.")
    part_of(second, section).get_by_role("button", name="Bruk min").click()
    expect(part_of(second, section)).to_contain_text("Lagret ")
    section.refresh_from_db()
    assert section.html == "<p>Min.</p>"
    assert section.history.filter(html="<p>Deres.</p>").exists()


def test_a_paste_from_word_is_clean_at_once_and_when_kept(visit, staff, brief) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    page = visit("", staff[0])
    said = complaints(page)
    page.goto(f"/saksframlegg/{brief.pk}/")
    text_in(page, section).click()
    text_in(page, section).evaluate(
        """(element, html) => {
          const data = new DataTransfer();
          data.setData("text/html", html);
          element.dispatchEvent(
            new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        WORD.read_text(),
    )
    expect(part_of(page, section)).to_contain_text("Lagret ")
    expect(text_in(page, section).locator("ul > li > ul > li")).to_have_text("Fortau")
    section.refresh_from_db()
    assert section.html == (
        "<h3>Bakgrunn</h3>"
        "<p>Bergen og <strong>Askøy</strong> er <em>enige</em>.</p>"
        "<ul><li>Trygg skoleveg<ul><li>Fortau</li></ul></li><li>Kollektivfelt</li></ul>"
        "<ol><li>Først</li></ol>"
        '<table><tr><th scope="col"><strong>År</strong></th><th scope="col">Sum</th></tr>'
        "<tr><td>2027</td><td></td></tr></table>"
        '<p><a href="https://eksempel.no/a">Les mer</a></p>'
    )
    assert said == []


def test_without_net_the_text_stays_in_the_browser(visit, staff, brief) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    page = visit(f"/saksframlegg/{brief.pk}/", staff[0])
    page.context.set_offline(True)
    write(page, section, "Skrevet på toget.")
    expect(part_of(page, section)).to_contain_text("Du er uten nett")
    page.route("**/saksframlegg/del/**", lambda route: route.abort())
    page.context.set_offline(False)
    expect(part_of(page, section)).to_contain_text("Ikke lagret – prøver igjen")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute("**/saksframlegg/del/**")
    part_of(page, section).get_by_role("button", name="Hent teksten").click()
    expect(part_of(page, section)).to_contain_text("Lagret ")
    section.refresh_from_db()
    assert section.html == "<p>Skrevet på toget.</p>"


def test_the_page_says_why_it_may_not_save(visit, staff, brief) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    page = visit(f"/saksframlegg/{brief.pk}/", staff[0])
    page.route("**/saksframlegg/del/**", lambda route: route.fulfill(status=404))
    write(page, section, "Etter at noen tok meg av listen.")
    expect(part_of(page, section)).to_contain_text("kan ikke lagres herfra lenger")
    page.unroute("**/saksframlegg/del/**")
    page.context.clear_cookies(name="sessionid")
    write(page, section, " Og mer.")
    expect(part_of(page, section)).to_contain_text("Du er logget ut")


def test_the_tools_are_reached_by_keyboard(visit, staff, brief, axe) -> None:
    section = brief.sections.get(heading="Bakgrunn")
    page = visit(f"/saksframlegg/{brief.pk}/", staff[0])
    text_in(page, section).click()
    page.keyboard.press("Alt+F10")
    bold = part_of(page, section).get_by_role("button", name="Fet", exact=True)
    expect(bold).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(bold).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.keyboard.type("Viktig")
    expect(part_of(page, section)).to_contain_text("Lagret ")
    assert axe(page) == []
    section.refresh_from_db()
    assert section.html == "<p><strong>Viktig</strong></p>"
