"""The facts of a case that people may correct: what it is called, about, owned and prepared by.

Where the case is and how it stands are moves (routing.py), not facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from cases import permissions, shielding
from cases.claims import claim_case
from cases.models import ENDED, Case, CaseKind, CaseStatus, LegalGround
from cases.registering import (
    require_can_be_officer,
    require_in_use,
    require_officer_sees,
    require_signed,
)
from forums.conflicts import require_unchanged
from forums.edits import require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import Party, User
from forums.permissions import is_secretariat

FIELDS = ("title", "public_title", "summary", "kind", "owner", "officer", "exempt_ground")
SECRETARIAT_ONLY = ("owner", "exempt_ground", "public_title")


@dataclass(frozen=True)
class Facts:
    title: str
    summary: str
    kind: CaseKind
    owner: Party
    officer: User
    public_title: str = ""
    exempt_ground: LegalGround | None = None
    municipalities: Iterable[Party] = ()
    considered: str = ""


@transaction.atomic
def change_facts(
    case: Case, facts: Facts, *, by: User, why: str = "", seen: int | None = None
) -> Case:
    """Write what differs, with who and why. Access follows at once when the exemption changes.

    ``seen`` is the version that the person's form was filled from; when the case has been
    changed since, Conflict tells by whom and what.

    Raises PermissionDenied for one who may not edit, or who is outside the secretariat and
    changes the owner or the exemption; Refused for a case that has ended, for an exemption
    without what was ``considered`` (cases/shielding.py), and for lifting one without a reason.
    """
    case = claim_case(case)
    permissions.require_edit(by, case)
    typed = {name: value for name, value in vars(facts).items() if name != "considered"}
    require_unchanged(case, seen, typed, typed=typed, thing=_("saken"))
    if case.status in ENDED:
        raise Refused(_("Saken er avsluttet. Gjenåpne den for å endre den."))
    changed = [name for name in FIELDS if getattr(case, name) != getattr(facts, name)]
    if set(changed) & set(SECRETARIAT_ONLY) and not is_secretariat(by):
        raise PermissionDenied
    if "exempt_ground" in changed:
        _weigh(case, facts, by=by, why=why)
    for name in changed:
        setattr(case, name, getattr(facts, name))
    _require_fits(facts, changed)
    if changed:
        case.full_clean()
        save_by(case, by=by, why=why, fields=changed)
    _set_municipalities(case, list(facts.municipalities), by=by, why=why)
    if {"exempt_ground", "officer"} & set(changed) and case.status != CaseStatus.DRAFT:
        require_officer_sees(case)
        permissions.follow_route(case)
    return case


def _weigh(case: Case, facts: Facts, *, by: User, why: str) -> None:
    """What was weighed before the case is kept back, or why it is given free."""
    if facts.exempt_ground is not None:
        shielding.weigh(case, facts.exempt_ground, by=by, considered=facts.considered)
    elif case.exempt_ground is not None:
        require_reason(why)
        shielding.opened(case, case.exempt_ground, by=by, why=why)


def _require_fits(facts: Facts, changed: list[str]) -> None:
    """What is as it was may stay, though nobody could choose it now."""
    if "officer" in changed:
        require_can_be_officer(facts.officer)
    if "kind" in changed:
        require_in_use(facts.kind)
    if "owner" in changed:
        require_signed(facts.owner)


def _set_municipalities(case: Case, wanted: list[Party], *, by: User, why: str) -> None:
    had = set(case.municipalities.all())
    require_signed(*[party for party in wanted if party not in had])
    if had != set(wanted):
        case._history_user, case._change_reason = by, why  # type: ignore[attr-defined]
        case.municipalities.set(wanted)
