"""What every installation shares. Holds no secret, no address and no login."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[2]

# --- Parts ------------------------------------------------------------------------------------------------------------

FOUNDATION_APPS = [
    "skyddsnat.foundation.staff",
    "skyddsnat.foundation.access",
    "skyddsnat.foundation.audit",
    "skyddsnat.foundation.deadlines",
    "skyddsnat.foundation.documents",
    "skyddsnat.foundation.drafts",
    "skyddsnat.foundation.oncall",
]

# In the order of the case: the first step first.
DOMAIN_APPS = [
    "skyddsnat.domains.people",
    "skyddsnat.domains.journal",
    "skyddsnat.domains.intake",
    "skyddsnat.domains.survey",
    "skyddsnat.domains.investigations",
    "skyddsnat.domains.decisions",
    "skyddsnat.domains.compulsory",
    "skyddsnat.domains.safety",
]

# The shell, then one app per journey. Templates of the shell come first, so that it decides how errors look.
WEB_APPS = [
    "skyddsnat.web",
    "skyddsnat.web.account",
    "skyddsnat.web.home",
    "skyddsnat.web.intake",
    "skyddsnat.web.children",
    "skyddsnat.web.investigations",
    "skyddsnat.web.decisions",
    "skyddsnat.web.board",
    "skyddsnat.web.papers",
    "skyddsnat.web.compulsory",
    "skyddsnat.web.police",
    "skyddsnat.web.safety",
    "skyddsnat.web.facts",
    "skyddsnat.web.figures",
    "skyddsnat.web.survey",
    "skyddsnat.web.answer",
    "skyddsnat.web.oncall",
    "skyddsnat.web.unit",
    "skyddsnat.web.staff",
    "skyddsnat.web.search",
    "skyddsnat.web.rules",
    "skyddsnat.web.log",
    "skyddsnat.web.gallery",
]

INSTALLED_APPS = [
    *WEB_APPS,
    "skyddsnat.config",
    *FOUNDATION_APPS,
    *DOMAIN_APPS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "skyddsnat.config.middleware.not_kept",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "skyddsnat.config.middleware.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "skyddsnat.config.urls"
WSGI_APPLICATION = "skyddsnat.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "skyddsnat.web.shell.shell",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

# Shown on every page of an installation whose people are made up.
IS_DEMO = False

# Who writes, in the head of every letter and record.
BOARD_NAME = os.environ.get("BOARD_NAME", "Socialnämnden")
# What the municipality is called in figures, also beside those of others.
MUNICIPALITY = os.environ.get("MUNICIPALITY") or BOARD_NAME
# The court that a decision is appealed to.
COURT_NAME = os.environ.get("COURT_NAME", "förvaltningsrätten")

# --- When the system is down ------------------------------------------------------------------------------------------

# The extract for the on-call team: the folder it is put in, the key that signs it, and where its openings are told.
ONCALL_FOLDER = os.environ.get("ONCALL_FOLDER", "")
ONCALL_KEY = os.environ.get("ONCALL_KEY", "")
ONCALL_ADDRESS = os.environ.get("ONCALL_ADDRESS", "")

# --- Figures ----------------------------------------------------------------------------------------------------------

# Where `skyddsnat insight extract` puts each night's figures, and where the pages read them.
FIGURES_FOLDER = os.environ.get("FIGURES_FOLDER", "")

# --- Alarms by mail ---------------------------------------------------------------------------------------------------

# The server that takes the mail. Without one `skyddsnat alarms` sends nothing and says so.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 25)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM") or "skyddsnat@localhost"
# The employer's own domains, a comma between: an employee's address is at one of them. Unset: anywhere but where people
# keep their private mail.
WORK_EMAIL_DOMAINS = [each.strip() for each in os.environ.get("WORK_EMAIL_DOMAINS", "").split(",") if each.strip()]
# How many hours before a measure ends by itself its workers, their manager and the chair are told.
ALARM_HOURS = os.environ.get("ALARM_HOURS") or "48,24,6"

# --- Language and time ------------------------------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

# --- Login ------------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "staff.Employee"
AUTHENTICATION_BACKENDS = ["skyddsnat.web.account.signed_in.EmployeeBackend"]
SESSION_ENGINE = "skyddsnat.web.account.signed_in"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "login"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# A working day. The browser forgets the session when it is closed; what was being typed is kept as a draft.
SESSION_COOKIE_AGE = 10 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
# What a deed says when it is done ends with the session: in a cookie of its own it met the next person at the desk.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = "Lax"
# Scripts read the token from the form, never from the cookie.
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

# --- What the browser may do ------------------------------------------------------------------------------------------

# Nothing inline and nothing from elsewhere. `data:` is for the pictures inside the vendored style sheets.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True

# --- Static files -----------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

# --- Logs -------------------------------------------------------------------------------------------------------------

# A log is read by people who may not see the children. It holds the kind of an error and where in our code it was
# raised, never its message, a query string, a form or a row.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"careful": {"()": "skyddsnat.config.logs.CarefulFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "careful"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        # A page that is not there, or not for you: nothing to act on, and the path may name a child.
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        "skyddsnat": {"level": "INFO"},
    },
}

# Large enough for a long note with its attachments, small enough to keep a server standing.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
