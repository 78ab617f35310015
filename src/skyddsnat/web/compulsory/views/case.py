"""The case: where it stands; its opening, change and closing."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import NewDeviation
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.compulsory_states import TRACK_NAMES, Act, By, State, Track, acts, deed_of, statutes
from skyddsnat.law.grounds import Ground, grounds
from skyddsnat.web.compulsory.forms import ChangeForm, CloseForm, OpenForm, Options, StartForm
from skyddsnat.web.compulsory.presenters import case as words
from skyddsnat.web.compulsory.scene import Scene, open_scene, scene_of_file
from skyddsnat.web.compulsory.story import story_of
from skyddsnat.web.compulsory.writing import Writing, write_page
from skyddsnat.web.page import page
from skyddsnat.web.presenters import said
from skyddsnat.web.sheets import versioned

CHANGE, CLOSE = "compulsory.change", "compulsory.close"
# An acute deviation is asked for as long as it can cover; what nobody confirms covers less (the domain's rule).
ACUTE_DAYS = timedelta(days=7)


@page(of_file=True, methods=("GET",))
def case(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Where every measure stands, what is due, who decides what comes next, and what is missing."""
    scene = open_scene(case_id=case_id, what="compulsory.case", viewer=viewer, at=at)
    return render(request, "compulsory/case.html", words.context(scene, story_of(scene)))


@page(of_file=True)
def open_one(request: HttpRequest, *, viewer: Viewer, at: datetime, file_id: int) -> HttpResponseBase:
    """Open a compulsory case in the file; one that is open already is shown."""
    scene = scene_of_file(file_id=file_id, what="compulsory.open", viewer=viewer, at=at)
    if found := queries.case_of_file(file_id=file_id, viewer=viewer):
        return redirect("compulsory:case", case_id=found.id)
    opened: list[int] = []
    pair = queries.pair_verdict(file_id=file_id, at=at, viewer=viewer)

    def do(fields: dict[str, Any], version: int) -> None:
        opened.append(_open(scene, fields))

    writing = Writing(
        key=f"compulsory.open:{file_id}",
        form=OpenForm,
        title=_("Öppna ett tvångsärende"),
        verb=_("Öppna ärendet"),
        done=_("Tvångsärendet är öppet."),
        do=do,
        given={"grounds": _grounds(scene), "lacks_pair": not pair.allowed},
    )
    answer = write_page(request, scene, writing)
    return redirect("compulsory:case", case_id=opened[0]) if opened and answer.status_code == 302 else answer


def _open(scene: Scene, fields: dict[str, Any]) -> int:
    alone = fields.get("alone_reason", "").strip()
    deviation = NewDeviation(alone, scene.today + ACUTE_DAYS, is_acute=True) if alone else None
    return actions.open_case(
        file_id=scene.file.id,
        child_id=scene.child.id,
        investigation_id=None,
        grounds=fields["grounds"],
        circumstances=fields["circumstances"],
        deviation=deviation,
        actor=scene.viewer,
        at=scene.at,
    )


def _grounds(scene: Scene) -> list[Ground]:
    """The grounds of the Act of the day; those that the case already names stay."""
    number = CUSTODY.number if scene.today >= CUSTODY.valid_from else LVU.number
    named = set(scene.case.grounds) if scene.case else set()
    other = LVU.number if number == CUSTODY.number else CUSTODY.number
    kept = [each for each in grounds(other, scene.today) if each.code in named]
    return [*grounds(number, scene.today), *kept]


@page(of_file=True)
def change(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Write the circumstances and grounds anew."""
    scene = open_scene(case_id=case_id, what="compulsory.change", viewer=viewer, at=at)
    view = scene.case
    assert view is not None
    writing = Writing(
        key=f"{CHANGE}:{case_id}",
        form=ChangeForm,
        title=_("Omständigheter och grunder"),
        verb=_("Spara"),
        done=_("Ärendet är sparat."),
        do=lambda fields, version: actions.change_case(
            case_id=case_id,
            version=version,
            investigation_id=view.investigation_id,
            adult_id=view.adult_id,
            actor=viewer,
            at=at,
            **fields,
        ),
        version=view.version,
        initial={"circumstances": view.circumstances, "grounds": list(view.grounds)},
        given={"grounds": _grounds(scene)},
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def close(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Close the case, when nothing of it holds and the follow-up is done."""
    scene = open_scene(case_id=case_id, what="compulsory.close", viewer=viewer, at=at)
    assert scene.case is not None
    writing = Writing(
        key=f"{CLOSE}:{case_id}",
        form=CloseForm,
        title=_("Avsluta tvångsärendet"),
        verb=_("Avsluta ärendet"),
        done=_("Tvångsärendet är avslutat."),
        do=lambda fields, version: actions.close_case(case_id=case_id, version=version, actor=viewer, at=at, **fields),
        version=scene.case.version,
        then=reverse("compulsory:case", args=[case_id]),
    )
    return write_page(request, scene, writing)


@page(of_file=True)
def start(request: HttpRequest, *, viewer: Viewer, at: datetime, case_id: int) -> HttpResponseBase:
    """Begin a measure whose first deed is the officials' own."""
    scene = open_scene(case_id=case_id, what="compulsory.start", viewer=viewer, at=at)
    writing = Writing(
        key=f"compulsory.start:{case_id}",
        form=StartForm,
        title=_("Börja en åtgärd"),
        verb=_("Börja"),
        done=_("Åtgärden är påbörjad. Upprätta planen."),
        do=lambda fields, version: actions.start_measure(
            case_id=case_id,
            track=Track(fields["track"]),
            grounds=(),
            content=fields["content"],
            matter_id=None,
            is_temporary=False,
            actor=viewer,
            at=at,
        ),
        given={"tracks": _tracks()},
        about=(_("Det som nämnden beslutar börjar med ett underlag till nämnden, inte här."),),
        against=queries.pair_verdict(file_id=scene.file.id, at=at, viewer=viewer),
    )
    return write_page(request, scene, writing)


def _tracks() -> Options:
    """Tracks on which officials take the first step."""
    return [(track.value, said(name)) for track, name in TRACK_NAMES.items() if _begins_here(track)]


def _begins_here(track: Track) -> bool:
    firsts = [(number, act) for number in statutes(track) for act in acts(track, State.PREPARED, number)]
    return any(_by(track, act, number) is By.CASEWORKER for number, act in firsts)


def _by(track: Track, act: Act, number: str) -> By:
    return deed_of(track, act, number, State.PREPARED).by


def _saved_version(*, row_id: int, viewer: Viewer) -> int | None:
    try:
        return queries.case(case_id=row_id, viewer=viewer).version
    except queries.NoCase:
        return None


versioned(CHANGE, _saved_version)
versioned(CLOSE, _saved_version)
