"""What the parties' own treatment means for a decision, and the words for it. No queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.models import DECISIONS, Anchoring, AnchoringState, Case, CaseStatus, Treatment
from cases.situation import Situation
from forums.clock import today
from forums.competence import joined
from forums.templatetags.dates import when
from forums.workdays import working_days_between


def decision_of(treatments: Iterable[Treatment]) -> Treatment | None:
    """The newest decision with its confirmed text: the one that the parties treat."""
    rows = [row for row in treatments if row.outcome in DECISIONS and row.text_confirmed_at]
    return max(rows, key=attrgetter("text_confirmed_at", "pk"), default=None)


def asked_about(decision: Treatment | None, rows: Iterable[Anchoring]) -> list[Anchoring]:
    """Those that the decision waits for, answered or not."""
    return [row for row in rows if required_by(row, decision)]


def required_by(row: Anchoring, decision: Treatment | None) -> bool:
    return decision is not None and row.required and row.treatment_id == decision.pk


@dataclass(frozen=True)
class Standing:
    """How far the parties have come with the decision."""

    case: Case
    asked: list[Anchoring]

    @property
    def left(self) -> list[Anchoring]:
        return [row for row in self.asked if not row.is_answered]

    @property
    def rejected(self) -> list[Anchoring]:
        return [row for row in self.asked if row.state == AnchoringState.REJECTED]

    @property
    def words(self) -> str:
        """ "2 av 6 parter gjenstår", "endelig vedtatt 5. juni 2026"; empty where none is asked."""
        if self.case.final_at is not None:
            return _("endelig vedtatt %(day)s") % {
                "day": date_format(timezone.localtime(self.case.final_at))
            }
        if not self.asked:
            return ""
        said = []
        if self.rejected:
            names = joined([row.party.name for row in self.rejected], _("og"))
            said.append(_("avvist av %(parties)s") % {"parties": names})
        if self.left:
            said.append(
                ngettext(
                    "%(n)s av %(total)s part gjenstår",
                    "%(n)s av %(total)s parter gjenstår",
                    len(self.asked),
                )
                % {"n": len(self.left), "total": len(self.asked)}
            )
        return ", ".join(said)


def standing_of(case: Case, rows: Iterable[Anchoring], treatments: Iterable[Treatment]) -> Standing:
    return Standing(case, asked_about(decision_of(treatments), rows))


def standing(case: Case, rows: Iterable[Anchoring]) -> str:
    """Where a decision is shown: "vedtatt, 2 av 6 parter gjenstår", "endelig vedtatt 5. juni".

    Reads what ``rows`` say; those that are required speak of the newest decision asked about.
    """
    required = [row for row in rows if row.required]
    newest = max((row.treatment_id or 0 for row in required), default=0)
    said = Standing(case, [row for row in required if row.treatment_id == newest]).words
    if case.final_at is not None:
        return said
    return ", ".join(part for part in (str(CaseStatus.DECIDED.label), said) if part)


def next_from(parties: Standing) -> str:
    """What is expected now of those who were asked; empty when nothing is."""
    if parties.case.final_at is not None or not parties.asked:
        return ""
    if not parties.left:
        names = joined([row.party.name for row in parties.rejected], _("og"))
        return _(
            "Neste: %(parties)s avviste vedtaket. Sekretariatet ber et forum om ny behandling, "
            "eller sender vedtaket til partene på nytt."
        ) % {"parties": names}
    names = joined([row.party.short_name for row in parties.left], _("og"))
    due = min((row.due for row in parties.left if row.due), default=None)
    if due is None:
        return _("Neste: %(parties)s skal behandle vedtaket hos seg.") % {"parties": names}
    return _("Neste: %(parties)s skal behandle vedtaket hos seg innen %(day)s (%(far)s).") % {
        "parties": names,
        "day": date_format(due),
        "far": distance(due),
    }


def waits_for_parties(now: Situation) -> str | None:
    """Why a decided case cannot be closed yet (registered with the moves)."""
    left = standing_of(now.case, now.anchorings, now.treatments).left
    if not left or now.case.final_at is not None:
        return None
    names = joined([row.party.name for row in left], _("og"))
    return _("Vedtaket er ikke endelig. %(parties)s har ikke svart ennå.") % {"parties": names}


def distance(due: date) -> str:
    """ "om 3 virkedager", or how far past it is: "3 virkedager over fristen"."""
    if due >= today():
        return when(due)
    late = working_days_between(due, today())
    if not late:
        return _("fristen er ute")
    return ngettext("%(n)s virkedag over fristen", "%(n)s virkedager over fristen", late) % {
        "n": late
    }


def answer_in_words(row: Anchoring) -> str:
    said = str(row.get_state_display())
    if row.where:
        said = _("%(what)s, %(where)s") % {"what": said, "where": row.where}
    if row.treated_on:
        said = f"{said}, {date_format(row.treated_on)}"
    return f"{said}. {row.conditions}".strip() if row.conditions else f"{said}."
