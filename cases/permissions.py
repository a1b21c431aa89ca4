"""Who may see and change a case; the only file of this app that knows guardian.

A case not yet put forward: the secretariat and its preparers, the one who registered it and
its officer (a direct condition in ``visible_to``, since nobody else is to know of it).
Put forward: every representative of every party. Exempt: the members and deputies of the forums
on its way. Papers that are exempt in a case that is open follow the last rule too.
Rights are held by groups (``forums/groups.py``), never by persons, apart from a named grant with
an end date (``cases/grants.py``): the day is asked for in each query, so a grant begins and ends
on its day also when guardian's row has not followed yet.
"""

from collections.abc import Mapping
from typing import TypeVar

from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.lookups import IsNull
from django.http import Http404

from cases.models import (
    Case,
    CaseGrant,
    CaseGroupPermission,
    CaseStatus,
    CaseUserPermission,
    Document,
    Order,
    SearchEntry,
)
from cases.roles_held import own_parties, sits_in
from forums import groups
from forums.models import (
    Forum,
    Membership,
    Party,
    Role,
    Seat,
    User,
)
from forums.permissions import (
    Someone,
    is_member,
    is_representative,
    is_secretariat,
    may_report_for,
    reports_for,
)

VIEW = "view_case"
VIEW_EXEMPT = "view_exempt"
M = TypeVar("M", bound=Model)
PREPARED = (CaseStatus.DRAFT, CaseStatus.WITHDRAWN, CaseStatus.MERGED)


def visible_to(user: Someone, rows: QuerySet[M], *, case: str = "") -> QuerySet[M]:
    """Those of ``rows`` whose case the person may see; adds no query of its own.

    ``case`` is the way from the rows to their case (``"case__"``); empty for cases themselves.
    """
    if is_secretariat(user):
        return rows
    if not isinstance(user, User) or not is_representative(user):
        return rows.none()
    return rows.filter(_sees(user, case))


def visible_documents(user: Someone, rows: QuerySet[Document]) -> QuerySet[Document]:
    """The papers that the person may see: the case must be visible, and exempt ones granted."""
    rows = visible_to(user, rows, case="case__")
    if is_secretariat(user) or not isinstance(user, User):
        return rows
    return rows.filter(Q(exempt_ground__isnull=True) | _sees_exempt(user, "case__"))


def visible_texts(user: Someone, rows: QuerySet[SearchEntry]) -> QuerySet[SearchEntry]:
    """The texts of cases and of papers that the person may see, each by its own rule."""
    rows = visible_to(user, rows, case="case__")
    if is_secretariat(user) or not isinstance(user, User):
        return rows
    kept = Document.objects.filter(exempt_ground__isnull=False).order_by()
    return rows.filter(~Q(document__in=kept.values("pk")) | _sees_exempt(user, "case__"))


def get_case_for(
    user: Someone, year: int, sequence: int, also: Mapping[str, ExpressionWrapper[Q]] | None = None
) -> Case:
    """The case, or Http404 where it does not exist for this person.

    ``also`` is what to ask of its row at the same time.
    """
    rows = visible_to(user, Case.objects.filter(year=year, sequence=sequence))
    rows = rows.annotate(**(also or {}))
    case = rows.select_related("forum", "owner", "officer", "kind", "exempt_ground", "created_by")
    try:
        return case.get()
    except Case.DoesNotExist:
        raise Http404 from None


def visible_orders(user: Someone, rows: QuerySet[Order]) -> QuerySet[Order]:
    """The orders that the person may see: all, less those about a case kept from the person."""
    if is_secretariat(user):
        return rows
    if not isinstance(user, User) or not is_representative(user):
        return rows.none()
    return rows.filter(Q(case__isnull=True) | _sees(user, "case__"))


def told_orders(user: Someone, rows: QuerySet[Order]) -> QuerySet[Order]:
    """The same, and what was ordered of the person's own forum: whoever has the work knows of it.

    Each has ``shows_case``: the case of such an order may have been kept back since.
    """
    if is_secretariat(user):
        return rows.annotate(shows_case=Value(True))
    if not isinstance(user, User) or not is_representative(user):
        return rows.none()
    shown = Q(case__isnull=True) | _sees(user, "case__")
    rows = rows.annotate(shows_case=ExpressionWrapper(shown, BooleanField()))
    return rows.filter(Q(shows_case=True) | Q(to_forum__in=sits_in(user)))


def get_order_for(user: Someone, pk: int) -> Order:
    """The order, or Http404 where it does not exist for this person."""
    rows = told_orders(user, Order.objects.filter(pk=pk))
    found = rows.select_related(
        "from_forum",
        "to_forum",
        "case__forum",
        "ordered_by",
        "answered_by",
        "recurring",
        "treatment__forum",
    ).first()
    if found is None:
        raise Http404
    return found


def get_document_for(user: Someone, pk: int) -> Document:
    """The document, or Http404 where it does not exist for this person."""
    rows = Document.objects.select_related(
        "case", "exempt_ground", "withdrawn_by", "redacts__exempt_ground"
    )
    try:
        return visible_documents(user, rows).get(pk=pk)
    except Document.DoesNotExist:
        raise Http404 from None


def may_see_exempt(user: Someone, case: Case) -> bool:
    """What the case holds, or has held, that is exempt: its members and those who prepare it."""
    if is_secretariat(user):
        return True
    if not isinstance(user, User):
        return False
    return Case.objects.filter(_sees_exempt(user), pk=case.pk).exists()


def may_edit(user: Someone, case: Case) -> bool:
    """The secretariat and the case's officer; before it is put forward, its registrar as well."""
    if is_secretariat(user):
        return True
    if not isinstance(user, User) or not is_representative(user):
        return False
    preparer = case.status == CaseStatus.DRAFT and case.created_by_id == user.pk
    return case.officer_id == user.pk or preparer


def require_edit(user: Someone, case: Case) -> None:
    """Raise PermissionDenied for a reader who may not write."""
    if not may_edit(user, case):
        raise PermissionDenied


def require_add_paper(user: Someone, case: Case, for_party: Party | None = None) -> None:
    """Those who may edit the case; a party's contact adds the paper of the party's anchoring."""
    if for_party is None or not may_report_for(user, for_party):
        require_edit(user, case)


def may_speak_for(user: Someone, party: Party, forum: Forum) -> bool:
    """The party's contacts, and its own members and deputies of the forum today."""
    return may_report_for(user, party) or (is_member(user, forum) and party.pk in own_parties(user))


def may_register(user: Someone, forum: Forum, owner: Party) -> bool:
    """The secretariat and the forum's own people; a contact for the own party, where it sits."""
    if is_secretariat(user) or is_member(user, forum):
        return True
    seats = Seat.objects.current().filter(forum=forum, party=owner)
    return may_report_for(user, owner) and seats.exists()


def require_register(user: Someone, forum: Forum, owner: Party) -> None:
    if not may_register(user, forum, owner):
        raise PermissionDenied


def forums_to_register_in(user: Someone, rows: QuerySet[Forum]) -> QuerySet[Forum]:
    """The forums of ``rows`` where the person may register a case; no query of its own."""
    if is_secretariat(user):
        return rows
    if not isinstance(user, User):
        return rows.none()
    seats = Seat.objects.current().filter(party__in=reports_for(user)).values("forum")
    return rows.filter(Q(pk__in=sits_in(user)) | Q(pk__in=seats))


@transaction.atomic
def follow_route(case: Case) -> None:
    """Give the groups of the case's way exactly the access its exemption allows.

    The only place where access to a case is written. Call it once the case is put forward, when
    a forum is added to its way and when its exemption changes; running it twice changes nothing.
    """
    members = {groups.members_of(forum) for forum in forums_on_way(case)}
    readers = members if case.exempt_ground_id else {groups.REPRESENTATIVES}
    wanted = {(name, VIEW) for name in readers} | {(name, VIEW_EXEMPT) for name in members}
    rows = CaseGroupPermission.objects.filter(content_object=case).annotate(
        name=F("group__name"), codename=F("permission__codename")
    )
    have = {(row.name, row.codename): row for row in rows}
    gone = [row.pk for key, row in have.items() if key not in wanted]
    CaseGroupPermission.objects.filter(pk__in=gone).delete()
    kinds = {row.codename: row for row in _kinds()}
    CaseGroupPermission.objects.bulk_create(
        CaseGroupPermission(
            group=groups.group(name), permission=kinds[codename], content_object=case
        )
        for name, codename in sorted(wanted - have.keys())
    )
    _show_to_all(case, (groups.REPRESENTATIVES, VIEW) in wanted)


def _show_to_all(case: Case, shown: bool) -> None:
    case.is_shown_to_all = shown
    cases = Case.objects.filter(pk=case.pk)
    if not cases.exclude(is_shown_to_all=shown).update(is_shown_to_all=shown):
        return
    Case.objects.filter(merged_into=case).update(merge_is_shown=shown)
    texts = SearchEntry.objects.filter(case=case)
    texts.update(is_open=False)
    if shown:
        texts.filter(document__exempt_ground__isnull=True).update(is_open=True)


def forums_on_way(case: Case) -> set[int]:
    """The forums that have, or have had, something to do with the case, by primary key."""
    return set(case.treatments.values_list("forum", flat=True)) | {case.forum_id}


def readers_of(case: Case) -> QuerySet[User]:
    """Those who see the case now, as ``visible_to`` has it, asked for from the other end.

    Less the administrators, who see everything and are not asked about anything. Two queries.
    """
    people = User.objects.filter(is_active=True)
    with_a_role = Q(groups__name=groups.REPRESENTATIVES)
    if case.is_shown_to_all:
        return people.filter(with_a_role).distinct()
    found = Q(groups__name=groups.SECRETARIAT) | (with_a_role & Q(pk__in=_named_readers(case)))
    names = set(_readers(case).values_list("group__name", flat=True))
    if names:
        found |= with_a_role & Q(pk__in=User.objects.filter(groups__name__in=names).values("pk"))
    elif case.status in PREPARED:
        found |= with_a_role & Q(pk__in={case.officer_id, case.created_by_id})
    return people.filter(found).distinct()


def _readers(case: Case) -> QuerySet[CaseGroupPermission]:
    rows: QuerySet[CaseGroupPermission] = CaseGroupPermission.objects.filter(content_object=case)
    return rows.filter(permission__codename=VIEW)


def _named_readers(case: Case) -> QuerySet[User]:
    """Those who may see all of the case today because they were given it by name."""
    grants = CaseGrant.objects.current().filter(case=case)
    return User.objects.filter(case_grants__in=grants)


@transaction.atomic
def follow_grants(case: Case | None = None) -> int:
    """Give guardian exactly the rows of the grants that hold today; how many were changed.

    Running it twice changes nothing. Without ``case`` it goes through all of them.
    """
    grants, rows = CaseGrant.objects.current(), CaseUserPermission.objects.all()
    if case is not None:
        grants, rows = grants.filter(case=case), rows.filter(content_object=case)
    kinds = {row.pk: row for row in _kinds()}
    pairs = set(grants.values_list("user_id", "case_id"))
    wanted = {(user, pk, kind) for user, pk in pairs for kind in kinds}
    have = {(row.user_id, row.content_object_id, row.permission_id): row for row in rows}
    gone = [row.pk for key, row in have.items() if key not in wanted]
    CaseUserPermission.objects.filter(pk__in=gone).delete()
    new = sorted(wanted - have.keys())
    CaseUserPermission.objects.bulk_create(
        CaseUserPermission(user_id=user, content_object_id=pk, permission=kinds[kind])
        for user, pk, kind in new
    )
    return len(gone) + len(new)


def could_see(user: User, case: Case) -> bool:
    """Whether the person sees the case once it is put forward, with the exemption it has."""
    if is_secretariat(user):
        return True
    if not case.exempt_ground_id:
        return is_representative(user)
    member = any(groups.members_of(forum) in user.group_names for forum in forums_on_way(case))
    return member or _named_readers(case).filter(pk=user.pk).exists()


def was_shown(case: Case) -> bool:
    """Whether anyone but those who prepare the case has been given access to it."""
    shown: bool = CaseGroupPermission.objects.filter(content_object=case).exists()
    return shown


def led_by(user: Someone) -> dict[int, str]:
    """The forums that the person leads today, by primary key, with their kinds. One query."""
    if not isinstance(user, User):
        return {}
    rows = Membership.objects.current().filter(user=user, role=Role.LEADER)
    return dict(rows.values_list("forum", "forum__kind"))


def _sees(user: User, case: str = "") -> Q:
    # Most cases are shown to all: with the flag the database need not ask about each of them,
    # and what the person's own groups and the grants give is few enough to be read once.
    own = _granted(user, VIEW).exclude(group__name=groups.REPRESENTATIVES)
    given = Q(**{f"{case}pk__in": own.values("content_object")})
    named = Q(**{f"{case}pk__in": _named(user).values("case")})
    return _shown_to_all(case) | given | named | _prepares(user, case)


def _shown_to_all(case: str) -> Q:
    if not case:
        return Q(is_shown_to_all=True)
    # From the other side: few cases are kept from anyone, and no case need be read to know.
    kept = Case.objects.filter(is_shown_to_all=False).order_by()
    return Q(**{f"{case}pk__isnull": False}) & ~Q(**{f"{case}pk__in": kept.values("pk")})


def _sees_exempt(user: User, case: str = "") -> Q:
    # A value that is looked up, not EXISTS: PostgreSQL would read all that the groups may see
    # before it judges the first paper, and few of those asked about are exempt.
    granted = _granted(user, VIEW_EXEMPT).filter(content_object=OuterRef(f"{case}pk"))
    found = IsNull(Subquery(granted.order_by().values("pk")[:1]), False)
    named = Q(**{f"{case}pk__in": _named(user).values("case")})
    return Q(found) | named | _prepares(user, case)


def _prepares(user: User, case: str = "") -> Q:
    """The cases that the person prepares and nobody else has been shown; ``case`` is a prefix."""
    shown = CaseGroupPermission.objects.filter(content_object=OuterRef("pk"))
    mine = Case.objects.filter(Q(officer=user) | Q(created_by=user), status__in=PREPARED)
    return Q(**{f"{case}pk__in": mine.filter(~Exists(shown)).order_by().values("pk")})


def _named(user: User) -> QuerySet[CaseGrant]:
    """The grants that hold today: each gives all of its case from its first day to its last,
    whether guardian's rows have followed yet or not."""
    return CaseGrant.objects.current().filter(user=user)


def _granted(user: User, codename: str) -> QuerySet[CaseGroupPermission]:
    rows: QuerySet[CaseGroupPermission] = CaseGroupPermission.objects.filter(
        group__in=Group.objects.filter(user=user), permission=_right(codename)
    )
    return rows


def _right(codename: str) -> Subquery:
    # Looked up first and alone, so that the index on both right and holder is used.
    return Subquery(_kinds().filter(codename=codename).order_by("pk").values("pk")[:1])


def _kinds() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="cases", codename__in=[VIEW, VIEW_EXEMPT]
    )
