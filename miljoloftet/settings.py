"""Every setting, read once from the environment; README.md has the table.

Three ways to run: ``demo`` (``make run``: embedded database, made-up people),
``test`` (the suite) and ``production``, which refuses unsafe values (see checks.py).
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

import django_stubs_ext
from celery.schedules import crontab
from csp.constants import NONE, SELF

from miljoloftet.environment import Environment, database_from_url, sqlite

django_stubs_ext.monkeypatch()  # lets ModelForm[Case] be written as typed

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

MODE = env.text("MODE", "production")
DEMO = MODE == "demo"
PRODUCTION = MODE == "production"
DEBUG = env.flag("DEBUG")
VAR_DIR = env.folder("VAR_DIR", BASE_DIR / "var")

SECRET_KEY = env.text("SECRET_KEY", "" if PRODUCTION else "demo-and-test-only-never-in-production")
ALLOWED_HOSTS = env.names(
    "ALLOWED_HOSTS", () if PRODUCTION else ("localhost", "127.0.0.1", "[::1]")
)
CSRF_TRUSTED_ORIGINS = env.names("TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000")

INSTALLED_APPS = [
    "forums",
    "cases",
    "portfolio",
    "reporting",
    "forums.back_room_app.BackRoomConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "guardian",
    "simple_history",
    "csp",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forums.middleware.PersonLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "forums.second_factor.SecondFactorMiddleware",
]

ROOT_URLCONF = "miljoloftet.urls"
WSGI_APPLICATION = "miljoloftet.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "miljoloftet.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "miljoloftet.templatetags.site",
                "miljoloftet.templatetags.days",
                "miljoloftet.templatetags.fields",
                "forums.templatetags.dates",
                "forums.templatetags.words",
            ],
        },
    },
]

# --- data --------------------------------------------------------------------------------------

_database_url = env.text("DATABASE_URL")
DATABASES = {
    "default": database_from_url(_database_url) if _database_url else sqlite(VAR_DIR / "db.sqlite3")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.text("REDIS_URL")
CACHES: dict[str, Any] = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
    }
}

MEDIA_ROOT = VAR_DIR / "files"
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("STATIC_DIR", VAR_DIR / "static") if PRODUCTION else None
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("vendor/ds", BASE_DIR / "node_modules/@digdir/designsystemet-css/dist"),
    ("vendor/ds-theme", BASE_DIR / "node_modules/@digdir/designsystemet-theme/brand"),
    ("vendor/ds-web", BASE_DIR / "node_modules/@digdir/designsystemet-web/dist/umd"),
    ("vendor/inter", BASE_DIR / "node_modules/@fontsource-variable/inter"),
    ("vendor/htmx", BASE_DIR / "node_modules/htmx.org/dist"),
    ("vendor/brief", BASE_DIR / "front/built"),  # made by ``npm run build`` (scripts/setup.py)
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = False

# --- people ------------------------------------------------------------------------------------

AUTH_USER_MODEL = "forums.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "forums.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses come from invitations, not from a form
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "forums.sign_in_forms.SignInForm",
    "reset_password": "forums.sign_in_forms.ForgottenPasswordForm",
    "reset_password_from_key": "forums.sign_in_forms.NewPasswordForm",
    "change_password": "forums.sign_in_forms.ChangePasswordForm",
    "reauthenticate": "forums.sign_in_forms.AgainForm",
}
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "reset_password": "10/m/ip,3/10m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "forums.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Miljøloftet"
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for phones whose clock is not quite right
MFA_FORMS = {
    "authenticate": "forums.sign_in_forms.CodeForm",
    "reauthenticate": "forums.sign_in_forms.CodeAgainForm",
    "activate_totp": "forums.sign_in_forms.ActivateForm",
}
REQUIRE_SECOND_FACTOR = env.flag("REQUIRE_SECOND_FACTOR", PRODUCTION)
SOCIALACCOUNT_ADAPTER = "forums.adapter.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
# A link, not a form: our policy lets no form end at another site. OAuth's state guards the
# way back.
SOCIALACCOUNT_LOGIN_ON_GET = True
OIDC_ISSUER = env.text("OIDC_ISSUER")
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.text("OIDC_NAME", "virksomhetens konto"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": OIDC_ISSUER,
                    "oauth_pkce_enabled": True,
                    "verified_email": env.names("OIDC_VERIFIED_DOMAINS"),
                },
            }
        ]
        if OIDC_ISSUER
        else []
    }
}
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True  # people write whole sentences
ANONYMOUS_USER_NAME = None  # guardian: the public is no row in our table
GUARDIAN_RAISE_403 = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# --- words and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "miljoloftet.formats"
TIME_ZONE = "Europe/Oslo"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- background work ---------------------------------------------------------------------------

CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "Europe/Oslo"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "celerybeat-schedule")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any] = {"visibility_timeout": 900}
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": VAR_DIR / "broker",
        "data_folder_out": VAR_DIR / "broker",
        "control_folder": VAR_DIR / "broker-control",
        "polling_interval": 0.2,  # seconds; a whole one makes it slow to start and to stop
    }
CELERY_BEAT_SCHEDULE: dict[str, Any] = {
    "groups-follow-memberships": {
        "task": "forums.tasks.follow_memberships",
        "schedule": crontab(minute="5", hour="0"),
    },
    "tasks-follow-vacant-seats": {
        "task": "forums.tasks.follow_vacancies",
        "schedule": crontab(minute="10", hour="0"),
    },
    "orders-make-recurring": {
        "task": "cases.tasks.make_due_orders",
        "schedule": crontab(minute="20", hour="0"),
    },
    "search-follows-what-was-written": {
        "task": "cases.tasks.sweep_search",
        "schedule": crontab(minute="40", hour="2"),
    },
    "imports-resume": {
        "task": "forums.tasks.resume_imports",
        "schedule": crontab(minute="*/2"),
    },
    "papers-prepare": {
        "task": "cases.tasks.prepare_what_waits",
        "schedule": crontab(minute="*/5"),
    },
    "books-resume": {
        "task": "reporting.tasks.sweep_books",
        "schedule": crontab(minute="*/2"),
    },
    "grants-follow-days": {
        "task": "cases.tasks.follow_grants",
        "schedule": crontab(minute="15", hour="0"),
    },
}

# --- mail --------------------------------------------------------------------------------------

DEFAULT_FROM_EMAIL = env.text("FROM_EMAIL", "miljoloftet@localhost")
EMAIL_HOST = env.text("SMTP_HOST")
EMAIL_PORT = env.number("SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("SMTP_TLS")
EMAIL_TIMEOUT = 20
if not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

# --- security ----------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and env.flag("SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
BEHIND_PROXY = env.flag("BEHIND_PROXY")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # rate limits count the visitor, not the proxy
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "miljoloftet.errors.csrf_failure"
