"""One page for each thing that is written in a case: a form with its draft, and what stands in the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.kernel.verdict import ALLOWED, Verdict
from skyddsnat.web.components import Link
from skyddsnat.web.compulsory.presenters.head import head
from skyddsnat.web.compulsory.scene import Scene
from skyddsnat.web.presenters import reasons_of
from skyddsnat.web.sheets import Sheet, open_sheet
from skyddsnat.web.warned import Warned


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What is written and what it does: `do` gets the checked fields and the version that the writer began from.

    `against` is what is known to stand in the way before anything is typed; `way_out` another way, when there is one.
    `warned` is what whoever goes somewhere must know before anything else.
    """

    key: str
    form: type[forms.Form]
    title: str
    verb: str
    done: str
    do: Callable[[dict[str, Any], int], Any]
    initial: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    given: Mapping[str, Any] = field(default_factory=dict)
    about: tuple[str, ...] = ()
    against: Verdict = ALLOWED
    way_out: Link | None = None
    then: str = ""
    has_file: bool = False
    warned: Sequence[Warned] = ()


def write_page(request: HttpRequest, scene: Scene, writing: Writing) -> HttpResponseBase:
    """The page of the form, or, when it was handed in and nothing stood in the way, on to the case."""
    sheet = open_sheet(
        writing.form,
        request,
        key=writing.key,
        title=writing.title,
        initial=writing.initial,
        version=writing.version,
        viewer=scene.viewer,
        **writing.given,
    )
    sheet.url = request.get_full_path()
    if writing.has_file and request.method == "POST":
        sheet.form.files = request.FILES
    if request.method == "POST" and sheet.carry_out(
        lambda fields: writing.do(fields, sheet.base_version or 0), actor=scene.viewer, at=scene.at
    ):
        messages.success(request, writing.done)
        return redirect(writing.then or way_back(scene))
    if request.FILES:
        _ask_for_file_again(sheet)
    context = {
        "page_title": writing.title,
        "head": head(scene, writing.title),
        "sheet": sheet,
        "form": sheet.form,
        "about": writing.about,
        "against": reasons_of(writing.against) if not sheet.reasons else (),
        "way_out": writing.way_out,
        "is_blocked": not writing.against.allowed,
        "verb": writing.verb,
        "back_url": writing.then or way_back(scene),
        "has_file": writing.has_file,
        "warned": writing.warned,
    }
    return render(request, "compulsory/form.html", context, status=sheet.status)


def _ask_for_file_again(sheet: Sheet) -> None:
    """A browser never hands a chosen file back to a page, and no refused paper is kept: say so at the field."""
    for name in sheet.form.files:
        if name in sheet.form.fields:
            sheet.form.add_error(name, _("Filen följde inte med tillbaka. Välj den igen."))


def way_back(scene: Scene) -> str:
    """The case, or the file when there is no case yet."""
    if scene.case is None:
        return reverse("children:file", args=[scene.file.id])
    return reverse("compulsory:case", args=[scene.case.id])


def done(request: HttpRequest, scene: Scene, words: str) -> HttpResponseBase:
    """Back to the case, with what was done."""
    messages.success(request, words)
    return redirect(way_back(scene))
