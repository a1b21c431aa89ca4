"""One case from an expert group to a decision, by clicking, as four people.

The expert group's leader registers it, a case officer in the secretariat runs the meetings,
the head of the secretariat sends it on, and a member of the steering group who was in none of
the meetings before reads how it came there.
"""

from datetime import date, datetime

import pytest
import time_machine
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from playwright.sync_api import Page, expect

from cases.models import Case, CaseStatus, Treatment
from forums.models import Forum, User
from tests.factories import OSLO

TITLE = "Sykkelparkering ved bybanestoppene"
DECISION = "Det bygges sykkelparkering ved ti bybanestopp innen 2028."
MIDDAY = datetime.combine(date.today(), datetime.min.time(), OSLO).replace(hour=12)  # noqa: DTZ011


class Person:
    """Somebody at a screen, who knows the buttons by what they say in the person's language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language

    def says(self, text: str) -> str:
        with translation.override(self.language):
            return gettext(text)

    def click(self, text: str, *, exact: bool = True) -> None:
        name = self.says(text)
        button = self.page.locator("main").get_by_role("button", name=name, exact=exact)
        link = self.page.locator("main").get_by_role("link", name=name, exact=exact)
        button.or_(link).first.click()

    def fill(self, label: str, value: str) -> None:
        self._field(label).fill(value)

    def choose(self, label: str, option: str) -> None:
        """``option`` is the value, or the text in the list."""
        self._field(label).select_option(option)

    def _field(self, label: str):
        return self.page.locator("main").get_by_label(self.says(label), exact=False).first

    def sees(self, text: str) -> None:
        expect(self.page.locator("main")).to_contain_text(text)


@pytest.fixture(params=["nb", "nn"])
def at_screen(request, visit, demo):
    """``at_screen("au-medlem")`` is that person of the demo, signed in."""

    def sit_down(who: str) -> Person:
        user = User.objects.get(email=f"{who}@eksempel.no")
        return Person(visit("/", user, language=request.param), request.param)

    with time_machine.travel(MIDDAY, tick=True):
        yield sit_down


def register(person: Person) -> Case:
    person.page.goto("/saker/")
    person.click("Registrer sak", exact=False)
    forum = Forum.objects.get(pk=_led_by("faggruppeleder"))
    person.choose("Hvilket forum skal ha saken?", str(forum.pk))
    person.fill("Hva heter saken?", TITLE)
    person.fill("Hva gjelder den?", "Reisende mangler trygg parkering der de går om bord.")
    person.page.locator("#id_kind").select_option(index=1)
    person.page.locator("#id_owner").select_option(index=1)
    person.page.locator("main form.form button").last.click()
    return Case.objects.get(title=TITLE)


def _led_by(who: str) -> int:
    rows = User.objects.get(email=f"{who}@eksempel.no").memberships.filter(role="leader")
    return rows.order_by("pk").values_list("forum", flat=True)[0]


def add_paper(person: Person, case: Case, name: str) -> None:
    person.page.goto(case.get_absolute_url())
    person.click("Legg til dokument", exact=False)
    person.choose("Hva slags dokument er det?", "brief")
    person.fill("Hva heter det?", name)
    paper = {"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"Vurdering."}
    person.page.locator("input[type=file]").set_input_files(paper)
    person.page.locator("main form.form button").last.click()
    person.sees(name)


def put_forward(person: Person, case: Case) -> None:
    person.page.goto(case.get_absolute_url())
    person.click("Legg fram")
    person.choose("Hva skal forumet gjøre?", "recommend")
    person.click("Legg fram")


def plan_meeting(person: Person, forum: Forum) -> None:
    person.page.goto("/moter/nytt/")
    person.choose("Hvilket forum skal møtes?", forum.slug)
    person.fill("Dag", MIDDAY.date().isoformat())
    person.fill("Begynner", "08:00")
    person.fill("Slutter", "10:00")
    person.page.locator("main form.form button").last.click()


def put_on_agenda(person: Person, treatment: Treatment, purpose: str) -> None:
    person.click("Sett opp saker", exact=False)
    person.click(treatment.case.title, exact=False)
    person.choose("Hva skal møtet gjøre med saken?", purpose)
    person.fill("Innstilling fra sekretariatet", DECISION)
    person.click("Lagre")
    person.click("Til møtet")


def hold(person: Person, outcome: str) -> None:
    person.click("Kall inn til møtet")
    person.click("Åpne møtet")
    if "/gjennomfor/" not in person.page.url:
        person.click("Frammøte og utfall", exact=False)
    person.click("Lagre frammøtet")
    person.page.locator("select[name$=outcome]").first.select_option(outcome)
    person.click("Før utfallet", exact=False)


def treat(person: Person, case: Case, outcome: str) -> None:
    """A whole meeting about the case, in the forum where it is."""
    case.refresh_from_db()
    plan_meeting(person, case.forum)
    treatment = case.treatments.get(forum=case.forum)
    put_on_agenda(person, treatment, "decision" if outcome == "decided" else "discussion")
    hold(person, outcome)


def lift(person: Person, case: Case) -> None:
    person.page.goto(case.get_absolute_url())
    person.click("Løft saken", exact=False)
    person.fill("Hvorfor løftes saken?", "Forumet tilrår det, og neste nivå må ta stilling.")
    person.page.locator("main form.form button").last.click()


def test_a_case_goes_from_an_expert_group_to_a_decision(at_screen) -> None:
    leader, officer = at_screen("faggruppeleder"), at_screen("saksbehandler")
    head, politician = at_screen("sekretariatsleder"), at_screen("styringsgruppe")

    case = register(leader)
    add_paper(leader, case, "Saksframlegg om sykkelparkering")
    put_forward(officer, case)
    treat(officer, case, "recommended")
    for outcome in ("recommended", "recommended", "decided"):
        lift(head, case)
        treat(officer, case, outcome)
    head.page.goto(officer.page.url)
    head.click("Bekreft vedtaksteksten", exact=False)

    case.refresh_from_db()
    assert case.status == CaseStatus.DECIDED
    politician.page.goto("/saker/")
    politician.click(TITLE, exact=False)
    politician.sees(DECISION)
    politician.click("Hele historien", exact=False)
    for forum in Forum.objects.filter(treatments__case=case):
        politician.sees(forum.name)
    politician.sees(capfirst(politician.says("vedtatt")))
    head.page.goto(case.get_absolute_url())
    head.click("Avslutt saken")
    head.fill("Hvorfor avsluttes saken?", "Vedtaket følges opp i handlingsprogrammet.")
    head.click("Avslutt saken")
    case.refresh_from_db()
    assert case.status == CaseStatus.CLOSED
