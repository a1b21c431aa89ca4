"""A party reports who takes its seat; the secretariat confirms, and rights move then.

Source: mandate for the working committee, 4 December 2018 (the bodies report a change of
representative or deputy to the secretariat).
"""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from forums import clock, permissions
from forums.clock import today
from forums.errors import Refused
from forums.history import save_by
from forums.invitations import invite, needs_invitation
from forums.models import (
    SEATED_ROLES,
    Affiliation,
    ChangeStatus,
    Membership,
    RepresentativeChange,
    Role,
    Seat,
    User,
)
from forums.people import new_person
from forums.seats import appoint, join_party


@transaction.atomic
def report_change(
    seat: Seat,
    *,
    by: User,
    role: Role | str,
    start: date,
    user: User | None = None,
    new_name: str = "",
    new_email: str = "",
    new_title: str = "",
    note: str = "",
) -> RepresentativeChange:
    """Tell the secretariat who is to take the seat or stand in for it. Nothing moves yet.

    Raises PermissionDenied for one who may not report for the party, Refused when nobody is
    named, the seat is gone, or the same is reported already.
    """
    permissions.require_report_for(by, seat.party)
    # Two contacts may report at once: the seat is the door they pass one by one.
    seat = _locked(seat)
    if not seat.holds_on(start):
        raise Refused(_("Plassen finnes ikke den dagen."))
    if user is None and not (new_name.strip() and new_email.strip()):
        raise Refused(_("Velg en person, eller oppgi navn og e-postadresse."))
    if role == Role.MEMBER and _waiting(seat, role).exists():
        raise Refused(
            _("Det ligger alt en melding om denne plassen hos sekretariatet. Trekk den først.")
        )
    if same_waiting(seat, role=role, start=start, user=user, new_email=new_email) is not None:
        raise Refused(_("Denne personen er alt meldt."))
    if user is not None and _has_it(user, seat, role, start):
        raise Refused(_("%(person)s har alt denne rollen.") % {"person": user})
    change = RepresentativeChange(
        party=seat.party,
        seat=seat,
        role=Role(role),
        user=user,
        new_name="" if user else new_name.strip(),
        new_email="" if user else new_email.strip().lower(),
        new_title="" if user else new_title.strip(),
        start=start,
        note=note,
        reported_by=by,
        reported_at=clock.now(),
    )
    change.full_clean()
    return save_by(change, by=by)


@transaction.atomic
def confirm_change(change: RepresentativeChange, *, by: User) -> RepresentativeChange:
    """Carry the change out: the person is made and invited if new, sits, and has the rights.

    A change dated before today is carried out from today: nobody acts for a party before the
    secretariat has confirmed it.
    """
    permissions.require_secretariat(by)
    change = _claim(change)
    person = known_person(change) or new_person(
        email=change.new_email, name=change.new_name, title=change.new_title, by=by
    )
    if not person.is_active:
        raise Refused(_("%(person)s er ikke aktiv.") % {"person": person})
    start = max(change.start, today())
    if not Affiliation.objects.on(start).filter(user=person, party=change.party).exists():
        join_party(person, change.party, start=min(start, today()), by=by)
    why = _("Meldt av %(person)s") % {"person": change.reported_by}
    appoint(person, seat=change.seat, role=_role(change), start=start, by=by, why=why)
    change.user = person
    _settle(change, ChangeStatus.CONFIRMED, by=by, fields=["user"])
    if needs_invitation(person):
        invite(person, by=by)
    return change


@transaction.atomic
def reject_change(change: RepresentativeChange, *, by: User, note: str) -> RepresentativeChange:
    """Say no, with the reason that the party gets to read."""
    permissions.require_secretariat(by)
    if not note.strip():
        raise Refused(_("Skriv hvorfor meldingen blir avvist. Parten får lese det."))
    change = _claim(change)
    change.settled_note = note
    return _settle(change, ChangeStatus.REJECTED, by=by, fields=["settled_note"])


@transaction.atomic
def withdraw_change(change: RepresentativeChange, *, by: User) -> RepresentativeChange:
    """The party takes its message back before it is settled."""
    permissions.require_report_for(by, change.party)
    return _settle(_claim(change), ChangeStatus.WITHDRAWN, by=by)


def _claim(change: RepresentativeChange) -> RepresentativeChange:
    # Two secretaries may answer one message: judge the locked row.
    rows = RepresentativeChange.objects.select_for_update(of=("self",))
    related = ("party", "seat__forum", "seat__party", "user", "reported_by", "settled_by")
    locked = rows.select_related(*related).get(pk=change.pk)
    if locked.status != ChangeStatus.REPORTED:
        raise Refused(
            _("Meldingen er alt %(status)s av %(person)s.")
            % {"status": locked.get_status_display(), "person": locked.settled_by}
        )
    return locked


def _settle(
    change: RepresentativeChange,
    status: ChangeStatus,
    *,
    by: User,
    fields: list[str] | None = None,
) -> RepresentativeChange:
    change.status, change.settled_by, change.settled_at = status, by, clock.now()
    changed = ["status", "settled_by", "settled_at", *(fields or [])]
    return save_by(change, by=by, why=change.settled_note, fields=changed)


def known_person(change: RepresentativeChange) -> User | None:
    """The person meant, if we have that person already: the e-mail address says who it is."""
    if change.user is not None:
        return change.user
    return User.objects.filter(email__iexact=change.new_email).first()


def same_waiting(
    seat: Seat,
    *,
    role: Role | str,
    start: date,
    user: User | None = None,
    new_email: str = "",
    **rest: object,
) -> RepresentativeChange | None:
    """A message that says the same and waits for an answer, as after a second press."""
    rows = _waiting(seat, role).filter(start=start)
    if user is not None:
        return rows.filter(user=user).first()
    return rows.filter(user=None, new_email__iexact=new_email.strip()).first()


def _waiting(seat: Seat, role: Role | str) -> QuerySet[RepresentativeChange]:
    return RepresentativeChange.objects.filter(seat=seat, role=role, status=ChangeStatus.REPORTED)


def _locked(seat: Seat) -> Seat:
    rows = Seat.objects.select_for_update(of=("self",)).select_related("forum", "party")
    locked: Seat = rows.get(pk=seat.pk)
    return locked


def _has_it(user: User, seat: Seat, role: Role | str, start: date) -> bool:
    roles = [Role.DEPUTY] if role == Role.DEPUTY else SEATED_ROLES
    rows = Membership.objects.overlapping(start, None).filter(user=user, seat=seat, end=seat.end)
    return rows.filter(role__in=roles).exists()


def _role(change: RepresentativeChange) -> Role:
    """Whoever takes the seat that leads the forum, leads it."""
    leads = change.seat.is_chair and change.role == Role.MEMBER
    return Role.LEADER if leads else Role(change.role)
