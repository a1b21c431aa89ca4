"""The pages where a party is asked, answers, and where the gaps show."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.anchoring import send_to_parties
from cases.models import Case, EventKind, LegalGround
from cases.permissions import follow_route
from forums.clock import today
from forums.conflicts import version_of
from forums.models import Party
from tests.cases.conftest import World, draft, opened, page, signed_in
from tests.cases.test_parties_treat_a_decision import answer, decided, send
from tests.cases.test_the_case_pages import PDF
from tests.factories import LONG_AGO, make_contact, make_party


@pytest.fixture
def askoy(world: World) -> Party:
    return make_party("Askøy kommune")


def answer_url(case: Case, party: Party) -> str:
    return reverse("anchoring_answer", args=[case.year, case.sequence, party.slug])


def send_url(case: Case) -> str:
    return reverse("anchoring_send", args=[case.year, case.sequence])


def typed(**more: object) -> dict[str, object]:
    return {
        "state": "political",
        "where": "Kommunestyret",
        "treated_on": today().isoformat(),
        "seen": 0,
        **more,
    }


def test_the_secretariat_sends_by_the_form_and_the_second_click_is_told(
    world: World, askoy: Party
) -> None:
    case = decided(world)
    seen = case.events.count()
    data = {"parties": [askoy.pk], "required": "on", "reason": "Behandles.", "seen": seen}
    client = signed_in(world.secretary)
    assert client.post(send_url(case), data).status_code == 302
    html = client.post(send_url(case), data).content.decode()
    assert "Noen kom deg i forkjøpet" in html
    assert case.events.filter(kind=EventKind.TO_PARTIES).count() == 1
    assert case.anchorings.get().required


def test_before_a_decision_the_form_does_not_ask_whether_it_must_wait(world: World) -> None:
    assert 'name="required"' not in page(world.secretary, send_url(opened(world)))
    assert 'name="required"' in page(world.secretary, send_url(decided(world)))


def test_readers_do_not_send_and_outsiders_do_not_know(world: World, askoy: Party) -> None:
    assert signed_in(make_contact(askoy)).get(send_url(opened(world))).status_code == 403
    assert signed_in(make_contact(askoy)).get(send_url(draft(world))).status_code == 404
    assert signed_in(make_contact(askoy)).get(answer_url(draft(world), askoy)).status_code == 404


def test_a_contact_answers_with_a_paper(world: World, askoy: Party) -> None:
    case = decided(world)
    send(world, case, [askoy])
    file = SimpleUploadedFile("protokoll.pdf", PDF)
    seen = version_of(case.anchorings.get())
    contact = make_contact(askoy)
    response = signed_in(contact).post(answer_url(case, askoy), typed(file=file, seen=seen))
    assert response.status_code == 302
    row = case.anchorings.get()
    assert row.paper is not None
    assert (row.paper.title, row.answered_by) == ("Behandlingen hos Askøy kommune", contact)
    case.refresh_from_db()
    assert case.final_at is not None


def test_a_contact_adds_no_other_paper(world: World, askoy: Party) -> None:
    case = opened(world)
    url = reverse("document_add", args=[case.year, case.sequence])
    data = {"kind": "attachment", "title": "Notat", "file": SimpleUploadedFile("n.pdf", PDF)}
    assert signed_in(make_contact(askoy)).post(url, data).status_code == 403


def test_a_refused_answer_keeps_no_paper_and_what_was_typed(world: World, askoy: Party) -> None:
    case = opened(world)
    data = typed(where="", conditions="Vi vil vente", file=SimpleUploadedFile("p.pdf", PDF))
    html = signed_in(make_contact(askoy)).post(answer_url(case, askoy), data).content.decode()
    assert "Skriv hvor og når saken ble behandlet hos parten." in html
    assert "Vi vil vente" in html
    assert case.documents.count() == 0


def test_others_do_not_answer_for_a_party(world: World, askoy: Party) -> None:
    case = opened(world)
    for user in (make_contact(make_party()), world.expert_member):
        assert signed_in(user).post(answer_url(case, askoy), typed()).status_code == 403


def test_a_conflict_shows_both_answers(world: World, askoy: Party) -> None:
    case = opened(world)
    answer(case, askoy, world.secretary, where="Formannskapet")
    data = typed(where="Utvalget")
    html = signed_in(make_contact(askoy)).post(answer_url(case, askoy), data).content.decode()
    assert "endret forankringen mens du skrev" in html
    assert "Formannskapet" in html
    assert "Utvalget" in html


def test_the_table_shows_who_was_not_asked_and_who_is_late(world: World, askoy: Party) -> None:
    case, other = decided(world), make_party("Øygarden kommune")
    send_to_parties(case, [askoy], by=world.secretary, reason="Nå", due=today())
    case.anchorings.update(due=today() - timedelta(days=8))
    html = page(world.steering_member, case.get_absolute_url())
    assert html.index("Askøy kommune") < html.index(other.name)
    assert "virkedager over fristen" in html
    assert "Ikke spurt" in html
    assert "1 av 1 part gjenstår" in html


def test_a_party_that_rejects_shows_the_secretariat_the_ways_on(world: World, askoy: Party) -> None:
    case = decided(world)
    send(world, case, [askoy])
    answer(case, askoy, world.secretary, state="rejected", conditions="Ikke dekket.")
    ways = "Be et forum om ny behandling, send vedtaket til partene på nytt"
    assert ways in page(world.secretary, case.get_absolute_url())
    html = page(world.steering_member, case.get_absolute_url())
    assert ways not in html
    assert "Avvist av Askøy kommune" in html


def test_what_the_party_must_treat_waits_on_my_page_and_the_partys(
    world: World, askoy: Party
) -> None:
    case = decided(world)
    send(world, case, [askoy])
    contact = make_contact(askoy)
    assert answer_url(case, askoy) in page(contact, reverse("home"))
    assert answer_url(case, askoy) in page(contact, reverse("party", args=[askoy.slug]))
    answer(case, askoy, contact)
    assert "Ingenting venter på deg." in page(contact, reverse("home"))


def test_what_is_kept_from_a_reader_is_not_on_the_partys_page(world: World, askoy: Party) -> None:
    case = opened(world)
    send(world, case, [askoy], required=False)
    url = reverse("party", args=[askoy.slug])
    assert case.title in page(world.steering_member, url)
    case.exempt_ground = LegalGround.objects.create(citation="offl. § 23", start=LONG_AGO)
    case.public_title = "Sak"
    case.save()
    follow_route(case)
    assert case.title not in page(world.steering_member, url)


def test_the_history_of_a_case_tells_what_the_party_said(world: World, askoy: Party) -> None:
    case = opened(world)
    answer(case, askoy, world.secretary, conditions="Med forbehold om penger.")
    html = page(world.steering_member, reverse("history", args=["cases", "case", case.pk]))
    assert "Med forbehold om penger." in html
