"""A meeting's life: planned, called, held, minutes proposed and approved, or cancelled.

Only this module writes ``Meeting``. Each step is judged by one table that the buttons read too.
An app above registers what else must be true (``register_check``) and what else happens
(``register_effect``); this module knows nothing of cases.
Source: guidelines of the secretariat (papers a week before, minutes after each meeting).
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.clock import now
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, MandateRule, Meeting, MeetingStatus, RuleKind, User, next_number
from forums.permissions import Someone, may_run_meetings, require_run_meetings
from forums.workdays import on_or_before


class Step(StrEnum):
    CHANGE = "endre"
    CALL = "kall-inn"
    HOLD = "apne"
    PROPOSE = "legg-fram-referat"
    APPROVE = "godkjenn-referat"
    CANCEL = "avlys"


Hinder = Callable[[Meeting], str | None]
Effect = Callable[[Meeting, User, str], None]


@dataclass(frozen=True)
class Rule:
    """One line of the table: from which status, to which, and the words for it."""

    starts: frozenset[MeetingStatus]
    ends: MeetingStatus | None
    stamp: str
    label: str | Promise
    done: str | Promise
    hinder: Hinder


@dataclass(frozen=True)
class Option:
    """What a button shows: the step, whether it is open now, and if not, why."""

    step: Step
    label: str
    why_not: str

    @property
    def allowed(self) -> bool:
        return not self.why_not


def _nothing(meeting: Meeting) -> str | None:
    return None


def _not_begun(meeting: Meeting) -> str | None:
    if now() >= meeting.starts_at:
        return None
    return _("Møtet kan ikke åpnes før det begynner.")


STEPS: dict[Step, Rule] = {
    Step.CALL: Rule(
        starts=frozenset({MeetingStatus.PLANNED}),
        ends=MeetingStatus.CALLED,
        stamp="called_at",
        label=gettext_lazy("Kall inn til møtet"),
        done=gettext_lazy("Møtet er kalt inn."),
        hinder=_nothing,
    ),
    Step.HOLD: Rule(
        starts=frozenset({MeetingStatus.CALLED}),
        ends=MeetingStatus.HELD,
        stamp="held_at",
        label=gettext_lazy("Åpne møtet"),
        done=gettext_lazy("Møtet er åpnet. Nå kan du føre frammøte og utfall."),
        hinder=_not_begun,
    ),
    Step.PROPOSE: Rule(
        starts=frozenset({MeetingStatus.HELD}),
        ends=MeetingStatus.MINUTES_PROPOSED,
        stamp="minutes_proposed_at",
        label=gettext_lazy("Legg fram referatet"),
        done=gettext_lazy("Referatet er lagt fram."),
        hinder=_nothing,
    ),
    Step.APPROVE: Rule(
        starts=frozenset({MeetingStatus.MINUTES_PROPOSED}),
        ends=MeetingStatus.MINUTES_APPROVED,
        stamp="minutes_approved_at",
        label=gettext_lazy("Godkjenn referatet"),
        done=gettext_lazy("Referatet er godkjent."),
        hinder=_nothing,
    ),
    Step.CHANGE: Rule(
        starts=frozenset({MeetingStatus.PLANNED, MeetingStatus.CALLED}),
        ends=None,
        stamp="",
        label=gettext_lazy("Endre tid og sted"),
        done=gettext_lazy("Møtet er endret."),
        hinder=_nothing,
    ),
    Step.CANCEL: Rule(
        starts=frozenset({MeetingStatus.PLANNED, MeetingStatus.CALLED}),
        ends=MeetingStatus.CANCELLED,
        stamp="",
        label=gettext_lazy("Avlys møtet"),
        done=gettext_lazy("Møtet er avlyst."),
        hinder=_nothing,
    ),
}

_checks: dict[Step, list[Hinder]] = defaultdict(list)
_effects: dict[Step, list[Effect]] = defaultdict(list)


def register_check(step: Step, check: Hinder) -> None:
    """Let an app above refuse a step: ``check`` gives the sentence that stands in the way."""
    if check not in _checks[step]:
        _checks[step].append(check)


def register_effect(step: Step, effect: Effect) -> None:
    """Let an app above do its part of a step, in the same transaction."""
    if effect not in _effects[step]:
        _effects[step].append(effect)


def papers_due(forum: Forum, day: date) -> date | None:
    """The last working day on which papers for a meeting on ``day`` go out in time.

    The mandate in force that day says how many calendar days before; None where it says nothing.
    """
    mandate = forum.mandate_on(day)
    rules = MandateRule.objects.filter(clause__mandate=mandate, kind=RuleKind.PAPERS_BEFORE)
    days = rules.order_by("-value").values_list("value", flat=True).first() if mandate else None
    return on_or_before(day - timedelta(days=days)) if days is not None else None


@transaction.atomic
def plan_meeting(
    forum: Forum,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
) -> Meeting:
    """Give a forum a meeting, with its number in the year and its deadline for papers."""
    require_run_meetings(by, forum)
    day = timezone.localdate(starts_at)
    _require_in_force(forum, day)
    meeting = Meeting(
        forum=forum,
        year=day.year,
        number=next_number(f"meeting:{forum.pk}", day.year),
        starts_at=starts_at,
        ends_at=ends_at,
        place=place,
        video_link=video_link,
        papers_due=papers_due(forum, day),
    )
    meeting.full_clean()
    return save_by(meeting, by=by)


@transaction.atomic
def change_meeting(
    meeting: Meeting,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    place: str = "",
    video_link: str = "",
    why: str = "",
) -> Meeting:
    """Move a meeting that is not yet held; its deadline for papers moves along.

    The number belongs to the year, so a meeting never moves to another one.
    """
    found = _claim(meeting, Step.CHANGE, by)
    day = timezone.localdate(starts_at)
    if day.year != found.year:
        raise Refused(_("Møtet kan ikke flyttes til et annet år. Avlys det, og planlegg et nytt."))
    _require_in_force(found.forum, day)
    found.starts_at, found.ends_at = starts_at, ends_at
    found.place, found.video_link = place, video_link
    found.papers_due = papers_due(found.forum, day)
    found.full_clean()
    fields = ["starts_at", "ends_at", "place", "video_link", "papers_due"]
    save_by(found, by=by, why=why, fields=fields)
    return _told(meeting, found, fields)


def call_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Send the notice: from now on the meeting stands."""
    return _take(meeting, Step.CALL, by=by)


def hold_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Open the meeting, from its start time on; outcomes can be recorded from now."""
    return _take(meeting, Step.HOLD, by=by)


def propose_minutes(meeting: Meeting, *, by: User) -> Meeting:
    """Put the minutes forward; every item has its outcome."""
    return _take(meeting, Step.PROPOSE, by=by)


def approve_minutes(meeting: Meeting, *, by: User) -> Meeting:
    """Approve the minutes; what they say stands from now on."""
    return _take(meeting, Step.APPROVE, by=by)


def cancel_meeting(meeting: Meeting, *, by: User, because: str) -> Meeting:
    """Call a meeting off and say why; it keeps its number."""
    if not because.strip():
        raise Refused(_("Skriv hvorfor møtet er avlyst."))
    return _take(meeting, Step.CANCEL, by=by, because=because)


def steps_for(user: Someone, meeting: Meeting, *, may_run: bool | None = None) -> list[Option]:
    """The steps that this status leads to, for one who may take them; nobody else has any."""
    if may_run is None:
        may_run = may_run_meetings(user, meeting.forum)
    if not may_run:
        return []
    return [
        Option(step, str(rule.label), _why_not(meeting, step) or "")
        for step, rule in STEPS.items()
        if meeting.status in rule.starts
    ]


def claim(meeting: Meeting) -> Meeting:
    """The meeting as it is now, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("forum")
    return rows.get(pk=meeting.pk)


@transaction.atomic
def _take(meeting: Meeting, step: Step, *, by: User, because: str = "") -> Meeting:
    found = _claim(meeting, step, by)
    rule = STEPS[step]
    fields = ["status"]
    if rule.ends is not None:
        found.status = rule.ends
    if rule.stamp:
        setattr(found, rule.stamp, now())
        fields.append(rule.stamp)
    if step == Step.CANCEL:
        found.cancelled_because = because
        fields.append("cancelled_because")
    save_by(found, by=by, why=because, fields=fields)
    for effect in _effects[step]:
        effect(found, by, because)
    return _told(meeting, found, fields)


def _claim(meeting: Meeting, step: Step, by: User) -> Meeting:
    # Two people may act on one page: judge the locked row, not the one shown.
    found = claim(meeting)
    require_run_meetings(by, found.forum)
    why_not = _wrong_status(found, step) or _why_not(found, step)
    if why_not:
        raise Refused(why_not)
    return found


def _wrong_status(meeting: Meeting, step: Step) -> str | None:
    if meeting.status in STEPS[step].starts:
        return None
    return _("Møtet har status «%(status)s». «%(step)s» passer ikke nå.") % {
        "status": meeting.get_status_display(),
        "step": STEPS[step].label,
    }


def _why_not(meeting: Meeting, step: Step) -> str | None:
    sentences = (check(meeting) for check in (STEPS[step].hinder, *_checks[step]))
    return next((sentence for sentence in sentences if sentence), None)


def _require_in_force(forum: Forum, day: date) -> None:
    if not forum.holds_on(day):
        raise Refused(_("%(forum)s er ikke i virksomhet den dagen.") % {"forum": forum.short_name})


def _told(meeting: Meeting, written: Meeting, fields: list[str]) -> Meeting:
    """Let the caller's own object say what is now true."""
    for field in fields:
        setattr(meeting, field, getattr(written, field))
    return meeting
