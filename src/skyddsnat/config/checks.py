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
)
FROM pg_roles r WHERE r.rolname = current_user
"""

_FAULTS = (
    ("is a superuser", "config.E001"),
    ("bypasses row-level security", "config.E002"),
    ("owns tables, or is a member of the role that does", "config.E003"),
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
            f"The database role of DATABASE_URL {fault}, so row-level security would not hold.",
            hint="Let DATABASE_URL name a role that is a member of skyddsnat_app and of nothing else.",
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
