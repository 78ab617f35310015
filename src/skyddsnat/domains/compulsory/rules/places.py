"""What a place demands: a measure in force, a decision behind it, and the ground that such a place needs.

What has happened is written down even where it lacks a decision or a ground: it then shows as exactly that (lesson 4).
"""

from collections.abc import Iterator
from datetime import date, datetime

from skyddsnat.domains.compulsory.rules.chain import (
    BEFORE_LAST,
    CARING,
    NOT_IN_FORCE,
    OTHER_MATTER,
    WAS_REFUSED,
    building,
    lapsed,
)
from skyddsnat.domains.compulsory.rules.guarding import IN_FUTURE, reason
from skyddsnat.domains.compulsory.types import MatterOutcome, MatterState, MeasureView, PlaceKind
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Reason, Verdict
from skyddsnat.law.citations import CUSTODY, LVU
from skyddsnat.law.grounds import GroundKind, ground

NO_CARE = reason(
    "no_care_there",
    "Åtgärden är ingen vård. Placera inom vården eller det skyddade boendet.",
    "The measure is no care. Place within the care or the sheltered accommodation.",
)
PLACED_ALREADY = reason(
    "placed_already",
    "Barnet är redan placerat. Flytta barnet eller avsluta placeringen.",
    "The child is already placed. Move the child or end the placement.",
)
NOT_DECIDED = reason("not_decided", "Ärendet är inte beslutat.", "The matter has not been decided.")
PLACE_ENDED = reason("place_ended", "Placeringen är redan avslutad.", "The placement has already ended.")
ONLY_IN_STATE_HOME = reason(
    "locked_elsewhere",
    "Låst enhet är angiven för ett boende som inte är ett särskilt ungdomshem.",
    "A locked unit is given for a place that is no state youth home.",
)


def placing(measure: MeasureView, *, is_placed: bool, starts_at: datetime, at: datetime) -> Verdict:
    """Whether a place may begin on the measure at `starts_at`, written down at `at`."""
    return (
        building(measure, at)
        + building(measure, starts_at)
        + Verdict.of(
            None if measure.track in CARING else NO_CARE,
            PLACED_ALREADY if is_placed else None,
            IN_FUTURE if starts_at > at else None,
        )
    )


def decided(*, case_id: int, matter_case: int, state: str, outcome: str) -> Verdict:
    """Whether a matter can stand behind a place: of the same case, decided and not refused."""
    return Verdict.of(
        OTHER_MATTER if matter_case != case_id else None,
        NOT_DECIDED if state != MatterState.DECIDED else None,
        WAS_REFUSED if outcome == MatterOutcome.REFUSED else None,
    )


def ending(*, starts_at: datetime, has_ended: bool, ends_at: datetime, at: datetime) -> Verdict:
    """Whether the place may end at `ends_at`: always, also when the law has ended the measure."""
    return Verdict.of(
        PLACE_ENDED if has_ended else None,
        IN_FUTURE if ends_at > at else None,
        BEFORE_LAST if ends_at < starts_at else None,
    )


def lacks(
    measure: MeasureView, kind: PlaceKind, *, is_locked: bool, has_decision: bool, at: datetime
) -> tuple[Reason, ...]:
    """What a running place lacks at `at`: each is an alarm at once, to worker, manager and board."""
    return tuple(_lacks(measure, kind, is_locked, has_decision, at))


def _lacks(
    measure: MeasureView, kind: PlaceKind, is_locked: bool, has_decision: bool, at: datetime
) -> Iterator[Reason]:
    on = local_date(at)
    if not measure.in_force(at):
        yield lapsed(measure, at) or NOT_IN_FORCE
    if not has_decision:
        yield _no_decision(measure, on)
    if (kind is PlaceKind.STATE_HOME or is_locked) and not _has_behaviour(measure):
        yield _no_ground(measure, on)
    if is_locked and kind is not PlaceKind.STATE_HOME:
        yield ONLY_IN_STATE_HOME


def _has_behaviour(measure: MeasureView) -> bool:
    return any(ground(code).kind is GroundKind.BEHAVIOUR for code in measure.grounds)


def _no_decision(measure: MeasureView, on: date) -> Reason:
    return reason(
        "place_without_decision",
        "Barnet är placerat utan beslut om hur vården ska ordnas.",
        "The child is placed without a decision on how the care is to be arranged.",
        _cite(measure, on, "11", "6:1"),
    )


def _no_ground(measure: MeasureView, on: date) -> Reason:
    return reason(
        "place_without_ground",
        "Ett särskilt ungdomshem och en låst enhet kräver vård på grund av eget beteende. Den grunden finns inte.",
        "A state youth home and a locked unit demand care on the ground of own behaviour. That ground is not there.",
        _cite(measure, on, "12", "15:1"),
    )


def _cite(measure: MeasureView, on: date, old: str, new: str) -> str | None:
    return {LVU.number: LVU.cite(old), CUSTODY.number: CUSTODY.cite(new)}.get(measure.act_on(on))
