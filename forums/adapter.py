"""How sign-in is ours: nobody registers alone, and a directory only opens a door already made."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from forums.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts come from an invitation (forums/invitations.py), never from a form."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Our pages say themselves what happened; the library's own texts are left out."""


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
