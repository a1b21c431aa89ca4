"""Rules against practice: what a mandate says, and what the meetings show.

Each kind of rule has one measure, registered here or by an app above. A measure reads a
``Period`` of twelve months up to the day (shorter where the mandate is younger) and gives a
``Finding``: a number, a verdict in words and the rows behind it. Fewer than three rows are too
few to judge by. The report did this once, by interview ("written against experienced").
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from forums.models import HELD_STATUSES, Forum, MandateRule, Meeting, RuleKind
from forums.seating import Seating, seating_on

LOOKS_BACK = timedelta(days=365)
ENOUGH = 3  # fewer rows than this say nothing about practice


class Verdict(StrEnum):
    KEPT = "kept"
    BROKEN = "broken"
    TOO_LITTLE = "too_little"
    NOT_MEASURED = "not_measured"


@dataclass(frozen=True)
class Row:
    """One thing that was measured: ``what`` it is, the ``value`` in words, whether it is kept."""

    what: str
    value: str
    kept: bool
    url: str = ""


@dataclass(frozen=True)
class Finding:
    verdict: Verdict
    sentence: str
    measured: float | None = None
    rows: list[Row] = field(default_factory=list)

    @property
    def status(self) -> str:
        return self.verdict if self.verdict in {Verdict.KEPT, Verdict.BROKEN} else "unknown"

    @property
    def word(self) -> str:
        words = {
            Verdict.KEPT: pgettext("regel", "holdt"),
            Verdict.BROKEN: _("ikke holdt"),
            Verdict.TOO_LITTLE: _("for lite å måle på"),
            Verdict.NOT_MEASURED: _("måles ikke ennå"),
        }
        return words[self.verdict]


class Period:
    """What the measures read about one forum, each thing once however many rules ask."""

    def __init__(
        self,
        forum: Forum,
        day: date,
        *,
        since: date | None = None,
        meetings: Iterable[Meeting] | None = None,
        seating: Seating | None = None,
    ) -> None:
        self.forum = forum
        self.day = day
        self.start = max(day - LOOKS_BACK, since) if since else day - LOOKS_BACK
        self._meetings = meetings
        self._seating = seating

    @cached_property
    def held(self) -> list[Meeting]:
        """Meetings held in the period, the oldest first."""
        rows = self._meetings
        if rows is None:
            rows = Meeting.objects.filter(self._held_condition())
        inside = [row for row in rows if row.is_held and self._covers(day_of(row))]
        return sorted(inside, key=lambda row: row.starts_at)

    @cached_property
    def seating(self) -> Seating:
        return self._seating or seating_on(self.forum, self.day)

    def _held_condition(self) -> Q:
        return Q(
            forum=self.forum,
            status__in=HELD_STATUSES,
            starts_at__date__gte=self.start,
            starts_at__date__lte=self.day,
        )

    def _covers(self, day: date) -> bool:
        return self.start <= day <= self.day


Measure = Callable[[MandateRule, Period], Finding]
_measures: dict[str, Measure] = {}


def register(kind: RuleKind, measure: Measure) -> None:
    _measures[kind] = measure


def evaluate(rule: MandateRule, period: Period) -> Finding:
    """Compare one rule with the period; a kind that nobody measures says so."""
    measure = _measures.get(rule.kind)
    if measure is None:
        return Finding(Verdict.NOT_MEASURED, _("Dette måles ikke ennå."))
    return measure(rule, period)


def says(rule: MandateRule) -> str:
    """The rule in words."""
    n: dict[str, Any] = {"n": rule.value}
    kind = RuleKind(rule.kind)
    if kind == RuleKind.PAPERS_BEFORE:
        text = ngettext(
            "Papirene går ut minst %(n)s dag før møtet.",
            "Papirene går ut minst %(n)s dager før møtet.",
            rule.value,
        )
    elif kind == RuleKind.MEETS_EVERY:
        text = ngettext(
            "Det går høyst %(n)s dag mellom møtene.",
            "Det går høyst %(n)s dager mellom møtene.",
            rule.value,
        )
    elif kind == RuleKind.MINUTES_WITHIN:
        text = ngettext(
            "Referatet er klart innen %(n)s dag.",
            "Referatet er klart innen %(n)s dager.",
            rule.value,
        )
    elif kind == RuleKind.STATUS_REPORT:
        text = ngettext(
            "Forumet melder status minst hver måned.",
            "Forumet melder status minst hver %(n)s. måned.",
            rule.value,
        )
    elif kind == RuleKind.WRITTEN_PAPER:
        text = _("Minst %(n)s prosent av sakene har skriftlig saksframlegg.")
    else:
        text = _("Minst %(n)s prosent av partene er representert.")
    return text % n


def day_of(meeting: Meeting) -> date:
    return timezone.localdate(meeting.starts_at)


def judge_all(rows: list[Row], sentence: str) -> Finding:
    """Kept when every row is; too few rows give no verdict."""
    if len(rows) < ENOUGH:
        return too_little(rows)
    kept = sum(row.kept for row in rows)
    verdict = Verdict.KEPT if kept == len(rows) else Verdict.BROKEN
    text = sentence % {"kept": kept, "all": len(rows)}
    return Finding(verdict, text, 100 * kept / len(rows), rows)


def too_little(rows: list[Row]) -> Finding:
    n = len(rows)
    text = ngettext(
        "Bare %(n)s tilfelle siste tolv måneder.", "Bare %(n)s tilfeller siste tolv måneder.", n
    ) % {"n": n}
    return Finding(
        Verdict.TOO_LITTLE, text if n else _("Ingenting siste tolv måneder."), None, rows
    )


# --- what the meetings and the seats themselves can tell ----------------------------------------


def _days(n: int) -> str:
    return ngettext("%(n)s dag", "%(n)s dager", n) % {"n": n}


def papers_before(rule: MandateRule, period: Period) -> Finding:
    """Days from the notice went out to the meeting."""
    rows = []
    for meeting in period.held:
        if meeting.called_at:
            days = (day_of(meeting) - timezone.localdate(meeting.called_at)).days
            value = _("%(days)s før") % {"days": _days(days)}
            rows.append(Row(str(meeting), value, days >= rule.value, meeting.get_absolute_url()))
    return judge_all(rows, _("%(kept)s av %(all)s innkallinger gikk ut tidsnok."))


def meets_every(rule: MandateRule, period: Period) -> Finding:
    """Days between meetings, and from the last one to the day we look."""
    days = [day_of(meeting) for meeting in period.held]
    names = [str(meeting) for meeting in period.held]
    gaps = [(b - a).days for a, b in pairwise(days)]
    rows = [
        Row(f"{one} – {two}", _days(gap), gap <= rule.value)
        for (one, two), gap in zip(pairwise(names), gaps, strict=True)
    ]
    if days and (waited := (period.day - days[-1]).days) > rule.value:
        rows.append(Row(_("siden %(meeting)s") % {"meeting": names[-1]}, _days(waited), False))
        gaps.append(waited)
    finding = judge_all(rows, _("%(kept)s av %(all)s mellomrom var korte nok."))
    if finding.verdict == Verdict.TOO_LITTLE:
        return finding
    longest = _("Det lengste var %(days)s.") % {"days": _days(max(gaps))}
    return Finding(finding.verdict, f"{finding.sentence} {longest}", max(gaps), rows)


def minutes_within(rule: MandateRule, period: Period) -> Finding:
    """Days from the meeting to minutes on the table; one not yet due is not counted."""
    rows = []
    for meeting in period.held:
        done = meeting.minutes_proposed_at or meeting.minutes_approved_at
        end = timezone.localdate(done) if done else period.day
        days = (end - day_of(meeting)).days
        if done or days > rule.value:
            value = _days(days) if done else _("ikke klart etter %(days)s") % {"days": _days(days)}
            kept = bool(done) and days <= rule.value
            rows.append(Row(str(meeting), value, kept, meeting.get_absolute_url()))
    return judge_all(rows, _("%(kept)s av %(all)s referater var klare i tide."))


def parties_present(rule: MandateRule, period: Period) -> Finding:
    """Signatories with somebody in a seat; a vacant seat is not a party represented."""
    seating = period.seating
    rows = [
        Row(row.party.name, _("har noen på plass") if filled else _("plassen er ledig"), filled)
        for row in seating.parties
        if row.party.is_signatory
        for filled in [row.vacant < len(row.places)]
    ]
    rows += [Row(party.name, _("har ingen plass"), False) for party in seating.unrepresented]
    if not rows:
        return too_little([])
    kept = sum(row.kept for row in rows)
    share = 100 * kept / len(rows)
    text = _("%(kept)s av %(all)s parter har noen på plass.") % {"kept": kept, "all": len(rows)}
    verdict = Verdict.KEPT if share >= rule.value else Verdict.BROKEN
    return Finding(verdict, text, share, rows)


register(RuleKind.PAPERS_BEFORE, papers_before)
register(RuleKind.MEETS_EVERY, meets_every)
register(RuleKind.MINUTES_WITHIN, minutes_within)
register(RuleKind.PARTIES_PRESENT, parties_present)
