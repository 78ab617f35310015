"""Two caseworkers behind every step: who they are, and a deviation that is made, confirmed and ended."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.compulsory.forms import ConfirmForm, DeviationForm
from skyddsnat.web.compulsory.people_forms import ReportForm
from skyddsnat.web.compulsory.presenters.pair import deviation_words, pair_words
from skyddsnat.web.compulsory.scene import open_scene
from skyddsnat.web.compulsory.writing import Writing, write_page
from skyddsnat.web.page import page


@page(of_file=True)
def pair(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Let the case go on with fewer than two: the manager until a day, whoever works with the child until tomorrow."""
    scene = open_scene(case_id=case_id, what="compulsory.pair", viewer=viewer, at=at)
    manages = scene.manages
    writing = Writing(
        key=f"compulsory.pair:{case_id}",
        form=DeviationForm,
        title=_("Färre än två handläggare"),
        verb=_("Besluta om avsteg") if manages else _("Gå vidare ensam nu"),
        done=_("Avsteget är inskrivet."),
        do=lambda fields, version: actions.deviate(
            case_id=case_id,
            manager_id=viewer.employee_id if manages else None,
            is_acute=not manages,
            actor=viewer,
            at=at,
            **fields,
        ),
        initial={"ends_on": scene.today},
        about=(
            *pair_words(queries.pair_of(file_id=scene.file.id, at=at, viewer=viewer)),
            _("Avsteget gäller från nu.")
            if manages
            else _("Avsteget gäller från nu och täcker till nästa vardag. Enhetens chef bekräftar det då."),
        ),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def confirm(request: HttpRequest, *, viewer: Viewer, at: datetime, deviation_id: int) -> HttpResponseBase:
    """The manager confirms what was acute."""
    view = queries.deviation(deviation_id=deviation_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.pair", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.confirm:{deviation_id}",
        form=ConfirmForm,
        title=_("Bekräfta avsteget"),
        verb=_("Bekräfta"),
        done=_("Avsteget är bekräftat."),
        do=lambda fields, version: actions.confirm_deviation(
            deviation_id=deviation_id, ends_on=fields["ends_on"], actor=viewer, at=at
        ),
        about=deviation_words(view, scene.today),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def end(request: HttpRequest, *, viewer: Viewer, at: datetime, deviation_id: int) -> HttpResponseBase:
    """End a deviation before its day: two stand behind the case again."""
    view = queries.deviation(deviation_id=deviation_id, viewer=viewer)
    scene = open_scene(case_id=view.case_id, what="compulsory.pair", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.deviation-end:{deviation_id}",
        form=ReportForm,
        title=_("Avsluta avsteget"),
        verb=_("Avsluta avsteget"),
        done=_("Avsteget är avslutat."),
        do=lambda fields, version: actions.end_deviation(deviation_id=deviation_id, actor=viewer, at=at),
        about=deviation_words(view, scene.today),
    )
    return write_page(request, scene, writing)
