"""Access to a case that is given to one person, by name, with a reason and an end.

Only this module writes ``CaseGrant``. A grant gives all of the case, what is exempt too, and
ends on its day by itself: see ``cases/permissions.py``.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from cases.models import Case, CaseGrant, CaseStatus
from cases.permissions import PREPARED, follow_grants, forums_on_way, was_shown
from forums.clock import now, today
from forums.edits import require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import VOTING_ROLES, Forum, Membership, User
from forums.permissions import is_representative, require_secretariat

LONGEST = timedelta(days=365)


@transaction.atomic
def give_grant(
    case: Case, user: User, *, by: User, why: str, end: date, start: date | None = None
) -> CaseGrant:
    """Let ``user`` see all of the case to ``end``, that day included; two clicks give one grant.

    Raises Refused for one without a role, for more than a year, and for one who has a grant.
    """
    require_secretariat(by)
    case = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    require_reason(why)
    start = start or today()
    _require_days(start, end)
    if not is_representative(user):
        raise Refused(
            _("%(person)s har ingen rolle i samarbeidet, og kan ikke logge inn på sakene.")
            % {"person": user}
        )
    standing = case.grants.filter(user=user, revoked_at__isnull=True, end__gte=start).first()
    if standing is not None:
        if (standing.why, standing.end) == (why, end):
            return standing
        raise Refused(
            _("%(person)s har alt tilgang til saken. Ta den tilbake før du gir en ny.")
            % {"person": user}
        )
    grant = CaseGrant(
        case=case, user=user, why=why, start=start, end=end, given_by=by, given_at=now()
    )
    grant.full_clean()
    save_by(grant, by=by, why=why)
    follow_grants(case)
    return grant


@transaction.atomic
def revoke_grant(grant: CaseGrant, *, by: User, why: str) -> CaseGrant:
    """Take the access away at once; nothing for one that is taken back already."""
    require_secretariat(by)
    grant = CaseGrant.objects.select_for_update(of=("self",)).get(pk=grant.pk)
    require_reason(why)
    if grant.revoked_at is not None:
        return grant
    grant.revoked_at, grant.revoked_by, grant.revoked_because = now(), by, why
    save_by(grant, by=by, why=why, fields=["revoked_at", "revoked_by", "revoked_because"])
    follow_grants(grant.case)
    return grant


def _require_days(start: date, end: date) -> None:
    if end < max(start, today()):
        raise Refused(_("Siste dag kan ikke være før i dag, eller før første dag."))
    if end - start > LONGEST:
        raise Refused(_("Tilgangen kan vare høyst ett år. Forny den hvis det trengs."))


# --- who sees the case, in words ----------------------------------------------------------------


@dataclass(frozen=True)
class Reader:
    """One line of «Hvem ser saken»: who, what they see, and why."""

    who: str
    sees: str
    why: str


def who_sees(case: Case) -> list[Reader]:
    """The groups that see the case as it stands now. Two queries."""
    staff = Reader(_("Sekretariatet"), _("alt"), _("Sekretariatet ser alle saker."))
    if case.status in PREPARED and not was_shown(case):
        return [
            staff,
            Reader(
                ", ".join(dict.fromkeys([str(case.created_by), str(case.officer)])),
                _("alt"),
                _("De forbereder saken. Den er ikke lagt fram ennå.")
                if case.status == CaseStatus.DRAFT
                else _("De forberedte saken. Den ble trukket før den ble lagt fram."),
            ),
        ]
    found = [staff, *(_members(forum, people) for forum, people in _on_the_way(case))]
    if case.exempt_ground_id is None:
        found.append(
            Reader(
                _("Alle representanter for partene"),
                _("det som ikke er unntatt"),
                _("Saken er lagt fram."),
            )
        )
    return found


def _on_the_way(case: Case) -> list[tuple[Forum, int]]:
    """The forums of the case's way, each with how many members and deputies it has today."""
    forums = list(Forum.objects.filter(pk__in=forums_on_way(case)).order_by("level", "pk"))
    people: dict[int, set[int]] = {}
    rows = Membership.objects.current().filter(Q(role__in=VOTING_ROLES), forum__in=forums)
    for forum, user in rows.values_list("forum_id", "user_id"):
        people.setdefault(forum, set()).add(user)
    return [(forum, len(people.get(forum.pk, ()))) for forum in forums]


def _members(forum: Forum, people: int) -> Reader:
    return Reader(
        _("Medlemmer og vara i %(forum)s (%(n)s)") % {"forum": forum.short_name, "n": people},
        _("alt, også det som er unntatt"),
        _("Forumet er på saksveien."),
    )
