"""Who calls: an integration by its token, or an employee by the session of the pages."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from skyddsnat.api.problems import NO_CSRF, Problem
from skyddsnat.foundation.access.integrations import Scope, viewer_of_token
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.types import Viewer

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class IntegrationToken(HttpBearer):
    """`Authorization: Bearer TOKEN`; made by `skyddsnat integration add`."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer | None:
        """The system run that the token speaks for."""
        return viewer_of_token(token)


class EmployeeSession(APIKeyCookie):
    """The cookie of a logged-in employee. A request that writes also carries the token against forgery."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)  # asked below, once it is known that somebody is logged in

    def authenticate(self, request: HttpRequest, key: Any) -> Viewer | None:
        """The employee with the roles and files of this moment. Raises `Problem` for a forged request."""
        if not request.user.is_authenticated or request.user.must_change_password:
            return None
        if request.method not in SAFE and check_csrf(request) is not None:
            raise Problem(NO_CSRF)
        return load_viewer(employee_id=request.user.pk, at=timezone.now())


def may_call(viewer: Viewer, scope: Scope | None) -> bool:
    """Whether the caller may use an operation: integrations by scope, employees by having any role."""
    if viewer.employee_id is None:
        return scope is not None and scope.value in viewer.scopes
    return bool(viewer.roles)
