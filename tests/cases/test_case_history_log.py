"""The field-by-field history of cases: never more than the case page itself shows."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from cases.agenda import put_on_agenda
from cases.documents import add_document
from cases.models import AgendaItem, Case, CaseStatus, LegalGround, Purpose, Route
from cases.permissions import follow_route
from cases.routing import put_forward
from forums.history import save_by
from forums.history_log import address_of
from tests.cases.conftest import World, draft, opened, treatment_in
from tests.factories import LONG_AGO, make_meeting, make_party, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(client):
    def get(obj, user, status=200) -> str:
        client.force_login(user)
        response = client.get(address_of(obj))
        assert response.status_code == status
        return " ".join(response.text.split())

    return get


@pytest.fixture
def ground(db):
    return LegalGround.objects.create(citation="offl. § 23", is_duty=True, start=LONG_AGO)


def change(case: Case, by, **values) -> None:
    for name, value in values.items():
        setattr(case, name, value)
    save_by(case, by=by, why="Rettet")
    if case.status != CaseStatus.DRAFT:
        follow_route(case)


def paper(case: Case, by, **values):
    file = ContentFile(b"%PDF-1.7\n%%EOF\n", "notat.pdf")
    return add_document(case, by=by, kind="attachment", file=file, **values)


def test_the_facts_are_told_before_and_after(read, world: World):
    case = opened(world)
    change(case, world.secretary, title="Gangveg langs fjorden")
    html = read(case, world.steering_member)
    assert '<span class="quiet">Sykkelveg langs fjorden</span>' in html
    assert "<strong>Gangveg langs fjorden</strong>" in html
    assert "Begrunnelse: Rettet" in html


def test_an_outsider_does_not_know_of_an_exempt_case(read, world: World, ground):
    case = opened(world, exempt_ground=ground, public_title="Forhandling")
    treatment = treatment_in(case, world.expert)
    document = paper(case, world.secretary, title="Tilbudet")
    for obj in (case, treatment, document):
        read(obj, world.committee_member, 404)
        read(obj, world.expert_member)


def test_what_was_exempt_stays_with_those_who_could_see_it(read, world: World, ground):
    case = opened(world, exempt_ground=ground, public_title="Forhandling", title="Oppkjøpet")
    change(case, world.secretary, title="Kjøp av tomt", exempt_ground=None)
    change(case, world.secretary, summary="Nå er den åpen.")
    html = read(case, world.committee_member)
    assert "Oppkjøpet" not in html
    assert "Nå er den åpen." in html
    assert "vises ikke for deg" in html
    assert "Oppkjøpet" in read(case, world.expert_member)
    assert "Oppkjøpet" in read(case, world.secretary)


def test_what_was_written_in_the_draft_stays_with_its_preparers(read, world: World):
    case = draft(world, by=world.expert_member, title="Første tanke")
    change(case, world.expert_member, title="Andre tanke")
    read(case, world.committee_member, 404)
    put_forward(case, by=world.secretary)
    assert "Første tanke" not in read(case, world.committee_member)
    assert "Første tanke" in read(case, world.expert_member)


def test_an_exempt_paper_is_not_named_in_the_open_cases_history(read, world: World, ground):
    case = opened(world)
    paper(case, world.secretary, title="Hemmelig tilbud", exempt_ground=ground)
    paper(case, world.secretary, title="Åpent notat")
    html = read(case, world.committee_member)
    assert "Hemmelig tilbud" not in html
    assert "Åpent notat" in html
    assert "Hemmelig tilbud" in read(case, world.expert_member)


def test_a_paper_made_exempt_is_gone_with_all_it_was(read, world: World, ground):
    case = opened(world)
    document = paper(case, world.secretary, title="Tilbudet fra Hansen")
    document.exempt_ground, document.public_title = ground, "Tilbud"
    save_by(document, by=world.secretary)
    assert "Tilbudet fra Hansen" not in read(case, world.committee_member)
    assert "Tilbudet fra Hansen" in read(case, world.expert_member)


def test_an_exempt_paper_is_not_named_where_it_is_referred_to(read, world: World, ground):
    case = opened(world)
    secret = paper(case, world.secretary, title="Hemmelig tilbud", exempt_ground=ground)
    treatment = treatment_in(case, world.expert)
    item = put_on_agenda(
        treatment,
        make_meeting(world.expert),
        by=world.secretary,
        purpose=Purpose.DISCUSSION,
        paper=secret,
    )
    assert isinstance(item, AgendaItem)
    for obj in (item, treatment):
        assert "Hemmelig tilbud" not in read(obj, world.committee_member)
        assert "Hemmelig tilbud" in read(obj, world.expert_member)


def test_the_municipalities_it_is_about_are_words(read, world: World):
    case = opened(world)
    case.municipalities.set([make_party("Askøy kommune")])
    assert "<strong>Askøy kommune</strong>" in read(case, world.secretary)


def test_a_treatment_tells_of_its_place_on_the_agenda(read, world: World):
    case = opened(world)
    treatment = treatment_in(case, world.expert)
    meeting = make_meeting(world.expert, date(2030, 1, 9))
    put_on_agenda(
        treatment,
        meeting,
        by=world.secretary,
        purpose=Purpose.INFORMATION,
        oral_reason="Kort orientering",
    )
    html = read(treatment, world.steering_member)
    assert "Sak på sakslisten lagt inn: Sykkelgruppen 1/30" in html


@pytest.mark.parametrize("what", ["route", "kind", "ground"])
def test_what_the_secretariat_keeps_is_read_by_the_secretariat(read, world: World, ground, what):
    obj = {"route": Route.objects.first(), "kind": opened(world).kind, "ground": ground}[what]
    read(obj, world.committee_member, 404)
    read(obj, world.secretary)


def test_one_without_a_role_reads_nothing(read, world: World):
    read(opened(world), make_user(), 403)


def test_the_case_leads_to_its_history_and_to_the_pdf(client, world: World):
    case = opened(world)
    client.force_login(world.steering_member)
    for name in ("case", "case_history"):
        html = client.get(reverse(name, args=[case.year, case.sequence])).text
        assert address_of(case) in html
        assert reverse("case_story_pdf", args=[case.year, case.sequence]) in html


def test_the_page_needs_as_many_queries_however_long_it_is(
    client, world: World, ground, django_assert_max_num_queries
):
    case = opened(world)
    client.force_login(world.committee_member)

    def fill(rows: int) -> None:
        for n in range(rows):
            change(case, world.secretary, title=f"Tittel {n}", owner=make_party())
            paper(case, world.secretary, title=f"Notat {n}")
            case.municipalities.set([make_party()])

    fill(2)
    for obj in (case, treatment_in(case, world.expert), case.documents.first()):
        with django_assert_max_num_queries(22) as before:
            client.get(address_of(obj))
        few = len(before)
        fill(4)
        with django_assert_max_num_queries(few):
            client.get(address_of(obj))
