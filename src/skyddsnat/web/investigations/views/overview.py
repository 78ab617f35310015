"""Pages of an investigation."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(of_file=True)
def investigation(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen


@page(of_file=True)
def close(request: HttpRequest, *, viewer: Viewer, at: datetime, investigation_id: int) -> HttpResponseBase:
    """Not built yet."""
    raise NotOpen
