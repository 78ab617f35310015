"""How every answer is written: to another system never with a name that is left out, wherever in the answer it stands.

An employee is answered as on the pages. An integration stands outside the building, so an employee stands in its
answers by service code (FL 33 §). Where somebody wrote the name in a text, a sign stands that is the same for all: a
system that sends a text with names and reads it again would else learn whose code is whose. One place, so that no
operation can forget it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from ninja.renderers import BaseRenderer
from ninja.responses import NinjaJSONEncoder

from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.documents.names import masked
from skyddsnat.foundation.staff.queries import protected_on
from skyddsnat.foundation.staff.types import ProtectedName
from skyddsnat.kernel.stockholm import local_date

_LEFT_OUT = "[utelämnat namn]"
# What a system finds its way with, and gave us itself: no text about anybody.
_REFERENCES = frozenset({"next", "external_id", "number"})


class Answers(BaseRenderer):
    """JSON, with the codes of those whose names are left out when an integration asks."""

    media_type = "application/json"

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> Any:
        """The text of the answer."""
        viewer = getattr(request, "auth", None)
        if isinstance(viewer, Viewer) and viewer.employee_id is None:
            data = _without_names(data, viewer)
        return json.dumps(data, cls=NinjaJSONEncoder)


def _without_names(data: Any, viewer: Viewer) -> Any:
    protected = protected_on(on=local_date(timezone.now()), viewer=viewer)
    return _masked(data, protected, tuple(_people_in(data))) if protected else data


def _people_in(data: Any) -> Iterator[str]:
    """Full names of the children, the adults around them and who reported, who may share a family name with somebody
    here.
    """
    if isinstance(data, Mapping):
        if "family_name" in data and "given_name" in data:
            yield f"{data['given_name']} {data['family_name']}".strip()
        yield data.get("reporter_name", "")
        for part in data.values():
            yield from _people_in(part)
    elif isinstance(data, list | tuple):
        for part in data:
            yield from _people_in(part)


def _masked(data: Any, protected: Sequence[ProtectedName], known: Sequence[str], field: str = "") -> Any:
    if isinstance(data, str):
        return _masked_text(data, protected, known, field)
    if isinstance(data, Mapping):
        return {key: _masked(part, protected, known, key) for key, part in data.items()}
    return [_masked(part, protected, known, field) for part in data] if isinstance(data, list | tuple) else data


def _masked_text(text: str, protected: Sequence[ProtectedName], known: Sequence[str], field: str) -> str:
    if field in _REFERENCES:
        return text
    # `received_by`, `made_by` and their like name an employee and nobody else.
    return masked(text, protected, known=known, sign="" if field.endswith("_by") else _LEFT_OUT)
