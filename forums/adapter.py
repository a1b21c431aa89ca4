"""How sign-in is ours: nobody registers alone, and a directory only opens a door already made."""

import logging
import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums import second_factor
from forums.models import User
from forums.tasks import mail_letter

logger = logging.getLogger(__name__)

WRONG_CODE = gettext_lazy("Koden er ikke riktig. Vent til appen viser en ny, og prøv igjen.")
TOO_MANY = gettext_lazy("Du har prøvd for mange ganger. Vent noen minutter, og prøv igjen.")
SIGNED_IN_AT = "signed_in_at"


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an invitation (forums/invitations.py), never from a form."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy("E-postadressen eller passordet er feil."),
        "incorrect_password": gettext_lazy("Passordet er feil."),
        "enter_current_password": gettext_lazy("Passordet er feil."),
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened; the library's own texts are left out."""

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        request.session[SIGNED_IN_AT] = time.time()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """One who signed in a moment ago need not write the password again."""
        since = time.time() - self.request.session.get(SIGNED_IN_AT, 0)
        recent = since < app_settings.REAUTHENTICATION_TIMEOUT
        return not recent and bool(super().is_reauthentication_required(app=app, **kwargs))

    def format_email_subject(self, subject: str) -> str:
        return subject

    def get_reset_password_from_key_url(self, key: str) -> str:
        address = str(super().get_reset_password_from_key_url(key))
        return f"{settings.SITE_URL}{urlsplit(address).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the reader's language, by the worker: the page answers alike whoever exists."""
        person = context.get("user")
        with translation.override(person.language if person else translation.get_language()):
            letter = self.render_mail(template_prefix, email, context)
        try:
            mail_letter.delay(letter.subject, letter.body, letter.to)
        except Exception:  # whatever the broker suffers from, the page answers alike
            logger.exception("A letter could not be handed to the worker")


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Who must have a second factor cannot take it away."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": gettext_lazy(
            "Sekretariatet logger inn med kode fra en app. Koden kan ikke slås av."
        ),
    }

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not second_factor.is_required(authenticator.user)


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Sign-in through a party's own directory, for people we already know by e-mail."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Tie the directory's person to ours by an address the directory has verified."""
        if sociallogin.is_existing:
            return
        verified = [row.email for row in sociallogin.email_addresses if row.verified]
        known = User.objects.filter(email__in=[email.lower() for email in verified]).first()
        if known is None or not known.is_active:
            messages.error(
                request,
                _("Vi fant ingen konto med e-postadressen din. Be sekretariatet om en invitasjon."),
            )
            raise ImmediateHttpResponse(redirect("account_login"))
        sociallogin.connect(request, known)
