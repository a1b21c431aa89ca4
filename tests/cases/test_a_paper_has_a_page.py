"""The page of a paper: its versions, how it looks, and what may be done with it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cases.documents import add_version, change_document, withdraw_document
from cases.models import Case, Document
from cases.preparing import prepare
from cases.routing import withdraw_case
from forums.conflicts import Conflict, version_of
from forums.errors import Refused
from forums.models import User
from tests.cases.conftest import World, opened, signed_in
from tests.cases.papers import a_docx, a_pdf, a_png, paper


def page(user: User, document: Document) -> str:
    response = signed_in(user).get(document.get_absolute_url())
    assert response.status_code == 200
    return response.content.decode()


def upload(case: Case, user: User, *names: str, **data: object):  # type: ignore[no-untyped-def]
    files = [SimpleUploadedFile(name, f"Innhold {name}".encode()) for name in names]
    url = reverse("document_add", args=[case.year, case.sequence])
    return signed_in(user).post(url, {"kind": "note", "file": files, **data})


def test_a_pdf_is_shown_as_our_own_pictures(world: World) -> None:
    document = paper(opened(world), world.secretary, a_pdf("En", "To", "Tre"), "a.pdf")
    html = page(world.steering_member, document)
    assert 'alt="side 3 av 3"' in html
    assert 'loading="lazy"' in html
    response = signed_in(world.steering_member).get(
        reverse("document_page", args=[document.pk, 1, 3])
    )
    assert response.content.startswith(b"\x89PNG")
    assert response.headers["Content-Type"] == "image/png"


@pytest.mark.parametrize("number", [0, 4, 400])
def test_there_is_no_page_beyond_the_last(world: World, number: int) -> None:
    document = paper(opened(world), world.secretary, a_pdf("En", "To", "Tre"), "a.pdf")
    url = reverse("document_page", args=[document.pk, 1, number])
    assert signed_in(world.steering_member).get(url).status_code == 404


def test_a_picture_is_drawn_anew(world: World) -> None:
    hidden = a_png() + b"noe som er gjemt"
    document = paper(opened(world), world.secretary, hidden, "a.png")
    url = reverse("document_picture", args=[document.pk, 1])
    assert url in page(world.steering_member, document)
    response = signed_in(world.steering_member).get(url)
    assert response.content.startswith(b"\x89PNG")
    assert b"gjemt" not in response.content


def test_a_broken_picture_is_not_found_and_breaks_nothing(world: World) -> None:
    document = paper(opened(world), world.secretary, b"\x89PNG\r\n\x1a\n" + b"x" * 60, "a.png")
    url = reverse("document_picture", args=[document.pk, 1])
    assert signed_in(world.steering_member).get(url).status_code == 404


def test_word_is_shown_as_clean_text(world: World) -> None:
    document = paper(opened(world), world.secretary, a_docx("&lt;b&gt;Vær så god"), "a.docx")
    prepare(document.versions.get().pk)
    assert "&lt;b&gt;Vær så god" in page(world.steering_member, document)


def test_a_broken_file_says_so(world: World) -> None:
    document = paper(opened(world), world.secretary, b"%PDF-1.7\nslutt", "a.pdf")
    prepare(document.versions.get().pk)
    assert "Filen er skadet" in page(world.steering_member, document)


def test_the_name_survives_the_way_in_and_out(world: World) -> None:
    case = opened(world)
    upload(case, world.secretary, "Møteinnkalling – Åsane.txt")
    document = case.documents.get()
    assert document.title == "Møteinnkalling – Åsane"
    url = reverse("document_file", args=[document.pk])
    response = signed_in(world.steering_member).get(url)
    assert b"".join(response).startswith(b"Innhold")
    disposition = response.headers["Content-Disposition"]
    assert "filename*=utf-8''M%C3%B8teinnkalling%20%E2%80%93%20%C3%85sane.txt" in disposition


def test_several_files_come_in_at_once(world: World) -> None:
    case = opened(world)
    assert upload(case, world.secretary, "a.txt", "b.txt", title="Felles").status_code == 302
    assert [row.title for row in case.documents.all()] == ["a", "b"]


def test_all_files_come_in_or_none_and_the_wrong_one_is_named(world: World) -> None:
    case = opened(world)
    html = upload(case, world.secretary, "a.txt", "b.pdf").content.decode()
    assert "b.pdf: " in html
    assert not case.documents.exists()


def test_two_clicks_add_them_once(world: World) -> None:
    case = opened(world)
    for _click in range(2):
        assert upload(case, world.secretary, "a.txt", "b.txt").status_code == 302
    assert case.documents.count() == 2


def test_a_case_that_was_ended_meanwhile_takes_no_paper(world: World) -> None:
    case = opened(world)
    withdraw_case(Case.objects.get(pk=case.pk), by=world.secretary, reason="Utgått")
    with pytest.raises(Refused, match="Saken er avsluttet"):
        paper(case, world.secretary)


def test_the_second_new_version_is_told_of_the_first(world: World) -> None:
    document = paper(opened(world), world.secretary)
    add_version(document, by=world.head, file=ContentFile(b"To", name="to.txt"), seen=1)
    with pytest.raises(Refused, match="la til versjon 2 mens du valgte fil"):
        add_version(document, by=world.secretary, file=ContentFile(b"Min", name="m.txt"), seen=1)


def test_two_clicks_give_one_new_version(world: World) -> None:
    document = paper(opened(world), world.secretary)
    for _click in range(2):
        add_version(document, by=world.secretary, file=ContentFile(b"To", name="to.txt"), seen=1)
    assert document.versions.count() == 2


def test_the_title_is_corrected_with_history_and_conflict(world: World) -> None:
    document = paper(opened(world), world.secretary)
    seen = version_of(document)
    change_document(document, by=world.head, title="Innspill", kind="note", seen=seen)
    with pytest.raises(Conflict, match="endret dokumentet mens du skrev"):
        change_document(document, by=world.secretary, title="Merknad", kind="note", seen=seen)
    assert document.history.count() == 2


def test_a_reader_sees_no_edits_and_may_not_do_them(world: World) -> None:
    document = paper(opened(world), world.secretary)
    assert "Trekke dokumentet" not in page(world.steering_member, document)
    for name in ("change", "withdraw", "shield", "unshield", "redact", "version_add"):
        url = reverse(f"document_{name}", args=[document.pk])
        assert signed_in(world.steering_member).get(url).status_code == 403


def test_withdrawn_is_struck_out_and_says_who_and_why(world: World) -> None:
    document = paper(opened(world), world.secretary, title="Feil notat")
    url = reverse("document_withdraw", args=[document.pk])
    assert signed_in(world.secretary).post(url, {"why": "Feil fil"}).status_code == 302
    html = signed_in(world.steering_member).get(document.case.get_absolute_url()).content.decode()
    assert f'<s><a href="{document.get_absolute_url()}">Feil notat</a></s>' in html
    assert f"av {world.secretary}: Feil fil" in html
    again = signed_in(world.secretary).post(url, {"why": "En gang til"})
    assert again.status_code == 302
    document.refresh_from_db()
    assert document.withdrawn_because == "Feil fil"


def test_a_withdrawn_paper_is_not_changed(world: World) -> None:
    document = withdraw_document(
        paper(opened(world), world.secretary), by=world.secretary, why="Feil"
    )
    with pytest.raises(Refused, match="er trukket"):
        change_document(document, by=world.secretary, title="Nytt", kind="note")


def test_withdrawing_needs_a_reason(world: World) -> None:
    document = paper(opened(world), world.secretary)
    with pytest.raises(Refused, match="Skriv hvorfor"):
        withdraw_document(document, by=world.secretary, why="")


def test_eighty_papers_ask_for_no_more(world: World, django_assert_max_num_queries) -> None:
    from cases.document_list import groups_for

    case = opened(world)
    for number in range(20):
        paper(case, world.secretary, title=f"Notat {number}", kind=["brief", "note"][number % 2])
    with django_assert_max_num_queries(3):
        groups = groups_for(world.steering_member, case)
    assert [(group.label, len(group.rows)) for group in groups] == [
        ("Saksframlegg", 10),
        ("Notat", 10),
    ]


def test_the_page_needs_few_queries(world: World, django_assert_max_num_queries) -> None:
    document = paper(opened(world), world.secretary)
    for number in range(4):
        file = ContentFile(f"v{number}".encode(), name="v.txt")
        add_version(document, by=world.secretary, file=file)
    client = signed_in(world.secretary)
    with django_assert_max_num_queries(15):
        client.get(document.get_absolute_url())


def test_a_picture_with_too_many_pixels_is_not_drawn(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.previews.MOST_PIXELS", 40 * 30 - 1)
    document = paper(opened(world), world.secretary, a_png(), "a.png")
    url = reverse("document_picture", args=[document.pk, 1])
    assert signed_in(world.steering_member).get(url).status_code == 404


def test_a_long_text_is_cut_and_says_so(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.previews.MOST_SIGNS", 10)
    document = paper(opened(world), world.secretary, b"Begynnelsen. Slutten.")
    prepare(document.versions.get().pk)
    html = page(world.steering_member, document)
    assert "Teksten er kortet" in html
    assert "Slutten" not in html


def test_a_long_pdf_shows_its_first_pages(world: World, monkeypatch) -> None:
    monkeypatch.setattr("cases.previews.MOST_PAGES", 2)
    document = paper(opened(world), world.secretary, a_pdf("En", "To", "Tre"), "a.pdf")
    assert "de første 2 av 3 sider" in page(world.steering_member, document)
    url = reverse("document_page", args=[document.pk, 1, 3])
    assert signed_in(world.steering_member).get(url).status_code == 404


def test_a_file_that_is_away_for_a_while_is_shown_again_when_it_is_back(world: World) -> None:
    document = paper(opened(world), world.secretary, a_pdf("En"), "a.pdf")
    version = document.versions.get()
    name = version.file.name
    document.versions.update(file="borte.pdf")
    assert "Forhåndsvisningen lages" in page(world.steering_member, document)
    document.versions.update(file=name)
    assert 'alt="side 1 av 1"' in page(world.steering_member, document)
