"""`skyddsnat migrate`: bring the tables up to the code, as the role that owns them."""

import argparse
import sys

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from skyddsnat.jobs.trouble import Trouble

# Tables of Django itself; ours are granted one by one in their own migrations.
_FRAMEWORK_GRANTS = """
GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO skyddsnat_app;
GRANT SELECT ON django_content_type, auth_permission, django_migrations TO skyddsnat_app;
"""

_HAS_ANSWERS_ROLE = """
SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'skyddsnat_answers' AND pg_has_role(current_user, oid, 'MEMBER'))
"""
_NO_ANSWERS_ROLE = (
    "The answers to surveys belong to a role of their own: let a superuser run "
    "`CREATE ROLE skyddsnat_answers NOLOGIN; GRANT skyddsnat_answers TO skyddsnat_owner;` and migrate again."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(args: argparse.Namespace) -> int:
    """Migrate, and say so."""
    migrate(verbosity=1)
    return 0


def migrate(*, verbosity: int = 0) -> None:
    """Run every migration as the owner and let the running role use Django's own tables. Raises Trouble."""
    if "owner" not in settings.DATABASES:
        raise Trouble("Set DATABASE_OWNER_URL to the role skyddsnat_owner: the role that runs may not change tables.")
    with connections["owner"].cursor() as cursor:
        cursor.execute(_HAS_ANSWERS_ROLE)
        if cursor.fetchone() != (True,):
            raise Trouble(_NO_ANSWERS_ROLE)
    call_command("migrate", database="owner", interactive=False, verbosity=verbosity, stdout=sys.stdout)
    with connections["owner"].cursor() as cursor:
        cursor.execute(_FRAMEWORK_GRANTS)
    connections["owner"].close()
