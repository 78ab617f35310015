"""What the pages of a unit hold, each fetched in two statements whatever there is of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from skyddsnat.domains.investigations.queries import ask_standing, ask_withheld_in_units, stalled_among
from skyddsnat.domains.investigations.types import NoticeMark, StalledView
from skyddsnat.domains.journal.queries import ask_latest_steps
from skyddsnat.domains.people.queries import ask_subjects
from skyddsnat.domains.people.types import PersonView
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import (
    GrantView,
    ask_absences,
    ask_files_without_anyone,
    ask_grants_of_units,
    ask_responsible,
    ask_unassigned,
    ask_unit_names,
)
from skyddsnat.foundation.access.types import FileView, Viewer
from skyddsnat.foundation.deadlines.queries import ask_clocks_of_units, ask_open_clocks
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.foundation.deadlines.workload import Workload, ask_workload
from skyddsnat.foundation.staff.types import AbsenceView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.web.duties import OF_OTHERS

A_PAGE = 50
MONTH = timedelta(days=30)
NEVER = date.max

Place = tuple[date, int]


@dataclass(frozen=True, kw_only=True)
class Around:
    """The child of each file, and the name of whoever is responsible for it."""

    children: Mapping[int, PersonView] = field(default_factory=dict)
    responsible: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class State:
    """How the unit stands: children with no one in charge, children to give out, and what everybody carries.

    `first_clocks` is the open clock of each of these files that comes first.
    """

    unit_names: list[str]
    without_anyone: list[FileView]
    unassigned: list[FileView]
    workload: list[Workload]
    first_clocks: Mapping[int, DeadlineView]
    around: Around


def state_of(*, viewer: Viewer, at: datetime) -> State:
    """How the viewer's units stand."""
    units, today = viewer.managed_units, local_date(at)
    found = ask(
        viewer=viewer,
        names=ask_unit_names(unit_ids=units, viewer=viewer),
        without_anyone=ask_files_without_anyone(unit_ids=units, today=today, viewer=viewer),
        unassigned=ask_unassigned(unit_ids=units, viewer=viewer),
        workload=ask_workload(unit_ids=units, today=today, viewer=viewer, without=OF_OTHERS),
    )
    files = {file.id for file in (*found["without_anyone"], *found["unassigned"])}
    more = ask(
        viewer=viewer,
        children=ask_subjects(file_ids=files, viewer=viewer),
        clocks=ask_open_clocks(file_ids=files, viewer=viewer),
        responsible=ask_responsible(file_ids=files, viewer=viewer),
    )
    around = _around(more["children"], more["responsible"])
    clocks = first_of_each(clock for clock in more["clocks"] if clock.rule not in OF_OTHERS)
    return State(
        unit_names=found["names"],
        without_anyone=most_exposed_first(found["without_anyone"], clocks, around.children),
        unassigned=most_exposed_first(found["unassigned"], clocks, around.children),
        workload=found["workload"],
        first_clocks=clocks,
        around=around,
    )


def first_of_each(clocks: Iterable[DeadlineView]) -> dict[int, DeadlineView]:
    """The first of each file's clocks, of clocks in their order."""
    first: dict[int, DeadlineView] = {}
    for clock in clocks:
        first.setdefault(clock.file_id, clock)
    return first


def most_exposed_first(
    files: Iterable[FileView], clocks: Mapping[int, DeadlineView], children: Mapping[int, PersonView]
) -> list[FileView]:
    """By the clock that comes first, then the youngest child (lesson 12); an unknown birth year counts as young."""

    def exposure(file: FileView) -> tuple[date, int, int]:
        clock, child = clocks.get(file.id), children.get(file.id)
        born = child.birth_year if child and child.birth_year else NEVER.year
        return clock.plan_on if clock else NEVER, -born, file.id

    return sorted(files, key=exposure)


@dataclass(frozen=True, kw_only=True)
class Clocks:
    """One page of the unit's open clocks. `next_place`: where the next page begins, if there is one."""

    clocks: list[DeadlineView]
    next_place: Place | None
    around: Around


def clocks_of(*, viewer: Viewer, after: Place | None) -> Clocks:
    """The open clocks of the viewer's units, the earliest day first."""
    asked = ask_clocks_of_units(
        unit_ids=viewer.managed_units, viewer=viewer, without=OF_OTHERS, after=after, most=A_PAGE + 1
    )
    found: list[DeadlineView] = ask(viewer=viewer, clocks=asked)["clocks"]
    shown = found[:A_PAGE]
    last = shown[-1] if len(found) > A_PAGE else None
    return Clocks(
        clocks=shown,
        next_place=(last.plan_on, last.id) if last else None,
        around=_around_files({clock.file_id for clock in shown}, viewer),
    )


@dataclass(frozen=True, kw_only=True)
class StandingStill:
    """What does not move: investigations without a step, and parties who are not told yet."""

    stalled: list[StalledView]
    withheld: list[NoticeMark]
    around: Around


def standing_still(*, viewer: Viewer, at: datetime) -> StandingStill:
    """What stands still in the viewer's units."""
    units = viewer.managed_units
    found = ask(
        viewer=viewer,
        standing=ask_standing(unit_ids=units, at=at, viewer=viewer),
        withheld=ask_withheld_in_units(unit_ids=units, viewer=viewer),
    )
    standing = {case.file_id for case in found["standing"]}
    files = standing | {notice.file_id for notice in found["withheld"]}
    more = ask(
        viewer=viewer,
        steps=ask_latest_steps(file_ids=standing, viewer=viewer),
        children=ask_subjects(file_ids=files, viewer=viewer),
        responsible=ask_responsible(file_ids=files, viewer=viewer),
    )
    stalled = stalled_among(
        standing=found["standing"], latest_steps=dict(more["steps"]), today=local_date(at), viewer=viewer
    )
    around = _around(more["children"], more["responsible"])
    return StandingStill(stalled=stalled, withheld=found["withheld"], around=around)


@dataclass(frozen=True, kw_only=True)
class Accesses:
    """Temporary accesses to the unit's files in the last month."""

    grants: list[GrantView]
    around: Around


def accesses_of(*, viewer: Viewer, at: datetime) -> Accesses:
    """Who had temporary access to files of the viewer's units."""
    asked = ask_grants_of_units(unit_ids=viewer.managed_units, since=at - MONTH, viewer=viewer)
    grants: list[GrantView] = ask(viewer=viewer, grants=asked)["grants"]
    return Accesses(grants=grants, around=_around_files({grant.file_id for grant in grants}, viewer))


@dataclass(frozen=True, kw_only=True)
class Away:
    """Who is away or will be, and everyone who may be written down as away: (id, name)."""

    absences: list[AbsenceView]
    colleagues: list[tuple[int, str]]


def away_from(*, viewer: Viewer, today: date) -> Away:
    """Absences in the viewer's units."""
    units = viewer.managed_units
    found = ask(
        viewer=viewer,
        absences=ask_absences(unit_ids=units, today=today, viewer=viewer),
        workload=ask_workload(unit_ids=units, today=today, viewer=viewer),
    )
    return Away(absences=found["absences"], colleagues=[(each.employee_id, each.name) for each in found["workload"]])


def _around_files(file_ids: set[int], viewer: Viewer) -> Around:
    found = ask(
        viewer=viewer,
        children=ask_subjects(file_ids=file_ids, viewer=viewer),
        responsible=ask_responsible(file_ids=file_ids, viewer=viewer),
    )
    return _around(found["children"], found["responsible"])


def _around(children: list[PersonView], responsible: list[tuple[int, str]]) -> Around:
    return Around(children={child.file_id: child for child in children}, responsible=dict(responsible))
