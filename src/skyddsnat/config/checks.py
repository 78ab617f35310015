"""Checks that Django runs before a server starts."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Critical, Tags, register
from django.core.checks import Warning as CheckWarning
from django.db import connections

_RIGHTS = """
SELECT r.rolsuper, r.rolbypassrls, EXISTS (
    SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public' AND pg_has_role(r.oid, c.relowner, 'USAGE')
), session_user <> 'skyddsnat_app'
FROM pg_roles r WHERE r.rolname = current_user
"""

_FAULTS = (
    ("is a superuser, so row-level security would not hold", "config.E001"),
    ("bypasses row-level security", "config.E002"),
    ("owns tables, or is a member of the role that does, so row-level security would not hold", "config.E003"),
    # The seal of the log knows the role that runs by its name.
    ("is not skyddsnat_app itself, so the log would not ask who is looking", "config.E004"),
)


@register(Tags.database)
def runtime_role_owns_nothing(*, databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """The role that serves pages is bound by row-level security. A superuser, an owner or BYPASSRLS is not."""
    if "default" not in (databases or ()):
        return []
    with connections["default"].cursor() as cursor:
        cursor.execute(_RIGHTS)
        rights = cursor.fetchone()
    return [
        Critical(
            f"The database role of DATABASE_URL {fault}.",
            hint="Let DATABASE_URL name skyddsnat_app, which is a member of nothing.",
            id=number,
        )
        for wrong, (fault, number) in zip(rights, _FAULTS, strict=True)
        if wrong
    ]


@register(deploy=True)
def alarms_can_leave(**_: Any) -> list[CheckMessage]:
    """An alarm must reach those who are not logged in, before a measure ends by itself (lesson 1)."""
    if settings.EMAIL_HOST:
        return []
    return [
        CheckWarning(
            "EMAIL_HOST is not set: alarms reach nobody who is not logged in.",
            hint="Name the mail server, and run `skyddsnat alarms` each quarter of an hour (docs/how-to/alarms.md).",
            id="config.W001",
        )
    ]
