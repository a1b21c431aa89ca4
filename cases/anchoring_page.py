"""What the pages show of the parties' own treatment: the table whose gaps show."""

from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.actions import Action
from cases.anchoring_words import decision_of, distance, required_by
from cases.models import ENDED, LIVING, Anchoring, AnchoringState, Case, CaseStatus
from cases.permissions import may_see_exempt, visible_to
from cases.situation import Situation
from cases.story import Story
from cases.waiting import Row
from forums.clock import today
from forums.models import Party, User
from forums.panels import Panel
from forums.permissions import Someone, is_secretariat, may_report_for, reports_for

UNANSWERED = (AnchoringState.NOT_STARTED, AnchoringState.WITH_LINE)


@dataclass(frozen=True)
class Line:
    """One party in the table, asked or not."""

    party: Party
    row: Anchoring | None
    required: bool
    url: str
    paper_is_open: bool

    @property
    def is_silent(self) -> bool:
        """Nobody has asked the party, and it has said nothing by itself."""
        row = self.row
        return row is None or (row.asked_by_id is None and row.state == AnchoringState.NOT_STARTED)

    @property
    def state(self) -> str:
        return "not_asked" if self.row is None or self.is_silent else self.row.state

    @property
    def word(self) -> str:
        if self.row is None or self.is_silent:
            return _("ikke spurt")
        return str(self.row.get_state_display())

    @property
    def waits(self) -> bool:
        return self.row is not None and self.row.is_waited_for

    @property
    def answered(self) -> bool:
        return self.row is not None and self.row.is_answered

    @property
    def is_late(self) -> bool:
        return self.waits and bool(self.row and self.row.due and self.row.due < today())

    @property
    def deadline(self) -> str:
        """ "venter, frist om 5 virkedager", "3 virkedager over fristen"; empty when answered."""
        if not self.waits or self.row is None:
            return ""
        if self.row.due is None:
            return _("venter, uten frist")
        far = distance(self.row.due)
        return far if self.is_late else _("venter, frist %(far)s") % {"far": far}


def signatories() -> QuerySet[Party]:
    """The parties to the agreement today, in neutral order."""
    return Party.objects.current().filter(is_signatory=True).order_by("name")


def section(user: User, case: Case, story: Story) -> dict[str, Any] | None:
    """Every party to the agreement, and any other that was asked. Read with the story.

    Nothing is said of a case on its way that no party has been asked about.
    """
    if not story.anchorings and case.status != CaseStatus.DECIDED:
        return None
    rows = {row.party_id: row for row in story.anchorings}
    parties = {party.pk: party for party in story.signatories}
    parties |= {row.party_id: row.party for row in story.anchorings}
    has_exempt = any(row.paper and row.paper.exempt_ground_id for row in story.anchorings)
    sees_exempt = has_exempt and may_see_exempt(user, case)
    decision = decision_of(story.treatments)

    def line(party: Party) -> Line:
        row = rows.get(party.pk)
        required = row is not None and required_by(row, decision)
        is_open = row is not None and row.paper is not None
        is_open = is_open and (sees_exempt or row.paper.exempt_ground_id is None)  # type: ignore[union-attr]
        url = "" if case.final_at and required else answer_url(user, case, party)
        return Line(party, row, required, url, is_open)

    ordered = sorted(parties.values(), key=lambda party: party.name)
    lines = [line(party) for party in ordered]
    return {
        "lines": lines,
        "said": story.parties.words if case.status == CaseStatus.DECIDED else "",
        "is_final": case.final_at is not None,
        "rejected": [] if case.final_at else story.parties.rejected,
        "asked": any(line.row and line.row.asked_by_id for line in lines),
        "may_send": is_secretariat(user) and case.status not in ENDED,
        "any_link": any(line.url for line in lines),
    }


def answer_url(user: Someone, case: Case, party: Party) -> str:
    """Where the person answers for the party; empty for one who may not, or too late."""
    if case.status in ENDED or not may_report_for(user, party):
        return ""
    return reverse("anchoring_answer", args=[case.year, case.sequence, party.slug])


def offers(now: Situation, story: Story) -> list[Action]:
    """The secretariat sends; a contact answers. One query for a contact."""
    case = now.case
    if case.status == CaseStatus.DRAFT or case.status in ENDED:
        return []
    if now.is_secretariat:
        told = _("Du velger parter, frist og om vedtaket må vente på dem. Kontaktene får varsel.")
        url = reverse("anchoring_send", args=[case.year, case.sequence])
        return [Action(_("Send til partene"), told, "", url)]
    mine = reports_for(now.user)
    if not mine:
        return []
    told = _("Du skriver hvor og når dere behandlet saken. Sekretariatet får varsel.")
    final = _("Vedtaket er endelig, og svaret kan ikke endres.")
    rows = {row.party_id: row for row in story.anchorings}
    decision = decision_of(story.treatments)
    found = []
    for party in Party.objects.filter(pk__in=mine).order_by("name"):
        row = rows.get(party.pk)
        locked = case.final_at and row and required_by(row, decision)
        label = _("Før forankringen hos %(party)s") % {"party": party.short_name}
        url = answer_url(now.user, case, party)
        found.append(Action(label, told, final if locked else "", url))
    return found


def waiting_rows(user: User) -> list[Row]:
    """What the person's parties have been asked and not answered. One query."""
    mine = reports_for(user)
    if not mine:
        return []
    return [
        Row(
            _("Si hvor %(party)s har behandlet «%(title)s»")
            % {"party": row.party.short_name, "title": row.case.title},
            reverse("anchoring_answer", args=[row.case.year, row.case.sequence, row.party.slug]),
            (row.case.number, str(row.get_state_display())),
            row.due,
        )
        for row in _waiting(user).filter(party__in=mine)
    ]


def party_panel(user: User, party: Party) -> Panel | None:
    """What this party has been asked and not answered, in the cases the reader may see."""
    rows = [(row, answer_url(user, row.case, party)) for row in _waiting(user).filter(party=party)]
    if not rows:
        return None
    context = {"rows": rows, "today": today()}
    return Panel("forankring", _("Saker parten skal behandle"), "cases/_party_panel.html", context)


def _waiting(user: User) -> QuerySet[Anchoring]:
    seen = visible_to(user, Case.objects.filter(status__in=LIVING))
    rows = Anchoring.objects.filter(
        case__in=seen, state__in=UNANSWERED, asked_by__isnull=False
    ).select_related("case", "party")
    return rows.order_by(F("due").asc(nulls_last=True), "pk")
