"""Follow-ups, papers and briefs stand in the case's history, and nobody reads what is kept back."""

import hashlib
import json
from datetime import UTC, timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse

from cases.briefs import pass_brief, send_back, submit
from cases.documents import add_redacted_copy, withdraw_document
from cases.follow_ups import (
    add_follow_up,
    change_follow_up,
    drop_follow_up,
    finish_follow_up,
)
from cases.models import Case, Document, EventKind, FollowUp, Notice, RoutingEvent, Told
from cases.shielding import shield_document, unshield_document
from cases.story import Story
from cases.way import ENDS, MOVES, OTHERS, way_of
from cases.way_quiet import QUIET, TOLD_BY_TREATMENT
from forums.clock import today
from forums.models import Party, User
from tests.cases.brief_world import begun, written
from tests.cases.conftest import World, opened, page, signed_in, verify
from tests.cases.papers import paper, text_of
from tests.cases.test_history_is_proved import tamper
from tests.factories import make_contact, make_ground, make_member, make_party

LATER = today() + timedelta(days=20)
# Drawn in their own way in way.py, and not only looked up.
DRAWN = {
    EventKind.ASKED,
    EventKind.ORDERED,
    EventKind.ORDER_ANSWERED,
    EventKind.TO_PARTIES,
    EventKind.ANSWERED,
    EventKind.FINAL,
}


@pytest.fixture
def askoy(world: World) -> Party:
    return make_party("Askøy kommune")


@pytest.fixture
def doer(world: World, askoy: Party) -> User:
    return make_member(world.committee, askoy)


@pytest.fixture
def task(world: World, askoy: Party, doer: User) -> FollowUp:
    case = opened(world)
    values = {"what": "Bestill gangfelt", "party": askoy, "person": doer, "due": LATER}
    return add_follow_up(case, by=world.secretary, **values)


@pytest.fixture
def kept(world: World) -> Document:
    """An exempt paper in a case that the steering group's member sees."""
    return paper(
        opened(world),
        world.secretary,
        title="Tilbud på 4,2 mill.",
        exempt_ground=make_ground(),
        public_title="Prisvurdering",
    )


def last(case: Case) -> RoutingEvent:
    event = case.events.last()
    assert event is not None
    assert verify(case) is None
    return event


def told(event: RoutingEvent) -> dict[int, str]:
    return dict(Notice.objects.filter(event=event).values_list("user", "why"))


def history(user: User, case: Case) -> str:
    return page(user, reverse("case_history", args=[case.year, case.sequence]))


def test_a_follow_up_is_told_when_it_is_set_up(
    world: World, task: FollowUp, askoy: Party, doer: User
) -> None:
    event = last(task.case)
    assert (event.kind, event.party) == (EventKind.FOLLOW_UP, askoy)
    assert event.reason.startswith("Bestill gangfelt: frist ")
    assert told(event)[doer.pk] == Told.CONCERNS
    html = history(world.steering_member, task.case)
    assert "Oppfølging satt opp: Askøy kommune" in html


def test_the_contact_of_the_party_hears_of_it(world: World, askoy: Party) -> None:
    contact = make_contact(askoy)
    case = opened(world)
    add_follow_up(case, by=world.secretary, what="Tell", party=askoy, due=LATER)
    assert told(last(case))[contact.pk] == Told.PARTY


def test_what_was_done_is_told_to_whoever_set_it_up(
    world: World, task: FollowUp, doer: User
) -> None:
    finish_follow_up(task, by=doer, answer="Malt i går.")
    event = last(task.case)
    assert (event.kind, event.reason) == ("follow_up_done", "Bestill gangfelt: Malt i går.")
    assert world.secretary.pk in told(event)
    assert doer.pk not in told(event)


def test_a_new_date_is_told_with_the_old_one(world: World, task: FollowUp, doer: User) -> None:
    due = LATER + timedelta(days=10)
    change_follow_up(task, {"due": due}, by=world.secretary, why="Sen levering.")
    event = last(task.case)
    assert event.kind == EventKind.FOLLOW_UP_MOVED
    assert f"fra {LATER.day}. " in event.reason
    assert event.reason.endswith("Sen levering.")
    assert doer.pk in told(event)


def test_one_that_falls_away_is_told(world: World, task: FollowUp) -> None:
    drop_follow_up(task, by=world.secretary, why="Fylket tok det.")
    assert last(task.case).kind == EventKind.FOLLOW_UP_GONE


def test_another_person_for_it_is_no_event(world: World, task: FollowUp) -> None:
    before = task.case.events.count()
    change_follow_up(task, {"person": None}, by=world.secretary, why="Sluttet.")
    assert task.case.events.count() == before


def test_the_form_says_who_hears_before_the_button(world: World, task: FollowUp) -> None:
    html = page(world.secretary, reverse("follow_up_finish", args=[task.pk]))
    assert "Den det gjelder får varsel." in html


def test_a_withdrawn_paper_is_told_with_why(world: World) -> None:
    document = paper(opened(world), world.secretary, title="Feil notat")
    withdraw_document(document, by=world.secretary, why="Gammel utgave.")
    assert last(document.case).kind == EventKind.PAPER_WITHDRAWN
    html = history(world.steering_member, document.case)
    assert "Dokument trukket: Feil notat" in html
    assert "Gammel utgave." in html


def test_keeping_back_and_giving_free_are_told(world: World) -> None:
    document = paper(opened(world), world.secretary)
    shield_document(document, make_ground(), by=world.secretary, public_title="Vurdering")
    assert last(document.case).kind == EventKind.PAPER_SHIELDED
    unshield_document(document, by=world.secretary, why="Avgjort.")
    assert last(document.case).kind == EventKind.PAPER_OPENED


def test_a_redacted_copy_is_told_by_its_public_name(world: World, kept: Document) -> None:
    add_redacted_copy(kept, by=world.secretary, file=ContentFile(b"x", name="hemmelig.txt"))
    assert last(kept.case).kind == EventKind.PAPER_REDACTED
    assert "Sladdet kopi lagt til: Prisvurdering" in history(world.steering_member, kept.case)


@pytest.mark.parametrize("where", ["case", "case_history", "case_story_pdf"])
def test_an_exempt_papers_event_gives_nothing_away(
    world: World, kept: Document, where: str
) -> None:
    withdraw_document(kept, by=world.secretary, why="Prisen var 4,7.")
    url = reverse(where, args=[kept.case.year, kept.case.sequence])
    for user, sees in ((world.steering_member, False), (world.expert_member, True)):
        content = signed_in(user).get(url).content
        said = text_of(content) if where.endswith("pdf") else content.decode()
        assert ("Tilbud på 4,2 mill." in said) is sees
        if where != "case":
            assert ("Prisen var 4,7." in said) is sees
            assert ("Dokument trukket: Prisvurdering" in said) is not sees


def test_what_becomes_exempt_later_is_hidden_in_what_was_told_before(world: World) -> None:
    document = paper(opened(world), world.secretary, title="Tilbudet")
    withdraw_document(document, by=world.secretary, why="Tilbudet gjaldt feil år.")
    shield_document(document, make_ground(), by=world.secretary, public_title="Notat")
    html = history(world.steering_member, document.case)
    assert "Tilbudet" not in html
    assert html.count("Notat") >= 2


def test_the_notice_of_an_exempt_paper_gives_nothing_away(world: World, kept: Document) -> None:
    signed_in(world.steering_member).post(
        reverse("case_follow", args=[kept.case.year, kept.case.sequence]), {"following": "ja"}
    )
    withdraw_document(kept, by=world.secretary, why="Prisen var 4,7.")
    html = page(world.steering_member, reverse("home"))
    assert "Dokument trukket: Prisvurdering" in html
    assert "4,7" not in html
    assert "4,2" not in html


def test_a_passed_brief_is_told_with_its_version(world: World) -> None:
    brief = written(begun(world), world.secretary)
    submit(brief, by=world.secretary)
    document = pass_brief(brief, by=world.head)
    event = last(brief.case)
    assert (event.kind, event.document, event.reason) == ("brief_passed", document, "Versjon 1.")
    assert world.secretary.pk in told(event)
    html = history(world.steering_member, brief.case)
    assert "Saksframlegg til Sykkelgruppen godkjent" in html


def test_that_a_brief_came_back_is_told_and_what_it_lacked_is_not(world: World) -> None:
    brief = written(begun(world), world.secretary)
    submit(brief, by=world.secretary)
    send_back(brief, by=world.head, reason="Tallene om økonomi mangler.")
    assert last(brief.case).kind == EventKind.BRIEF_RETURNED
    html = history(world.steering_member, brief.case)
    assert "Saksframlegg til Sykkelgruppen sendt tilbake" in html
    assert "Tallene om økonomi" not in html
    assert "Tallene om økonomi mangler." in page(world.secretary, reverse("home"))


def test_every_kind_of_event_has_its_place_in_the_picture() -> None:
    known = {*MOVES, *ENDS, *OTHERS, *QUIET, *TOLD_BY_TREATMENT, *DRAWN}
    assert set(EventKind) - known == set()


def test_several_of_a_kind_on_a_day_are_one_thing(world: World, askoy: Party) -> None:
    case = opened(world)
    for what in ("Tell", "Mål", "Regn"):
        add_follow_up(case, by=world.secretary, what=what, party=askoy, due=LATER)
    things = [thing.told for thing in way_of(Story(case)).told]
    assert "3 oppfølginger satt opp" in things
    assert "3 oppfølginger satt opp" in page(world.steering_member, case.get_absolute_url())


def test_histories_hold_with_a_paper_in_them_and_show_another(world: World) -> None:
    document = paper(opened(world), world.secretary)
    other = paper(document.case, world.secretary, content=b"Noe annet.")
    withdraw_document(document, by=world.secretary, why="Feil.")
    call_command("verify_history")
    tamper("UPDATE cases_routingevent SET document_id = %s WHERE sequence = 3", other.pk)
    broken = verify(document.case)
    assert broken is not None
    assert broken.sequence == 3


def test_an_event_without_a_paper_has_the_hash_it_always_had(world: World) -> None:
    event = opened(world).events.first()
    assert event is not None
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = ["", event.case_id, 1, "registered", at, event.by_id, None, event.to_forum_id, None, ""]
    assert event.hash == hashlib.sha256(json.dumps(said).encode()).hexdigest()


def test_the_pages_ask_no_more_for_many_events_about_papers(
    world: World, django_assert_max_num_queries
) -> None:
    case = opened(world)
    for n in range(6):
        document = paper(case, world.secretary, content=f"Notat {n}".encode())
        withdraw_document(document, by=world.secretary, why="Feil.")
    client = signed_in(world.steering_member)
    with django_assert_max_num_queries(20):
        client.get(reverse("case_history", args=[case.year, case.sequence]))
