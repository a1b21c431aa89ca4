"""People and party contacts: who there is, how to reach them, who answers for a party.

Roles, seats and which party a person belongs to are seats.py; accounts begin in invitations.py.
"""

from datetime import date

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from forums import groups
from forums.clock import now, today
from forums.edits import change, end_row, require_reason
from forums.errors import Refused
from forums.history import save_by
from forums.invitations import invite, revoke
from forums.models import Affiliation, Invitation, Language, Party, PartyContact, User
from forums.permissions import require_secretariat
from forums.seats import join_party


@transaction.atomic
def new_person(
    *,
    email: str,
    name: str,
    by: User,
    title: str = "",
    phone: str = "",
    language: Language | str = Language.BOKMAL,
    party: Party | None = None,
    start: date | None = None,
    invited: bool = False,
) -> User:
    """Write a person down, without a password; a link to choose one is sent when ``invited``."""
    require_secretariat(by)
    person = User(
        email=email.strip().lower(),
        name=name,
        title=title,
        phone=phone,
        language=language,
        date_joined=now(),
    )
    person.set_unusable_password()
    person.full_clean(exclude=["password"])
    save_by(person, by=by)
    if party is not None:
        join_party(person, party, start=start or today(), by=by)
    if invited:
        invite(person, by=by)
    return person


@transaction.atomic
def change_person(
    person: User,
    *,
    email: str,
    name: str,
    title: str,
    phone: str,
    by: User,
    seen: int | None = None,
) -> User:
    """Correct name, position, telephone and address. The address is what one signs in with.

    A new address takes the open invitation to the old one with it. Raises Refused for an
    administrator's address, unless an administrator changes it: whoever reads mail to an address
    can choose its password.
    """
    require_secretariat(by)
    email = email.strip().lower()
    moved = email != person.email.lower()
    if moved and (person.is_staff or person.is_superuser) and not by.is_superuser:
        raise Refused(_("Bare en administrator kan endre e-postadressen til en administrator."))
    values = {"email": email, "name": name, "title": title, "phone": phone}
    person = change(person, values, by=by, seen=seen, thing=_("personen"))
    if moved:
        EmailAddress.objects.filter(user=person).exclude(email__iexact=email).delete()
        for invitation in Invitation.objects.open().filter(user=person):
            revoke(invitation, by=by)
    return person


@transaction.atomic
def add_contact(user: User, party: Party, *, start: date, by: User) -> PartyContact:
    """Let the person report for the party from ``start``. A party may have several."""
    require_secretariat(by)
    if not Affiliation.objects.on(start).filter(user=user, party=party).exists():
        raise Refused(
            _("%(person)s hører ikke til %(party)s %(day)s.")
            % {"person": user, "party": party, "day": date_format(start)}
        )
    there = PartyContact.objects.overlapping(start, None).filter(user=user, party=party)
    if there.exists():
        raise Refused(_("%(person)s er alt partskontakt i denne tiden.") % {"person": user})
    row = PartyContact(user=user, party=party, start=start)
    row.full_clean()
    save_by(row, by=by)
    groups.follow(today(), [user.pk])
    return row


@transaction.atomic
def end_contact(contact: PartyContact, *, end: date, by: User, why: str) -> PartyContact:
    """``end`` is the last day that the person reports for the party."""
    require_secretariat(by)
    require_reason(why)
    row: PartyContact = PartyContact.objects.select_for_update().get(pk=contact.pk)
    if row.end is not None and row.end <= end:
        raise Refused(_("Dette er alt avsluttet %(day)s.") % {"day": date_format(row.end)})
    end_row(row, end, by=by, why=why)
    groups.follow(today(), [row.user_id])
    return row
