"""The demo's sign-ins are shown in demo mode only, every one works, and has something waiting."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from cases.agenda_queue import queue_for
from cases.models import DECISIONS, Case, CaseStatus, Document, Outcome, Treatment
from cases.moves import Move, moves_for
from cases.permissions import visible_documents, visible_to
from forums.demo_signins import PASSWORD, SIGN_INS
from forums.models import Forum, Mandate, Meeting, PartyTask, User

pytestmark = pytest.mark.django_db


def test_outside_the_demo_the_page_has_neither_names_nor_password(client: Client) -> None:
    page = client.get("/konto/login/").content.decode()
    assert PASSWORD not in page
    assert not [row.email for row in SIGN_INS if row.email in page]


def test_the_demo_lists_one_for_each_kind_of_user(client: Client, settings) -> None:
    settings.DEMO = True
    page = client.get("/konto/login/").content.decode()
    assert re.findall(r'name="login" value="(\S+)"', page) == [row.email for row in SIGN_INS]


@pytest.mark.parametrize("row", SIGN_INS, ids=lambda row: row.email)
def test_everyone_listed_signs_in_and_has_a_first_page(client: Client, demo, row) -> None:
    sent = client.post("/konto/login/", {"login": row.email, "password": PASSWORD})
    assert sent.status_code == 302
    page = client.get(sent["Location"], follow=True)
    assert page.status_code == 200
    assert User.objects.get(pk=client.session["_auth_user_id"]).name == row.name


def test_the_click_keeps_the_page_one_was_on_the_way_to(client: Client, settings) -> None:
    settings.DEMO = True
    page = client.get("/konto/login/?next=/moter/").content.decode()
    assert page.count('name="next" value="/moter/"') == len(SIGN_INS) + 1


# --- what the page suggests can be done ---------------------------------------------------------


def person(who: str) -> User:
    return User.objects.get(email=f"{who}@eksempel.no")


def test_the_head_can_lift_a_case_to_the_coordination_group(demo) -> None:
    head = person("sekretariatsleder")
    rows = Case.objects.filter(forum__slug="au", status=CaseStatus.OPEN, exempt_ground=None)
    lifts = [move for case in rows for move in moves_for(head, case) if move.move == Move.LIFT]
    assert any(move.allowed for move in lifts)


def test_the_head_can_confirm_a_decision(demo) -> None:
    rows = Treatment.objects.filter(outcome__in=DECISIONS, text_confirmed_at=None)
    assert rows.exists()


def test_the_officer_has_a_queue_for_the_next_meeting_and_a_draft(demo) -> None:
    officer, forum = person("saksbehandler"), Forum.objects.get(slug="au")
    assert queue_for(officer, forum).exists()
    assert Case.objects.filter(status=CaseStatus.DRAFT).exists()


@pytest.mark.parametrize(
    ("who", "forum"), [("au-medlem", "au"), ("lederstotte", "akg"), ("akg-leder", "akg")]
)
def test_papers_for_the_next_meeting_can_be_read(demo, who: str, forum: str) -> None:
    coming = Meeting.objects.filter(forum__slug=forum, starts_at__gt=timezone.now())
    items = coming.earliest("starts_at").agenda_items.filter(paper__isnull=False)
    papers = items.values("paper")
    readable = visible_documents(person(who), Document.objects.all())
    assert readable.filter(pk__in=papers).count() >= 2


def test_the_leader_of_an_expert_group_is_asked_for_advice(demo) -> None:
    asked = Treatment.objects.filter(
        forum__slug="kollektiv", role="advise", state__in=["waiting", "scheduled"]
    )
    assert asked.exists()


def test_a_politician_can_follow_a_case_to_its_decision(demo) -> None:
    rows = visible_to(person("styringsgruppe"), Case.objects.filter(status=CaseStatus.DECIDED))
    assert rows.filter(treatments__forum__kind="expert", treatments__outcome="recommended").exists()
    assert rows.filter(treatments__outcome=Outcome.DECIDED).count() >= 5


def test_the_contact_has_vacant_seats_to_fill(demo) -> None:
    assert PartyTask.objects.filter(party__slug="alver", closed_on=None).exists()


def test_the_newcomer_has_a_draft_and_a_mandate_to_read(demo) -> None:
    new = person("ny")
    assert Case.objects.filter(officer=new, status=CaseStatus.DRAFT).exists()
    assert Mandate.objects.filter(forum__memberships__user=new).exists()
