"""Who takes which seat, and who leaves it.

Only this module writes seats, memberships and affiliations. Each action ends with the groups
following in the same transaction, so rights move at that moment and not later. What ends keeps
its dates: the past of a person who left stands.
Sources: mandate for the working committee, 4 December 2018 (the bodies report changes to the
secretariat); preliminary mandate for the expert groups, 22 March 2019 (each party answers for its
representatives, and appoints a new one when somebody leaves).
"""

from datetime import date

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums import groups, vacancies
from forums.clock import today
from forums.edits import ONE_DAY, end_row, require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.models import (
    SEATED_ROLES,
    Affiliation,
    Forum,
    MandateClause,
    Membership,
    Party,
    PartyContact,
    Role,
    Seat,
    User,
)
from forums.permissions import require_secretariat

WITHOUT_SEAT = (Role.SUPPORT, Role.OBSERVER, Role.SECRETARY, Role.CALLED, Role.LEADER)


@transaction.atomic
def open_seat(
    forum: Forum,
    party: Party,
    *,
    start: date,
    by: User | None,
    clause: MandateClause | None = None,
    is_chair: bool = False,
    why: str = "",
) -> Seat:
    """Give the party one more seat in the forum; while it is vacant the party has a task."""
    _require_may(by)
    number = Seat.objects.filter(forum=forum, party=party).count() + 1
    seat = Seat(
        forum=forum, party=party, number=number, start=start, clause=clause, is_chair=is_chair
    )
    seat.full_clean()
    save_by(seat, by=by, why=why)
    vacancies.follow([seat.pk], today())
    return seat


@transaction.atomic
def close_seat(seat: Seat, *, end: date, by: User | None, why: str) -> Seat:
    """Take the seat away after ``end``; those who sit in it leave the same day."""
    _require_may(by)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    require_reason(why)
    if seat.end is not None and seat.end <= end:
        raise Refused(_("Plassen ble lukket alt %(day)s.") % {"day": date_format(seat.end)})
    seat.end = end
    seat.full_clean()
    save_by(seat, by=by, why=why, fields=["end"])
    touched = set()
    for row in _still_there(Membership.objects.filter(seat=seat), end):
        end_row(row, end, by=by, why=why)
        touched.add(row.user_id)
    vacancies.follow([seat.pk], today())
    groups.follow(today(), sorted(touched))
    return seat


@transaction.atomic
def appoint(
    user: User,
    *,
    seat: Seat,
    role: Role | str,
    start: date,
    by: User | None,
    end: date | None = None,
    why: str = "",
) -> Membership:
    """Let the person take the seat, or stand in for it, from ``start``.

    A seat has one occupant at a time: whoever had it leaves the day before. Raises Refused when
    the seat is not there, the person belongs to another party, or has the role already.
    """
    _require_may(by)
    role = Role(role)
    seat = (
        Seat.objects.select_for_update(of=("self",))
        .select_related("forum", "party")
        .get(pk=seat.pk)
    )
    _require_seat_there(seat, start)
    _require_same_party(user, seat.party, start)
    touched = {user.pk}
    if role in SEATED_ROLES:
        touched |= _make_room(seat, user, start, by=by, why=why)
    _require_not_already(user, seat.forum, role, start, end)
    row = Membership(
        user=user,
        forum=seat.forum,
        party=seat.party,
        role=role,
        seat=seat,
        start=start,
        end=end or seat.end,
    )
    row.full_clean()
    save_by(row, by=by, why=why)
    vacancies.follow([seat.pk], today())
    groups.follow(today(), sorted(touched))
    return row


@transaction.atomic
def add_role(
    user: User,
    forum: Forum,
    role: Role | str,
    *,
    party: Party | None,
    start: date,
    by: User | None,
    end: date | None = None,
    why: str = "",
) -> Membership:
    """Give a role that takes no seat: leader support, observer, secretary, called when needed.

    ``party`` is None only for the secretariat's own people.
    """
    _require_may(by)
    role = Role(role)
    if role not in WITHOUT_SEAT:
        raise Refused(_("Et medlem og en vara må høre til en plass."))
    if party is not None:
        _require_same_party(user, party, start)
    _require_not_already(user, forum, role, start, end)
    row = Membership(user=user, forum=forum, party=party, role=role, start=start, end=end)
    row.full_clean()
    save_by(row, by=by, why=why)
    groups.follow(today(), [user.pk])
    return row


@transaction.atomic
def end_membership(membership: Membership, *, end: date, by: User | None, why: str) -> Membership:
    """Let the role end after ``end``, its last day. The row stays, as the person's past.

    A role that has not begun by then falls away; its history stays.
    """
    _require_may(by)
    require_reason(why)
    row: Membership = Membership.objects.select_for_update(of=("self",)).get(pk=membership.pk)
    if row.end is not None and row.end <= end:
        raise Refused(_("Rollen sluttet alt %(day)s.") % {"day": date_format(row.end)})
    end_row(row, end, by=by, why=why)
    if row.seat_id:
        vacancies.follow([row.seat_id], today())
    groups.follow(today(), [row.user_id])
    return row


@transaction.atomic
def join_party(
    user: User, party: Party, *, start: date, by: User | None, why: str = ""
) -> Affiliation:
    """A person belongs to one party at a time: joining one means having left the other."""
    _require_may(by)
    other = Affiliation.objects.overlapping(start, None).filter(user=user).select_related("party")
    there = other.first()
    if there is not None:
        raise Refused(
            _("%(person)s hører til %(party)s. Avslutt det først.")
            % {"person": user, "party": there.party}
        )
    row = Affiliation(user=user, party=party, start=start)
    row.full_clean()
    save_by(row, by=by, why=why)
    groups.follow(today(), [user.pk])
    return row


@transaction.atomic
def leave_party(user: User, *, on: date, by: User | None, why: str) -> None:
    """The person's last day in the party is ``on``: every seat, role and contact duty ends then.

    Each seat left vacant becomes a task for the party.
    """
    _require_may(by)
    require_reason(why)
    here = Affiliation.objects.on(on).filter(user=user).select_for_update().first()
    if here is None:
        raise Refused(
            _("%(person)s hører ikke til noen part %(day)s.")
            % {"person": user, "day": date_format(on)}
        )
    if here.end == on:
        raise Refused(_("Siste dag i parten er alt %(day)s.") % {"day": date_format(on)})
    end_row(here, on, by=by, why=why)
    seats = set()
    for row in _still_there(Membership.objects.filter(user=user, party=here.party_id), on):
        end_row(row, on, by=by, why=why)
        seats.add(row.seat_id)
    for contact in _still_there(PartyContact.objects.filter(user=user, party=here.party_id), on):
        end_row(contact, on, by=by, why=why)
    vacancies.follow([pk for pk in seats if pk], today())
    groups.follow(today(), [user.pk])


def _require_may(by: User | None) -> None:
    # None is the system itself: the demo loader and the nightly run.
    if by is not None:
        require_secretariat(by)


def _still_there(rows, end: date):  # type: ignore[no-untyped-def]
    return rows.overlapping(end + ONE_DAY, None)


def _require_seat_there(seat: Seat, start: date) -> None:
    if not seat.holds_on(start):
        raise Refused(
            _("Plassen til %(party)s i %(forum)s finnes ikke %(day)s.")
            % {
                "party": seat.party.short_name,
                "forum": seat.forum.short_name,
                "day": date_format(start),
            }
        )


def _require_same_party(user: User, party: Party, start: date) -> None:
    if not Affiliation.objects.on(start).filter(user=user, party=party).exists():
        raise Refused(
            _("%(person)s hører ikke til %(party)s %(day)s, og kan ikke representere parten.")
            % {"person": user, "party": party, "day": date_format(start)}
        )


def _require_not_already(
    user: User, forum: Forum, role: Role, start: date, end: date | None
) -> None:
    rows = Membership.objects.overlapping(start, end).filter(user=user, forum=forum, role=role)
    if rows.exists():
        raise Refused(
            _("%(person)s er alt %(role)s i %(forum)s i denne tiden.")
            % {"person": user, "role": role.label, "forum": forum.short_name}
        )


def _make_room(seat: Seat, user: User, start: date, *, by: User | None, why: str) -> set[int]:
    """End the present occupant's time the day before; returns whose rights that touches."""
    touched = set()
    rows = Membership.objects.filter(seat=seat, role__in=SEATED_ROLES).select_related("user")
    for row in rows.overlapping(start, None).select_for_update(of=("self",)):
        if row.start >= start:
            raise Refused(
                _("%(person)s tar plassen fra %(day)s. Avslutt det først.")
                % {"person": row.user, "day": date_format(row.start)}
            )
        if row.user_id == user.pk:
            raise Refused(_("%(person)s har alt plassen.") % {"person": user})
        end_row(row, start - ONE_DAY, by=by, why=why)
        touched.add(row.user_id)
    return touched
