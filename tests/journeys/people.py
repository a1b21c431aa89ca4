"""Somebody at a screen, and the steps that several journeys take.

Each button, link and field is found by what it says in the person's language.
"""

from datetime import date, datetime

from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator, Page, expect

from cases.models import Case, Treatment
from forums.models import Forum, User
from tests.factories import OSLO

MIDDAY = datetime.combine(date.today(), datetime.min.time(), OSLO).replace(hour=12)  # noqa: DTZ011


class Person:
    """Somebody at a screen, who knows the buttons by what they say in the person's language."""

    def __init__(self, page: Page, language: str, user: User) -> None:
        self.page = page
        self.language = language
        self.user = user

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def says(self, text: str) -> str:
        with translation.override(self.language):
            return gettext(text)

    def opens(self, case: Case) -> None:
        self.page.goto(case.get_absolute_url())

    def click(self, text: str, *, exact: bool = True, inside: Locator | None = None) -> None:
        name, place = self.says(text), inside or self.main
        button = place.get_by_role("button", name=name, exact=exact)
        link = place.get_by_role("link", name=name, exact=exact)
        button.or_(link).first.click()

    def fill(self, label: str, value: str) -> None:
        self._field(label).fill(value)

    def choose(self, label: str, option: str) -> None:
        """``option`` is the value, or the text in the list."""
        self._field(label).select_option(option)

    def tick(self, label: str) -> None:
        self._field(label).check()

    def attach(self, name: str, content: bytes = b"Vurdering.", mime: str = "text/plain") -> None:
        paper = {"name": name, "mimeType": mime, "buffer": content}
        self.main.locator("input[type=file]").set_input_files(paper)

    def send(self) -> None:
        """Press the button at the end of the form."""
        self.main.locator("form.form button").last.click()

    def _field(self, label: str) -> Locator:
        return self.main.get_by_label(self.says(label), exact=False).first

    def sees(self, text: str) -> None:
        expect(self.main).to_contain_text(text)

    def is_told(self, text: str) -> None:
        """By the message at the top of the page."""
        expect(self.page.locator(".messages").get_by_text(text)).to_be_visible()

    def does_not_see(self, text: str) -> None:
        expect(self.main).not_to_contain_text(text)


def forum(slug: str) -> Forum:
    return Forum.objects.get(slug=slug)


def register(person: Person, where: Forum, title: str, about: str = "Hva saken gjelder.") -> Case:
    person.page.goto("/saker/")
    person.click("Registrer sak", exact=False)
    person.choose("Hvilket forum skal ha saken?", str(where.pk))
    person.fill("Hva heter saken?", title)
    person.fill("Hva gjelder den?", about)
    person.page.locator("#id_kind").select_option(index=1)
    person.page.locator("#id_owner").select_option(index=1)
    person.send()
    return Case.objects.get(title=title)


def add_paper(person: Person, case: Case, name: str) -> None:
    person.opens(case)
    person.click("Legg til dokument", exact=False)
    person.choose("Hva slags dokument er det?", "brief")
    person.fill("Hva heter det?", name)
    person.attach(f"{name}.txt")
    person.send()
    person.sees(name)


def put_forward(person: Person, case: Case, role: str = "recommend") -> None:
    person.opens(case)
    person.click("Legg fram")
    person.choose("Hva skal forumet gjøre?", role)
    person.click("Legg fram")


def plan_meeting(person: Person, where: Forum) -> None:
    person.page.goto("/moter/nytt/")
    person.choose("Hvilket forum skal møtes?", where.slug)
    person.fill("Dag", MIDDAY.date().isoformat())
    person.fill("Begynner", "08:00")
    person.fill("Slutter", "10:00")
    with person.page.expect_navigation():
        person.send()
    # The demo's people sit in several forums that meet at the same time here.
    anyway = person.main.get_by_role("button", name=person.says("Planlegg likevel"))
    if anyway.count():
        anyway.click()


def put_on_agenda(person: Person, treatment: Treatment, purpose: str, proposal: str) -> None:
    person.click("Sett opp saker", exact=False)
    person.click(treatment.case.title, exact=False)
    person.choose("Hva skal møtet gjøre med saken?", purpose)
    person.fill("Innstilling fra sekretariatet", proposal)
    person.click("Lagre")
    person.click("Til møtet")


def open_meeting(person: Person) -> None:
    person.click("Kall inn til møtet")
    person.click("Åpne møtet")
    if "/gjennomfor/" not in person.page.url:
        person.click("Frammøte og utfall", exact=False)
    person.click("Lagre frammøtet")


def conclude(person: Person, outcome: str) -> None:
    """What the meeting came to in its first case; the text is the proposal as it stands."""
    form = person.main.locator("form[action$='/utfall/']").first
    form.locator("select[name$=outcome]").select_option(outcome)
    person.click("Før utfallet", exact=False, inside=form)


def meet(person: Person, case: Case, where: Forum, proposal: str, purpose: str) -> None:
    """Plan, call and open a meeting about the case."""
    treatment = case.treatments.filter(forum=where).latest("pk")
    plan_meeting(person, where)
    put_on_agenda(person, treatment, purpose, proposal)
    open_meeting(person)


def treat(person: Person, case: Case, outcome: str, proposal: str) -> None:
    """A whole meeting about the case, in the forum where it is."""
    case.refresh_from_db()
    purpose = "decision" if outcome == "decided" else "discussion"
    meet(person, case, case.forum, proposal, purpose)
    conclude(person, outcome)


def lift(person: Person, case: Case) -> None:
    person.opens(case)
    person.click("Løft saken", exact=False)
    person.fill("Hvorfor løftes saken?", "Forumet tilrår det, og neste nivå må ta stilling.")
    person.send()
