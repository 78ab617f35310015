"""Who is signed in: the session and its employee, each in one statement that is written once.

Every page begins with both, and Django took longer to write the two questions than the database to answer them.
Everything else is Django's own: what a session holds and how it is signed, when it ends, and that a changed password
ends it.
"""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import connection
from django.utils import timezone

from skyddsnat.foundation.staff.models import Employee

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseStore):
    """A session in the database (`SESSION_ENGINE` names this module)."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, when there is none or it has ended."""
        with connection.cursor() as cursor:
            cursor.execute(_SESSION, [self.session_key, timezone.now()])
            found = cursor.fetchone()
        if found is None:
            self._session_key = None
            return {}
        return self.decode(found[0])


class EmployeeBackend(ModelBackend):
    """Signing in with a password of ours; whoever has left is nobody, also in a session that she had."""

    def get_user(self, user_id: int) -> Employee | None:
        """The employee, when she still works here."""
        names, statement = _employee()
        with connection.cursor() as cursor:
            cursor.execute(statement, [user_id])
            found = cursor.fetchone()
        if found is None:
            return None
        employee = Employee.from_db(connection.alias, names, found)
        return employee if self.user_can_authenticate(employee) else None


@cache
def _employee() -> tuple[list[str], str]:
    """The names of an employee's columns, and the statement that reads them."""
    fields = Employee._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    return [field.attname for field in fields], f"SELECT {columns} FROM staff_employee WHERE id = %s"  # nosec B608 - our own columns
