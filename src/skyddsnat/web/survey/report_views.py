"""What came of a closed wave: its report as a page and as a paper, and what was said in words."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.permissions import READERS
from skyddsnat.domains.survey.types.waves import WaveKind, WaveView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight import surveys
from skyddsnat.web.components import Action
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.survey import report_outputs, report_presenters
from skyddsnat.web.survey.making_views import KEEPER
from skyddsnat.web.survey.presenters import wave_title
from skyddsnat.web.survey.trend_presenters import TrendTable, about_chance, trends


@page(*READERS, methods=("GET",))
def report(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Tables and pictures of every question, how they went over the waves, and how the figures were made."""
    told = surveys.report(wave_id=wave_id, viewer=viewer)
    sheet = report_presenters.sheet(told)
    context = {
        "page_title": sheet.title,
        "wave": told.wave,
        "sheet": sheet,
        "panels": report_outputs.panels(sheet),
        "trends": report_outputs.trend_panels(_trends(told.wave, viewer)),
        "about_trends": about_chance(),
        "ways": _ways(told.wave, viewer),
    }
    return render(request, "survey/report.html", context)


@page(*READERS, methods=("GET",))
def paper(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """The same as a tagged PDF."""
    told = surveys.report(wave_id=wave_id, viewer=viewer)
    sheet = report_presenters.sheet(told)
    content = actions.print_report(
        wave_id=wave_id,
        title=sheet.title,
        blocks=report_outputs.on_paper(sheet, _trends(told.wave, viewer)),
        language=get_language() or "sv",
        actor=viewer,
        at=at,
    )
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="enkat-{wave_id}.pdf"'
    return answer


@page(KEEPER, methods=("GET",))
def words(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """What was written freely, in an order that tells nothing."""
    view = queries.wave(wave_id=wave_id, viewer=viewer)
    found = queries.words_of(wave_id=wave_id, viewer=viewer)
    asked = [(said(each.text), found[each.key]) for each in view.definition.questions if each.key in found]
    context = {"page_title": _("Fritext, {wave}").format(wave=wave_title(view)), "wave": view, "asked": asked}
    return render(request, "survey/words.html", context)


def _trends(view: WaveView, viewer: Viewer) -> tuple[TrendTable, ...]:
    courses = surveys.courses(survey_id=view.survey_id, viewer=viewer)
    return trends(courses, surveys.changes(courses), surveys.slopes(courses))


def _ways(view: WaveView, viewer: Viewer) -> list[Action]:
    """Papers and files; those of single answers are for whoever keeps surveys."""
    ways = [(_("Hämta som PDF"), "survey:paper")]
    if viewer.keeps_surveys and view.kind is not WaveKind.PUBLISHED:
        ways += [(_("Läs fritexten"), "survey:words"), (_("Hämta svaren som CSV"), "survey:answers-file")]
    if viewer.keeps_surveys:
        ways += [(_("Hämta kodboken"), "survey:codebook"), (_("Hämta beskrivningen (DDI)"), "survey:ddi")]
    return [Action(label=label, url=reverse(name, args=[view.id])) for label, name in ways]
