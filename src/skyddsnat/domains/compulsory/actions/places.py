"""Where the child is cared for: begun, moved and ended as it happens."""

from datetime import datetime

from django.db.models import F

from skyddsnat.domains.compulsory.actions.chain import (
    Doing,
    Held,
    care_begins,
    end_clock,
    hold,
    start_clock,
    step_on,
)
from skyddsnat.domains.compulsory.models import CarePlace, Matter, Step
from skyddsnat.domains.compulsory.permissions import acting
from skyddsnat.domains.compulsory.queries.pair import pair_verdict
from skyddsnat.domains.compulsory.queries.places import NoPlace, place_of_file
from skyddsnat.domains.compulsory.queries.views import place_view
from skyddsnat.domains.compulsory.rules import chain as chain_rules
from skyddsnat.domains.compulsory.rules import places as rules
from skyddsnat.domains.compulsory.rules.clocks import OF_FAMILY_HOME, name_of
from skyddsnat.domains.compulsory.types import PlaceKind, PlaceView
from skyddsnat.foundation.access.queries import NotOpen
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.actions import record
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Verdict
from skyddsnat.kernel.versions import ChangedMeanwhile
from skyddsnat.law.compulsory_states import Act, UnknownDeed, deed_of

_ENDED = "Placeringen avslutades"


def begin_place(
    *,
    measure_id: int,
    kind: PlaceKind,
    name: str,
    is_locked: bool,
    starts_at: datetime,
    matter_id: int | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """The child has come to the place at `starts_at`. Returns the place's id.

    Care that was to begin has begun by it, and a custody that was not yet carried out is. A place without a decision or
    without the ground it needs is written down all the same and shows as that (`places_without_ground`). Raises
    `NotOpen`, `Refused`: nobody is placed on a measure that does not hold.
    """
    held = hold(measure_id, None, actor, at)
    is_placed = place_of_file(file_id=held.file.id, viewer=actor) is not None
    verdict = rules.placing(held.found, is_placed=is_placed, starts_at=starts_at, at=at)
    pair = pair_verdict(file_id=held.file.id, at=at, viewer=actor)
    (acting(file=held.file, viewer=actor) + verdict + pair).require()
    return _begin(held, kind, name, is_locked, starts_at, _decision(held, matter_id))


def move_place(
    *,
    place_id: int,
    version: int,
    kind: PlaceKind,
    name: str,
    is_locked: bool,
    moved_at: datetime,
    matter_id: int | None,
    actor: Viewer,
    at: datetime,
) -> int:
    """The child has been moved. Returns the new place's id. Raises `NotOpen`, `ChangedMeanwhile`, `Refused`."""
    before = _locked(place_id, version)
    held = hold(before.measure_id, None, actor, at)
    verdict = rules.placing(held.found, is_placed=False, starts_at=moved_at, at=at) + _ending(before, moved_at, at)
    pair = pair_verdict(file_id=held.file.id, at=at, viewer=actor)
    (acting(file=held.file, viewer=actor) + verdict + pair).require()
    _end(held, before, moved_at)
    return _begin(held, kind, name, is_locked, moved_at, _decision(held, matter_id))


def end_place(*, place_id: int, version: int, ended_at: datetime, actor: Viewer, at: datetime) -> None:
    """The child has left the place. Nothing stands in the way, also when the law has ended the measure.

    Raises `NotOpen`, `ChangedMeanwhile`, `Refused`.
    """
    before = _locked(place_id, version)
    held = hold(before.measure_id, None, actor, at)
    (acting(file=held.file, viewer=actor) + _ending(before, ended_at, at)).require()
    _end(held, before, ended_at)


def _locked(place_id: int, version: int) -> PlaceView:
    row = CarePlace.objects.select_for_update().filter(pk=place_id).first()
    if row is None:
        raise NoPlace
    if row.version != version:
        raise ChangedMeanwhile
    return place_view(row)


def _ending(before: PlaceView, ends_at: datetime, at: datetime) -> Verdict:
    return rules.ending(starts_at=before.starts_at, has_ended=before.ends_at is not None, ends_at=ends_at, at=at)


def _decision(held: Held, matter_id: int | None) -> Matter | None:
    """The decision behind the place: of this case, decided and not refused. Raises `NotOpen`, `Refused`."""
    if matter_id is None:
        return None
    row = Matter.objects.filter(pk=matter_id, file_id=held.file.id).first()
    if row is None:
        raise NotOpen
    rules.decided(case_id=held.view.case_id, matter_case=row.case_id, state=row.state, outcome=row.outcome).require()
    return row


def _begin(
    held: Held, kind: PlaceKind, name: str, is_locked: bool, starts_at: datetime, decision: Matter | None
) -> int:
    held = care_begins(_carried_out(held, starts_at), starts_at)
    row = CarePlace.objects.create(
        measure_id=held.view.id,
        file_id=held.file.id,
        matter=decision,
        kind=kind.value,
        name=name.strip(),
        is_locked=is_locked,
        recorded_at=held.at,
        starts_at=starts_at,
        decided_by_id=decision.decided_by_id if decision and decision.decided_by_id else held.actor.named_id,
    )
    if kind is PlaceKind.FAMILY_HOME and (rule := _transfer_rule(held, starts_at)):
        start_clock(held, rule, starts_at)
    lacking = rules.lacks(held.view, kind, is_locked=is_locked, has_decision=decision is not None, at=held.at)
    _record("compulsory.place.begun", row.pk, held, {"kind": kind.value, "lacks": [each.code for each in lacking]})
    return row.pk


def _carried_out(held: Held, starts_at: datetime) -> Held:
    """That the child has come to a place carries the custody out, or begins the care that the court ordered."""
    for act in (Act.EXECUTE, Act.BEGIN):
        is_done = Step.objects.filter(measure_id=held.view.id, act=act.value).exists()
        if not is_done and chain_rules.deed_now(held.view, act, held.at, starts_at) is not None:
            held = step_on(held, Doing(act=act, happened_at=starts_at))
    return held


def _transfer_rule(held: Held, starts_at: datetime) -> str | None:
    """The clock that runs while the child lives in the same family home, by the Act of the day."""
    number = held.view.act_on(local_date(starts_at))
    try:
        deed = deed_of(held.view.track, Act.PLACE, number)
    except UnknownDeed:
        return None
    return next((rule for rule in deed.clocks_started if name_of(rule) == OF_FAMILY_HOME), None)


def _end(held: Held, before: PlaceView, ended_at: datetime) -> None:
    CarePlace.objects.filter(pk=before.id).update(ends_at=ended_at, version=F("version") + 1)
    end_clock(held, OF_FAMILY_HOME, _ENDED)
    _record("compulsory.place.ended", before.id, held, {"kind": before.kind.value})


def _record(deed: str, place_id: int, held: Held, details: dict[str, object]) -> None:
    record(
        deed=deed,
        target=f"compulsory.place:{place_id}",
        actor=held.actor,
        at=held.at,
        file_id=held.file.id,
        details=details,
    )
