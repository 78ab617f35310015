"""Matters for the board in every state, made through the product's own actions.

Bo and Dag work with Alma. Kaj is a member of the committee, Olga chairs the board and is on call.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions.cases import open_case
from skyddsnat.domains.compulsory.types import MatterFields, MatterOutcome
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.types import Kind, Level
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.law.compulsory_states import Act, Track

HOUR = timedelta(hours=1)
WRITTEN = MORNING + 2 * HOUR
PREPARED = WRITTEN + HOUR
REACHED = PREPARED + timedelta(minutes=20)
SIGNED = REACHED + timedelta(minutes=25)
MEETING_ON = MORNING.date() + timedelta(days=9)
AT_MEETING = MORNING + timedelta(days=9, hours=5)

# The committee decides what the board has given it; the sections of both Acts, so that New Year needs nothing by hand.
SECTIONS: tuple[str, ...] = (
    *(f"LVU {place}" for place in ("4", "6", "11 st. 1", "13", "14 st. 2", "21", "27", "31 d")),
    *(f"lagen (2026:1600) {place}" for place in ("4:1", "5:1", "6:1", "7:2", "8:2", "8:3", "10:1", "12:6")),
)

FIELDS = MatterFields(
    proposal="Alma omhändertas omedelbart.",
    reasons="Eva har druckit i en vecka och Alma har sprungit hemifrån i natt.",
    best_interests="Alma behöver en trygg vuxen nu.",
    child_view="Alma vill inte gå hem.",
    child_version="Du får inte bo hemma just nu. Vi har bestämt det för att du ska vara trygg.",
    grounds=("lvu.lack_of_care",),
    content="Alma placeras i jourhem.",
)
URGENT = replace(FIELDS, is_urgent=True, urgent_reason="Alma står på stationen och har ingenstans att ta vägen.")
APPLICATION = replace(
    FIELDS,
    proposal="Nämnden ansöker om vård.",
    child_version="Vi ska be rätten att bestämma att du ska få bo någon annanstans.",
    content="",
)


@dataclass(frozen=True, slots=True)
class Written:
    """A matter and its version."""

    id: int
    version: int
    case_id: int
    child: Child


def adopt_board_order(office: Office, *, at: datetime = MORNING) -> None:
    """Rut enters what the committee may decide, and a meeting of each body, nine days ahead and a month later."""
    rut = office.viewer("rut", at)
    with seeing(rut):
        for place, section in enumerate(SECTIONS, start=1):
            since = date(2027, 1, 1) if "2026:1600" in section else date(2025, 7, 1)
            decisions.add_delegation(
                reference=f"7.{place}", kind=Kind.SERVICE, section=section, level=Level.COMMITTEE, valid_from=since,
                adopted_on=date(2025, 7, 1), actor=rut, at=at,
            )  # fmt: skip
        for level in (Level.COMMITTEE, Level.BOARD):
            for days in (9, 37):
                meet(office, MORNING.date() + timedelta(days=days), level=level, at=at)


def meet(office: Office, held_on: date, *, level: Level = Level.COMMITTEE, at: datetime = MORNING) -> int:
    """Rut enters a meeting; papers are in the day before. Returns its id."""
    rut = office.viewer("rut", at)
    with seeing(rut):
        papers = held_on - timedelta(days=1)
        return decisions.add_meeting(level=level, held_on=held_on, papers_by=papers, actor=rut, at=at)


def case_with_two(office: Office, child: Child, *, by: str = "bo", at: datetime = MORNING) -> int:
    """Dag joins Bo, who opens the compulsory case. Returns its id."""
    mia = office.viewer("mia", at)
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees["dag"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=at,
        )  # fmt: skip
    bo = office.viewer(by, at)
    with seeing(bo):
        return open_case(
            file_id=child.file_id, child_id=child.person_id, investigation_id=None, grounds=("lvu.lack_of_care",),
            circumstances="Samtycke finns inte.", deviation=None, actor=bo, at=at,
        )  # fmt: skip


def write(
    office: Office,
    case_id: int,
    child: Child,
    fields: MatterFields = FIELDS,
    *,
    act: Act = Act.DECIDE_IMMEDIATE,
    track: Track = Track.CARE,
    measure_id: int | None = None,
    by: str = "bo",
    at: datetime = WRITTEN,
) -> Written:
    """Bo writes a matter."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        matter_id, version = actions.save_matter(
            case_id=case_id, measure_id=measure_id, track=track, act=act, fields=fields, actor=viewer, at=at
        )
    return Written(matter_id, version, case_id, child)


def prepare(office: Office, written: Written, *, by: str = "bo", at: datetime = PREPARED) -> Written:
    """Bo hands it over."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        actions.prepare_matter(matter_id=written.id, version=written.version, actor=viewer, at=at)
    return replace(written, version=written.version + 1)


def reach(office: Office, written: Written, who: str = "olga", *, by: str = "bo", at: datetime = REACHED) -> None:
    """Bo reaches the chair."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        actions.reach_chair(matter_id=written.id, to=office.employees[who], actor=viewer, at=at)


def decide(
    office: Office,
    written: Written,
    *,
    by: str = "olga",
    outcome: MatterOutcome = MatterOutcome.AS_PROPOSED,
    at: datetime = SIGNED,
    **said: Any,
) -> int | None:
    """It is decided, by somebody who has been shown what is new. Returns the measure's id."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        told = len(queries.news_since(matter_id=written.id, viewer=viewer))
        given = {"no_conflict": True, "facts_told": told, **said}
        return actions.decide_matter(
            matter_id=written.id, version=written.version, outcome=outcome, actor=viewer, at=at, **given
        )


def waiting_for_chair(
    office: Office, child: Child, fields: MatterFields = URGENT, *, later: timedelta = timedelta()
) -> Written:
    """A custody that cannot wait, handed over and the chair reached; so much later than on the first morning."""
    case_id = case_with_two(office, child, at=MORNING + later)
    written = write(office, case_id, child, fields, at=WRITTEN + later)
    prepared = prepare(office, written, at=PREPARED + later)
    reach(office, prepared, at=REACHED + later)
    return prepared


def custody(office: Office, child: Child, *, later: timedelta = timedelta()) -> tuple[Written, int]:
    """Olga has decided the custody. Returns the matter and the measure."""
    written = waiting_for_chair(office, child, later=later)
    measure_id = decide(office, written, at=SIGNED + later)
    assert measure_id is not None
    return written, measure_id
