"""An account begins with an invitation: a link, used once, within 14 days.

The secret of the link is mailed and forgotten; we keep its SHA-256. A person has one open
invitation at a time: a new one takes the place of the old.
"""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import clock, permissions
from forums.errors import Refused
from forums.history import save_by
from forums.models import Invitation, User

VALID_FOR = timedelta(days=14)


def needs_invitation(user: User) -> bool:
    """Active, and has no password to sign in with."""
    return user.is_active and not user.has_usable_password()


@transaction.atomic
def invite(user: User, *, by: User) -> str:
    """Make a link for the person and mail it once the transaction holds; returns the link.

    Raises PermissionDenied unless ``by`` is in the secretariat, Refused for one who is inactive
    or signs in already.
    """
    permissions.require_secretariat(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise Refused(_("%(person)s er ikke aktiv.") % {"person": user})
    if user.has_usable_password():
        raise Refused(
            _("%(person)s har alt en konto. Glemt passord ordnes på innloggingssiden.")
            % {"person": user}
        )
    now = clock.now()
    Invitation.objects.open().filter(user=user).update(revoked_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user,
        token_hash=_hash(token),
        invited_by=by,
        created_at=now,
        expires_at=now + VALID_FOR,
    )
    link = settings.SITE_URL + reverse("accept_invitation", args=[token])
    # What was done stands when the broker is away; the secretariat can send the letter again.
    transaction.on_commit(lambda: _mail(invitation.pk, link), robust=True)
    return link


@transaction.atomic
def revoke(invitation: Invitation, *, by: User) -> None:
    """Make the link useless; repeating it changes nothing."""
    permissions.require_secretariat(by)
    rows = Invitation.objects.open().filter(pk=invitation.pk)
    rows.update(revoked_at=clock.now())


def find(token: str) -> Invitation:
    """The open invitation behind a link. Raises Refused saying why it cannot be used."""
    rows = Invitation.objects.select_related("user")
    invitation = rows.filter(token_hash=_hash(token)).first()
    if invitation is None or not invitation.user.is_active:
        raise Refused(_("Lenken er ikke riktig. Se etter om hele lenken kom med."))
    if invitation.accepted_at:
        raise Refused(_("Lenken er alt brukt. Logg inn med e-postadressen og passordet ditt."))
    if invitation.revoked_at:
        raise Refused(_("Lenken er trukket. Bruk den nyeste invitasjonen du har fått."))
    if invitation.expires_at <= clock.now():
        raise Refused(_("Lenken er for gammel. Be sekretariatet om en ny invitasjon."))
    return invitation


@transaction.atomic
def accept(token: str, password: str) -> User:
    """Give the person the password; the link works only once.

    Raises Refused as ``find`` does, and ValidationError for a password that is too weak.
    """
    invitation = find(token)
    user = invitation.user
    validate_password(password, user)
    used = (
        Invitation.objects.open()
        .filter(user=user)
        .filter(pk=invitation.pk)
        .update(accepted_at=clock.now())
    )
    if not used:  # another tab was a moment quicker
        raise Refused(_("Lenken er alt brukt. Logg inn med e-postadressen og passordet ditt."))
    user.set_password(password)
    return save_by(user, by=user, why=_("Tok i bruk invitasjonen"), fields=["password"])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mail(invitation: int, link: str) -> None:
    from forums.tasks import mail_invitation

    mail_invitation.delay(invitation, link)
