"""What the warnings must know of the cases on an agenda. Two queries however many there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from cases.models import (
    AgendaItem,
    Brief,
    BriefState,
    Case,
    Document,
    DocumentKind,
    DocumentVersion,
    Treatment,
    TreatmentState,
)
from cases.permissions import visible_documents
from forums.permissions import Someone


@dataclass(frozen=True)
class Known:
    """``elsewhere`` is the forum that treated the case last, at ``treated_at``."""

    municipalities: tuple[str, ...]
    elsewhere: str
    treated_at: datetime | None
    newest_at: datetime | None
    brief_pk: int | None
    brief_title: str

    @property
    def is_nothing_new(self) -> bool:
        """Another forum treated the case, and it has got no paper or passed text since."""
        if self.treated_at is None:
            return False
        return self.newest_at is None or self.newest_at <= self.treated_at


def known_of(user: Someone, items: Iterable[AgendaItem]) -> dict[int, Known]:
    """By item, for items that treat a case; what the person may see of it counts."""
    items = list(items)
    if not items:
        return {}
    cases = Case.objects.filter(pk__in=[item.handled.case_id for item in items])
    rows = _asked(user, cases, items[0].meeting.forum_id).prefetch_related("municipalities")
    known = {row.pk: _known(row) for row in rows}
    return {item.pk: known[item.handled.case_id] for item in items}


def _asked(user: Someone, rows: QuerySet[Case], forum: int) -> QuerySet[Case]:
    done = Treatment.objects.filter(case=OuterRef("pk"), state=TreatmentState.DONE)
    done = done.exclude(forum=forum).order_by("-done_at")
    seen = visible_documents(user, Document.objects.filter(withdrawn_at=None))
    briefs = seen.filter(case=OuterRef("pk"), kind=DocumentKind.BRIEF)
    newest_brief = briefs.order_by("-created_at", "-pk")
    files = DocumentVersion.objects.filter(document__case=OuterRef("pk"), document__in=seen)
    passed = Brief.objects.filter(case=OuterRef("pk"), state=BriefState.PASSED)
    return rows.annotate(
        elsewhere=Subquery(done.values("forum__short_name")[:1]),
        treated_at=Subquery(done.values("done_at")[:1]),
        filed_at=Subquery(files.order_by("-uploaded_at").values("uploaded_at")[:1]),
        passed_at=Subquery(passed.order_by("-judged_at").values("judged_at")[:1]),
        brief_pk=Subquery(newest_brief.values("pk")[:1]),
        brief_title=Subquery(newest_brief.values("title")[:1]),
    )


def _known(row) -> Known:  # type: ignore[no-untyped-def]  # annotated by _asked
    moments = [moment for moment in (row.filed_at, row.passed_at) if moment is not None]
    return Known(
        municipalities=tuple(sorted(party.short_name for party in row.municipalities.all())),
        elsewhere=row.elsewhere or "",
        treated_at=row.treated_at,
        newest_at=max(moments, default=None),
        brief_pk=row.brief_pk,
        brief_title=row.brief_title or "",
    )
