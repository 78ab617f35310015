"""Pages of an investigation."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def notices(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def party(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int, person_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def tell(request: HttpRequest, *, viewer: Viewer, at: datetime, notice_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def withhold(request: HttpRequest, *, viewer: Viewer, at: datetime, notice_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def communicate(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def answer(request: HttpRequest, *, viewer: Viewer, at: datetime, communication_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
