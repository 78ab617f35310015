"""Pages of reports of concern and their assessments."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import CASEWORK, Role
from skyddsnat.web.page import page

READERS = (*CASEWORK, Role.UNIT_MANAGER, Role.REGISTRAR)


@page(*READERS, methods=("GET",))
def reports(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Reports where nothing is decided yet."""
    raise NotOpen


@page(*READERS)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Register a report."""
    raise NotOpen


@page(of_file=True, methods=("GET",))
def report(request: HttpRequest, *, viewer: Viewer, at: datetime, report_id: int) -> HttpResponseBase:
    """A report and where it stands for each child."""
    raise NotOpen


@page(of_file=True)
def reporter(request: HttpRequest, *, viewer: Viewer, at: datetime, report_id: int) -> HttpResponseBase:
    """Show a protected reporter's identity, with a reason."""
    raise NotOpen


@page(of_file=True)
def protection(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """The immediate protection assessment."""
    raise NotOpen


@page(of_file=True)
def preliminary(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """The preliminary assessment."""
    raise NotOpen


@page(of_file=True)
def prolong(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """More time for the preliminary assessment."""
    raise NotOpen


@page(of_file=True)
def feedback(request: HttpRequest, *, viewer: Viewer, at: datetime, report_child_id: int) -> HttpResponseBase:
    """Tell the reporter what became of the report."""
    raise NotOpen
