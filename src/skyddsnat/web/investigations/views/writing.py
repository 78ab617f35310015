"""Pages of an investigation."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def plan(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def areas(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def area_note(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def area_note_change(request: HttpRequest, *, viewer: Viewer, at: datetime, note_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def analysis(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
