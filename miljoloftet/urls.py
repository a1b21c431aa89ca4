"""The addresses of the site; each app has its own."""

from django.contrib import admin
from django.urls import include, path

from miljoloftet import errors, health, pages

# Pages of the sign-in library that we do not offer: accounts and addresses come from invitations.
NOT_OFFERED = (
    "signup/",
    "email/",
    "confirm-email/",
    "confirm-email/<str:key>/",
    "password/set/",
    "3rdparty/",
    "3rdparty/signup/",
)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("", include("forums.urls")),
    path("", include("cases.urls")),
    path("", include("reporting.urls")),
    path("tilgjengelighet/", pages.accessibility_statement, name="accessibility_statement"),
    *[path(f"konto/{page}", errors.not_offered) for page in NOT_OFFERED],
    path("konto/", include("allauth.urls")),
]

handler400 = "miljoloftet.errors.bad_request"
handler403 = "miljoloftet.errors.forbidden"
handler404 = "miljoloftet.errors.not_found"
handler429 = "miljoloftet.errors.too_many"
handler500 = "miljoloftet.errors.server_error"
