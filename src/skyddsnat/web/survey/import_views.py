"""Waves that were asked elsewhere: their answers from a file, or their counts as they were printed."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.types.counts_file import read_counts
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import read_definition
from skyddsnat.domains.survey.types.waves import WaveFields
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import open_sheet
from skyddsnat.web.survey.broken_files import reading_file
from skyddsnat.web.survey.import_forms import AnswersForm, CountsForm
from skyddsnat.web.survey.making_views import KEEPER
from skyddsnat.web.survey.picked import take_picked


@page(KEEPER)
def answers(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """Single answers."""

    def take_in(fields: dict[str, Any], definition: Definition | None) -> int:
        return actions.import_wave(
            survey_id=survey_id,
            text_of_csv=fields["text"],
            definition=definition,
            **_known(fields),
            actor=viewer,
            at=at,
        )

    return _taking_in(request, AnswersForm, take_in, _("Läs in svar"), survey_id, viewer, at)


@page(KEEPER)
def counts(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """Counts alone."""
    now = queries.survey(survey_id=survey_id, viewer=viewer).definition

    def take_in(fields: dict[str, Any], definition: Definition | None) -> int:
        return actions.add_published_wave(
            survey_id=survey_id, counts=read_counts(fields["text"], definition or now), answered=fields["answered"],
            definition=definition, **_known(fields), actor=viewer, at=at,
        )  # fmt: skip

    return _taking_in(request, CountsForm, take_in, _("Läs in publicerade siffror"), survey_id, viewer, at)


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    """What both say of the wave."""
    days = WaveFields(name=fields["name"], opens_on=fields["opens_on"], closes_on=fields["closes_on"])
    return {"fields": days, "source": fields["source"], "asked": fields["asked"]}


def _taking_in(
    request: HttpRequest,
    form_class: type[forms.Form],
    take_in: Callable[[dict[str, Any], Definition | None], int],
    title: str,
    survey_id: int,
    viewer: Viewer,
    at: datetime,
) -> HttpResponse:
    of = said(queries.survey(survey_id=survey_id, viewer=viewer).definition.title)
    key = f"survey.{form_class.__name__.removesuffix('Form').lower()}-file:{survey_id}"
    sheet = open_sheet(form_class, request, key=key, title=title, viewer=viewer, files=take_picked(request))
    made: list[int] = []

    def carry_out(fields: dict[str, Any]) -> None:
        then = read_definition(fields["definition"]) if fields["definition"].strip() else None
        made.append(take_in(fields, then))

    if request.method == "POST" and sheet.carry_out(reading_file(carry_out), actor=viewer, at=at):
        messages.success(request, _("Omgången är inläst."))
        return redirect("survey:report", wave_id=made[0])
    return form_page(request, sheet, verb=_("Läs in"), back=reverse("survey:survey", args=[survey_id]), of=of)
