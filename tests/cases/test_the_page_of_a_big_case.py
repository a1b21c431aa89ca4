"""A case with two years behind it: 60 events, nine parties' anchoring and 80 papers."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.events import record
from cases.models import (
    Anchoring,
    AnchoringState,
    Case,
    Document,
    DocumentVersion,
    EventKind,
    FollowUp,
    Outcome,
    PartyPosition,
    Treatment,
    TreatmentState,
    Visit,
)
from forums.clock import now, standing_at, today
from tests.cases.conftest import World, opened
from tests.factories import make_forum, make_party

MOST = 20


def treated(case: Case, world: World, n: int, forum) -> Treatment:
    """One forum's handling, with what the parties said and what came of it."""
    row = Treatment.objects.create(
        case=case,
        forum=forum,
        role="advise",
        asked_by=world.secretary,
        asked_by_forum=world.expert,
        asked_at=now(),
        reason="Vi trenger råd.",
        state=TreatmentState.DONE,
        outcome=Outcome.RECOMMENDED,
        text=f"Forumet tilrår løsning {n}.",
        done_at=now() + timedelta(days=10),
    )
    record(
        case,
        EventKind.ASKED,
        by=world.secretary,
        from_forum=world.expert,
        to_forum=forum,
        treatment=row,
    )
    for _n in range(3):
        record(case, EventKind.TREATED, by=world.secretary, from_forum=forum, treatment=row)
    PartyPosition.objects.create(
        treatment=row,
        party=make_party(),
        position="reserves",
        reason="Koster for mye.",
        recorded_by=world.secretary,
    )
    FollowUp.objects.create(
        case=case,
        treatment=row,
        what="Regn på nytt",
        party=world.party,
        due=today(),
        made_by=world.secretary,
    )
    return row


@pytest.fixture
def big(world: World) -> Case:
    case = opened(world)
    start = now() - timedelta(days=730)
    forums = [make_forum(f"Faggruppe {n}", level=4) for n in range(6)]
    for n in range(15):
        with standing_at(start + timedelta(days=45 * n)):
            treated(case, world, n, forums[n % 6])
    for _n in range(9):
        Anchoring.objects.create(
            case=case, party=make_party(), state=AnchoringState.WITH_LINE, asked_by=world.secretary
        )
    for n in range(80):
        paper = Document.objects.create(case=case, kind="attachment", title=f"Vedlegg {n}")
        DocumentVersion.objects.create(
            document=paper,
            number=1,
            file="documents/x.pdf",
            filename="x.pdf",
            media_type="application/pdf",
            size=1000,
            sha256="0" * 64,
            uploaded_by=world.secretary,
        )
    return case


@pytest.mark.parametrize("who", ["secretary", "head", "steering_member"])
def test_the_page_asks_few_times_however_big_the_case(world: World, big: Case, who: str) -> None:
    user = getattr(world, who)
    Visit.objects.create(case=big, user=user, last_event=3)
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        html = client.get(big.get_absolute_url()).content.decode()
    assert len(asked) <= MOST
    assert "Vedlegg 79" in html
    assert big.events.count() >= 60


@pytest.mark.parametrize(("query", "most"), [("", MOST), ("?endringer=ja", 24)])
def test_the_history_asks_few_times_too(world: World, big: Case, query: str, most: int) -> None:
    client = Client()
    client.force_login(world.steering_member)
    with CaptureQueriesContext(connection) as asked:
        client.get(reverse("case_history", args=[big.year, big.sequence]) + query)
    assert len(asked) <= most
