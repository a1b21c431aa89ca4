"""Registering a case: a draft with its number, in the forum that is to have it."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cases import permissions, shielding
from cases.claims import take_turns
from cases.events import record
from cases.models import Case, CaseKind, CaseStatus, EventKind, LegalGround
from cases.treatments import require_in_force
from forums import clock
from forums.clock import today
from forums.competence import joined
from forums.errors import Refused
from forums.history import save_by
from forums.models import Forum, Party, User, next_number
from forums.permissions import is_representative


@transaction.atomic
def register_case(
    *,
    by: User,
    title: str,
    summary: str,
    kind: CaseKind,
    owner: Party,
    officer: User,
    forum: Forum,
    municipalities: Iterable[Party] = (),
    public_title: str = "",
    exempt_ground: LegalGround | None = None,
    considered: str = "",
) -> Case:
    """Make a draft with its number; it is seen by the secretariat and its preparers only.

    Raises PermissionDenied unless ``by`` is in the secretariat, in the forum, or a contact for
    the owner where that party has a seat.
    """
    permissions.require_register(by, forum, owner)
    require_in_force(forum)
    require_can_be_officer(officer)
    require_in_use(kind)
    municipalities = list(municipalities)
    require_signed(owner, *municipalities)
    year = today().year
    case = Case(
        year=year,
        sequence=next_number("case", year),
        title=title,
        public_title=public_title,
        summary=summary,
        kind=kind,
        owner=owner,
        officer=officer,
        forum=forum,
        exempt_ground=exempt_ground,
        created_by=by,
        created_at=clock.now(),
    )
    case.full_clean()
    save_by(case, by=by)
    case.municipalities.set(municipalities)
    shielding.weigh_new(case, by=by, considered=considered)
    record(case, EventKind.REGISTERED, by=by, to_forum=forum)
    return case


@transaction.atomic
def register_once(*, by: User, **facts: Any) -> tuple[Case, bool]:
    """The same, and two clicks make one draft: the case, and whether it is new."""
    take_turns(by)
    same = {name: facts[name] for name in ("forum", "title", "summary")}
    rows = Case.objects.filter(status=CaseStatus.DRAFT, created_by=by, **same)
    found = rows.order_by("-pk").first()
    return (found, False) if found is not None else (register_case(by=by, **facts), True)


def require_in_use(kind: CaseKind) -> None:
    if not kind.is_active:
        raise Refused(_("Sakstypen «%(kind)s» er ikke i bruk lenger.") % {"kind": kind})


def require_signed(*parties: Party) -> None:
    """Raise Refused for one that is not a party to the agreement today."""
    day = today()
    gone = [party.name for party in parties if not (party.is_signatory and party.holds_on(day))]
    if gone:
        raise Refused(
            _("%(parties)s er ikke part i avtalen i dag.") % {"parties": joined(gone, _("og"))}
        )


def require_officer_sees(case: Case) -> None:
    """Raise Refused where the exemption would keep the case from its own officer."""
    if not permissions.could_see(User.objects.get(pk=case.officer_id), case):
        raise Refused(
            _(
                "Saksbehandleren kan ikke se saken når den er unntatt. Velg en som er medlem i "
                "%(forum)s eller i sekretariatet."
            )
            % {"forum": case.forum.short_name}
        )


def require_can_be_officer(officer: User) -> None:
    """Raise Refused unless the person has a role today and so can open the case."""
    if not is_representative(User.objects.get(pk=officer.pk)):
        raise Refused(
            _("%(person)s har ingen rolle i samarbeidet i dag, og kan ikke være saksbehandler.")
            % {"person": officer}
        )
