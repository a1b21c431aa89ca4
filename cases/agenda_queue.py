"""What waits for a meeting in a forum, and what each of it still lacks. One query.

What a meeting has put off comes first; then whoever waited longest.
"""

from dataclasses import dataclass

from django.db.models import Case as When
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models import When as If
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from cases.models import (
    ANSWERED,
    AgendaItem,
    Anchoring,
    Brief,
    BriefSection,
    BriefState,
    Case,
    CaseStatus,
    Document,
    DocumentKind,
    Outcome,
    SectionUse,
    Treatment,
    TreatmentRole,
    TreatmentState,
)
from cases.permissions import visible_documents, visible_to
from forums.clock import now
from forums.models import Forum
from forums.permissions import Someone, is_secretariat

IN_WORK = (CaseStatus.OPEN, CaseStatus.DECIDED)
PUT_OFF = (Outcome.POSTPONED, Outcome.NOT_TREATED)
# What a case may lack before a meeting treats it; the address names them so.
LACKS: dict[str, str | Promise] = {
    "papir": gettext_lazy("Saksframlegg"),
    "godkjent": gettext_lazy("Godkjent saksframlegg"),
    "innstilling": gettext_lazy("Forslag til konklusjon"),
    "forankring": gettext_lazy("Svar fra partene"),
}


def queue_for(user: Someone, forum: Forum) -> QuerySet[Treatment]:
    """The forum's treatments that wait for a meeting, what was put off first."""
    visible = visible_to(user, Case.objects.filter(status__in=IN_WORK))
    rows = Treatment.objects.filter(forum=forum, state=TreatmentState.WAITING, case__in=visible)
    put_off = AgendaItem.objects.filter(treatment=OuterRef("pk"), outcome__in=PUT_OFF)
    first = When(If(Exists(put_off), then=Value(0)), default=Value(1), output_field=IntegerField())
    return (
        rows.select_related("case__owner", "asked_by_forum")
        .alias(place=first)
        .order_by("place", "asked_at", "pk")
    )


def with_lacks(user: Someone, rows: QuerySet[Treatment]) -> QuerySet[Treatment]:
    """The same rows, each knowing what it has and where it was put off."""
    papers = Document.objects.filter(
        case=OuterRef("case"), kind=DocumentKind.BRIEF, withdrawn_at=None
    )
    briefs = Brief.objects.filter(case=OuterRef("case"), forum=OuterRef("forum"))
    put_off = AgendaItem.objects.filter(treatment=OuterRef("pk"), outcome__in=PUT_OFF)
    proposals = BriefSection.objects.filter(
        brief__case=OuterRef("case"),
        brief__forum=OuterRef("forum"),
        brief__state=BriefState.PASSED,
        use=SectionUse.CONCLUSION,
    ).exclude(html="")
    return rows.annotate(
        has_paper=Exists(visible_documents(user, papers)),
        brief_state=Coalesce(Subquery(briefs.values("state")[:1]), Value("")),
        brief_pk=Subquery(briefs.values("pk")[:1]),
        # What is only for information proposes nothing.
        has_proposal=Exists(proposals)
        | Exists(put_off.exclude(proposal=""))
        | Q(role=TreatmentRole.INFORM),
        silent_parties=Coalesce(Subquery(_silent()), 0),
        put_off_in=Subquery(put_off.order_by("-pk").values("meeting")[:1]),
    )


def lacking(rows: QuerySet[Treatment], what: str) -> QuerySet[Treatment]:
    """Those of the rows of ``with_lacks`` that lack it; ``what`` is a key of ``LACKS``."""
    unfinished = Q(brief_pk__isnull=False) & ~Q(brief_state=BriefState.PASSED)
    missing = {
        "papir": Q(has_paper=False),
        "godkjent": unfinished,
        "innstilling": Q(has_proposal=False),
        "forankring": Q(silent_parties__gt=0),
    }
    return rows.filter(missing[what])


@dataclass(frozen=True)
class Lack:
    """What is missing, as a word, and where it is mended."""

    word: str
    url: str


@dataclass(frozen=True)
class Waiting:
    """A treatment of the queue as the page shows it."""

    treatment: Treatment
    lacks: list[Lack]
    days: int

    @property
    def may_be_picked(self) -> bool:
        """In one step: nothing has to be written first."""
        return bool(getattr(self.treatment, "has_paper", False))

    @property
    def put_off_in(self) -> int | None:
        found: int | None = getattr(self.treatment, "put_off_in", None)
        return found


def as_waiting(user: Someone, rows: list[Treatment]) -> list[Waiting]:
    """The rows of ``with_lacks``; asks nothing. Links lead where the person may mend it."""
    moment, mends = now(), is_secretariat(user)
    return [Waiting(row, _lacks(row, mends), (moment - row.asked_at).days) for row in rows]


def _lacks(row, mends: bool) -> list[Lack]:  # type: ignore[no-untyped-def]  # with_lacks adds to it
    case, written = row.case, row.brief_pk is not None and mends
    here: str = case.get_absolute_url()
    found = []
    if not row.has_paper:
        found.append(Lack(_("saksframlegg"), _new_paper(case) if mends else here))
    elif written and row.brief_state != BriefState.PASSED:
        found.append(Lack(_("godkjent saksframlegg"), reverse("brief", args=[row.brief_pk])))
    if not row.has_proposal:
        url = reverse("brief", args=[row.brief_pk]) if written else here
        found.append(Lack(_("forslag til konklusjon"), url))
    if row.silent_parties:
        words = ngettext("svar fra %(n)s part", "svar fra %(n)s parter", row.silent_parties)
        found.append(Lack(words % {"n": row.silent_parties}, f"{here}#forankring"))
    return found


def _new_paper(case: Case) -> str:
    return reverse("document_add", args=[case.year, case.sequence])


def _silent() -> QuerySet[Anchoring, dict[str, int]]:
    """How many parties are asked about the case and have not answered."""
    rows = Anchoring.objects.filter(case=OuterRef("case"), asked_by__isnull=False)
    open_rows = rows.exclude(state__in=ANSWERED).order_by()
    return open_rows.values("case").annotate(n=Count("pk")).values("n")
