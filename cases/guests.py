"""Guests: somebody called to a meeting for one item only, and to nothing else of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from cases.agenda_claims import claim_item
from cases.models import AgendaItem, ItemGuest
from forums.errors import Refused
from forums.history import delete_by, save_by
from forums.models import User


@transaction.atomic
def invite_guest(
    item: AgendaItem,
    *,
    by: User,
    user: User | None = None,
    name: str = "",
    email: str = "",
    organisation: str = "",
) -> ItemGuest:
    """Call a person of ours, or one by name, to the item. The same one twice is told."""
    found = claim_item(item, by)
    if user is not None:
        name = email = ""
    guest = ItemGuest(item=found, user=user, name=name, email=email, organisation=organisation)
    if found.guests.filter(user=user, name=name, email=email).exists():
        raise Refused(_("%(guest)s er alt bedt til %(item)s.") % {"guest": guest, "item": found})
    guest.full_clean()
    return save_by(guest, by=by)


@transaction.atomic
def let_guest_go(guest: ItemGuest, *, by: User) -> None:
    """Call the guest no more; whoever is gone already stays so."""
    item = claim_item(guest.item, by)
    found = item.guests.filter(pk=guest.pk).first()
    if found is not None:
        delete_by(found, by=by)
