"""The demo's sixty cases read like two years of real life, and every state of a case occurs."""

from datetime import time
from zipfile import ZipFile

import pytest
from django.db.models import Count, F, Min, Q
from django.utils import timezone

from cases.demo import Loaded
from cases.files import EXCEL, WORD
from cases.models import (
    AgendaItem,
    Anchoring,
    AnchoringState,
    Brief,
    BriefState,
    Case,
    CaseGrant,
    CaseKind,
    CaseLink,
    CaseStatus,
    Comment,
    CommentRequest,
    CommentState,
    Document,
    DocumentKind,
    DocumentOpening,
    DocumentVersion,
    EventKind,
    FollowUp,
    FollowUpState,
    LegalGround,
    LinkKind,
    Mediation,
    MediationState,
    Notice,
    OpenedHow,
    Order,
    OrderState,
    Outcome,
    PartyPosition,
    Position,
    Purpose,
    RecurringOrder,
    Rhythm,
    Route,
    RouteKind,
    RouteWho,
    RoutingEvent,
    TextState,
    Told,
    Treatment,
    TreatmentRole,
    TreatmentState,
    Weighing,
    WeighingResult,
)
from forums.clock import today
from forums.models import Forum, Meeting, MeetingStatus, Party
from forums.workdays import is_working_day

# An undone merge is the one thing that nobody in the story does.
EVENTS = set(EventKind) - {EventKind.UNMERGED}


def test_there_are_sixty_cases_over_two_years(demo: Loaded) -> None:
    assert demo.cases == Case.objects.count() == 60
    first = timezone.localdate(Case.objects.aggregate(first=Min("created_at"))["first"])
    assert 660 <= (today() - first).days <= 760


def test_every_kind_owner_and_municipality_has_cases(demo: Loaded) -> None:
    assert not CaseKind.objects.filter(cases=None).exists()
    assert not Party.objects.filter(kind="municipality", cases_about=None).exists()
    owners = set(Case.objects.values_list("owner__slug", flat=True))
    assert owners >= {"bergen", "alver", "askoy", "bjornafjorden", "oygarden", "vestland"}


def test_every_state_that_can_be_reached_occurs(demo: Loaded) -> None:
    assert set(Case.objects.values_list("status", flat=True)) == set(CaseStatus)
    assert set(Treatment.objects.values_list("state", flat=True)) == set(TreatmentState)
    outcomes = set(AgendaItem.objects.exclude(outcome="").values_list("outcome", flat=True))
    assert outcomes == set(Outcome)
    assert set(AgendaItem.objects.values_list("purpose", flat=True)) == set(Purpose)
    assert set(RoutingEvent.objects.values_list("kind", flat=True)) >= EVENTS


@pytest.mark.parametrize(
    ("model", "field", "words"),
    [
        (Route, "kind", RouteKind),
        (Route, "who", RouteWho),
        (Order, "state", OrderState),
        (RecurringOrder, "rhythm", {Rhythm.YEARLY, Rhythm.HALF_YEARLY}),
        (Anchoring, "state", AnchoringState),
        (PartyPosition, "position", Position),
        (Mediation, "state", MediationState),
        (FollowUp, "state", FollowUpState),
        (CaseLink, "kind", LinkKind),
        (Brief, "state", BriefState),
        (DocumentVersion, "text_state", {TextState.WAITING}),  # the worker reads them later
        (Notice, "why", Told),
        (Weighing, "result", WeighingResult),
        (Comment, "state", CommentState),
        (Document, "kind", DocumentKind),
        (DocumentOpening, "how", {OpenedHow.DOWNLOAD, OpenedHow.PREVIEW}),
    ],
)
def test_every_state_of_what_stands_around_a_case_occurs(demo, model, field, words) -> None:
    found = set(model.objects.order_by().values_list(field, flat=True))
    assert set(words) - found == set()


def test_decisions_wait_for_parties_and_become_final(demo: Loaded) -> None:
    waiting = Case.objects.filter(status=CaseStatus.DECIDED, final_at=None)
    assert waiting.filter(anchorings__required=True, anchorings__state="not_started").exists()
    assert waiting.filter(anchorings__state="rejected").exists()
    assert Case.objects.filter(final_at__isnull=False).exists()


def test_papers_are_withdrawn_redacted_and_given_in_several_versions(demo: Loaded) -> None:
    assert Document.objects.filter(withdrawn_at__isnull=False).exists()
    assert Document.objects.filter(redacts__isnull=False).exists()
    assert DocumentVersion.objects.filter(number__gte=2).exists()
    assert CaseGrant.objects.current().exists()


def test_a_round_has_those_who_have_answered_and_those_who_have_not(demo: Loaded) -> None:
    asked = CommentRequest.objects.filter(round__ended_at=None)
    assert asked.filter(answered_at=None).exists()
    assert asked.exclude(answered_at=None).exists()


def test_some_things_are_late(demo: Loaded) -> None:
    assert Order.objects.filter(state="open", due__lt=today()).exists()
    assert FollowUp.objects.filter(state="open", due__lt=today()).exists()
    assert Anchoring.objects.filter(state="not_started", due__lt=today()).exists()


def test_treatments_wait_with_a_season_with_a_day_and_with_neither(demo: Loaded) -> None:
    waiting = Treatment.objects.filter(state=TreatmentState.WAITING)
    assert waiting.filter(wanted_when="høsten 2027").exists()
    assert waiting.filter(wanted_by__isnull=False).exists()
    assert waiting.filter(wanted_when="", wanted_by=None).exists()


def test_some_cases_have_several_treatments_open_at_once(demo: Loaded) -> None:
    open_now = Q(treatments__state__in=["waiting", "scheduled"])
    rows = Case.objects.annotate(n=Count("treatments", filter=open_now))
    assert rows.filter(n__gte=3).exists()


def test_some_are_short_and_some_are_long(demo: Loaded) -> None:
    lengths = sorted(Case.objects.annotate(n=Count("events")).values_list("n", flat=True))
    assert lengths[4] <= 4
    assert lengths[-1] >= 20
    assert len(set(lengths)) > 12


def test_a_case_was_postponed_twice_one_returned_and_one_taken_up_again(demo: Loaded) -> None:
    postponed = Count("events", filter=Q(events__kind=EventKind.POSTPONED))
    assert Case.objects.annotate(n=postponed).filter(n__gte=2).count() >= 3
    assert Case.objects.filter(events__kind=EventKind.RETURNED).count() >= 3
    reopened = Case.objects.filter(events__kind=EventKind.REOPENED)
    assert {row.status for row in reopened} == {CaseStatus.OPEN}


def test_cases_are_exempt_on_grounds_of_duty_and_of_choice(demo: Loaded) -> None:
    exempt = Case.objects.filter(exempt_ground__isnull=False)
    assert set(exempt.values_list("exempt_ground__is_duty", flat=True)) == {True, False}
    assert LegalGround.objects.filter(cases__isnull=False).distinct().count() >= 5


def test_a_case_that_is_open_has_a_paper_that_is_not(demo: Loaded) -> None:
    rows = Document.objects.filter(exempt_ground__isnull=False, case__exempt_ground=None)
    assert rows.exclude(case__status=CaseStatus.CLOSED).exists()


def test_nobody_works_at_night_or_on_a_day_off(demo: Loaded) -> None:
    for event in RoutingEvent.objects.select_related("case"):
        at = timezone.localtime(event.at)
        assert is_working_day(at.date()), (event.case, event.kind, at)
        assert time(8) <= at.time() <= time(17), (event.case, event.kind, at)


def test_a_case_begins_with_being_registered_and_its_days_never_turn(demo: Loaded) -> None:
    for case in Case.objects.all():
        events = list(case.events.order_by("sequence"))
        assert events[0].kind == EventKind.REGISTERED
        assert [row.at for row in events] == sorted(row.at for row in events)


def test_every_meeting_that_was_held_treated_something(demo: Loaded) -> None:
    past = Meeting.objects.filter(starts_at__lt=timezone.now())
    held = past.exclude(status=MeetingStatus.CANCELLED)
    assert held.count() > 60
    assert not held.filter(agenda_items=None).exists()
    assert not AgendaItem.objects.filter(meeting__in=held, closed_at=None).exists()


def test_every_meeting_ends_with_an_hour_to_spare_at_most(demo: Loaded) -> None:
    for meeting in Meeting.objects.filter(status=MeetingStatus.MINUTES_APPROVED):
        used = sum(item.minutes_used or 0 for item in meeting.agenda_items.all())
        length = (meeting.ends_at - meeting.starts_at).total_seconds() / 60
        assert used <= length + 60, meeting


def test_papers_are_as_a_rule_a_week_early_with_a_few_exceptions(demo: Loaded) -> None:
    items = AgendaItem.objects.filter(paper__isnull=False, meeting__papers_due__isnull=False)
    late = items.filter(paper__created_at__date__gt=F("meeting__papers_due"))
    assert 1 <= late.count() <= items.count() // 10


def test_every_forum_that_meets_has_a_meeting_coming(demo: Loaded) -> None:
    coming = Meeting.objects.filter(starts_at__gt=timezone.now())
    meets = Forum.objects.exclude(kind="secretariat")
    assert set(coming.values_list("forum", flat=True)) == set(meets.values_list("pk", flat=True))


def test_cases_wait_on_the_agenda_of_eight_forums_or_more(demo: Loaded) -> None:
    coming = AgendaItem.objects.filter(closed_at=None)
    assert coming.values("meeting__forum").distinct().count() >= 8


def test_papers_are_of_several_types_and_some_have_versions(demo: Loaded) -> None:
    types = set(DocumentVersion.objects.values_list("media_type", flat=True))
    assert types == {"application/pdf", WORD, EXCEL, "image/png"}
    assert DocumentVersion.objects.filter(number=3).exists()


def test_the_word_files_open_in_another_program(demo: Loaded) -> None:
    docx = pytest.importorskip("docx")
    version = DocumentVersion.objects.filter(media_type=WORD).earliest("pk")
    with version.file.open() as kept:
        styles = [row.style.name for row in docx.Document(kept).paragraphs]
    assert styles[:3] == ["Heading 1", "Heading 2", "Normal"]


def test_the_files_have_norwegian_names(demo: Loaded) -> None:
    names = set(DocumentVersion.objects.values_list("filename", flat=True))
    assert "Årsmelding 2025 – utkast.docx" in names
    version = DocumentVersion.objects.filter(media_type=EXCEL).earliest("pk")
    with version.file.open() as kept, ZipFile(kept) as packed:
        assert packed.testzip() is None


def test_conclusions_are_whole_sentences_that_differ(demo: Loaded) -> None:
    texts = list(AgendaItem.objects.exclude(text="").values_list("text", flat=True))
    assert not [text for text in texts if len(text) < 20 or not text.endswith(".")]
    assert len(set(texts)) > len(texts) * 0.9


def test_roles_differ(demo: Loaded) -> None:
    roles = set(Treatment.objects.values_list("role", flat=True))
    assert roles >= set(TreatmentRole) - {TreatmentRole.PREPARE}
