"""A case is sent back with what is missing, comes again better, and whoever sent it sees its fate.

AU's officer returns it to the expert group; the group's leader is told, adds what was missing
and follows it on the group's page until AU has concluded.
"""

from collections.abc import Callable

from cases.models import Case, Notice, Outcome
from forums.models import Forum
from tests.journeys.people import (
    Person,
    add_paper,
    forum,
    lift,
    put_forward,
    register,
    treat,
)

TITLE = "Venterom ved kaien på Kleppestø"
PROPOSAL = "Venterommet bygges sammen med den nye kaien."
MISSING = "Kostnaden for drift mangler, og kommunen har ikke sagt hvem som eier rommet."


def send_back(officer: Person, case: Case) -> None:
    officer.opens(case)
    officer.click("Send tilbake")
    officer.fill("Hva mangler?", MISSING)
    officer.send()
    officer.sees("Kollektiv")


def sees_fate(leader: Person, group: Forum, *words: str) -> None:
    """What the panel on the group's own page says of the case."""
    leader.page.goto(group.get_absolute_url())
    leader.sees("Sendt videre herfra")
    row = leader.main.get_by_role("listitem").filter(has_text=TITLE).filter(has_text="er nå i")
    for said in words:
        row.filter(has_text=said).first.wait_for()


def is_told(leader: Person, case: Case, words: str) -> None:
    leader.page.goto("/")
    leader.sees("nytt i")
    leader.sees(case.title)
    leader.sees(words)


def test_a_case_is_sent_back_and_comes_again(at_screen: Callable[..., Person], axe) -> None:
    leader, officer = at_screen("faggruppeleder"), at_screen("saksbehandler")
    head, group = at_screen("sekretariatsleder"), forum("kollektiv")
    case = register(leader, group, TITLE)
    add_paper(leader, case, "Saksframlegg om venterommet")
    put_forward(officer, case)
    treat(leader, case, "recommended", PROPOSAL)
    lift(head, case)
    sees_fate(leader, group, "er nå i AU", "Ingen andre forum er ferdige med den siden.")

    send_back(officer, case)
    case.refresh_from_db()
    assert case.forum == group
    is_told(leader, case, MISSING)
    assert axe(leader.page) == []
    leader.click(TITLE, exact=False)
    leader.sees(MISSING)
    leader.sees("Faggruppe kollektiv")
    assert axe(leader.page) == []

    add_paper(officer, case, "Drift og eierskap")
    treat(leader, case, "recommended", PROPOSAL)
    lift(head, case)
    Notice.objects.filter(user=leader.user).update(read_at=case.created_at)
    treat(officer, case, "concluded", PROPOSAL)
    case.refresh_from_db()
    assert case.treatments.latest("pk").outcome == Outcome.CONCLUDED
    is_told(leader, case, "konkludert")
    sees_fate(leader, group, "er nå i AU", "Sist: konkludert i AU")
    assert axe(leader.page) == []
    leader.page.goto(case.get_absolute_url())
    leader.click("Hele historien", exact=False)
    leader.sees(MISSING)
