"""Equal treatment: papers that one party can see and another cannot, or got later, and why.

A party can see a paper when at least one of those who represent it can. It *got* a paper at the
first moment when one of them could: the case was put forward, the paper was not kept back or one
of the party's members had a forum on the case's way, and the person had begun.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import Case, Document
from cases.parity_facts import (
    Paper,
    PartyFacts,
    Period,
    papers_to_compare,
    parties_now,
)
from forums.clock import now
from forums.competence import joined
from forums.models import Party


@dataclass(frozen=True)
class Gap:
    """One party that cannot see the paper (``got_at`` None), or that got it later."""

    party: Party
    got_at: datetime | None
    what: str
    why: str

    @property
    def is_shut_out(self) -> bool:
        return self.got_at is None


@dataclass(frozen=True)
class PaperRow:
    document: Document
    first_at: datetime
    first: list[Party]
    gaps: list[Gap]


@dataclass(frozen=True)
class Report:
    """The rows, the parties that have nobody today, and whether there was more to compare."""

    rows: list[PaperRow]
    silent: list[Party]
    is_cut: bool

    @property
    def gaps(self) -> int:
        return sum(len(row.gaps) for row in self.rows)


def report(case: Case | None = None, party: Party | None = None) -> Report:
    """Every difference, or those of one case or one party. Nine queries at most."""
    parties = parties_now()
    papers, cut = papers_to_compare(parties, case)
    moment = now()
    rows = [row for paper in papers if (row := _compared(paper, parties, moment))]
    if party is not None:
        rows = [_only(row, party) for row in rows]
    silent = [facts.party for facts in parties if not _has_somebody(facts, moment)]
    return Report([row for row in rows if row.gaps], silent, cut)


def _only(row: PaperRow, party: Party) -> PaperRow:
    gaps = [gap for gap in row.gaps if gap.party == party]
    return PaperRow(row.document, row.first_at, row.first, gaps)


def _compared(paper: Paper, parties: list[PartyFacts], moment: datetime) -> PaperRow | None:
    got = {facts.party: _got(paper, facts) for facts in parties}
    moments = [found[0] for found in got.values() if found]
    if not moments:
        return None
    first = min(moments)
    gaps = []
    for facts in parties:
        found = got[facts.party]
        if not _sees(paper, facts, moment):
            gaps.append(Gap(facts.party, None, _("ser det ikke"), _shut_out(paper, facts, moment)))
        elif found is not None and found[0] > first:
            gaps.append(Gap(facts.party, found[0], _later(first, found[0]), found[1]))
    if all(gap.is_shut_out for gap in gaps) and len(gaps) == len(parties):
        return None
    had_it = [party for party, found in got.items() if found and found[0] == first]
    return PaperRow(paper.document, first, had_it, gaps)


def _got(paper: Paper, facts: PartyFacts) -> tuple[datetime, str] | None:
    """The first moment that somebody of the party could see the paper, and what made it so late."""
    ways = [*_openly(paper, facts), *_seated(paper, facts), *_by_name(paper, facts)]
    return min(ways, key=lambda way: way[0], default=None)


def _openly(paper: Paper, facts: PartyFacts) -> Iterator[tuple[datetime, str]]:
    for period in paper.open_periods:
        for person in facts.represented:
            at = person.first_within(period.start, period.end)
            if at is not None and at == period.start:
                yield at, _("unntaket ble opphevet %(day)s") % {"day": _day(at)}
            elif at is not None:
                yield at, _("parten fikk en representant først %(day)s") % {"day": _day(at)}


def _seated(paper: Paper, facts: PartyFacts) -> Iterator[tuple[datetime, str]]:
    for forum, joined_at in paper.forums.items():
        start = max(paper.base, joined_at)
        words = {"forum": paper.names[forum], "day": ""}
        for person in facts.seated.get(forum, ()):
            at = person.first_within(start, None)
            if at is None:
                continue
            words["day"] = _day(at)
            if at == start:
                yield at, _("%(forum)s kom på saksveien %(day)s") % words
            else:
                yield at, _("parten fikk medlem i %(forum)s først %(day)s") % words


def _by_name(paper: Paper, facts: PartyFacts) -> Iterator[tuple[datetime, str]]:
    for grant in facts.granted.get(paper.document.case_id, ()):
        at = grant.first_within(paper.base, None)
        if at is not None:
            yield (
                at,
                _("%(who)s fikk navngitt tilgang %(day)s") % {"who": grant.who, "day": _day(at)},
            )


def _sees(paper: Paper, facts: PartyFacts, moment: datetime) -> bool:
    if not _has_somebody(facts, moment):
        return False
    if any(period.holds(moment) for period in paper.open_periods):
        return True
    seated = [period for forum in paper.forums for period in facts.seated.get(forum, ())]
    granted: list[Period] = facts.granted.get(paper.document.case_id, [])
    return any(period.holds(moment) for period in [*seated, *granted])


def _has_somebody(facts: PartyFacts, moment: datetime) -> bool:
    return any(period.holds(moment) for period in facts.represented)


def _shut_out(paper: Paper, facts: PartyFacts, moment: datetime) -> str:
    if not _has_somebody(facts, moment):
        return _("Parten har ingen representanter nå.")
    words = {
        "ground": paper.ground.citation if paper.ground else "",
        "forums": joined([paper.names[pk] for pk in paper.forums], _("og")),
    }
    vacant = [paper.names[pk] for pk in paper.forums if pk in facts.seats]
    if vacant:
        words["forums"] = joined(vacant, _("og"))
        why = _("Unntatt, jf. %(ground)s. Partens plass i %(forums)s er ledig.") % words
    else:
        why = _("Unntatt, jf. %(ground)s. Parten har ingen plass i %(forums)s.") % words
    if paper.has_copy and paper.document.case.exempt_ground_id is None:
        why += " " + _("Parten ser den sladdede kopien.")
    return why


def _later(first: datetime, got: datetime) -> str:
    days = (timezone.localdate(got) - timezone.localdate(first)).days
    if days == 0:
        return _("fikk det senere samme dag")
    return ngettext("fikk det %(n)s dag senere", "fikk det %(n)s dager senere", days) % {"n": days}


def _day(moment: datetime) -> str:
    return date_format(timezone.localdate(moment))
