"""The demo is the organisation of the report, told through the same actions as people use."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.management import call_command
from django.db.models import Count, Q

from cases.demo import Loaded
from cases.models import (
    AgendaItem,
    Case,
    DocumentVersion,
    EventKind,
    Outcome,
    Route,
    RoutingEvent,
)
from forums import groups
from forums.clashes import clashes_of
from forums.clock import today
from forums.closed import ClosedDays
from forums.competence import competence_on
from forums.demo_signins import PASSWORD, SIGN_INS
from forums.models import (
    Act,
    ClosedPeriod,
    Forum,
    GlossaryTerm,
    Mandate,
    MandateStatus,
    Meeting,
    MeetingRhythm,
    MeetingStatus,
    Membership,
    Party,
    PartyTask,
    RepresentativeChange,
    Role,
    Seat,
    User,
    YearlyProcess,
)
from forums.permissions import is_representative, is_secretariat
from tests.cases.conftest import verify
from tests.factories import make_party

# --- loading ----------------------------------------------------------------------------------


def test_it_holds_what_the_report_describes(demo: Loaded) -> None:
    assert Party.objects.filter(is_signatory=True).count() == 9
    assert demo.forums >= 12
    assert demo.cases == Case.objects.count() == 60
    assert demo.people >= 70


def test_loading_it_again_changes_nothing(demo: Loaded, capsys) -> None:
    before = {model: model._base_manager.count() for model in apps.get_models()}
    call_command("demo")
    assert "alt på plass" in capsys.readouterr().out
    assert before == {model: model._base_manager.count() for model in apps.get_models()}


def test_what_people_add_to_the_demo_stays(demo: Loaded) -> None:
    make_party("En ny part")
    call_command("demo")
    assert Party.objects.filter(name="En ny part").exists()


# --- the organisation -------------------------------------------------------------------------


def test_every_mandate_has_its_source_and_date(demo: Loaded) -> None:
    assert not Mandate.objects.filter(Q(source="") | Q(source_date=None)).exists()


def test_the_mandates_have_the_status_the_report_found(demo: Loaded) -> None:
    def mandate(slug: str) -> Mandate:
        return Forum.objects.get(slug=slug).mandate_on(today())

    assert mandate("akg").status == MandateStatus.MISSING
    assert mandate("akg").source_date == date(2018, 10, 31)
    assert (mandate("au").status, mandate("au").adopted_on) == (
        MandateStatus.AGREED,
        date(2018, 12, 4),
    )
    assert mandate("kollektiv").status == MandateStatus.PRELIMINARY
    assert mandate("sekretariatet").adopted_on == date(2020, 9, 4)


def test_only_a_binding_mandate_lets_a_forum_decide(demo: Loaded) -> None:
    deciding = {
        forum.slug for forum in Forum.objects.all() if competence_on(forum, today()).may(Act.DECIDE)
    }
    assert deciding == {"politisk-styringsgruppe", "administrativ-styringsgruppe"}


def test_the_new_municipalities_have_no_seat_in_the_working_committee(demo: Loaded) -> None:
    surrounding = Seat.objects.filter(forum__slug="au", party__is_surrounding=True)
    assert not surrounding.exists()
    assert Seat.objects.filter(forum__slug="au").count() == 11


def test_every_party_has_a_place_in_every_expert_group(demo: Loaded) -> None:
    rows = Forum.objects.filter(kind="expert").annotate(places=Count("seats__party", distinct=True))
    assert {row.places for row in rows} == {9}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2018, 6, 1), "Fylkesmannen i Hordaland"),
        (date(2020, 6, 1), "Fylkesmannen i Vestland"),
        (date(2021, 1, 1), "Statsforvalteren i Vestland"),
    ],
)
def test_parties_bear_the_name_they_had(demo: Loaded, day: date, name: str) -> None:
    assert Party.objects.get(slug="statsforvalteren").name_on(day) == name


def test_each_vacant_seat_is_a_task_for_its_party(demo: Loaded) -> None:
    held = Membership.objects.current().filter(role__in=[Role.LEADER, Role.MEMBER])
    vacant = Seat.objects.current().exclude(pk__in=held.exclude(seat=None).values("seat"))
    assert set(PartyTask.objects.values_list("seat", flat=True)) == {row.pk for row in vacant}
    assert vacant.count() > 10


def test_nobody_holds_two_seats_in_a_forum_at_once(demo: Loaded) -> None:
    rows = Membership.objects.current().values("user", "forum").annotate(n=Count("pk"))
    assert not rows.filter(n__gt=1).exists()


def test_a_change_waits_to_be_confirmed(demo: Loaded) -> None:
    assert RepresentativeChange.objects.filter(status="reported").exists()


def test_the_glossary_explains_what_newcomers_meet(demo: Loaded) -> None:
    assert GlossaryTerm.objects.count() >= 30
    assert GlossaryTerm.objects.filter(is_essential=True, term="Nullvekstmålet").exists()


def test_groups_follow_the_roles(demo: Loaded) -> None:
    assert groups.differences(today()) == []


def test_every_row_is_sound(demo: Loaded) -> None:
    for label in ("forums", "cases"):
        for model in apps.get_app_config(label).get_models():
            # Events are proved by their chain; nobody fills them in on a form.
            if not model.__name__.startswith("Historical") and model is not RoutingEvent:
                for row in model._default_manager.all():
                    row.full_clean(validate_unique=False, validate_constraints=False)


# --- people -----------------------------------------------------------------------------------


@pytest.mark.parametrize("row", SIGN_INS, ids=lambda row: row.email)
def test_each_demo_sign_in_is_a_person_in_the_file(demo: Loaded, row) -> None:
    person = User.objects.get(email=row.email)
    assert person.name == row.name
    assert person.check_password(PASSWORD)


def test_nobody_else_can_sign_in(demo: Loaded) -> None:
    able = {person.email for person in User.objects.all() if person.has_usable_password()}
    assert able == {row.email for row in SIGN_INS}


def test_the_one_who_left_has_lost_the_rights_and_kept_the_past(demo: Loaded) -> None:
    left = User.objects.get(email="tidligere@eksempel.no")
    assert not is_representative(left)
    assert left.attendances.exists()


def test_only_the_secretariat_is_the_secretariat(demo: Loaded) -> None:
    inside = {person.email for person in User.objects.all() if is_secretariat(person)}
    assert "saksbehandler@eksempel.no" in inside
    assert "akg-leder@eksempel.no" not in inside


def test_addresses_belong_to_nobody(demo: Loaded) -> None:
    for email in User.objects.values_list("email", flat=True):
        assert re.fullmatch(r"[a-z.-]+@([a-z]+\.)?eksempel\.no", email), email


# --- the cases --------------------------------------------------------------------------------


def test_the_history_of_every_case_holds(demo: Loaded) -> None:
    assert [case for case in Case.objects.all() if verify(case)] == []


def test_nothing_has_happened_in_the_future(demo: Loaded) -> None:
    assert not RoutingEvent.objects.filter(at__gt=datetime.now(UTC)).exists()


def test_one_case_went_from_an_expert_group_to_a_decision(demo: Loaded) -> None:
    case = Case.objects.get(title__startswith="Sykkelveg Hagerups")
    lifted = case.events.filter(kind=EventKind.LIFTED).values_list("to_forum__slug", flat=True)
    assert list(lifted) == ["au", "akg", "administrativ-styringsgruppe"]
    decided = case.treatments.get(outcome=Outcome.DECIDED)
    assert decided.text_confirmed_at is not None


def test_there_are_cases_at_every_place_on_the_way(demo: Loaded) -> None:
    counts = dict(Case.objects.values_list("status").annotate(Count("pk")).order_by())
    assert counts["open"] > counts["closed"] > counts["decided"] > counts["withdrawn"] > 1
    forums = Case.objects.filter(status="open").values_list("forum__slug", flat=True)
    assert set(forums) >= {"au", "akg", "administrativ-styringsgruppe", "politisk-styringsgruppe"}


def test_two_forums_advise_on_one_case_at_once(demo: Loaded) -> None:
    case = Case.objects.get(title__contains="Morvik")
    advice = case.treatments.filter(role="advise", state__in=["waiting", "scheduled"])
    assert advice.count() == 2


def test_an_exempt_case_hides_from_those_outside_its_way(demo: Loaded, client) -> None:
    client.force_login(User.objects.get(email="partskontakt@eksempel.no"))
    for case in Case.objects.filter(exempt_ground__isnull=False):
        assert client.get(case.get_absolute_url()).status_code == 404


def test_a_case_is_scheduled_for_a_meeting_that_is_coming(demo: Loaded) -> None:
    coming = AgendaItem.objects.filter(closed_at=None, meeting__starts_at__gt=datetime.now(UTC))
    assert {row.meeting.forum.slug for row in coming} >= {"au", "akg", "politisk-styringsgruppe"}


def test_past_meetings_have_their_minutes(demo: Loaded) -> None:
    held = Meeting.objects.filter(starts_at__lt=datetime.now(UTC))
    assert set(held.values_list("status", flat=True)) <= {
        MeetingStatus.MINUTES_APPROVED,
        MeetingStatus.MINUTES_PROPOSED,
        MeetingStatus.CANCELLED,
    }
    assert held.filter(status=MeetingStatus.MINUTES_APPROVED).count() > 15


def test_papers_are_real_files(demo: Loaded) -> None:
    pdf = DocumentVersion.objects.filter(media_type="application/pdf").earliest("pk")
    with pdf.file.open() as paper:
        assert paper.read(5) == b"%PDF-"
    assert DocumentVersion.objects.count() > 200


def test_the_known_short_cut_is_not_a_permitted_route(demo: Loaded) -> None:
    short_cut = Route.objects.filter(kind="lift", from_forum__kind="expert", to_forum__slug="akg")
    assert short_cut.count() == 5
    assert not short_cut.filter(is_active=True).exists()


def test_code_knows_no_place_or_party() -> None:
    """Parties, forums and routes are data: another agreement is another file."""
    root = Path(django_settings.BASE_DIR)
    names = re.compile(r"\b(Bergen|Vestland|Hordaland|Askøy|Alver|Bjørnafjorden|Øygarden)\b")
    rooms = [root / room for room in ("forums", "cases", "reporting", "miljoloftet", "templates")]
    files = [
        path
        for room in rooms
        for path in room.rglob("*")
        if path.suffix in {".py", ".html"} and "migrations" not in path.parts
    ]
    told = [str(path.relative_to(root)) for path in files if names.search(path.read_text("utf-8"))]
    assert told == []


# --- the year ---------------------------------------------------------------------------------


def test_a_year_of_meetings_lies_ahead(demo: Loaded) -> None:
    ahead = Meeting.objects.filter(starts_at__gt=datetime.now(UTC) + timedelta(days=60))
    months = {
        slug: {row.starts_at.month for row in ahead.filter(forum__slug=slug)}
        for slug in ("au", "akg", "administrativ-styringsgruppe", "politisk-styringsgruppe")
    }
    assert len(months["au"]) >= 8
    assert all(len(found) >= 2 for found in months.values()), months
    assert ahead.filter(forum__kind="expert").values("forum").distinct().count() == 5


def test_no_meeting_planned_ahead_is_on_a_closed_day_or_asks_for_one_person_twice(
    demo: Loaded,
) -> None:
    closed = ClosedDays.read()
    ahead = Meeting.objects.filter(starts_at__gt=datetime.now(UTC) + timedelta(days=130))
    rows = list(ahead.select_related("forum"))
    assert len(rows) > 20
    assert [row for row in rows if not closed.is_open(row.starts_at.date())] == []
    assert [row for row in rows if clashes_of(row)] == []


def test_the_wheel_has_its_sources_and_says_what_is_made_up(demo: Loaded) -> None:
    assert YearlyProcess.objects.count() > 12
    assert not YearlyProcess.objects.exclude(source__icontains="eksempel").exists()
    assert not MeetingRhythm.objects.exclude(source__icontains="eksempel").exists()
    assert not ClosedPeriod.objects.exclude(source__icontains="eksempel").exists()
