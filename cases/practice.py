"""What the agendas tell about a mandate's rules: whether every item had a written paper."""

from django.utils.translation import gettext as _

from cases.models import AgendaItem
from forums.models import MandateRule
from forums.practice import ENOUGH, Finding, Period, Row, Verdict, too_little


def written_paper(rule: MandateRule, period: Period) -> Finding:
    """The share of items in meetings held that had a written paper. One query.

    Names items by number only: the reader may not be allowed to see every case.
    """
    items = AgendaItem.objects.of_cases().filter(
        meeting__in=[meeting.pk for meeting in period.held]
    )
    items = items.select_related("meeting__forum").order_by("meeting__starts_at", "position")
    rows = [
        Row(
            item.label,
            _("skriftlig") if item.paper_id else _("muntlig"),
            item.paper_id is not None,
            item.meeting.get_absolute_url(),
        )
        for item in items
    ]
    if len(rows) < ENOUGH:
        return too_little(rows)
    kept = sum(row.kept for row in rows)
    share = 100 * kept / len(rows)
    text = _("%(kept)s av %(all)s saker hadde skriftlig saksframlegg.")
    verdict = Verdict.KEPT if share >= rule.value else Verdict.BROKEN
    return Finding(verdict, text % {"kept": kept, "all": len(rows)}, share, rows)
