"""One form as a page, and what a broken file says on it."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from skyddsnat.kernel.file_faults import BrokenFile
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.web.sheets import Sheet


def form_page(request: HttpRequest, sheet: Sheet, *, verb: str, back: str, about: str = "") -> HttpResponse:
    """The form under its title with its button and the way back."""
    context = {
        "page_title": sheet.title,
        "about": about,
        "sheet": sheet,
        "form": sheet.form,
        "verb": verb,
        "back_url": back,
    }
    return render(request, "survey/form.html", context, status=sheet.status)


def reading_file(deed: Callable[[dict[str, Any]], Any]) -> Callable[[dict[str, Any]], Any]:
    """The deed, with each fault of a broken file as a reason: nothing was taken in, and what was typed is kept."""

    def carry_out(fields: dict[str, Any]) -> Any:
        try:
            return deed(fields)
        except BrokenFile as broken:
            raise Refused(Verdict(tuple(map(_reason, enumerate(broken.faults, 1))))) from None

    return carry_out


def _reason(numbered: tuple[int, Any]) -> Reason:
    number, fault = numbered
    return Reason(f"survey.file_{number}", Text(fault.in_language("sv"), fault.in_language("en")))
