"""My day."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase

from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page


@page(methods=("GET",))
def home(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """My day."""
    raise NotOpen
