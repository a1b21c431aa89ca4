"""Parties and memberships leave as files, are tried row by row, and read in whole or not at all."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied

from forums import imports, seats, tasks
from forums.clock import now, today
from forums.models import (
    Affiliation,
    ImportJob,
    ImportState,
    Membership,
    Party,
    PartyName,
    Role,
    User,
)
from tests.factories import (
    LONG_AGO,
    make_forum,
    make_member,
    make_party,
    make_seat,
    make_secretary,
    make_user,
)
from tests.forums.excel_files import (
    MEMBER,
    MEMBERSHIPS,
    PARTIES,
    PARTY,
    changes,
    checked,
    errors,
    packed,
    read_in,
    uploaded,
    with_rows,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_secretary("Ingunn Samværsdal")


@pytest.fixture
def seat():
    return make_seat(make_forum("Arbeidsutvalget", short_name="AU"), make_party("Alver"))


# --- round trip ---------------------------------------------------------------------------------


def test_what_was_downloaded_changes_nothing_when_read_in(by, seat):
    make_party("=Part", organisation_number="012345678", website="https://eksempel.no")
    make_member(seat.forum, seat.party, seat=seat, end=today() + timedelta(days=90))
    make_member(seat.forum, make_party(), Role.OBSERVER)
    for kind in (PARTIES, MEMBERSHIPS):
        job = checked(imports.export(kind, today()), kind, by)
        assert (errors(job), changes(job), job.state) == ([], [], ImportState.READY)


def test_the_file_is_as_of_the_day(seat):
    make_member(seat.forum, seat.party, seat=seat, end=date(2020, 12, 31))
    PartyName.objects.create(
        party=seat.party, name="Lindås", start=LONG_AGO, end=date(2019, 12, 31)
    )
    sheet = imports.sheet_of(MEMBERSHIPS)
    assert (len(sheet.rows_on(date(2020, 12, 31))), sheet.rows_on(date(2021, 1, 1))) == (1, [])
    assert imports.sheet_of(PARTIES).rows_on(date(2019, 5, 1))[0][1:3] == ["Alver", "Lindås"]


def test_the_export_asks_no_more_when_there_is_more(by, seat, django_assert_max_num_queries):
    make_member(seat.forum, seat.party, seat=seat)
    with django_assert_max_num_queries(6) as before:
        [imports.export(kind, today()) for kind in (PARTIES, MEMBERSHIPS)]
    for _ in range(4):
        make_member(seat.forum)
    with django_assert_max_num_queries(len(before)):
        [imports.export(kind, today()) for kind in (PARTIES, MEMBERSHIPS)]


# --- parties ------------------------------------------------------------------------------------


def test_a_new_party_is_read_in_with_who_and_why(by):
    job = read_in(checked(packed(PARTY), PARTIES, by), by)
    party = Party.objects.get(name="Alver kommune")
    assert (party.slug, party.is_surrounding, party.start) == (
        "alver-kommune",
        True,
        date(2020, 1, 1),
    )
    told = party.history.get()
    assert (told.history_user, told.history_change_reason) == (by, "Lest inn fra fil.xlsx, rad 2")
    assert (changes(job), job.state, job.rows_done) == (["Ny part: Alver kommune."], "done", 1)


def test_a_known_party_is_corrected_and_the_change_is_said(by):
    party = make_party("Alver kommune")
    Party.objects.update(short_name="Alvær")
    job = checked(
        packed({**PARTY, "Adresse på nettsiden": party.slug, "Fra og med": party.start}),
        PARTIES,
        by,
    )
    assert "Alver kommune: kortnavn blir «Alver», er nå «Alvær»." in changes(job)
    assert "Alver kommune: organisasjonsnummer blir «920290922», er nå «tomt»." in changes(job)
    party.refresh_from_db()
    assert party.short_name == "Alvær"


def test_a_party_that_ends_takes_its_seats_and_roles_with_it(by, seat):
    make_member(seat.forum, seat.party, seat=seat)
    row = {**PARTY, "Navn": "Alver", "Fra og med": LONG_AGO, "Til og med": date(2026, 12, 31)}
    job = read_in(checked(packed(row), PARTIES, by), by)
    assert "Alver slutter 31. desember 2026. Samtidig slutter 1 plass og 1 rolle." in changes(job)
    assert Membership.objects.get(seat=seat).end == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("Navn", None, "Feltet må fylles ut."),
        ("Navn", "=A1", "Cellen har en formel. Skriv verdien i stedet."),
        ("Type part", "bydel", "Vi kjenner ikke «bydel». Velg en av disse: kommune, fylkeskommune, "
                               "statlig etat, departement."),
        ("Omlandskommune", "kanskje", "Vi kjenner ikke «kanskje». Velg en av disse: ja, nei."),
        ("Organisasjonsnummer", 12345, "Et organisasjonsnummer har ni sifre."),
        ("Nettsted", "alver", "Oppgi en gyldig nettadresse."),
        ("Fra og med", "i fjor", "«i fjor» er ikke en dato. Skriv for eksempel 01.03.2019."),
        ("Fra og med", 43831, "«43831» er ikke en dato. Skriv for eksempel 01.03.2019."),
        ("Til og med", "1.1.2019", "Siste dag kan ikke være før første dag."),
        ("Adresse på nettsiden", "alvor", "Ingen part har adressen «alvor». "
                                          "La feltet stå tomt for en ny part."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_party_is_said_with_row_and_column(by, column, value, sentence):
    other = {**PARTY, "Navn": "Askøy kommune", "Kortnavn": "Askøy"}
    job = checked(packed(other, {**PARTY, column: value}), PARTIES, by)
    assert errors(job) == [(3, column, sentence)]
    assert (job.state, Party.objects.count()) == (ImportState.FAILED, 0)


def test_two_rows_about_one_party_are_refused(by):
    job = checked(packed(PARTY, PARTY), PARTIES, by)
    assert errors(job) == [(3, "Navn", "Parten står også i rad 2.")]


def test_a_name_taken_is_said_at_its_column(by):
    party = make_party("Alver kommune")
    make_party("Alver")
    job = checked(packed({**PARTY, "Adresse på nettsiden": party.slug}), PARTIES, by)
    ((row, column, _sentence),) = [e for e in errors(job) if e[1] == "Kortnavn"]
    assert (row, column) == (2, "Kortnavn")


# --- memberships --------------------------------------------------------------------------------


def test_a_new_person_takes_the_seat_and_the_one_before_leaves_it(by, seat):
    before = make_member(seat.forum, seat.party, seat=seat)
    job = read_in(checked(packed(MEMBER), MEMBERSHIPS, by), by)
    kari = User.objects.get(email="kari@alver.eksempel.no")
    assert Affiliation.objects.get(user=kari).party == seat.party
    assert Membership.objects.get(user=before).end == date(2025, 12, 31)
    assert not kari.has_usable_password()
    assert changes(job) == [
        "Ny person: Kari Nordmann (kari@alver.eksempel.no).",
        f"{before} gir fra seg plassen i AU. Siste dag er 31. desember 2025.",
        "Kari Nordmann blir medlem for Alver i AU fra 1. januar 2026.",
    ]


def test_a_downloaded_role_is_ended_by_writing_its_last_day(by, seat):
    member = make_member(seat.forum, seat.party, seat=seat)
    row = {**MEMBER, "E-postadresse": member.email, "Navn": None, "Fra og med": LONG_AGO}
    job = read_in(checked(packed({**row, "Til og med": "31.12.2026"}), MEMBERSHIPS, by), by)
    assert changes(job) == [f"{member} slutter som medlem i AU 31. desember 2026."]
    assert Membership.objects.get(user=member).end == date(2026, 12, 31)


def test_the_order_of_the_rows_does_not_matter(by, seat):
    make_member(seat.forum, seat.party, seat=seat)
    content = with_rows(imports.template(MEMBERSHIPS), MEMBER)
    old = imports.sheet_of(MEMBERSHIPS).rows_on(today())[0]
    content = with_rows(content, dict(zip(MEMBER, old, strict=True)))
    job = checked(content, MEMBERSHIPS, by)
    assert (errors(job), len(changes(job))) == ([], 3)


@pytest.mark.parametrize(
    ("changed", "column", "sentence"),
    [
        ({"E-postadresse": "kari"}, "E-postadresse", "Oppgi en gyldig e-postadresse"),
        ({"E-postadresse": "ola@eksempel.no"}, "Navn",
         "E-postadressen hører til Ola Hansen. Rett navnet eller adressen."),
        ({"Navn": None}, "Navn", "E-postadressen er ny. Skriv navnet på personen."),
        ({"Forum": "AKG"}, "Forum",
         "Vi kjenner ikke «AKG». Velg en av disse: Sekretariatet, Arbeidsutvalget, AU."),
        ({"Rolle": None}, "Rolle", "Feltet må fylles ut."),
        ({"Plass nummer": 2}, "Plass nummer", "Alver har ikke plass nummer 2 i AU denne dagen."),
        ({"Plass nummer": "to"}, "Plass nummer", "«to» er ikke et helt tall fra 1."),
        ({"Plass nummer": 1, "Rolle": "observatør"}, "Plass nummer",
         "Bare leder, medlem og vara hører til en plass."),
        ({"Part": None}, "Part", "Et medlem og en vara må høre til en part."),
        ({"Part": "Askøy"}, "Plass nummer",
         "Askøy har ingen plass i AU denne dagen. Opprett den først."),
        ({"Rolle": "observatør", "Fra og med": date(2018, 1, 1)}, "Fra og med",
         "Forumet finnes ikke denne dagen."),
        ({"E-postadresse": "ola@eksempel.no", "Navn": None}, "",
         "Ola Hansen hører ikke til Alver 1. januar 2026, og kan ikke representere parten."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_membership_is_said(by, seat, changed, column, sentence):
    make_user("Ola Hansen", email="ola@eksempel.no", party=make_party("Askøy"))
    job = checked(packed({**MEMBER, **changed}), MEMBERSHIPS, by)
    assert errors(job) == [(2, column, sentence)]
    assert not Membership.objects.filter(seat=seat).exists()


def test_a_role_that_has_ended_is_not_made_longer(by, seat):
    member = make_member(seat.forum, seat.party, seat=seat, end=date(2026, 6, 30))
    row = {**MEMBER, "E-postadresse": member.email, "Navn": None, "Fra og med": LONG_AGO}
    job = checked(packed(row), MEMBERSHIPS, by)
    assert errors(job)[0][2].startswith("Rollen slutter 30. juni 2026 og kan ikke forlenges.")


# --- the file as a whole ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed(MEMBER), "Dette er en fil med medlemskap. Du valgte parter."),
        (packed({"Navn": "x"}), "Fila mangler «Adresse på nettsiden», «Kortnavn»,"),
        (packed({**PARTY, "Fylke": "x"}), "Vi kjenner ikke kolonnen «Fylke»."),
        (packed(PARTY, headings=[*PARTY, "Navn"]), "Kolonnen «navn» står to ganger."),
        (packed({}, headings=list(PARTY)), "Fila har ingen rader."),
    ],
)
def test_a_file_of_another_shape_is_refused_as_a_whole(by, content, sentence):
    ((row, _column, message),) = errors(checked(content, PARTIES, by))
    assert row == 0
    assert message.startswith(sentence)


def test_the_number_of_errors_kept_is_limited(by, monkeypatch):
    monkeypatch.setattr(imports, "MOST_ERRORS", 3)
    job = checked(
        packed(*[{**PARTY, "Navn": None, "Kortnavn": str(n)} for n in range(9)]), PARTIES, by
    )
    assert (len(job.errors), job.errors[-1]["row"]) == (4, 0)


# --- all or nothing, once -----------------------------------------------------------------------


def test_when_one_row_fails_after_the_dry_run_nothing_is_written(by, seat):
    job = checked(packed({**MEMBER, "Rolle": "observatør"}, MEMBER), MEMBERSHIPS, by)
    assert job.state == ImportState.READY
    seats.close_seat(seat, end=date(2025, 1, 1), by=by, why="Lagt ned")
    read_in(job, by)
    assert job.state == ImportState.FAILED
    assert errors(job) == [
        (3, "Plass nummer", "Alver har ingen plass i AU denne dagen. Opprett den først.")
    ]
    assert not User.objects.filter(email=MEMBER["E-postadresse"]).exists()


def test_a_repeated_click_and_a_second_worker_read_it_in_once(by):
    job = checked(packed(PARTY), PARTIES, by)
    assert imports.approve(job, by=by)
    assert not imports.approve(job, by=by)
    for _ in range(2):
        tasks.carry_out_import(job.pk)
        imports.carry_out(job)
    assert Party.objects.get().history.count() == 1


def test_the_dry_run_writes_nothing_and_may_be_repeated(by, seat):
    job = checked(packed(MEMBER), MEMBERSHIPS, by)
    before = job.changes
    tasks.check_import(job.pk)
    imports.check(job)
    job.refresh_from_db()
    assert (job.changes, job.state, Membership.objects.filter(seat=seat).count()) == (
        before,
        "ready",
        0,
    )
    assert not User.objects.filter(email=MEMBER["E-postadresse"]).exists()


def test_only_the_secretariat_may_start_and_approve(by):
    outsider = make_user()
    with pytest.raises(PermissionDenied):
        imports.start_import(uploaded(packed(PARTY)), kind=PARTIES, by=outsider)
    with pytest.raises(PermissionDenied):
        imports.approve(checked(packed(PARTY), PARTIES, by), by=outsider)


def test_one_who_left_the_secretariat_meanwhile_reads_nothing_in(by):
    job = checked(packed(PARTY), PARTIES, by)
    imports.approve(job, by=by)
    seats.end_membership(by.memberships.get(), end=today() - timedelta(days=1), by=None, why="x")
    tasks.carry_out_import(job.pk)
    job.refresh_from_db()
    assert errors(job) == [(0, "", "Ingunn Samværsdal er ikke i sekretariatet lenger.")]
    assert not Party.objects.exists()


# --- progress, and what stops on its way --------------------------------------------------------


def test_progress_is_seen_before_the_transaction_ends(by, monkeypatch):
    seen = []
    apply = imports.PartySheet.apply
    rows = [{**PARTY, "Navn": f"Part {n}", "Kortnavn": f"P{n}"} for n in range(25)]
    job = imports.start_import(uploaded(packed(*rows)), kind=PARTIES, by=by)

    def spy(self, row, **values):
        seen.append(imports.progress(job))
        return apply(self, row, **values)

    monkeypatch.setattr(imports.PartySheet, "apply", spy)
    imports.check(job)
    assert [seen[0], seen[12], seen[24]] == [(0, 25), (10, 25), (20, 25)]
    job.refresh_from_db()
    assert imports.progress(job) == (25, 25)


@pytest.fixture
def started(monkeypatch):
    started = []
    monkeypatch.setattr(tasks.check_import, "delay", started.append)
    monkeypatch.setattr(tasks.carry_out_import, "delay", started.append)
    return started


def test_a_job_that_nobody_took_is_started_again(by, started, django_capture_on_commit_callbacks):
    job = imports.start_import(uploaded(packed(PARTY)), kind=PARTIES, by=by)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.resume_imports()
        assert started == []
    ImportJob.objects.update(tried_at=now() - timedelta(minutes=4))
    with django_capture_on_commit_callbacks(execute=True):
        tasks.resume_imports()
        tasks.resume_imports()
    assert started == [job.pk]


def test_a_job_that_is_alive_is_left_alone(by, started, django_capture_on_commit_callbacks):
    job = imports.start_import(uploaded(packed(PARTY)), kind=PARTIES, by=by)
    ImportJob.objects.update(tried_at=now() - timedelta(minutes=4))
    cache.set(f"import:{job.pk}:rows", (1, 2), 60)
    with django_capture_on_commit_callbacks(execute=True):
        tasks.resume_imports()
    assert started == []


def test_a_job_that_stops_every_time_is_given_up_in_words(by):
    job = imports.start_import(uploaded(packed(PARTY)), kind=PARTIES, by=by)
    for _ in range(3):
        ImportJob.objects.update(tried_at=now() - timedelta(minutes=4))
        tasks.resume_imports()
    job.refresh_from_db()
    assert (job.state, errors(job)[0][2][:21]) == (ImportState.FAILED, "Noe gikk galt hos oss")


def test_a_broker_that_is_away_loses_no_file(by, monkeypatch, django_capture_on_commit_callbacks):
    def away(_pk):
        raise OSError

    monkeypatch.setattr(tasks.check_import, "delay", away)
    with django_capture_on_commit_callbacks(execute=True):
        imports.start_import(uploaded(packed(PARTY)), kind=PARTIES, by=by)
    assert ImportJob.objects.get().state == ImportState.CHECKING
