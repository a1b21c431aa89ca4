"""What of the organisation has a history page, and what is told with it."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import slugify

from forums.history_log import Kind, Part, Version, history_of, register, state_at
from forums.models import (
    Affiliation,
    Attendance,
    ClosedPeriod,
    Competence,
    Forum,
    ForumLine,
    GlossaryTerm,
    Mandate,
    MandateClause,
    MandateRule,
    MandateStatus,
    Meeting,
    MeetingRhythm,
    Membership,
    Party,
    PartyContact,
    PartyName,
    PartyTask,
    RepresentativeChange,
    Seat,
    User,
    YearlyProcess,
)
from forums.permissions import is_secretariat, reports_for, visible_to

CONTACT_FACTS = frozenset(
    {"email", "phone", "language", "date_joined", "is_staff", "is_superuser", "is_active"}
)


def register_all() -> None:
    register(*_forums(), *_parties(), *_people(), *_mandates(), *_others())


# --- addresses ----------------------------------------------------------------------------------


def _party_page(row: Any) -> str:
    return reverse("party", args=[(row if isinstance(row, Party) else row.party).slug])


def _person_page(row: Any) -> str:
    return reverse("person", args=[(row if isinstance(row, User) else row.user).pk])


def _mandate_page(row: Any) -> str:
    mandate = row if isinstance(row, Mandate) else row.mandate
    return reverse("mandate", args=[mandate.forum.slug, mandate.version])


def _glossary_place(row: Any) -> str:
    return f"{reverse('glossary')}#ord-{slugify(row.term)}"


# --- who may see, where it is less than every representative --------------------------------------


def _mandates_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    """A draft is for the secretariat until it is put in force."""
    drafts = Q(status=MandateStatus.DRAFT)
    return visible_to(user, rows if is_secretariat(user) else rows.exclude(drafts))


def _clauses_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    drafts = Q(mandate__status=MandateStatus.DRAFT)
    return visible_to(user, rows if is_secretariat(user) else rows.exclude(drafts))


def _changes_seen(user: User, rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows if is_secretariat(user) else rows.filter(party__in=reports_for(user))


def _not_as_draft(user: User, mandate: Any, versions: list[Version]) -> list[Version]:
    """What was written while it was a draft stays with the secretariat."""
    if is_secretariat(user):
        return versions
    own = [version for version in versions if version.model is Mandate]

    def was_draft(version: Version) -> bool:
        then = version if version.model is Mandate else state_at(own, version.at)
        return then is None or then.row.status == MandateStatus.DRAFT

    return [version for version in versions if not was_draft(version)]


# --- the kinds ------------------------------------------------------------------------------------


def _by(name: str) -> Any:
    """The condition on the versions of a part: that ``name`` is the object."""
    return lambda user, pk: Q(**{f"{name}_id": pk})


def _forums() -> list[Kind]:
    lines = Part(ForumLine, lambda user, pk: Q(from_forum_id=pk) | Q(to_forum_id=pk))
    parts = (lines, Part(Seat, _by("forum")), Part(Membership, _by("forum")))
    ends = ("from_forum", "to_forum")
    return [
        Kind(Forum, visible_to, Forum.get_absolute_url, parts=parts),
        Kind(ForumLine, visible_to, lambda row: row.from_forum.get_absolute_url(), ends),
        Kind(
            Seat,
            visible_to,
            _party_page,
            ("forum", "party"),
            parts=(Part(Membership, _by("seat")),),
        ),
        Kind(Membership, visible_to, _person_page, ("user", "forum")),
    ]


def _parties() -> list[Kind]:
    parts = [PartyName, PartyContact, Seat, Membership]
    return [
        Kind(Party, visible_to, _party_page, parts=tuple(Part(m, _by("party")) for m in parts)),
        Kind(PartyName, visible_to, _party_page, ("party",)),
        Kind(PartyTask, visible_to, _party_page, ("party", "seat__forum", "seat__party")),
        Kind(
            RepresentativeChange,
            _changes_seen,
            lambda row: reverse("change", args=[row.party.slug, row.pk]),
            ("party", "seat__forum", "seat__party", "user"),
        ),
    ]


def _people() -> list[Kind]:
    parts = [Affiliation, Membership, PartyContact]
    return [
        Kind(
            User,
            visible_to,
            _person_page,
            parts=tuple(Part(m, _by("user")) for m in parts),
            private=CONTACT_FACTS,
        ),
        Kind(Affiliation, visible_to, _person_page, ("user", "party")),
        Kind(PartyContact, visible_to, _person_page, ("user", "party")),
    ]


def _mandates() -> list[Kind]:
    def rules(user: User, pk: int) -> Q:
        return Q(clause_id__in=history_of(MandateClause).filter(mandate_id=pk).values("id"))

    parts = (
        Part(MandateClause, _by("mandate")),
        Part(Competence, _by("mandate")),
        Part(MandateRule, rules),
    )
    return [
        Kind(Mandate, _mandates_seen, _mandate_page, ("forum",), parts=parts, shown=_not_as_draft),
        Kind(MandateClause, _clauses_seen, _mandate_page, ("mandate__forum",)),
    ]


def _others() -> list[Kind]:
    return [
        Kind(
            Meeting,
            visible_to,
            Meeting.get_absolute_url,
            ("forum",),
            parts=(Part(Attendance, _by("meeting")),),
        ),
        Kind(
            MeetingRhythm,
            visible_to,
            lambda row: row.forum.get_absolute_url(),
            ("forum", "before"),
        ),
        Kind(ClosedPeriod, visible_to, lambda row: reverse("yearly_wheel")),
        Kind(YearlyProcess, visible_to, lambda row: reverse("yearly_wheel"), ("forum",)),
        Kind(GlossaryTerm, visible_to, _glossary_place),
    ]
