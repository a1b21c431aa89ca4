"""That two cases have to do with each other, read from either side.

A link is shown only to one who may see both cases. What is taken away stays in the history.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cases.claims import hold_cases
from cases.models import Case, CaseLink, LinkKind
from cases.permissions import require_edit, visible_to
from forums import clock
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import User
from forums.permissions import Someone


@dataclass(frozen=True)
class Linked:
    """The other case as seen from one of the two, and how this one stands to it."""

    link: CaseLink
    case: Case
    how: str


@transaction.atomic
def link_cases(
    case: Case, other: Case, *, by: User, kind: LinkKind | str, why: str = ""
) -> CaseLink:
    """Say how ``case`` stands to ``other``; the secretariat and the officer of ``case`` may.

    Raises PermissionDenied also where ``by`` may not see the other case.
    """
    require_edit(by, case)
    if not visible_to(by, Case.objects.filter(pk=other.pk)).exists():
        raise PermissionDenied
    # Both, so that a link the other way is not made at the same time.
    hold_cases(case.pk, other.pk)
    if _between(case, other).exists():
        raise Refused(_("Sakene er alt lenket sammen."))
    link = CaseLink(case=case, other=other, kind=kind, why=why, made_by=by, made_at=clock.now())
    link.full_clean()
    return save_by(link, by=by, why=why)


@transaction.atomic
def unlink_cases(case: Case, link: CaseLink, *, by: User, why: str) -> None:
    """Take the link away from the side of ``case``, by those who may edit that case.

    A link of other cases, or to one that ``by`` may not see, is answered as one that is gone.
    """
    require_edit(by, case)
    hold_cases(link.case_id, link.other_id)
    row = links_of(by, case).filter(pk=link.pk).first()
    if row is None:
        raise Refused(_("Lenken er alt tatt bort."))
    delete_by(row, by=by, why=why)


def links_of(user: Someone, case: Case) -> QuerySet[CaseLink]:
    """The links of the case where the person may see the other one too."""
    seen = visible_to(user, Case.objects.all()).values("pk")
    rows = CaseLink.objects.filter(Q(case=case, other__in=seen) | Q(other=case, case__in=seen))
    return rows.select_related("case__forum", "other__forum").order_by("made_at", "pk")


def linked_to(user: Someone, case: Case) -> list[Linked]:
    """One query."""
    return [_seen_from(case, link) for link in links_of(user, case)]


def _seen_from(case: Case, link: CaseLink) -> Linked:
    if link.case_id == case.pk:
        return Linked(link, link.other, link.get_kind_display())
    backwards = {
        LinkKind.RELATED: link.get_kind_display(),
        LinkKind.FOLLOWS: _("følges opp i"),
        LinkKind.PART_OF: _("har som en del"),
    }
    return Linked(link, link.case, backwards[LinkKind(link.kind)])


def _between(case: Case, other: Case) -> QuerySet[CaseLink]:
    return CaseLink.objects.filter(Q(case=case, other=other) | Q(case=other, other=case))
