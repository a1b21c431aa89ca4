"""The PDF of a case tells what the page tells, to the same reader, and can be heard."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.test import Client

from cases.anchoring import answer_for_party
from cases.briefs import pass_brief, submit
from cases.documents import add_document
from cases.links import link_cases
from cases.models import FollowUp, PartyPosition, Route
from cases.orders import answer_order, place_order
from cases.permissions import follow_route
from cases.routing import lift_case
from cases.shielding import shield_document
from forums.clock import today
from tests.cases.brief_world import begun, written
from tests.cases.conftest import World, finish, opened, page, treatment_in, world  # noqa: F401
from tests.cases.papers import text_of
from tests.cases.test_history_is_proved import tamper
from tests.factories import make_contact, make_ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(world: World):  # noqa: F811
    """A case that one forum has recommended, with a reservation and a task, and lifted."""
    case = opened(world)
    treatment = treatment_in(case, world.expert)
    finish(treatment, text="Gruppen tilrår bygging.")
    PartyPosition.objects.create(
        treatment=treatment,
        party=world.party,
        position="reserves",
        reason="Finansieringen er uviss.",
        recorded_by=world.secretary,
    )
    FollowUp.objects.create(
        case=case,
        treatment=treatment,
        what="Lag kostnadsoverslag",
        party=world.party,
        due=today(),
        made_by=world.secretary,
    )
    lift_case(case, world.committee, by=world.head, reason="Moden for AU")
    return case


def pdf_for(user, case) -> bytes:
    client = Client()
    client.force_login(user)
    return client.get(f"/saker/{case.year}/{case.sequence}/saksgang.pdf").content


def figures(node: object) -> list[str]:
    """The words of every picture in the tree of tags."""
    if isinstance(node, pikepdf.Array):
        return [words for part in node for words in figures(part)]
    if not isinstance(node, pikepdf.Dictionary):
        return []
    here = [str(node.Alt)] if node.get("/S") == "/Figure" else []
    return here + figures(node.get("/K"))


def test_it_tells_the_answers_the_outcome_and_every_event(world: World, told) -> None:  # noqa: F811
    text = text_of(pdf_for(world.steering_member, told))
    for words in (
        "Hvor er saken? Saken er i AU.",
        "Neste: AU skal konkludere.",
        "Gruppen tilrår bygging.",
        "tar forbehold: Finansieringen er uviss.",
        "Lag kostnadsoverslag",
        "Moden for AU",
        "ingen hendelse er endret eller fjernet",
    ):
        assert words in text, words
    # A long line of letters breaks where the line is full: a run of it is enough to know it by.
    proof = told.events.last().hash
    assert any(proof[n : n + 16] in text for n in range(49))


def test_it_tells_how_each_party_stands_behind_it_and_what_it_hangs_together_with(
    world: World,  # noqa: F811
    told,
) -> None:
    world.party.is_signatory = True
    world.party.save()
    where = {"where": "Formannskapet i byen", "treated_on": today()}
    contact = make_contact(world.party)
    answer_for_party(told, world.party, by=contact, state="clarified", **where)
    other = opened(world, title="Bru over elva")
    link_cases(told, other, by=world.secretary, kind="follows")
    text = text_of(pdf_for(world.steering_member, told))
    assert "Formannskapet i byen" in text
    assert f"Følger opp {other.number} Bru over elva" in text


def test_it_tells_what_was_ordered_and_answered(world: World, told) -> None:  # noqa: F811
    Route.objects.create(kind="order", from_forum=told.forum, to_forum=world.expert, who="leader")
    order = place_order(
        world.committee,
        world.expert,
        by=world.committee_leader,
        what="Tell syklene",
        why="AU mangler tall.",
        due=today(),
        case=told,
    )
    answer_order(order, by=world.secretary, answer="Det er 312 om dagen.")
    text = text_of(pdf_for(world.steering_member, told))
    assert "AU bestilte hos Sykkelgruppen, ved" in text
    for words in ("Tell syklene", "Hvorfor: AU mangler tall.", "Det er 312 om dagen."):
        assert words in text


def test_it_tells_which_text_was_passed_and_by_whom(world: World, told) -> None:  # noqa: F811
    brief = written(begun(world, told), world.secretary)
    assert "Saksframlegg til Sykkelgruppen" not in text_of(pdf_for(world.steering_member, told))
    submit(brief, by=world.secretary)
    paper = pass_brief(brief, by=world.head)
    passed = f"Versjon 2 av teksten, godkjent av {world.head} "
    assert passed in text_of(pdf_for(world.steering_member, told))
    assert passed in page(world.steering_member, told.get_absolute_url())
    shield_document(paper, make_ground(), by=world.secretary, public_title="Notat")
    assert "av teksten, godkjent" not in text_of(pdf_for(world.steering_member, told))
    assert passed in text_of(pdf_for(world.expert_member, told))


def test_the_picture_has_words_for_those_who_hear_it(world: World, told) -> None:  # noqa: F811
    pdf = pikepdf.open(BytesIO(pdf_for(world.steering_member, told)))
    found = figures(pdf.Root.StructTreeRoot.K)
    assert found
    assert all("AU, Sykkelgruppen" in words for words in found)


def test_it_claims_to_be_accessible(world: World, told) -> None:  # noqa: F811
    pdf = pikepdf.open(BytesIO(pdf_for(world.steering_member, told)))
    with pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"


def test_an_exempt_paper_is_not_named_to_one_who_may_not_see_it(
    world: World,  # noqa: F811
    told,
) -> None:
    ground = make_ground()
    file = ContentFile(b"%PDF-1.7\n%%EOF\n", "notat.pdf")
    add_document(
        told,
        by=world.secretary,
        kind="attachment",
        title="Forhandlingsnotat",
        file=file,
        exempt_ground=ground,
    )
    follow_route(told)
    assert "Forhandlingsnotat" in text_of(pdf_for(world.expert_member, told))
    assert "Forhandlingsnotat" not in text_of(pdf_for(world.steering_member, told))


def test_it_says_when_somebody_has_changed_the_history(world: World, told) -> None:  # noqa: F811
    tamper("UPDATE cases_routingevent SET reason = %s WHERE sequence = 2", "Noe annet")
    assert "hendelse 2 er endret etterpå" in text_of(pdf_for(world.secretary, told))
