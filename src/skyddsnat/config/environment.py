"""Settings that come from the environment, each read once and refused in one sentence when it is missing or wrong."""

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# The database plans a statement once for each connection, not each time: planning what a page asks, with row-level
# security in every part, took more of its time than answering. A pooler between the two must keep prepared statements
# apart (PgBouncer does since 1.21).
_KEEPING_PLANS: dict[str, Any] = {"server_side_binding": True, "prepare_threshold": 5}


def required(*names: str) -> list[str]:
    """The values of these variables, in order. Names every missing one at once."""
    missing = [name for name in names if not os.environ.get(name)]
    if missing:
        raise ImproperlyConfigured(
            f"Set {' and '.join(missing)} in the environment: production does not start without "
            f"{'it' if len(missing) == 1 else 'them'} (see docs/how-to/production.md)."
        )
    return [os.environ[name] for name in names]


def database(variable: str, url: str) -> dict[str, Any]:
    """A Django database from `postgresql://user:password@host:port/name?option=value`.

    The host may be a socket directory (`?host=/run/postgresql`). Other options go to the driver as they are. The text
    of the error never holds the address itself, because it may hold a password.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme not in ("postgres", "postgresql") or not name:
        raise ImproperlyConfigured(
            f"{variable} must look like postgresql://user:password@host:5432/name: Skyddsnät runs on PostgreSQL alone."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": _KEEPING_PLANS | options,
        # One thread in each server process, so a connection that stays is as good as a pool, and simpler.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def databases() -> dict[str, dict[str, Any]]:
    """`default`, the role that runs and owns nothing, and `owner`, the role that migrates, on the same database.

    `owner` is there only when `DATABASE_OWNER_URL` is set: a running server needs no more than `DATABASE_URL`.
    """
    (url,) = required("DATABASE_URL")
    found = {"default": database("DATABASE_URL", url)}
    if owner_url := os.environ.get("DATABASE_OWNER_URL"):
        found["owner"] = database("DATABASE_OWNER_URL", owner_url)
    return found
