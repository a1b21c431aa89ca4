"""An order becomes advice from two expert groups, and a decision that six parties treat at home.

The leader of AKG orders; each expert group's leader holds the group's own meeting; the officer
writes for AU, AKG and the steering group; the parties' contacts answer, the last by proxy.
"""

from collections.abc import Callable

import pytest

from cases.models import Case, CaseStatus, Order, OrderState, TreatmentState
from forums.models import Forum, Party, PartyContact
from tests.journeys.people import (
    MIDDAY,
    Person,
    add_paper,
    conclude,
    forum,
    lift,
    meet,
    put_forward,
    register,
    treat,
)

TITLE = "Nytt knutepunkt ved Skogskiftet"
DECISION = "Knutepunktet ved Skogskiftet bygges i to trinn, det første innen 2029."
ADVICE = {
    "kollektiv": "Gruppen rår til at bussene får egen veg inn til knutepunktet.",
    "gang-og-sykkel": "Gruppen rår til at gangvegen fra skolen bygges først.",
}
DOUBT = "Byrådet har ikke sett hva trinn to vil koste."
SIX = ("alver", "askoy", "bergen", "bjornafjorden", "oygarden", "vestland")

AtScreen = Callable[..., Person]


def order_advice(leader: Person, case: Case, group: Forum) -> Order:
    leader.opens(case)
    leader.click("Bestill arbeid", exact=False)
    leader.choose("Hvem bestiller hos hvem?", group.name)
    leader.fill("Hva bestilles?", f"Råd om knutepunktet fra {group.short_name}")
    leader.fill("Hvorfor?", "AKG må vite hva faggruppene mener før saken kommer opp.")
    leader.fill("Når er fristen?", MIDDAY.date().isoformat())
    leader.tick("Forumet skal gi råd i saken i et møte")
    leader.send()
    leader.sees("venter på svar fra")
    return Order.objects.get(case=case, to_forum=group)


def send_to_au(officer: Person, case: Case) -> None:
    officer.opens(case)
    officer.click("Send saken", exact=False)
    officer.fill("Hvorfor sendes saken?", "AU samler rådene og skriver innstillingen.")
    officer.send()
    officer.sees("Arbeidsutvalget")


def advise(leader: Person, case: Case, order: Order) -> None:
    """The group's own meeting, and the answer to those who ordered."""
    leader.page.goto("/")
    leader.main.get_by_role("link").filter(has_text=TITLE).first.click()
    leader.page.goto(order.to_forum.get_absolute_url())
    leader.sees(order.what)
    meet(leader, case, order.to_forum, ADVICE[order.to_forum.slug], "discussion")
    conclude(leader, "recommended")
    leader.page.goto(order.get_absolute_url())
    leader.click("Svar på bestillingen")
    leader.fill("Hva er svaret?", ADVICE[order.to_forum.slug])
    leader.send()
    leader.sees("svarte")


def reserve(officer: Person, party: Party) -> None:
    officer.main.locator("summary").filter(has_text="Partenes syn").click()
    said = officer.main.get_by_role("group", name=party.name)
    said.get_by_label("Syn").select_option("reserves")
    said.get_by_label("Hvorfor").fill(DOUBT)
    officer.click("Før partenes syn", exact=False)
    officer.sees("1 av")


def send_to(officer: Person, case: Case, parties: list[Party]) -> None:
    officer.opens(case)
    officer.click("Send til partene")
    for party in Party.objects.filter(is_signatory=True):
        box = officer.main.get_by_role("checkbox", name=party.name)
        box.set_checked(party in parties)
    officer.fill("Hva skal partene ta stilling til?", "Om dere kan stå bak vedtaket.")
    officer.fill("Når trenger dere svaret?", MIDDAY.date().isoformat())
    officer.send()
    officer.sees("6 av 6 parter gjenstår")


def answer(person: Person, case: Case, party: Party) -> None:
    person.opens(case)
    row = person.main.get_by_role("row").filter(has_text=party.name)
    person.click("Før svaret", exact=False, inside=row)
    person.choose("Hvor langt er dere kommet?", "political")
    person.fill("Hvor er saken behandlet?", f"Formannskapet i {party.short_name}")
    person.fill("Hvilken dag?", MIDDAY.date().isoformat())
    person.send()


@pytest.fixture
def case(at_screen: AtScreen) -> Case:
    officer, akg = at_screen("saksbehandler"), at_screen("akg-leder")
    case = register(officer, forum("akg"), TITLE)
    add_paper(officer, case, "Saksframlegg om knutepunktet")
    put_forward(officer, case)
    for slug in ADVICE:
        order_advice(akg, case, forum(slug))
    send_to_au(officer, case)
    return case


def test_advice_in_parallel_a_reservation_and_six_parties(
    at_screen: AtScreen, axe, case: Case
) -> None:
    officer, head = at_screen("saksbehandler"), at_screen("sekretariatsleder")
    officer.opens(case)
    for slug in ADVICE:
        officer.sees(f"{forum(slug).short_name} skal gi råd")
    assert case.treatments.filter(state=TreatmentState.WAITING).count() == 3
    assert axe(officer.page) == []
    for slug in ADVICE:
        leads = forum(slug).memberships.get(role="leader", end=None)
        advise(at_screen(leads.user), case, case.orders.get(to_forum__slug=slug))
    assert {row.state for row in case.orders.all()} == {OrderState.ANSWERED}
    case.refresh_from_db()
    assert case.forum == forum("au")

    meet(officer, case, forum("au"), DECISION, "discussion")
    reserve(officer, Party.objects.get(slug="bergen"))
    conclude(officer, "recommended")
    lift(head, case)
    treat(officer, case, "recommended", DECISION)
    lift(head, case)
    treat(officer, case, "decided", DECISION)
    officer.sees(DOUBT)
    officer.click("Bekreft vedtaksteksten", exact=False)
    officer.is_told("Teksten er bekreftet")
    case.refresh_from_db()
    assert (case.status, case.final_at) == (CaseStatus.DECIDED, None)

    parties = list(Party.objects.filter(slug__in=SIX).order_by("name"))
    send_to(officer, case, parties)
    assert axe(officer.page) == []
    for left, party in reversed(list(enumerate(reversed(parties)))):
        contact = PartyContact.objects.current().filter(party=party)[0].user
        # The last party asks the secretariat to write its answer.
        answer(at_screen(contact) if left else officer, case, party)
        officer.opens(case)
        officer.sees(f"{left} av 6 parter gjenstår" if left else "Endelig vedtatt")
    case.refresh_from_db()
    assert case.final_at is not None

    reader = at_screen("styringsgruppe")
    reader.opens(case)
    for words in (DECISION, DOUBT, *ADVICE.values(), "Endelig vedtatt"):
        reader.sees(words)
    reader.does_not_see("gjenstår")
    assert axe(reader.page) == []
    reader.click("Hele historien", exact=False)
    for words in (
        "Råd om knutepunktet fra Kollektiv",
        "Råd om knutepunktet fra Gang og sykkel",
        ADVICE["kollektiv"],
        DOUBT,
        *(party.name for party in parties),
    ):
        reader.sees(words)
    assert axe(reader.page) == []
