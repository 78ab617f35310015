"""Where the child is cared for: come, moved and left, as it happens."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterOutcome, MatterState, PlaceKind
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.web.compulsory.forms import LeaveForm, Options, PlaceForm
from skyddsnat.web.compulsory.scene import Scene, scene_of_measure
from skyddsnat.web.compulsory.views.chain import matter_options
from skyddsnat.web.compulsory.writing import Writing, write_page
from skyddsnat.web.fields import last_of_minute
from skyddsnat.web.page import page
from skyddsnat.web.sheets import versioned

MOVE, LEAVE = "compulsory.move", "compulsory.leave"


@page(of_file=True)
def place(request: HttpRequest, *, viewer: Viewer, at: datetime, measure_id: int) -> HttpResponseBase:
    """The child has come to a place. One without decision or ground is written down all the same, and shows as that."""
    scene, view = scene_of_measure(measure_id=measure_id, what="compulsory.place", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.place:{measure_id}",
        form=PlaceForm,
        title=_("Barnet har kommit till en plats"),
        verb=_("Skriv in platsen"),
        done=_("Platsen är inskriven."),
        do=lambda fields, version: actions.begin_place(
            measure_id=view.id, actor=viewer, at=at, **_place(fields, at, "starts_at")
        ),
        initial={"starts_at": at},
        given={"matters": _matters(scene)},
        about=(_("Saknas beslut eller grund skrivs platsen in ändå, och det syns i ärendet tills det är ordnat."),),
        against=queries.placing_of(view=view, starts_at=at, at=at, viewer=viewer),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def move(request: HttpRequest, *, viewer: Viewer, at: datetime, place_id: int) -> HttpResponseBase:
    """The child has been moved to another place."""
    before = queries.place(place_id=place_id, viewer=viewer)
    scene, _view = scene_of_measure(measure_id=before.measure_id, what="compulsory.place", viewer=viewer, at=at)
    writing = Writing(
        key=f"{MOVE}:{place_id}",
        form=PlaceForm,
        title=_("Barnet har flyttats"),
        verb=_("Skriv in flytten"),
        done=_("Flytten är inskriven."),
        do=lambda fields, version: actions.move_place(
            place_id=place_id, version=version, actor=viewer, at=at, **_place(fields, at, "moved_at")
        ),
        version=before.version,
        initial={"starts_at": at},
        given={"matters": _matters(scene)},
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def leave(request: HttpRequest, *, viewer: Viewer, at: datetime, place_id: int) -> HttpResponseBase:
    """The child has left the place."""
    before = queries.place(place_id=place_id, viewer=viewer)
    scene, _view = scene_of_measure(measure_id=before.measure_id, what="compulsory.place", viewer=viewer, at=at)
    writing = Writing(
        key=f"{LEAVE}:{place_id}",
        form=LeaveForm,
        title=_("Barnet har lämnat platsen"),
        verb=_("Avsluta placeringen"),
        done=_("Placeringen är avslutad."),
        do=lambda fields, version: actions.end_place(
            place_id=place_id,
            version=version,
            ended_at=last_of_minute(fields["ended_at"], at=at),
            actor=viewer,
            at=at,
        ),
        version=before.version,
        initial={"ended_at": at},
    )
    return write_page(request, scene, writing)


def _place(fields: dict[str, Any], at: datetime, when: str) -> dict[str, Any]:
    return {
        "kind": PlaceKind(fields["kind"]),
        "name": fields["name"],
        "is_locked": fields["is_locked"],
        "matter_id": fields["matter_id"],
        when: last_of_minute(fields["starts_at"], at=at),
    }


def _matters(scene: Scene) -> Options:
    found = queries.matters_of_case(case_id=scene.case_id, viewer=scene.viewer)
    decided = [each for each in found if each.state is MatterState.DECIDED]
    return matter_options([each for each in decided if each.outcome is not MatterOutcome.REFUSED], scene)


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.place(place_id=row_id, viewer=viewer).version
    except queries.NoPlace:
        return None


versioned(MOVE, _saved_version)
versioned(LEAVE, _saved_version)
