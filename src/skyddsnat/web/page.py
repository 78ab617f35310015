"""What every page does before and after its own work: who looks, when, may they, and what is written nowhere.

A view is `@page(...)`, takes `viewer` and `at` (the clock is read here, and nowhere below), and returns a response.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from skyddsnat.foundation.access.queries import NotOpen, load_viewer
from skyddsnat.foundation.access.reading import reading_only
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.access.walls import wall_of
from skyddsnat.foundation.drafts import actions as drafts
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.verdict import Refused
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.typed import drop_nul, typed_in

View = Callable[..., HttpResponseBase]
READING = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class PageRule:
    """Who a page is for. No roles: everyone who has any role here. `of_file`: only who sees the file. `is_first`: also
    for whoever has yet to choose a password of her own.
    """

    roles: frozenset[Role]
    of_file: bool
    methods: frozenset[str]
    is_first: bool = False


def page(
    *roles: Role, of_file: bool = False, methods: tuple[str, ...] = ("GET", "POST"), is_first: bool = False
) -> Callable[[View], View]:
    """Make a view a page. An employee without any of `roles` (without any role at all, when none is named) gets 403;
    a file that is not open to the viewer is 404, like one that does not exist. A GET cannot write, except to the log.
    """
    rule = PageRule(frozenset(roles), of_file, frozenset({*methods, "HEAD"} if "GET" in methods else methods), is_first)

    def wrap(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, **arguments: Any) -> HttpResponseBase:
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(sorted(rule.methods))
            if not request.user.is_authenticated:
                return _sign_in(request, rule)
            if request.user.must_change_password and not rule.is_first:
                return redirect("password")
            at = timezone.now()
            viewer = load_viewer(employee_id=request.user.pk, at=at)
            if viewer is None or not _may_open(viewer, rule):
                return render(request, "403.html", status=403)
            return _answer(view, request, viewer, at, arguments)

        answer.page = rule  # type: ignore[attr-defined]  # read by the access matrix
        return answer

    return wrap


def _may_open(viewer: Viewer, rule: PageRule) -> bool:
    return viewer.has_role(*rule.roles) if rule.roles else bool(viewer.roles)


def _sign_in(request: HttpRequest, rule: PageRule) -> HttpResponseBase:
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=401)
    # An address that only takes a deed is no page to come back to.
    return redirect_to_login(request.get_full_path() if "GET" in rule.methods else reverse("home"))


def _answer(
    view: View, request: HttpRequest, viewer: Viewer, at: datetime, arguments: dict[str, Any]
) -> HttpResponseBase:
    request.viewer = viewer  # type: ignore[attr-defined]  # for the shell
    request.at = at  # type: ignore[attr-defined]  # for the shell
    drop_nul(request)
    reading = reading_only() if request.method in READING else nullcontext()
    try:
        with seeing(viewer), reading:
            return view(request, viewer=viewer, at=at, **arguments)
    except NotOpen:
        return _error(request, viewer, "404.html", 404)
    except Refused as refused:
        return _error(request, viewer, "web/refused.html", 403, reasons=reasons_of(refused.verdict))
    except IntegrityError as error:
        verdict = wall_of(error)
        if verdict is None:
            raise
        # The whole page was undone, what was typed with it: it is kept now, in a transaction of its own.
        kept = _keep_typed(request, viewer, at)
        return _error(request, viewer, "web/refused.html", 409, reasons=reasons_of(verdict), draft_url=kept)


def _keep_typed(request: HttpRequest, viewer: Viewer, at: datetime) -> str:
    """Save the form that was handed in as its draft; returns where it goes on, empty when there was none."""
    typed = typed_in(request)
    if typed is None:
        return ""
    with seeing(viewer):
        drafts.keep_refused(typed=typed, actor=viewer, at=at)
    return typed.url


def _error(request: HttpRequest, viewer: Viewer, template: str, status: int, **context: Any) -> HttpResponse:
    with seeing(viewer):
        return render(request, template, context, status=status)
