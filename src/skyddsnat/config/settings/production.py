"""A real installation. Refuses to start on a guess: every secret and address comes from the environment.

SECRET_KEY          long and random; changing it logs everybody out
ALLOWED_HOSTS       the names this server answers to, with commas between
DATABASE_URL        the role that runs, `skyddsnat_app`: owner of nothing
DATABASE_OWNER_URL  the role that migrates, `skyddsnat_owner`; needed by `skyddsnat migrate` and by nothing else
STATIC_ROOT         where `skyddsnat static` puts the static files, from which they are then served
"""

import os
from pathlib import Path

from skyddsnat.config.environment import databases, required
from skyddsnat.config.settings.base import *  # noqa: F403 - laid over what every installation shares
from skyddsnat.config.settings.base import PACKAGE

DEBUG = False
SECRET_KEY, _hosts, _ = required("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
ALLOWED_HOSTS = [host.strip() for host in _hosts.split(",") if host.strip()]
# The extract may tell its openings to one host and no other: a pattern of hosts is no address.
_NAMED_HOSTS = [host for host in ALLOWED_HOSTS if "*" not in host and not host.startswith(".")]
ONCALL_ADDRESS = os.environ.get("ONCALL_ADDRESS") or "".join(f"https://{host}" for host in _NAMED_HOSTS[:1])
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"]
DATABASES = databases()

# Everything travels encrypted. The proxy that ends the encryption says so in this header, and must set it itself.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
# A municipality's inner address has no place on the browsers' public list.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
LANGUAGE_COOKIE_SECURE = True

STATIC_ROOT = Path(os.environ.get("STATIC_ROOT") or PACKAGE.parents[1] / "staticfiles")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
