"""Making a survey: on pages question by question, or as a file. Waves that were opened keep what they asked."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.permissions import READERS
from skyddsnat.domains.survey.types.definition import Definition
from skyddsnat.domains.survey.types.definition_file import read_definition, write_definition
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import Sheet, open_sheet, versioned
from skyddsnat.web.survey import definitions, presenters
from skyddsnat.web.survey.broken_files import reading_file
from skyddsnat.web.survey.forms import FileForm, KnownHeadForm, NewForm, QuestionForm
from skyddsnat.web.survey.picked import take_picked

KEEPER = Role.DATA_ANALYST
_SAVED = gettext_lazy("Enkäten är sparad.")
# What can be done with a question where it stands, as a change of the whole definition.
_ORDERING: dict[str, Callable[[Definition, int], Definition]] = {
    "up": lambda definition, number: definitions.moved(definition, number, -1),
    "down": lambda definition, number: definitions.moved(definition, number, 1),
    "remove": definitions.without,
}


@page(*READERS, methods=("GET",))
def surveys(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """Every survey with its waves."""
    waves = queries.waves(viewer=viewer)
    found = queries.surveys(viewer=viewer)
    context = {
        "page_title": _("Enkäter"),
        "surveys": [presenters.brief(each, waves, viewer, local_date(at)) for each in found],
        "keeps": viewer.keeps_surveys,
    }
    return render(request, "survey/list.html", context)


@page(KEEPER)
def new(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """A new survey with its first question."""
    sheet = open_sheet(NewForm, request, key="survey.survey:new", title=_("Ny enkät"), viewer=viewer)
    return _made(request, sheet, definitions.new_definition, viewer, at)


@page(KEEPER)
def new_file(request: HttpRequest, *, viewer: Viewer, at: datetime) -> HttpResponseBase:
    """A new survey from a file."""
    sheet = open_sheet(
        FileForm, request, key="survey.survey-file:new", title=_("Ny enkät från en fil"), viewer=viewer,
        files=take_picked(request),
    )  # fmt: skip
    return _made(request, sheet, lambda fields: read_definition(fields["text"]), viewer, at)


def _made(
    request: HttpRequest,
    sheet: Sheet,
    defined: Callable[[dict[str, Any]], Definition],
    viewer: Viewer,
    at: datetime,
) -> HttpResponse:
    made: list[int] = []
    deed = reading_file(
        lambda fields: made.append(actions.make_survey(definition=defined(fields), actor=viewer, at=at))
    )
    if request.method == "POST" and sheet.carry_out(deed, actor=viewer, at=at):
        messages.success(request, _("Enkäten är gjord. Lägg till frågor, eller planera en omgång."))
        return redirect("survey:survey", survey_id=made[0])
    return form_page(request, sheet, verb=_("Gör enkäten"), back=reverse("survey:list"))


@page(*READERS, methods=("GET",))
def survey(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """What a survey asks, and its waves."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    waves = queries.waves_of_survey(survey_id=survey_id, viewer=viewer)
    context = {
        "page_title": presenters.title_of(view.definition),
        "survey": view,
        "facts": presenters.facts(view.definition),
        "questions": presenters.questions(view),
        "waves": presenters.wave_table(waves, local_date(at)),
        "keeps": viewer.keeps_surveys,
    }
    return render(request, "survey/survey.html", context)


@page(KEEPER)
def head(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """Whom it asks and about what time."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    sheet = open_sheet(
        KnownHeadForm, request, key=f"survey.head:{survey_id}", title=_("Vilka enkäten frågar"), viewer=viewer,
        initial=definitions.head_of(view.definition), version=view.version,
    )  # fmt: skip
    return _changed(request, sheet, lambda now, fields: definitions.with_head(now, fields), survey_id, viewer, at)


@page(KEEPER)
def add_question(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """One question more."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    sheet = open_sheet(
        QuestionForm, request, key=f"survey.add-question:{survey_id}", title=_("Ny fråga"), viewer=viewer,
        version=view.version, earlier=presenters.earlier(view.definition),
    )  # fmt: skip
    return _changed(
        request,
        sheet,
        lambda now, fields: definitions.with_question(now, definitions.question_of(fields)),
        survey_id,
        viewer,
        at,
    )


@page(KEEPER)
def question(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int, number: int) -> HttpResponseBase:
    """One question, written anew. Another wording breaks its trend, and the report says so."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    if not 1 <= number <= len(view.definition.questions):
        raise NotOpen
    sheet = open_sheet(
        QuestionForm, request, key=f"survey.question-{number}:{survey_id}",
        title=_("Ändra fråga {number}").format(number=number), viewer=viewer,
        initial=definitions.fields_of(view.definition.questions[number - 1]), version=view.version,
        earlier=presenters.earlier(view.definition, number),
    )  # fmt: skip
    return _changed(
        request,
        sheet,
        lambda now, fields: definitions.with_question(now, definitions.question_of(fields), number),
        survey_id,
        viewer,
        at,
        about=_("Ändras frågans ord går den inte att jämföra med tidigare omgångar, och rapporten visar det."),
    )


@page(KEEPER, methods=("POST",))
def order(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """A question moves up or down, or is taken away."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    act, number = request.POST.get("act", ""), request.POST.get("number", "")
    if act not in _ORDERING or not number.isdecimal() or str(view.version) != request.POST.get("version"):
        messages.error(request, _("Någon annan har ändrat enkäten. Inget är flyttat: se efter och gör om det."))
        return redirect("survey:survey", survey_id=survey_id)
    definition = _ORDERING[act](view.definition, int(number))
    actions.change_survey(survey_id=survey_id, version=view.version, definition=definition, actor=viewer, at=at)
    messages.success(request, str(_SAVED))
    return redirect("survey:survey", survey_id=survey_id)


@page(KEEPER)
def file(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """The whole definition as a file has it."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    sheet = open_sheet(
        FileForm, request, key=f"survey.file:{survey_id}", title=_("Enkäten som fil"), viewer=viewer,
        initial={"text": write_definition(view.definition)}, version=view.version, files=take_picked(request),
    )  # fmt: skip
    return _changed(request, sheet, lambda _now, fields: read_definition(fields["text"]), survey_id, viewer, at)


def _changed(
    request: HttpRequest,
    sheet: Sheet,
    anew: Callable[[Definition, dict[str, Any]], Definition],
    survey_id: int,
    viewer: Viewer,
    at: datetime,
    *,
    about: str = "",
) -> HttpResponse:
    now = queries.survey(survey_id=survey_id, viewer=viewer).definition
    deed = reading_file(
        lambda fields: actions.change_survey(
            survey_id=survey_id, version=sheet.base_version or 0, definition=anew(now, fields), actor=viewer, at=at
        )
    )
    if request.method == "POST" and sheet.carry_out(deed, actor=viewer, at=at):
        messages.success(request, str(_SAVED))
        return redirect("survey:survey", survey_id=survey_id)
    return form_page(
        request,
        sheet,
        verb=_("Spara enkäten"),
        back=reverse("survey:survey", args=[survey_id]),
        of=said(now.title),
        about=about,
    )


@page(*READERS, methods=("GET",))
def yaml(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """The definition as a file to keep."""
    view = queries.survey(survey_id=survey_id, viewer=viewer)
    answer = HttpResponse(write_definition(view.definition), content_type="application/yaml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="enkat-{survey_id}.yaml"'
    return answer


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.survey(survey_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


for _form in ("head", "add-question", "file"):
    versioned(f"survey.{_form}", _saved_version)
