"""Who was asked for consent, who was informed, and who enforces a measure and must know when it ends."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import EnforcerKind, EnforcerView, Understood
from skyddsnat.domains.decisions.types import Answer
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.compulsory_states import TRACK_NAMES
from skyddsnat.web.compulsory.forms import Options
from skyddsnat.web.compulsory.people_forms import ConfirmedForm, ConsentForm, EnforcerForm, TellingForm, ToldForm
from skyddsnat.web.compulsory.presenters.people import enforcer_words
from skyddsnat.web.compulsory.scene import Scene, open_scene, scene_of_measure
from skyddsnat.web.compulsory.writing import Writing, write_page
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of, said


def options_of(people: Iterable[PersonView]) -> Options:
    """People by name, or by the words that stand for it."""
    return [(str(each.id), name_of(each)) for each in people]


def chosen(request: HttpRequest, options: Options) -> str:
    """Whom the link named (`?person=`), when it is one of them."""
    wanted = request.GET.get("person", "")
    return wanted if wanted in {value for value, _name in options} else ""


@page(of_file=True)
def consent(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """What one person answered about one plan of care."""
    scene = open_scene(case_id=case_id, what="compulsory.consent", viewer=viewer, at=at)
    due = {each.person_id for each in queries.consents_due(case_id=case_id, on=scene.today, viewer=viewer)}
    people = options_of(each for each in (*scene.guardians(), scene.child) if each.id in due)
    writing = Writing(
        key=f"compulsory.consent:{case_id}",
        form=ConsentForm,
        title=_("Fråga om samtycke"),
        verb=_("Skriv in svaret"),
        done=_("Svaret är inskrivet."),
        do=lambda fields, version: actions.ask_consent(
            case_id=case_id, actor=viewer, at=at, **{**fields, "answer": Answer(fields["answer"])}
        ),
        initial={"asked_on": scene.today, "person_id": chosen(request, people)},
        given={"people": people},
        about=(_("Fråga var och en för sig: vårdnadshavarna, och barnet om det har fyllt 15."),),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def told(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Who was informed of what."""
    scene = open_scene(case_id=case_id, what="compulsory.told", viewer=viewer, at=at)
    people = options_of(scene.people())
    writing = Writing(
        key=f"compulsory.told:{case_id}",
        form=TellingForm,
        title=_("Information till barnet och de närmaste"),
        verb=_("Skriv in"),
        done=_("Inskrivet."),
        do=lambda fields, version: _tell(scene, fields),
        initial={"told_at": at, "person_id": chosen(request, people)},
        given={"people": people, "measures": _measures(scene)},
    )
    return write_page(request, scene, writing)


def _tell(scene: Scene, fields: dict[str, Any]) -> int:
    typed = {
        **fields,
        "told_at": last_of_minute(fields["told_at"], at=scene.at),
        "understood": Understood(fields["understood"]),
    }
    return actions.record_telling(case_id=scene.case_id, actor=scene.viewer, at=scene.at, **typed)


def _measures(scene: Scene) -> Options:
    found = queries.measures_of_case(case_id=scene.case_id, viewer=scene.viewer)
    return [(str(each.id), said(TRACK_NAMES[each.track])) for each in found]


@page(of_file=True)
def enforcer(request: HttpRequest, *, viewer: Viewer, at: datetime, measure_id: int) -> HttpResponseBase:
    """Who enforces the measure, so that its end is told to them too."""
    scene, view = scene_of_measure(measure_id=measure_id, what="compulsory.enforcer", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.enforcer:{measure_id}",
        form=EnforcerForm,
        title=_("Vem verkställer?"),
        verb=_("Skriv in"),
        done=_("Inskrivet. De ska få veta när åtgärden upphör."),
        do=lambda fields, version: actions.add_enforcer(
            measure_id=view.id,
            kind=EnforcerKind(fields["kind"]),
            name=fields["name"],
            told_start_at=last_of_minute(fields["told_start_at"], at=at),
            actor=viewer,
            at=at,
        ),
        initial={"told_start_at": at},
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def tell_end(request: HttpRequest, *, viewer: Viewer, at: datetime, enforcer_id: int) -> HttpResponseBase:
    """Who enforces it was told that the measure is over."""
    view, scene = _of_enforcer(enforcer_id, viewer, at)
    writing = Writing(
        key=f"compulsory.enforcer-told:{enforcer_id}",
        form=ToldForm,
        title=_("Berätta att åtgärden har upphört"),
        verb=_("Skriv in"),
        done=_("Inskrivet. Skriv in bekräftelsen när den kommer."),
        do=lambda fields, version: actions.tell_end(
            enforcer_id=enforcer_id, told_at=last_of_minute(fields["told_at"], at=at), actor=viewer, at=at
        ),
        initial={"told_at": at},
        about=enforcer_words(view, scene.today),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def confirm_told(request: HttpRequest, *, viewer: Viewer, at: datetime, enforcer_id: int) -> HttpResponseBase:
    """How they confirmed that they know."""
    view, scene = _of_enforcer(enforcer_id, viewer, at)
    writing = Writing(
        key=f"compulsory.enforcer-confirmed:{enforcer_id}",
        form=ConfirmedForm,
        title=_("De har bekräftat att åtgärden har upphört"),
        verb=_("Skriv in"),
        done=_("Bekräftelsen är inskriven."),
        do=lambda fields, version: actions.confirm_told(
            enforcer_id=enforcer_id,
            how=fields["how"],
            confirmed_at=last_of_minute(fields["confirmed_at"], at=at),
            actor=viewer,
            at=at,
        ),
        initial={"confirmed_at": at},
        about=enforcer_words(view, scene.today),
    )
    return write_page(request, scene, writing)


def _of_enforcer(enforcer_id: int, viewer: Viewer, at: datetime) -> tuple[EnforcerView, Scene]:
    view = queries.enforcer(enforcer_id=enforcer_id, viewer=viewer)
    return view, open_scene(case_id=view.case_id, what="compulsory.enforcer", viewer=viewer, at=at)
