"""A wave: planning it, whom it asks, opening it, following it while it is open, and closing it for good."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from skyddsnat.domains.survey import actions, queries
from skyddsnat.domains.survey.permissions import READERS
from skyddsnat.domains.survey.types.waves import WaveAct, WaveFields, WaveView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.staff.queries import units
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.web.form_page import form_page
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import open_sheet, versioned
from skyddsnat.web.survey import presenters
from skyddsnat.web.survey.broken_files import reading_file
from skyddsnat.web.survey.forms import AddressesForm, NothingForm, StaffForm, WaveForm
from skyddsnat.web.survey.making_views import KEEPER

_CHANGED = Reason(
    "survey.wave_changed",
    Text(
        "Någon annan har ändrat omgången. Inget är gjort: gå tillbaka och se efter.",
        "Somebody else has changed the wave. Nothing was done: go back and look.",
    ),
)


@page(KEEPER)
def plan(request: HttpRequest, *, viewer: Viewer, at: datetime, survey_id: int) -> HttpResponseBase:
    """A wave to come."""
    of = said(queries.survey(survey_id=survey_id, viewer=viewer).definition.title)
    sheet = open_sheet(
        WaveForm, request, key=f"survey.plan-wave:{survey_id}", title=_("Ny omgång"), viewer=viewer,
        initial={"opens_on": local_date(at)},
    )  # fmt: skip
    made: list[int] = []

    def carry_out(fields: dict[str, Any]) -> None:
        made.append(actions.plan_wave(survey_id=survey_id, fields=_fields(fields), actor=viewer, at=at))

    if request.method == "POST" and sheet.carry_out(carry_out, actor=viewer, at=at):
        messages.success(request, _("Omgången är planerad. Välj vilka den ska fråga."))
        return redirect("survey:wave", wave_id=made[0])
    return form_page(request, sheet, verb=_("Planera omgången"), back=reverse("survey:survey", args=[survey_id]), of=of)


def _fields(fields: dict[str, Any]) -> WaveFields:
    reminders: list[date] = [fields[name] for name in ("reminder_1", "reminder_2") if fields[name]]
    return WaveFields(
        name=fields["name"],
        opens_on=fields["opens_on"],
        closes_on=fields["closes_on"],
        reminders_on=tuple(reminders),
    )


@page(*READERS, methods=("GET",))
def wave(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Where the wave stands, what can be done with it, and how many have answered."""
    view = queries.wave(wave_id=wave_id, viewer=viewer)
    following = queries.following(wave_id=wave_id, viewer=viewer) if viewer.keeps_surveys else None
    verdict = (
        queries.may(wave_id=wave_id, act=WaveAct.OPEN, viewer=viewer, at=at) if presenters.is_draft(view) else None
    )
    context = {
        "page_title": presenters.wave_title(view),
        "wave": view,
        "state": [presenters.state_chip(view, local_date(at))],
        "facts": presenters.wave_facts(view, following),
        "parts": presenters.part_table(following) if following and following.parts else None,
        "failed": presenters.failed_table(following) if following and following.failed else None,
        "acts": presenters.acts(view, viewer),
        "reasons": presenters.reasons(verdict) if viewer.keeps_surveys else (),
    }
    return render(request, "survey/wave.html", context)


@page(KEEPER)
def change(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Its name and days."""
    view = queries.wave(wave_id=wave_id, viewer=viewer)
    first, second = (*view.fields.reminders_on, None, None)[:2]
    sheet = open_sheet(
        WaveForm, request, key=f"survey.wave:{wave_id}", title=_("Ändra omgången"), viewer=viewer,
        version=view.version, initial={
            "name": view.fields.name, "opens_on": view.fields.opens_on, "closes_on": view.fields.closes_on,
            "reminder_1": first, "reminder_2": second,
        },
    )  # fmt: skip
    if request.method == "POST" and sheet.carry_out(
        lambda fields: actions.change_wave(
            wave_id=wave_id, version=sheet.base_version or 0, fields=_fields(fields), actor=viewer, at=at
        ),
        actor=viewer,
        at=at,
    ):
        messages.success(request, _("Omgången är sparad."))
        return redirect("survey:wave", wave_id=wave_id)
    back = reverse("survey:wave", args=[wave_id])
    return form_page(request, sheet, verb=_("Spara omgången"), back=back, of=presenters.wave_title(view))


@page(KEEPER)
def invite_staff(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Those who hold a role in a unit today."""
    options = [(str(each.id), each.name) for each in units().values()]
    return _inviting(
        request,
        StaffForm,
        lambda form: actions.invite_staff(
            wave_id=wave_id,
            unit_ids=[int(each) for each in form.cleaned_data["units"]],
            roles=form.chosen_roles(),
            actor=viewer,
            at=at,
        ),
        _("Fråga anställda"),
        wave_id,
        viewer,
        at,
        units=options,
    )


@page(KEEPER)
def invite_addresses(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Others, by their addresses."""
    return _inviting(
        request,
        AddressesForm,
        lambda form: actions.invite_addresses(
            wave_id=wave_id, text_of_csv=form.cleaned_data["text"], actor=viewer, at=at
        ),
        _("Fråga andra"),
        wave_id,
        viewer,
        at,
    )


def _inviting(
    request: HttpRequest,
    form_class: type[forms.Form],
    invite: Callable[[Any], int],
    title: str,
    wave_id: int,
    viewer: Viewer,
    at: datetime,
    **arguments: Any,
) -> HttpResponse:
    view = queries.wave(wave_id=wave_id, viewer=viewer)
    key = f"survey.{form_class.__name__.removesuffix('Form').lower()}:{wave_id}"
    sheet = open_sheet(form_class, request, key=key, title=title, viewer=viewer, **arguments)
    came: list[int] = []
    deed = reading_file(lambda _fields: came.append(invite(sheet.form)))
    if request.method == "POST" and sheet.carry_out(deed, actor=viewer, at=at):
        said = ngettext("{count} till är inbjuden.", "{count} till är inbjudna.", came[0]).format(count=came[0])
        messages.success(request, said)
        return redirect("survey:wave", wave_id=wave_id)
    back = reverse("survey:wave", args=[wave_id])
    return form_page(request, sheet, verb=_("Bjud in"), back=back, of=presenters.wave_title(view))


@page(KEEPER)
def empty(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """Nobody is invited any more, to begin again."""
    return _deed(
        request,
        lambda _version: actions.empty_frame(wave_id=wave_id, actor=viewer, at=at),
        title=_("Ta bort alla inbjudna"),
        about=_("Ingen har fått något brev än. Bjud in på nytt efteråt."),
        verb=_("Ta bort alla"),
        done=_("Ingen är inbjuden nu."),
        wave_id=wave_id,
        viewer=viewer,
        at=at,
    )


@page(KEEPER)
def open_(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """From now on the links open, and are sent."""
    return _deed(
        request,
        lambda version: actions.open_wave(wave_id=wave_id, version=version, actor=viewer, at=at),
        title=_("Öppna omgången"),
        about=_("Länkarna skickas med e-post från första dagen. Frågorna går inte att ändra i den här omgången sedan."),
        verb=_("Öppna omgången"),
        done=_("Omgången är öppen."),
        wave_id=wave_id,
        viewer=viewer,
        at=at,
    )


@page(KEEPER)
def close(request: HttpRequest, *, viewer: Viewer, at: datetime, wave_id: int) -> HttpResponseBase:
    """For good: figures can be read, and who was asked and answered is forgotten."""
    return _deed(
        request,
        lambda version: actions.close_wave(wave_id=wave_id, version=version, actor=viewer, at=at),
        title=_("Stäng omgången"),
        about=_(
            "Ingen kan svara mer, och resultatet går att läsa. Vilka som var inbjudna glöms. Det går inte att ångra."
        ),
        verb=_("Stäng för gott"),
        done=_("Omgången är stängd. Resultatet går att läsa."),
        wave_id=wave_id,
        viewer=viewer,
        at=at,
    )


def _deed(
    request: HttpRequest,
    deed: Callable[[int], None],
    *,
    title: str,
    about: str,
    verb: str,
    done: str,
    wave_id: int,
    viewer: Viewer,
    at: datetime,
) -> HttpResponse:
    view: WaveView = queries.wave(wave_id=wave_id, viewer=viewer)
    saved = view.opening_version if presenters.is_draft(view) else view.version
    key = f"survey.{request.resolver_match.url_name if request.resolver_match else 'deed'}-wave:{wave_id}"
    sheet = open_sheet(NothingForm, request, key=key, title=title, viewer=viewer, version=saved)

    def carry_out(_fields: dict[str, Any]) -> None:
        try:
            deed(sheet.base_version or 0)
        except ChangedMeanwhile:  # there is nothing typed to lay beside what stands now
            raise Refused(Verdict.of(_CHANGED)) from None

    if request.method == "POST" and sheet.carry_out(carry_out, actor=viewer, at=at):
        messages.success(request, done)
        return redirect("survey:wave", wave_id=wave_id)
    back = reverse("survey:wave", args=[wave_id])
    return form_page(request, sheet, verb=verb, back=back, of=presenters.wave_title(view), about=about)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.wave(wave_id=row_id, viewer=viewer).version
    except NotOpen:
        return None


def _opening_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.wave(wave_id=row_id, viewer=viewer).opening_version
    except NotOpen:
        return None


for _form in ("wave", "close-wave"):
    versioned(f"survey.{_form}", _saved_version)
versioned("survey.open-wave", _opening_version)
