"""Public counsel, and the medical examination."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import CounselView
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.compulsory.people_forms import (
    AppointedForm,
    CounselForm,
    ExaminationForm,
    HeldForm,
    ReportForm,
    WaiveForm,
)
from skyddsnat.web.compulsory.scene import Scene, open_scene
from skyddsnat.web.compulsory.views.people import chosen, options_of
from skyddsnat.web.compulsory.writing import Writing, write_page
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.presenters import name_of


@page(of_file=True)
def counsel(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Somebody needs public counsel."""
    scene = open_scene(case_id=case_id, what="compulsory.counsel", viewer=viewer, at=at)
    people = options_of((scene.child, *scene.guardians()))
    writing = Writing(
        key=f"compulsory.counsel:{case_id}",
        form=CounselForm,
        title=_("Behov av offentligt biträde"),
        verb=_("Skriv in behovet"),
        done=_("Behovet är inskrivet. Anmäl det till rätten genast."),
        do=lambda fields, version: actions.need_counsel(
            case_id=case_id,
            person_id=fields["person_id"],
            arose_at=last_of_minute(fields["arose_at"], at=at),
            actor=viewer,
            at=at,
        ),
        initial={"arose_at": at, "person_id": chosen(request, people)},
        given={"people": people},
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def report(request: HttpRequest, *, viewer: Viewer, at: datetime, counsel_id: int) -> HttpResponseBase:
    """The court is told of the need, now."""
    view, scene = _of_counsel(counsel_id, viewer, at)
    writing = Writing(
        key=f"compulsory.counsel-report:{counsel_id}",
        form=ReportForm,
        title=_("Anmäl behov av offentligt biträde"),
        verb=_("Anmält till rätten nu"),
        done=_("Anmälan är inskriven."),
        do=lambda fields, version: actions.report_counsel(counsel_id=counsel_id, actor=viewer, at=at),
        about=(
            _about(view, scene),
            _("Anmäl först till rätten. Tiden skrivs av systemet när du trycker."),
        ),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def appointed(request: HttpRequest, *, viewer: Viewer, at: datetime, counsel_id: int) -> HttpResponseBase:
    """Whom the court appointed."""
    view, scene = _of_counsel(counsel_id, viewer, at)
    writing = Writing(
        key=f"compulsory.counsel-appointed:{counsel_id}",
        form=AppointedForm,
        title=_("Rätten har förordnat ett biträde"),
        verb=_("Skriv in"),
        done=_("Biträdet är inskrivet."),
        do=lambda fields, version: actions.counsel_appointed(
            counsel_id=counsel_id,
            name=fields["name"],
            appointed_at=last_of_minute(fields["appointed_at"], at=at),
            actor=viewer,
            at=at,
        ),
        initial={"appointed_at": at},
        about=(_about(view, scene),),
    )
    return write_page(request, scene, writing)


def _of_counsel(counsel_id: int, viewer: Viewer, at: datetime) -> tuple[CounselView, Scene]:
    view = queries.counsel(counsel_id=counsel_id, viewer=viewer)
    return view, open_scene(case_id=view.case_id, what="compulsory.counsel", viewer=viewer, at=at)


def _about(view: CounselView, scene: Scene) -> str:
    person = next((each for each in scene.people() if each.id == view.person_id), None)
    return _("Gäller {name}.").format(name=name_of(person)) if person else ""


@page(of_file=True)
def examination(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Decide on a medical examination."""
    scene = open_scene(case_id=case_id, what="compulsory.examination", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.examination:{case_id}",
        form=ExaminationForm,
        title=_("Läkarundersökning"),
        verb=_("Besluta om undersökning"),
        done=_("Undersökningen är beslutad."),
        do=lambda fields, version: actions.order_examination(case_id=case_id, actor=viewer, at=at, **fields),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def waive(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Why no examination is needed."""
    scene = open_scene(case_id=case_id, what="compulsory.examination", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.waive:{case_id}",
        form=WaiveForm,
        title=_("Läkarundersökning behövs inte"),
        verb=_("Skriv in skälen"),
        done=_("Skälen är inskrivna."),
        do=lambda fields, version: actions.waive_examination(case_id=case_id, actor=viewer, at=at, **fields),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def held(request: HttpRequest, *, viewer: Viewer, at: datetime, examination_id: int) -> HttpResponseBase:
    """What the physician found."""
    view = queries.examination(examination_id=examination_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.examination", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.held:{examination_id}",
        form=HeldForm,
        title=_("Läkarundersökningen är gjord"),
        verb=_("Skriv in"),
        done=_("Undersökningen är inskriven."),
        do=lambda fields, version: actions.record_examination(
            examination_id=examination_id, actor=viewer, at=at, **fields
        ),
        initial={"held_on": scene.today, "physician": view.physician},
    )
    return write_page(request, scene, writing)
