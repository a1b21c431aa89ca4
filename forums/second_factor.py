"""The secretariat signs in with a second factor; where that is required, nothing opens before."""

from collections.abc import Callable

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from forums.models import User
from forums.permissions import is_secretariat

# What must work while the factor is being set up.
OPEN_NAMES = ("account_logout", "set_language", "account_reauthenticate", "mfa_reauthenticate")
SESSION_KEY = "has_second_factor"


def is_required(user: User | AnonymousUser) -> bool:
    return settings.REQUIRE_SECOND_FACTOR and is_secretariat(user)


def lacks_required_factor(request: HttpRequest) -> bool:
    """Whether this person must set up a second factor first. Asked once a session."""
    user = request.user
    if request.session.get(SESSION_KEY) or not is_required(user):
        return False
    if is_mfa_enabled(user):
        request.session[SESSION_KEY] = True
        return False
    return True


class SecondFactorMiddleware:
    """Sends those who lack it to the set-up page; also for the API and the admin."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not lacks_required_factor(request) or self._is_open(request.path):
            return self.get_response(request)
        messages.info(
            request,
            _("Sekretariatet logger inn med kode fra en app. Sett den opp for å gå videre."),
        )
        return redirect("mfa_activate_totp")

    def _is_open(self, path: str) -> bool:
        under_setup = path.startswith((reverse("mfa_index"), settings.STATIC_URL))
        return under_setup or path in {reverse(name) for name in OPEN_NAMES}
