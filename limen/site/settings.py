"""Every setting of Limen, read from the environment by typed readers that fail loudly."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from limen.site import env
from limen.site.messages import messages_from_environment
from limen.site.postgres.roles import DatabaseRole
from limen.site.postgres.urls import DatabaseUrls, django_database

HERE = Path(__file__).resolve().parent.parent

# --- who we are ------------------------------------------------------------------------------------
DEMO = env.switch("LIMEN_DEMO")
SECRET_KEY = env.secret("LIMEN_SECRET_KEY")
TICKET_PEPPER = env.secret("LIMEN_PEPPER")
DEBUG = False
ALLOWED_HOSTS = env.words("LIMEN_HOSTS", "localhost,127.0.0.1,[::1]")
# Whether what supervisors let out of the directory of services is read without signing in.
OPEN_DIRECTORY = env.switch("LIMEN_OPEN_DIRECTORY")
BEHIND_TLS = env.switch("LIMEN_TLS", default=not DEMO)

# --- the house ---------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "limen.site.sign_in",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "limen.foundation.journal",
    "limen.foundation.once",
    "limen.domain.identity",
    "limen.domain.policy",
    "limen.domain.country",
    "limen.domain.directory",
    "limen.domain.people",
    "limen.domain.families",
    "limen.domain.contacts",
    "limen.domain.duplicates",
    "limen.domain.cases",
    "limen.domain.imports",
    "limen.domain.notes",
    "limen.domain.screenings",
    "limen.domain.documents",
    "limen.domain.deadlines",
    "limen.domain.hall",
    "limen.domain.decisions",
    "limen.domain.interviews",
    "limen.domain.assessments",
    "limen.domain.applications",
    "limen.domain.practice",
    "limen.domain.plans",
    "limen.domain.procedure",
    "limen.domain.tasks",
    "limen.domain.registration",
    "limen.domain.worklists",
    "limen.domain.notices",
    "limen.jobs",
    "limen.web",
    "limen.workspaces.account",
    "limen.workspaces.administration",
    "limen.workspaces.policy",
    "limen.workspaces.interpreting",
    "limen.workspaces.registration",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "limen.web.moment.OneMoment",
    "limen.web.seeing.SeenWritings",
    "limen.web.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "limen.site.sign_in.doorkeeper.Doorkeeper",
]
ROOT_URLCONF = "limen.site.urls"
WSGI_APPLICATION = "limen.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "limen.web.framing.shell",
            ],
        },
    },
]
FORM_RENDERER = "limen.web.components.fields.FormRenderer"

# --- the database --------------------------------------------------------------------------------------
# One database, several roles. Web processes serve as `limen_app`; the command line may say LIMEN_AS.
_URLS = DatabaseUrls.from_environment(os.environ)
SERVING_AS = DatabaseRole[env.text("LIMEN_AS", "app").upper()]
# A pooler stands before the database and lends its connections for one transaction: see operations/pooler.md.
POOLER = env.switch("LIMEN_POOLER")
_POOLED = env.switch("LIMEN_POOL", default=SERVING_AS is DatabaseRole.APP)
DATABASES: dict[str, dict[str, Any]] = {
    "default": django_database(_URLS.required(SERVING_AS), pool=_POOLED, pooler=POOLER),
    "door": django_database(
        _URLS.required(DatabaseRole.DOOR if SERVING_AS is DatabaseRole.APP else SERVING_AS),
        pool=_POOLED,
        pooler=POOLER,
    ),
}
# A standby that some lists may be read from, and how many seconds it may be behind: limen.foundation.copies.
COPY_MAY_LAG = env.number("LIMEN_COPY_MAY_LAG_SECONDS", 5)
if SERVING_AS is DatabaseRole.APP and (_COPY := _URLS.copy):
    DATABASES["copy"] = django_database(_COPY, pool=_POOLED, pooler=POOLER)
DATABASE_ROUTERS = ["limen.site.routing.Doors"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- signing in ----------------------------------------------------------------------------------------
AUTH_USER_MODEL = "identity.Account"
# How many cases of a worklist one person alone may take out as a table.
EXPORT_ALONE_AT_MOST = env.number("LIMEN_EXPORT_ALONE_AT_MOST", 200)
# How many leave in one file, whoever agrees.
EXPORT_AT_MOST = env.number("LIMEN_EXPORT_AT_MOST", 100_000)
# How long a second person has for an answer, and then who asked for taking out what was agreed to.
EXPORT_WAITS_HOURS = env.number("LIMEN_EXPORT_WAITS_HOURS", 72)
SESSION_ENGINE = "limen.domain.identity.sessions"
SESSION_COOKIE_NAME = "__Host-limen" if BEHIND_TLS else "limen"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_NAME = "__Host-limen-csrf" if BEHIND_TLS else "limen-csrf"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "limen.web.errors.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# --- headers -------------------------------------------------------------------------------------------
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = BEHIND_TLS
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.switch("LIMEN_BEHIND_PROXY") else None
# Not "no-referrer": with it a browser sends `Origin: null`, and every form of ours would look forged.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    },
}

# --- words and times -------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("uk", "Українська"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [HERE / "web" / "locale"]
LANGUAGE_COOKIE_NAME = "limen-language"
LANGUAGE_COOKIE_SECURE = BEHIND_TLS
USE_TZ = True
TIME_ZONE = "UTC"

# --- the law ---------------------------------------------------------------------------------------------
PACKS = env.packs()

# --- screening instruments -------------------------------------------------------------------------------
INSTRUMENTS, OWN_INSTRUMENTS = env.INSTRUMENTS, env.own_instruments()

# --- interviews by video ---------------------------------------------------------------------------------
# The address of a meeting server of one's own; a room with a random name is added to it. Empty: no video.
MEETINGS = env.text("LIMEN_MEETINGS", "").rstrip("/")

# --- messages to people ----------------------------------------------------------------------------------
MESSAGES = messages_from_environment()
SENDERS = MESSAGES.can

# --- files of cases --------------------------------------------------------------------------------------
# Sealed before they touch the disk: nothing that was sent lies anywhere in the clear while it waits.
FILES = env.place_of_files()
FILE_LIMIT = env.number("LIMEN_FILE_LIMIT_MB", 100) * 1024 * 1024
SOUND_LIMIT = env.number("LIMEN_SOUND_LIMIT_MB", 500) * 1024 * 1024
# All files of a catalogue together: they are unpacked and sealed while somebody, and a transaction, waits.
CATALOGUE_LIMIT = env.number("LIMEN_CATALOGUE_LIMIT_MB", 300) * 1024 * 1024
# After so many days a catalogue that nobody ended is put away, and the files that wait for it are removed.
CATALOGUE_DAYS = env.number("LIMEN_CATALOGUE_DAYS", 30)
CLAMD = env.text("LIMEN_CLAMD", "")
FILE_UPLOAD_HANDLERS = [
    "limen.web.documents.uploading.SealedUploads",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- files served to browsers ----------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("LIMEN_STATIC_ROOT", str(HERE / "web" / "static")))
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# --- logs ------------------------------------------------------------------------------------------------
LOGGING_CONFIG = "limen.site.logs.configure"
LOGGING: dict[str, Any] = {"as_json": env.switch("LIMEN_LOGS_JSON", default=not DEMO)}

from limen.site.sign_in.settings import *  # noqa: E402, F403  (they are many; they live together)
