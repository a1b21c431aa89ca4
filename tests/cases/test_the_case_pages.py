"""The pages of a case: what each reader meets, and what a form does."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.documents import add_document
from cases.models import Case, Document, Route
from cases.routing import (
    ask_for_treatment,
    lift_case,
    reopen_case,
    return_case,
    withdraw_case,
)
from forums.clock import today
from forums.models import User
from tests.cases.conftest import (
    World,
    ask_route,
    draft,
    finish,
    opened,
    page,
    signed_in,
    treatment_in,
)
from tests.factories import (
    make_forum,
    make_kind,
    make_meeting,
    make_member,
    make_party,
    make_user,
)

PDF = b"%PDF-1.7 innhold"


def move_url(case: Case, move: str) -> str:
    return reverse("case_move", args=[case.year, case.sequence, move])


def test_the_header_answers_where_who_and_what_next(world: World) -> None:
    case = opened(world)
    html = page(world.steering_member, case.get_absolute_url())
    assert "Saken er i Sykkelgruppen." in html
    assert "Bergen kommune eier den. Sivert Sekretær er saksbehandler." in html
    assert "Neste: Sykkelgruppen skal tilrå. Møtet er ikke valgt ennå." in html


def test_a_reader_is_told_who_moves_the_case(world: World) -> None:
    html = page(world.steering_member, opened(world).get_absolute_url())
    assert "Du kan lese saken. Sekretariatet flytter den videre." in html


def test_a_disabled_action_says_why(world: World) -> None:
    html = page(world.head, opened(world).get_absolute_url())
    assert "Sykkelgruppen er ikke ferdig med saken." in html


def test_the_consequence_stands_before_the_button(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    html = page(world.head, move_url(case, "lift"))
    assert (
        "Du løfter saken fra Sykkelgruppen til AU, som skal konkludere. "
        "Alle representanter kan se det." in html
    )


def test_one_who_may_not_see_the_case_gets_404(world: World) -> None:
    case = draft(world)
    for user in (world.steering_member, make_member(make_forum())):
        assert signed_in(user).get(case.get_absolute_url()).status_code == 404


def test_one_without_any_role_is_stopped_at_the_door(world: World) -> None:
    assert signed_in(make_user()).get(opened(world).get_absolute_url()).status_code == 403


def test_the_public_is_sent_to_sign_in(world: World, client: Client) -> None:
    assert client.get(opened(world).get_absolute_url()).status_code == 302


def test_a_reader_who_posts_a_move_gets_403(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    data = {"reason": "Haster", "to": world.committee.slug, "seen": 2}
    response = signed_in(world.expert_member).post(move_url(case, "lift"), data)
    assert response.status_code == 403


def test_lifting_by_the_form(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert))
    data = {"reason": "Moden", "to": world.committee.slug, "seen": 2}
    response = signed_in(world.committee_leader).post(move_url(case, "lift"), data, follow=True)
    case.refresh_from_db()
    assert case.forum == world.committee
    assert f"Sak {case.number} er løftet til AU." in response.content.decode()


def test_a_repeated_click_tells_what_happened_and_keeps_the_text(world: World) -> None:
    case = opened(world)
    client = signed_in(world.secretary)
    data = {"reason": "Grunnen min", "seen": 2}
    assert client.post(move_url(case, "withdraw"), data).status_code == 302
    html = client.post(move_url(case, "withdraw"), data).content.decode()
    assert "Noen kom deg i forkjøpet" in html
    assert "Grunnen min" in html
    assert case.events.filter(kind="withdrawn").count() == 1


def test_get_never_moves_a_case(world: World) -> None:
    case = draft(world)
    page(world.secretary, move_url(case, "put-forward"))
    case.refresh_from_db()
    assert case.status == "draft"


def test_every_move_has_a_page_or_a_reason(world: World) -> None:
    case = opened(world)
    for move in (
        "put-forward",
        "lift",
        "ask",
        "take-back",
        "return",
        "close",
        "reopen",
        "withdraw",
        "send",
        "merge",
    ):
        page(world.secretary, move_url(case, move))


def test_an_unknown_move_is_not_found(world: World) -> None:
    assert signed_in(world.secretary).get(move_url(opened(world), "slett")).status_code == 404


def registration(world: World, **values: object) -> dict[str, object]:
    return {
        "forum": world.expert.pk,
        "title": "Ny bru",
        "summary": "Hva den gjelder",
        "kind": make_kind().pk,
        "owner": world.party.pk,
        "officer": world.expert_member.pk,
        **values,
    }


def test_a_member_registers_by_the_form(world: World) -> None:
    client = signed_in(world.expert_member)
    response = client.post(reverse("case_register"), registration(world), follow=True)
    assert "er registrert som utkast" in response.content.decode()
    assert Case.objects.get().created_by == world.expert_member


def test_the_form_offers_only_own_forums(world: World) -> None:
    client = signed_in(world.expert_member)
    data = registration(world, forum=world.steering.pk)
    assert client.post(reverse("case_register"), data).status_code == 200
    assert not Case.objects.exists()


def test_an_exempt_case_needs_a_public_title_and_keeps_what_was_typed(world: World) -> None:
    from cases.models import LegalGround

    ground = LegalGround.objects.create(citation="offl. § 23", is_duty=True, start="2019-01-01")
    data = registration(world, exempt_ground=ground.pk)
    html = signed_in(world.secretary).post(reverse("case_register"), data).content.decode()
    assert "må ha en offentlig tittel" in html
    assert "Ny bru" in html


def edit_url(case: Case) -> str:
    return reverse("case_edit", args=[case.year, case.sequence])


def edited(world: World, case: Case, **values: object) -> dict[str, object]:
    return {
        "title": case.title,
        "summary": case.summary,
        "kind": case.kind_id,
        "owner": case.owner_id,
        "officer": case.officer_id,
        "version": case.history.first().history_id,
        **values,
    }


def test_editing_keeps_who_and_why(world: World) -> None:
    case = opened(world)
    data = edited(world, case, title="Bedre tittel", why="Skrivefeil")
    assert signed_in(world.secretary).post(edit_url(case), data).status_code == 302
    newest = case.history.first()
    assert (newest.title, newest.history_user) == ("Bedre tittel", world.secretary)
    assert newest.history_change_reason == "Skrivefeil"


def test_the_second_editor_is_told_and_loses_nothing(world: World) -> None:
    case = opened(world)
    first, second = edited(world, case, title="En"), edited(world, case, title="To")
    signed_in(world.head).post(edit_url(case), first)
    html = signed_in(world.secretary).post(edit_url(case), second).content.decode()
    assert "endret saken mens du skrev (tittel)" in html
    assert 'value="To"' in html


def test_a_reader_may_not_edit(world: World) -> None:
    assert signed_in(world.steering_member).get(edit_url(opened(world))).status_code == 403


def test_the_officer_edits_but_does_not_give_the_case_away(world: World) -> None:
    case = opened(world, officer=world.expert_member)
    data = edited(world, case, owner=make_party().pk, title="Ny")
    assert signed_in(world.expert_member).post(edit_url(case), data).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.owner) == ("Ny", world.party)


def test_the_history_tells_each_treatment_to_one_who_was_not_there(world: World) -> None:
    case = opened(world)
    finish(treatment_in(case, world.expert), text="Gruppen tilrår bygging.")
    lift_case(case, world.committee, by=world.head, reason="Moden for AU")
    html = page(world.steering_member, reverse("case_history", args=[case.year, case.sequence]))
    for words in (
        "Gruppen tilrår bygging.",
        "Løftet til AU av",
        "«Moden for AU»",
        'id="hendelse-3"',
        "ingen er endret",
    ):
        assert words in html


def upload(case: Case, user: User, name: str = "Vær så god æøå.pdf", content: bytes = PDF):  # type: ignore[no-untyped-def]
    url = reverse("document_add", args=[case.year, case.sequence])
    file = SimpleUploadedFile(name, content)
    return signed_in(user).post(url, {"kind": "brief", "title": "Framlegg", "file": file})


def test_a_paper_comes_in_and_out_with_its_norwegian_name(world: World) -> None:
    case = opened(world)
    assert upload(case, world.secretary).status_code == 302
    url = reverse("document_file", args=[Document.objects.get().pk])
    response = signed_in(world.steering_member).get(url)
    assert b"".join(response) == PDF
    disposition = response.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "V%C3%A6r%20s%C3%A5%20god%20%C3%A6%C3%B8%C3%A5.pdf" in disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("regning.pdf", b"MZ\x90\x00\xff\xfe", "filtypen kan vi ikke ta imot"),
        ("skript.svg", b"<svg onload='x'/>", "innholdet er noe annet"),
        ("bilde.pdf", b"\x89PNG\r\n\x1a\n....", "innholdet er noe annet"),
    ],
)
def test_a_file_is_what_its_content_is(world: World, name: str, content: bytes, why: str) -> None:
    html = upload(opened(world), world.secretary, name, content).content.decode()
    assert why in html
    assert not Document.objects.exists()


def test_a_reader_may_not_add_papers(world: World) -> None:
    assert upload(opened(world), world.steering_member).status_code == 403


def test_the_paper_of_a_hidden_case_is_not_found(world: World) -> None:
    case = draft(world)
    upload(case, world.secretary)
    url = reverse("document_file", args=[Document.objects.get().pk])
    assert signed_in(world.steering_member).get(url).status_code == 404


def test_a_new_version_keeps_the_old_one(world: World) -> None:
    case = opened(world)
    upload(case, world.secretary)
    document = Document.objects.get()
    url = reverse("document_version_add", args=[document.pk])
    file = SimpleUploadedFile("ny.pdf", PDF + b"2")
    signed_in(world.secretary).post(url, {"file": file})
    old = signed_in(world.secretary).get(reverse("document_version", args=[document.pk, 1]))
    assert b"".join(old) == PDF
    assert document.versions.count() == 2


def test_the_list_shows_only_what_the_reader_may_see(world: World) -> None:
    opened(world, title="Den åpne")
    draft(world, title="Det hemmelige utkastet")
    html = page(world.steering_member, reverse("case_list"))
    assert "Den åpne" in html
    assert "utkastet" not in html
    assert "1 sak du kan se" in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%(number)s",
        "q=%(sequence)s",
        "q=fjorden",
        "forum=%(forum)s",
        "status=open",
        "owner=%(owner)s",
    ],
)
def test_the_filters_are_in_the_address(world: World, query: str) -> None:
    case = opened(world)
    opened(world, forum=world.steering, title="En annen", owner=make_party(), summary="x")
    facts = {
        "number": case.number,
        "sequence": case.sequence,
        "forum": world.expert.slug,
        "owner": world.party.slug,
    }
    html = page(world.steering_member, f"{reverse('case_list')}?{query % facts}")
    assert case.title in html
    assert ("En annen" in html) == (query == "status=open")


def test_a_wrong_filter_is_no_error(world: World) -> None:
    opened(world)
    page(world.steering_member, f"{reverse('case_list')}?forum=finnes-ikke&side=99&kind=x")


def test_only_the_secretariat_keeps_the_routes(world: World) -> None:
    for what in ("saksveier", "sakstyper", "hjemler"):
        url = reverse("kept_list", args=[what])
        page(world.secretary, url)
        assert signed_in(world.committee_leader).get(url).status_code == 403


def test_a_route_taken_out_of_use_keeps_its_history(world: World) -> None:
    route = Route.objects.get(from_forum=world.expert, kind="lift")
    data = {
        "kind": "lift",
        "from_forum": world.expert.pk,
        "to_forum": world.committee.pk,
        "role": "recommend",
        "who": "secretariat",
    }
    url = reverse("kept_edit", args=["saksveier", route.pk])
    assert signed_in(world.secretary).post(url, data).status_code == 302
    newest = route.history.first()
    assert (newest.is_active, newest.history_user) == (False, world.secretary)


def busy(world: World) -> Case:
    """A case with many treatments, events and papers."""
    case = opened(world)
    for n in range(8):
        add_document(
            case,
            by=world.secretary,
            kind="attachment",
            title=f"Vedlegg {n}",
            file=SimpleUploadedFile(f"v{n}.pdf", PDF),
        )
        other = make_forum()
        ask_route(world.expert, other)
        ask_for_treatment(case, other, "advise", by=world.secretary, reason="Råd")
    finish(treatment_in(case, world.expert))
    lift_case(case, world.committee, by=world.head, reason="Moden")
    return_case(case, by=world.secretary, reason="Mangler")
    return case


@pytest.mark.parametrize("who", ["secretary", "head", "steering_member"])
@pytest.mark.parametrize("name", ["case", "case_history"])
def test_the_case_pages_need_few_queries_however_long_the_way(
    world: World, who: str, name: str, django_assert_max_num_queries
) -> None:
    case = busy(world)
    client = signed_in(getattr(world, who))
    with django_assert_max_num_queries(20):
        response = client.get(reverse(name, args=[case.year, case.sequence]))
    assert response.status_code == 200


@pytest.mark.parametrize("who", ["secretary", "steering_member"])
def test_the_list_needs_few_queries_however_long(
    world: World, who: str, django_assert_max_num_queries
) -> None:
    for _n in range(30):
        opened(world)
    client = signed_in(getattr(world, who))
    with django_assert_max_num_queries(15):
        response = client.get(reverse("case_list"))
    assert "Side 1 av 2" in response.content.decode()


def test_the_forms_need_few_queries(world: World, django_assert_max_num_queries) -> None:
    case = opened(world)
    for url in (reverse("case_register"), edit_url(case), move_url(case, "ask")):
        client = signed_in(world.secretary)
        with django_assert_max_num_queries(15):
            assert client.get(url).status_code == 200


def test_a_reader_does_not_meet_the_upload_form(world: World) -> None:
    case = opened(world)
    url = reverse("document_add", args=[case.year, case.sequence])
    assert signed_in(world.steering_member).get(url).status_code == 403


def test_papers_are_not_added_to_a_case_that_has_ended(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    html = upload(case, world.secretary).content.decode()
    assert "Gjenåpne den for å legge til dokumenter" in html


def test_the_history_page_says_when_somebody_has_changed_it(world: World) -> None:
    from tests.cases.test_history_is_proved import tamper

    case = opened(world)
    tamper("UPDATE cases_routingevent SET reason = %s WHERE sequence = 2", "Noe annet")
    html = page(world.secretary, reverse("case_history", args=[case.year, case.sequence]))
    assert "Hendelse 2 er den første som ikke stemmer" in html


def test_two_clicks_on_register_make_one_draft(world: World) -> None:
    client, data = signed_in(world.expert_member), registration(world)
    client.post(reverse("case_register"), data)
    response = client.post(reverse("case_register"), data, follow=True)
    assert "Denne saken har du alt registrert" in response.content.decode()
    assert Case.objects.count() == 1


def test_a_reopened_case_tells_so_in_its_history(world: World) -> None:
    case = opened(world)
    withdraw_case(case, by=world.secretary, reason="Utgått")
    reopen_case(case, by=world.secretary, reason="Nye penger")
    html = page(world.secretary, reverse("case_history", args=[case.year, case.sequence]))
    assert f"Gjenåpnet av {world.secretary}" in html


def test_the_secretariat_is_led_to_the_next_meeting_of_the_forum(world: World) -> None:
    case = opened(world)
    later, first = (make_meeting(world.expert, today() + timedelta(days=n)) for n in (30, 10))
    html = page(world.secretary, case.get_absolute_url())
    assert f"Sett på sakslisten til {first}" in html
    assert reverse("agenda_add", args=[first.pk, treatment_in(case, world.expert).pk]) in html
    assert f"Sett på sakslisten til {later}" not in html


def test_without_a_meeting_the_secretariat_is_led_to_plan_one(world: World) -> None:
    html = page(world.secretary, opened(world).get_absolute_url())
    assert "Planlegg møte i Sykkelgruppen" in html


def test_a_reader_is_not_offered_the_agenda(world: World) -> None:
    case = opened(world)
    make_meeting(world.expert)
    assert "sakslisten til" not in page(world.expert_member, case.get_absolute_url())
