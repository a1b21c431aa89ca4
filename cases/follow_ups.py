"""What somebody must do after a treatment: a party answers for it, a person may do it.

Only this module writes ``FollowUp``. The party stays responsible when the person leaves; the
secretariat sets the date. What is set up, moved and ended is told in the case's history; that it
changes hands within the party is told to the two it concerns.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases import memos
from cases.claims import claim_case
from cases.events import record
from cases.models import (
    ENDED,
    Case,
    CaseStatus,
    EventKind,
    FollowUp,
    FollowUpState,
    MemoKind,
    Treatment,
)
from cases.permissions import may_edit, visible_to
from cases.roles_held import is_around, own_parties
from forums.clock import now, today
from forums.conflicts import require_unchanged
from forums.edits import require_reason, write
from forums.errors import Refused
from forums.history import save_by
from forums.models import Affiliation, Party, User
from forums.permissions import (
    Someone,
    is_secretariat,
    may_report_for,
    may_run_meetings,
    reports_for,
)


@transaction.atomic
def add_follow_up(
    case: Case,
    *,
    by: User,
    what: str,
    party: Party,
    due: date,
    person: User | None = None,
    treatment: Treatment | None = None,
) -> FollowUp:
    """Give a party something to do by a date; the same one twice is made once."""
    case = claim_case(case)
    if not may_add(by, case):
        raise PermissionDenied
    if case.status == CaseStatus.DRAFT or case.status in ENDED:
        raise Refused(_("Saken er ikke under behandling, og kan ikke få nye oppfølginger."))
    what = what.strip()
    same = case.follow_ups.filter(state=FollowUpState.OPEN, what=what, party=party, due=due)
    found = same.first()
    if found is not None:
        return found
    if treatment is not None and treatment.case_id != case.pk:
        raise Refused(_("Behandlingen hører til en annen sak."))
    if not what:
        raise Refused(_("Skriv hva som skal gjøres."))
    row = FollowUp(case=case, treatment=treatment, what=what, party=party, made_by=by)
    row.person, row.due, row.made_at = person, due, now()
    _require_due(due)
    _require_person(person, party)
    row.full_clean()
    save_by(row, by=by)
    _tell(row, EventKind.FOLLOW_UP, _("frist %(day)s") % {"day": date_format(due)}, by=by)
    return row


@transaction.atomic
def change_follow_up(
    follow_up: FollowUp,
    values: Mapping[str, Any],
    *,
    by: User,
    why: str,
    seen: int | None = None,
) -> FollowUp:
    """Another date or person, with why. The party's contact may change the person only."""
    row = _claim(follow_up, by)
    if not may_report_for(by, row.party):
        raise PermissionDenied
    require_unchanged(row, seen, values, typed=values, thing=_("oppfølgingen"))
    changed = {name for name, value in values.items() if getattr(row, name) != value}
    if "due" in changed:
        if not is_secretariat(by):
            raise PermissionDenied
        _require_due(values["due"])
    if "person" in changed:
        _require_person(values["person"], row.party)
    if changed:
        require_reason(why)
    before, had = row.due, row.person_id
    row = write(row, values, by=by, why=why)
    if "person" in changed:
        memos.send(MemoKind.TASK_GIVEN, [row.person_id], by=by, about=row)
        memos.send(MemoKind.TASK_TAKEN, [had], by=by, about=row)
    if "due" in changed:
        days = {"old": date_format(before), "new": date_format(row.due), "why": why.strip()}
        said = _("fra %(old)s til %(new)s. %(why)s") % days
        _tell(row, EventKind.FOLLOW_UP_MOVED, said, by=by)
    return row


@transaction.atomic
def finish_follow_up(follow_up: FollowUp, *, by: User, answer: str) -> FollowUp:
    """Say what was done: the person, the party's contact, or the secretariat."""
    row = _claim(follow_up, by)
    if not may_finish(by, row):
        raise PermissionDenied
    if not answer.strip():
        raise Refused(_("Skriv hva som ble gjort."))
    return _end(row, FollowUpState.DONE, EventKind.FOLLOW_UP_DONE, answer, by=by)


@transaction.atomic
def drop_follow_up(follow_up: FollowUp, *, by: User, why: str) -> FollowUp:
    """It need not be done after all; the secretariat says why."""
    row = _claim(follow_up, by)
    if not is_secretariat(by):
        raise PermissionDenied
    require_reason(why)
    return _end(row, FollowUpState.DROPPED, EventKind.FOLLOW_UP_GONE, why, by=by)


def may_add(user: Someone, case: Case) -> bool:
    """The secretariat, the officer, and those who run the meetings where the case is."""
    if may_edit(user, case):
        return True
    return is_around(user, case.forum_id) and may_run_meetings(user, case.forum)


def may_finish(user: Someone, row: FollowUp) -> bool:
    """The one who does it, as long as that person belongs to the party; and those who report."""
    mine = row.person_id == getattr(user, "pk", None) and row.party_id in own_parties(user)
    return mine or may_report_for(user, row.party)


def concerned(row: FollowUp) -> list[User | None]:
    """Who hears of it besides the party and those around the case."""
    return [row.person, row.made_by]


def visible_follow_ups(user: Someone) -> QuerySet[FollowUp]:
    """Those of the cases that the person may see."""
    return with_facts(FollowUp.objects.filter(case__in=visible_to(user, Case.objects.all())))


def with_facts(rows: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """With all that a line tells; ``has_person`` is false for one who left the party."""
    there = Affiliation.objects.current().filter(user=OuterRef("person"), party=OuterRef("party"))
    rows = rows.annotate(has_person=Exists(there))
    return rows.select_related("case", "party", "person", "treatment__forum", "ended_by")


def my_follow_ups(user: User) -> list[FollowUp]:
    """Open ones that are the person's, and those of the contact's parties that nobody has."""
    mine = Q(person=user, has_person=True) | Q(party__in=reports_for(user), has_person=False)
    rows = visible_follow_ups(user).filter(mine, state=FollowUpState.OPEN)
    return list(rows.order_by("due", "pk"))


def _claim(follow_up: FollowUp, by: User) -> FollowUp:
    # The case first, as every action in it does: two never wait for each other.
    Case.objects.select_for_update(of=("self",)).only("pk").get(pk=follow_up.case_id)
    rows = FollowUp.objects.select_for_update(of=("self",)).select_related(
        "case__forum", "treatment__asked_by_forum", "party", "person", "made_by", "ended_by"
    )
    row = rows.get(pk=follow_up.pk)
    if not visible_to(by, Case.objects.filter(pk=row.case_id)).exists():
        raise PermissionDenied
    if row.state != FollowUpState.OPEN:
        raise Refused(
            _("%(person)s har alt ført oppfølgingen som «%(state)s».")
            % {"person": row.ended_by, "state": row.get_state_display()}
        )
    return row


def _end(row: FollowUp, state: FollowUpState, kind: EventKind, said: str, *, by: User) -> FollowUp:
    row.state, row.answer = state, said.strip()
    row.ended_by, row.ended_at = by, now()
    save_by(row, by=by, why=row.answer, fields=["state", "answer", "ended_by", "ended_at"])
    _tell(row, kind, row.answer, by=by)
    return row


def _tell(row: FollowUp, kind: EventKind, said: str, *, by: User) -> None:
    record(
        row.case,
        kind,
        by=by,
        treatment=row.treatment,
        party=row.party,
        reason=f"{row.what}: {said}",
        concerns=concerned(row),
    )


def _require_due(due: date) -> None:
    if due < today():
        raise Refused(_("Fristen kan ikke være før i dag."))


def _require_person(person: User | None, party: Party) -> None:
    if person is None:
        return
    there = Affiliation.objects.current().filter(user=person, party=party)
    if not there.exists():
        raise Refused(
            _("%(person)s hører ikke til %(party)s i dag.")
            % {"person": person, "party": party.name}
        )
