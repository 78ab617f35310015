"""Pages of proposals and decisions."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def waiting(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def give_back(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def decide(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
