"""An agenda as one person may read it. Three queries however long it is.

An item whose case the person may not see shows its public title and the legal ground, no more.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.utils.translation import gettext as _

from cases.models import AgendaItem, Case, Document, StandingKind
from cases.permissions import visible_documents, visible_to
from cases.standing import minutes_that_wait
from forums.models import Meeting, MeetingStatus
from forums.permissions import Someone


@dataclass(frozen=True)
class AgendaRow:
    item: AgendaItem
    may_see: bool
    may_read_paper: bool
    begins: datetime
    sum_so_far: int
    minutes_before: list[Meeting] = field(default_factory=list)

    @property
    def case(self) -> Case:
        return self.item.handled.case

    @property
    def is_standing(self) -> bool:
        return self.item.treatment_id is None

    @property
    def title(self) -> str:
        if self.is_standing:
            return self.item.title
        if self.may_see:
            return self.case.title
        return self.case.public_title or _("Sak du ikke har tilgang til")

    @property
    def ground(self) -> str:
        if self.is_standing:
            return ""
        ground = self.case.exempt_ground
        return ground.citation if ground else ""

    @property
    def shape(self) -> str:
        return "waiting" if self.item.awaits_confirmation else self.item.outcome


def agenda_rows(user: Someone, meeting: Meeting) -> list[AgendaRow]:
    """The items in order, each with when it begins and the minutes planned so far."""
    items = list(_items(user, meeting))
    rows, minutes = [], 0
    for item in items:
        item.meeting = meeting
        begins = meeting.starts_at + timedelta(minutes=minutes)
        minutes += item.minutes_planned
        before = _minutes_before(item, meeting)
        rows.append(AgendaRow(item, item.may_see, item.may_read, begins, minutes, before))
    return rows


def _minutes_before(item: AgendaItem, meeting: Meeting) -> list[Meeting]:
    """The minutes that the item puts forward; until the notice, those that wait now."""
    if item.standing is None or item.standing.kind != StandingKind.MINUTES:
        return []
    if meeting.status == MeetingStatus.PLANNED:
        return minutes_that_wait(meeting)
    return list(item.minutes_of.select_related("forum").order_by("starts_at"))


def length_of(meeting: Meeting) -> int:
    """How many minutes the meeting lasts."""
    return int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)


def _items(user: Someone, meeting: Meeting):  # type: ignore[no-untyped-def]
    cases = visible_to(user, Case.objects.filter(pk=OuterRef("treatment__case")))
    papers = visible_documents(user, Document.objects.filter(pk=OuterRef("paper")))
    rows = meeting.agenda_items.select_related(
        "treatment__case__exempt_ground",
        "treatment__case__owner",
        "treatment__text_confirmed_by",
        "standing",
        "speaker",
        "paper",
    ).prefetch_related("guests__user")
    shown = ExpressionWrapper(Q(treatment=None) | Exists(cases), output_field=BooleanField())
    readable = ExpressionWrapper(Q(Exists(papers)), output_field=BooleanField())
    return rows.annotate(may_see=shown, may_read=readable).order_by("position", "pk")
