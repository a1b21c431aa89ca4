"""One case from an expert group to a decision, by clicking, as four people.

The expert group's leader registers it, a case officer in the secretariat runs the meetings,
the head of the secretariat sends it on, and a member of the steering group who was in none of
the meetings before reads how it came there.
"""

import pytest
from django.utils.text import capfirst

from cases.models import CaseStatus
from forums.models import Forum, User
from tests.journeys.people import add_paper, lift, put_forward, register, treat

TITLE = "Sykkelparkering ved bybanestoppene"
DECISION = "Det bygges sykkelparkering ved ti bybanestopp innen 2028."


@pytest.fixture(params=["nb", "nn"])
def language(request) -> str:
    return request.param


def led_by(who: str) -> Forum:
    rows = User.objects.get(email=f"{who}@eksempel.no").memberships.filter(role="leader")
    return rows.order_by("pk")[0].forum


def test_a_case_goes_from_an_expert_group_to_a_decision(at_screen) -> None:
    leader, officer = at_screen("faggruppeleder"), at_screen("saksbehandler")
    head, politician = at_screen("sekretariatsleder"), at_screen("styringsgruppe")

    case = register(leader, led_by("faggruppeleder"), TITLE)
    add_paper(leader, case, "Saksframlegg om sykkelparkering")
    put_forward(officer, case)
    treat(officer, case, "recommended", DECISION)
    for outcome in ("recommended", "recommended", "decided"):
        lift(head, case)
        treat(officer, case, outcome, DECISION)
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
