"""Pages of proposals and decisions."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def decision(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def start(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def deliver(request: HttpRequest, *, viewer: Viewer, at: datetime, decision_id: int, person_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def serve(request: HttpRequest, *, viewer: Viewer, at: datetime, delivery_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
