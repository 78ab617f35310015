"""Pages of proposals and decisions."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def propose(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def proposal(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def letters(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def consent(request: HttpRequest, *, viewer: Viewer, at: datetime, proposal_id: int, person_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
