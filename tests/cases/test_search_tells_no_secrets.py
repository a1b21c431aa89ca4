"""Nobody learns of a case they may not see: not by a hit, a count, a choice or a suggestion."""

import re

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from cases.documents import add_document
from cases.models import AgendaItem, Case, LegalGround, Outcome, PartyPosition, SearchEntry
from cases.routing import lift_case, put_forward
from cases.search_index import index
from forums.history import save_by
from forums.models import User
from tests.cases.conftest import World, draft, finish, opened, treatment_in
from tests.factories import fresh, make_ground, make_meeting, make_member, make_user

WORD = "hemmelig"


def ground() -> LegalGround:
    return make_ground()


def full(world: World, case: Case) -> Case:
    """The word in every kind of text that can be found."""
    treatment = treatment_in(case, world.expert)
    meeting = make_meeting(world.expert)
    item = AgendaItem(meeting=meeting, treatment=treatment, number=1, position=1)
    item.purpose, item.oral_reason, item.proposal = "decision", "Kort", f"Gi en {WORD} tilrådning."
    save_by(item, by=world.secretary)
    finish(treatment, Outcome.RECOMMENDED, f"Tilrår det som er {WORD}.")
    index(treatment)
    position = PartyPosition(treatment=treatment, party=world.party, position="objects")
    position.reason, position.recorded_by = f"For {WORD}.", world.secretary
    save_by(position, by=world.secretary)
    paper(world, case)
    return case


def paper(world: World, case: Case, **values: object) -> None:
    file = ContentFile(b"Pris", name="pris.txt")
    facts = {"kind": "attachment", "title": f"Et {WORD} anbud", "file": file, **values}
    add_document(case, by=world.secretary, **facts)  # type: ignore[arg-type]


def secret(world: World) -> Case:
    title, text = f"En {WORD} forhandling", f"Om noe {WORD}."
    case = opened(world, title=title, summary=text, exempt_ground=ground(), public_title="Avtale")
    return full(world, case)


def page(user: User, **asked: str) -> str:
    client = Client()
    client.force_login(fresh(user))
    return client.get("/sok/", asked).content.decode()


def without_tokens(html: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def tabs(html: str) -> list[str]:
    nav = re.search(r'<ul class="tabs">.*?</ul>', html, re.S)
    return re.findall(r">([^<>]+)</a>", nav.group()) if nav else []


def test_a_member_on_the_way_finds_every_kind_of_text(world: World) -> None:
    secret(world)
    kinds = ["Saker 1", "Konklusjoner og vedtak 1", "Saker i møter 1", "Dokumenter 1"]
    assert tabs(page(world.expert_member, q=WORD)) == ["Alt", *kinds, "Partenes syn 1"]


def test_for_the_others_the_page_is_as_if_it_did_not_exist(world: World) -> None:
    before = page(world.steering_member, q=WORD)
    case = secret(world)
    after = page(world.steering_member, q=WORD)
    assert "Ingen treff" in after
    assert without_tokens(after) == without_tokens(before)
    assert "Ingen treff" in page(world.steering_member, q=case.number)


@pytest.mark.parametrize("kind", ["sak", "konklusjon", "saksliste", "dokument", "syn"])
def test_asking_for_one_kind_shows_no_more(world: World, kind: str) -> None:
    secret(world)
    html = page(world.steering_member, q=WORD, hva=kind, status="open", mine="on")
    assert "Ingen treff" in html
    assert "<mark>" not in html


def test_no_suggestion_comes_from_a_title_that_is_hidden(world: World) -> None:
    secret(world)
    assert "Mente du" in page(world.expert_member, q="forhandlng")
    assert "Mente du" not in page(world.steering_member, q="forhandlng")


def test_a_draft_is_found_by_those_who_prepare_it_only(world: World) -> None:
    draft(world, by=world.expert_member, title="Vegbru")
    assert "1 treff" in page(world.expert_member, q="vegbru")
    assert "1 treff" in page(world.secretary, q="vegbru")
    assert "Ingen treff" in page(world.committee_member, q="vegbru")


def test_an_exempt_paper_in_an_open_case_is_found_by_members_on_its_way(world: World) -> None:
    case = opened(world)
    paper(world, case, exempt_ground=ground())
    assert tabs(page(world.expert_member, q=WORD)) == ["Alt", "Dokumenter 1"]
    assert "Ingen treff" in page(world.steering_member, q=WORD)


def test_an_entry_that_lags_behind_still_hides_the_paper(world: World) -> None:
    case = opened(world)
    paper(world, case)
    case.documents.update(exempt_ground=ground(), public_title="Vedlegg")
    assert SearchEntry.objects.filter(kind="dokument").exists()
    assert "Ingen treff" in page(world.steering_member, q=WORD)


def test_what_is_put_forward_is_found_by_all_at_once(world: World) -> None:
    case = draft(world, title="Vegbru")
    put_forward(case, by=world.secretary)
    assert "1 treff" in page(world.steering_member, q="vegbru")


def test_the_next_forum_finds_the_exempt_case_when_it_is_lifted(world: World) -> None:
    case = secret(world)
    assert "Ingen treff" in page(world.committee_member, q=WORD)
    lift_case(case, world.committee, by=world.head, reason="Moden")
    assert "Saker 1" in page(world.committee_member, q=WORD)


def test_a_visitor_and_one_without_a_role_have_no_search(client: Client, world: World) -> None:
    opened(world)
    assert client.get("/sok/?q=sykkelveg").status_code == 302
    client.force_login(make_user())
    assert client.get("/sok/?q=sykkelveg").status_code == 403


def test_only_my_forums_leaves_out_the_others(world: World) -> None:
    opened(world)
    other = make_member(world.steering)
    assert "Saker 1" in page(world.expert_member, q="fjorden", mine="on")
    assert "Ingen treff" in page(other, q="fjorden", mine="on")
