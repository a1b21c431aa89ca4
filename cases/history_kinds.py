"""What of the cases has a history page; a reader gets what the case page shows, and no more."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.brief_rules import written_briefs
from cases.models import (
    AgendaItem,
    Brief,
    BriefSection,
    BriefTemplate,
    Case,
    CaseKind,
    CaseStatus,
    Comment,
    CommentRequest,
    CommentRound,
    Document,
    LegalGround,
    Route,
    TemplateSection,
    Treatment,
)
from cases.permissions import may_see_exempt, visible_documents, visible_to
from forums.history_log import Kind, Part, Version, register, state_at, versions
from forums.models import User
from forums.permissions import is_secretariat

PREPARED = (CaseStatus.DRAFT, CaseStatus.WITHDRAWN)


def register_all() -> None:
    register(*_cases(), *_briefs(), *_kept())


def _treatments_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(case__in=visible_to(user, Case.objects.all()))


def _items_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(treatment__case__in=visible_to(user, Case.objects.all()))


def _for_the_secretariat(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if is_secretariat(user) else rows.none()


def _papers(user: User, pk: int) -> Q:
    """The papers of the case that the reader may see."""
    seen = visible_documents(user, Document.objects.filter(case=pk))
    return Q(case_id=pk) & Q(id__in=seen.values("pk"))


def case_of(obj: Any) -> Case:
    if isinstance(obj, AgendaItem):
        obj = obj.treatment
    case: Case = obj if isinstance(obj, Case) else obj.case
    return case


def open_then(user: User, obj: Any, found: list[Version]) -> list[Version]:
    """Less what was written while the case, or the paper itself, was kept from the reader.

    A draft stays with those who prepared it, also once the case is put forward; what was exempt
    stays with the members on the case's way, also when it no longer is.
    """
    if is_secretariat(user):
        return found
    case = case_of(obj)
    prepared_it = user.pk in {case.created_by_id, case.officer_id}
    sees_exempt = may_see_exempt(user, case)
    own = [version for version in found if version.model is Case]
    way = own or versions(Case, Q(id=case.pk), many=False)
    shown_at = next((v.at for v in way if v.row.status not in PREPARED), None)

    def kept_back(version: Version) -> bool:
        then = version if version.model is Case else state_at(way, version.at)
        if not prepared_it and (then is None or shown_at is None or version.at < shown_at):
            return True
        exempt = then is not None and then.row.exempt_ground_id is not None
        if version.model is Document:
            exempt = exempt or version.row.exempt_ground_id is not None
        return exempt and not sees_exempt

    return [version for version in found if not kept_back(version)]


def _cases() -> list[Kind]:
    in_case = Part(Treatment, lambda user, pk: Q(case_id=pk))
    items = Part(AgendaItem, lambda user, pk: Q(treatment_id=pk))
    to_case = ("case__forum", "forum")
    return [
        Kind(
            Case,
            visible_to,
            Case.get_absolute_url,
            parts=(in_case, Part(Document, _papers)),
            shown=open_then,
        ),
        Kind(
            Treatment,
            _treatments_seen,
            lambda row: row.case.get_absolute_url(),
            to_case,
            parts=(items,),
            shown=open_then,
        ),
        Kind(
            AgendaItem,
            _items_seen,
            lambda row: row.meeting.get_absolute_url(),
            ("meeting__forum", "treatment__case"),
            shown=open_then,
        ),
        Kind(
            Document,
            visible_documents,
            lambda row: row.case.get_absolute_url(),
            ("case",),
            shown=open_then,
        ),
    ]


def _briefs() -> list[Kind]:
    """Those who write a brief read how it came to be; those who only comment do not."""
    parts = (
        Part(BriefSection, lambda user, pk: Q(brief_id=pk)),
        Part(CommentRound, lambda user, pk: Q(brief_id=pk)),
        Part(CommentRequest, lambda user, pk: Q(round__brief_id=pk)),
        Part(Comment, lambda user, pk: Q(round__brief_id=pk)),
    )
    return [
        Kind(
            Brief,
            written_briefs,
            lambda row: reverse("brief", args=[row.pk]),
            ("case", "forum"),
            parts=parts,
        ),
        Kind(
            BriefTemplate,
            _for_the_secretariat,
            lambda row: reverse("kept_list", args=["saksframleggmaler"]),
            ("kind",),
        ),
    ]


def _kept() -> list[Kind]:
    """What the secretariat keeps; kinds and grounds are named on every case."""

    def page(what: str) -> Any:
        return lambda row: reverse("kept_edit", args=[what, row.pk])

    ends = ("from_forum", "to_forum")
    return [
        Kind(Route, _for_the_secretariat, page("saksveier"), ends),
        Kind(CaseKind, _for_the_secretariat, page("sakstyper"), named_for_all=True),
        Kind(LegalGround, _for_the_secretariat, page("hjemler"), named_for_all=True),
        Kind(
            TemplateSection,
            _for_the_secretariat,
            page("saksframleggmaler"),
            ("template__kind",),
        ),
    ]
