"""The secretariat downloads, uploads, reads the errors and presses one button."""

import pytest

from forums import tasks
from forums.clock import today
from forums.models import ImportJob, Party
from tests.factories import make_forum, make_member, make_party, make_secretary, make_user
from tests.forums.excel_files import MEMBERSHIPS, PARTIES, PARTY, checked, opened, packed, uploaded

pytestmark = pytest.mark.django_db
PAGE = "/sekretariat/excel/"


@pytest.fixture
def by(client):
    by = make_secretary("Ingunn Samværsdal")
    client.force_login(by)
    return by


@pytest.fixture
def page(client):
    def get(path: str) -> str:
        return " ".join(client.get(path).content.decode().split())

    return get


def send(client, content: bytes, kind: str = PARTIES, name: str = "parter.xlsx"):
    return client.post(PAGE, {"kind": kind, "file": uploaded(content, name)})


def pages(job: ImportJob) -> list[str]:
    return [PAGE, f"{PAGE}{job.pk}/", f"{PAGE}parter/last-ned/", f"{PAGE}medlemskap/mal/"]


def test_a_reader_may_not_and_a_visitor_signs_in(client, by):
    job = checked(packed(PARTY), PARTIES, by)
    client.logout()
    assert {client.get(path).status_code for path in pages(job)} == {302}
    for person in (make_user(), make_member(make_forum())):
        client.force_login(person)
        assert {client.get(path).status_code for path in pages(job)} == {403}
        assert client.post(f"{PAGE}{job.pk}/").status_code == 403
    assert not Party.objects.filter(name="Alver kommune").exists()


def test_a_kind_or_a_job_that_does_not_exist_is_not_found(client, by):
    assert client.get(f"{PAGE}saker/last-ned/").status_code == 404
    assert client.get(f"{PAGE}9999/").status_code == 404


@pytest.mark.parametrize("kind", ["parter", "medlemskap"])
def test_files_are_attachments_with_norwegian_names(client, by, kind):
    make_member(make_forum(), make_party("Bergen kommune"))
    for path, name in (
        (f"{PAGE}{kind}/last-ned/", f"{kind}-{today().isoformat()}.xlsx"),
        (f"{PAGE}{kind}/last-ned/?dato=2020-01-01", f"{kind}-2020-01-01.xlsx"),
        (f"{PAGE}{kind}/mal/", f"mal-{kind}.xlsx"),
    ):
        response = client.get(path)
        assert response.headers["Content-Disposition"] == f'attachment; filename="{name}"'
        assert opened(response.content).sheetnames[1:] == ["Forklaring", "Lister"]


def test_a_day_that_is_none_gives_a_sentence_and_no_file(client, by):
    response = client.get(f"{PAGE}parter/last-ned/?dato=i-fjor", follow=True)
    assert "Velg en dato" in response.content.decode()


def test_a_file_goes_from_upload_to_read_in(client, by, page, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=False) as started:
        response = send(client, packed(PARTY))
    assert len(started) == 1
    job = ImportJob.objects.get()
    assert response.headers["Location"] == f"{PAGE}{job.pk}/"
    assert "Vi kontrollerer fila" in page(f"{PAGE}{job.pk}/")
    tasks.check_import(job.pk)
    html = page(f"{PAGE}{job.pk}/")
    assert "Fila gir 1 endring" in html
    assert "Ny part: Alver kommune." in html
    with django_capture_on_commit_callbacks(execute=False) as started:
        client.post(f"{PAGE}{job.pk}/")
    assert "Vi leser inn fila" in page(f"{PAGE}{job.pk}/")
    tasks.carry_out_import(job.pk)
    assert "1 endring, gjort av Ingunn Samværsdal" in page(f"{PAGE}{job.pk}/")
    assert Party.objects.get().history.count() == 1


def test_the_button_pressed_twice_says_so_and_does_nothing_more(client, by):
    job = checked(packed(PARTY), PARTIES, by)
    client.post(f"{PAGE}{job.pk}/")
    tasks.carry_out_import(job.pk)
    response = client.post(f"{PAGE}{job.pk}/", follow=True)
    assert "Fila er alt lest inn" in response.content.decode()
    assert Party.objects.get().history.count() == 1


def test_errors_stand_with_row_and_column_and_no_button(client, by, page):
    job = checked(packed(PARTY, {**PARTY, "Navn": "<b>", "Type part": "bydel"}), PARTIES, by)
    html = page(f"{PAGE}{job.pk}/")
    assert "1 feil må rettes i fila" in html
    assert "Rad 3</th>" in html
    assert "Vi kjenner ikke «bydel»" in html
    assert "Les inn</button>" not in html
    client.post(f"{PAGE}{job.pk}/")
    assert not Party.objects.exists()


def test_a_file_that_changes_nothing_has_no_button(client, by, page):
    make_party("Bergen kommune")
    content = client.get(f"{PAGE}parter/last-ned/").content
    html = page(f"{PAGE}{checked(content, PARTIES, by).pk}/")
    assert "Fila endrer ingenting" in html
    assert "Les inn</button>" not in html


def test_what_is_no_excel_file_is_refused_beside_the_field(client, by):
    html = send(client, b"navn;type", name="parter.csv").content.decode()
    assert 'id="id_file_error">Fila er ikke en Excel-fil.' in html
    assert not ImportJob.objects.exists()


def test_the_page_asks_again_while_work_goes_on_and_reloads_when_it_ends(client, by):
    job = checked(packed(PARTY), PARTIES, by)
    ImportJob.objects.update(state="checking")
    response = client.get(f"{PAGE}{job.pk}/", headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in response.content.decode()
    assert "HX-Refresh" not in response.headers
    ImportJob.objects.update(state="ready")
    response = client.get(f"{PAGE}{job.pk}/", headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_the_pages_ask_little_and_no_more_when_there_is_more(
    client, by, django_assert_max_num_queries
):
    job = checked(packed(PARTY), PARTIES, by)
    for path in (PAGE, f"{PAGE}{job.pk}/"):
        with django_assert_max_num_queries(15) as before:
            client.get(path)
        for _ in range(3):
            checked(packed(PARTY), MEMBERSHIPS, by)
        with django_assert_max_num_queries(len(before)):
            client.get(path)


def test_the_file_itself_is_kept_under_a_name_of_ours(client, by):
    send(client, packed(PARTY), name="../../etc/passwd.xlsx")
    job = ImportJob.objects.get()
    assert job.filename == "passwd.xlsx"
    assert job.file.name.startswith("imports/")
    assert "passwd" not in job.file.name
    with job.file.open() as kept:
        assert opened(kept.read())
