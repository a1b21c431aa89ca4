"""Django's admin as the back room: for administrators to look things up, and closed by default.

The signing in is the site's own, second factor included; the admin's own form would go round it.
What a library registers is left out: its forms would change what our actions keep.
"""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.second_factor import lacks_required_factor


class BackRoom(AdminSite):
    site_header = _("Miljøloftet – administrasjon")
    site_title = _("Miljøloftet")
    index_title = _("Slå opp i registrene")
    site_url = "/"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        from forums.admin import ReadOnly

        if admin_class is not None and issubclass(admin_class, ReadOnly):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Those who are staff and in the secretariat, or administrators."""
        from forums.permissions import is_secretariat

        is_staff = request.user.is_active and request.user.is_staff
        return is_staff and is_secretariat(request.user) and not lacks_required_factor(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    login.audience = "public"  # type: ignore[attr-defined]

    def password_change(  # type: ignore[override]  # a way out, not a page
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return redirect("account_change_password")

    password_change.audience = "secretariat"  # type: ignore[attr-defined]
