"""Files of a closed wave: the answers without order, and what they mean. Names of files say nothing of the survey."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

from skyddsnat.domains.survey import actions
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.page import page
from skyddsnat.web.survey.making_views import KEEPER


@page(KEEPER, methods=("GET",))
def answers(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """The answers, as the product itself reads them."""
    found = actions.export_answers(wave_id=wave_id, actor=viewer, at=at)
    return _file(found.encode(), "text/csv; charset=utf-8", f"enkat-{wave_id}-svar.csv")


@page(KEEPER, methods=("GET",))
def codebook(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """What its columns and codes mean; a mark at the start tells a spreadsheet which letters these are."""
    language = get_language() or "sv"
    found = actions.export_codebook(wave_id=wave_id, language=language, markdown=False, actor=viewer, at=at)
    return _file(found.encode("utf-8-sig"), "text/csv; charset=utf-8", f"enkat-{wave_id}-kodbok.csv")


@page(KEEPER, methods=("GET",))
def ddi(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """The same for archives of research data."""
    found = actions.export_ddi(wave_id=wave_id, actor=viewer, at=at)
    return _file(found.encode(), "application/xml", f"enkat-{wave_id}-ddi.xml")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
