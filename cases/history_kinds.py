"""What of the cases has a history page; a reader gets what the case page shows, and no more."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from cases.brief_rules import written_briefs
from cases.history_hides import hide_merging, hide_other_cases
from cases.models import (
    AgendaItem,
    Anchoring,
    Brief,
    BriefSection,
    BriefTemplate,
    Case,
    CaseGrant,
    CaseKind,
    CaseLink,
    Comment,
    CommentRequest,
    CommentRound,
    Document,
    FollowUp,
    ItemGuest,
    LegalGround,
    Mediation,
    Order,
    PartyPosition,
    RecurringOrder,
    Route,
    StandingItem,
    TemplateSection,
    Treatment,
)
from cases.permissions import (
    PREPARED,
    may_see_exempt,
    visible_documents,
    visible_orders,
    visible_to,
)
from forums.history_log import Kind, Part, Version, register, state_at, versions
from forums.models import User
from forums.permissions import is_secretariat


def register_all() -> None:
    register(*_cases(), *_party_kinds(), *_orders(), *_briefs(), *_kept())


def _treatments_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(case__in=visible_to(user, Case.objects.all()))


def _in_treatments_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.filter(treatment__case__in=visible_to(user, Case.objects.all()))


def _items_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of cases that the person may see, and the standing ones, which hold no secret."""
    seen = visible_to(user, Case.objects.all())
    return rows.filter(Q(treatment=None) | Q(treatment__case__in=seen))


def _for_the_secretariat(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if is_secretariat(user) else rows.none()


def _its_forum(row: Any) -> str:
    url: str = row.forum.get_absolute_url()
    return url


def _papers(user: User, pk: int) -> Q:
    """The papers of the case that the reader may see."""
    seen = visible_documents(user, Document.objects.filter(case=pk))
    return Q(case_id=pk) & Q(id__in=seen.values("pk"))


def _links(user: User, pk: int) -> Q:
    """The links of the case to others that the reader may see."""
    seen = visible_to(user, Case.objects.all()).values("pk")
    return Q(case_id=pk, other_id__in=seen) | Q(other_id=pk, case_id__in=seen)


def _order_then(user: User, obj: Any, found: list[Version]) -> list[Version]:
    """An order about a case is read as far as the case itself is."""
    found = found if obj.case is None else open_then(user, obj, found)
    hide_other_cases(user, obj, found)
    return found


def _case_then(user: User, obj: Any, found: list[Version]) -> list[Version]:
    found = open_then(user, obj, found)
    hide_merging(user, found)
    return found


def _item_then(user: User, obj: Any, found: list[Version]) -> list[Version]:
    return found if obj.treatment is None else open_then(user, obj, found)


def case_of(obj: Any) -> Case:
    if isinstance(obj, AgendaItem | PartyPosition):
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
            parts=(in_case, Part(Document, _papers), Part(CaseLink, _links), *_from_parties()),
            shown=_case_then,
        ),
        Kind(
            Treatment,
            _treatments_seen,
            lambda row: row.case.get_absolute_url(),
            to_case,
            parts=(items, Part(PartyPosition, lambda user, pk: Q(treatment_id=pk))),
            shown=open_then,
        ),
        Kind(
            AgendaItem,
            _items_seen,
            lambda row: row.meeting.get_absolute_url(),
            ("meeting__forum", "treatment__case"),
            parts=(Part(ItemGuest, lambda user, pk: Q(item_id=pk)),),
            shown=_item_then,
        ),
        Kind(
            Document,
            visible_documents,
            Document.get_absolute_url,
            ("case",),
            shown=open_then,
        ),
    ]


def _orders() -> list[Kind]:
    return [
        Kind(
            Order,
            visible_orders,
            Order.get_absolute_url,
            ("from_forum", "to_forum", "case"),
            shown=_order_then,
        )
    ]


def _who_sees(grant: Any) -> str:
    return reverse("case_access", args=[grant.case.year, grant.case.sequence])


def _from_parties() -> list[Part]:
    """Views are told with their treatment, and mediation by its own page and the events."""
    return [
        Part(Anchoring, lambda user, pk: Q(case_id=pk)),
        Part(FollowUp, lambda user, pk: Q(case_id=pk)),
    ]


def _party_kinds() -> list[Kind]:
    """What the parties say, answer and do: seen as the case is."""

    def of_case(model: Any, *related: str) -> Kind:
        return Kind(
            model,
            _treatments_seen,
            lambda row: row.case.get_absolute_url(),
            ("case", *related),
            shown=open_then,
        )

    views = Kind(
        PartyPosition,
        _in_treatments_seen,
        lambda row: row.treatment.case.get_absolute_url(),
        ("treatment__case", "party"),
        shown=open_then,
    )
    return [of_case(Anchoring, "party"), views, of_case(Mediation), of_case(FollowUp)]


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
        Kind(StandingItem, _for_the_secretariat, page("faste-saker"), ("forum",)),
        Kind(CaseGrant, _for_the_secretariat, _who_sees, ("case", "user")),
        Kind(Route, _for_the_secretariat, page("saksveier"), ends),
        Kind(RecurringOrder, _for_the_secretariat, page("faste-bestillinger"), ends),
        Kind(CaseKind, _for_the_secretariat, page("sakstyper"), named_for_all=True),
        Kind(LegalGround, _for_the_secretariat, page("hjemler"), named_for_all=True),
        Kind(
            TemplateSection,
            _for_the_secretariat,
            page("saksframleggmaler"),
            ("template__kind",),
        ),
    ]
