"""What the board is to decide and be told, and what somebody with power is alarmed about.

The elected see no files but those that wait for them; they are told through doors of the database that answer whoever
answers for a unit, about that unit, and never say a child's name.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from skyddsnat.domains.compulsory.models import Matter, Measure
from skyddsnat.domains.compulsory.queries.rows import answer
from skyddsnat.domains.compulsory.rules import board as rules
from skyddsnat.domains.compulsory.types import (
    ALARM_HOURS,
    MEETING_LEVELS,
    AgendaItem,
    AgendaKind,
    AgendaView,
    AlarmKind,
    AlarmView,
    ChangedCount,
    LateMatterView,
    MatterLevel,
    MatterOutcome,
    MatterState,
)
from skyddsnat.domains.compulsory.types.chain import act_after
from skyddsnat.domains.decisions.queries import delegation_on, meeting, meetings
from skyddsnat.domains.decisions.types import DelegationView, MeetingView
from skyddsnat.domains.people.queries import subjects_of_files
from skyddsnat.foundation.access.asking import Door, Question, day_or_none, moment_or_none
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.foundation.deadlines.types import DeadlineView
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.law.compulsory_states import Track

_AGENDA = """
SELECT kind, id, file_id, number, unit, section, is_urgent, planned_since, decided_on, outcome
FROM compulsory_agenda(%s, %s)
"""

# How many coming meetings are looked through: some years of them.
_MEETINGS = 200


# --- The agenda -------------------------------------------------------------------------------------------------------


def agenda(*, meeting_id: int, today: date, viewer: Viewer) -> AgendaView:
    """What the meeting decides, and what it is told that the chair has decided (SoL 30:12). Raises `NoMeeting`.

    A decision of the chair stands here by itself until a meeting has been told. To the elected, to registrars and to
    managers, of their units; only whoever sees a file sees the child's name.
    """
    held = meeting(meeting_id=meeting_id)
    with connection.cursor() as cursor:
        cursor.execute(_AGENDA, [meeting_id, today])
        rows = cursor.fetchall()
    children = subjects_of_files(file_ids={row[2] for row in rows}, viewer=viewer)
    names = {file_id: child.name or "" for file_id, child in children.items()}
    lines = [_item(row, names) for row in rows]
    return AgendaView(
        meeting=held,
        items=tuple(each for each in lines if each.kind is not AgendaKind.REPORT),
        reports=tuple(each for each in lines if each.kind is AgendaKind.REPORT),
    )


def _item(row: tuple[Any, ...], names: dict[int, str]) -> AgendaItem:
    kind, subject_id, file_id, number, unit, section, is_urgent, planned_since, decided_on, outcome = row
    return AgendaItem(
        kind=AgendaKind(kind),
        subject_id=subject_id,
        file_number=number,
        unit=unit,
        section=section,
        is_urgent=is_urgent,
        planned_since=planned_since,
        decided_on=decided_on,
        outcome=MatterOutcome(outcome) if outcome else None,
        child=names.get(file_id, ""),
    )


# --- Counts and alarms ------------------------------------------------------------------------------------------------


def changed_by_board(*, since: date, until: date, today: date, viewer: Viewer) -> list[ChangedCount]:
    """How often what a unit proposed was changed or refused, from `since` until, not including, `until` (R6).

    Of the units that the viewer answers for; empty for everybody else. No child.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit, outcome, amount FROM compulsory_board_changes(%s, %s, %s)", [since, until, today])
        rows = cursor.fetchall()
    found: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(MatterOutcome, 0))
    for unit, outcome, amount in rows:
        found[unit][outcome] = amount
    return [
        ChangedCount(
            unit,
            as_proposed=counts[MatterOutcome.AS_PROPOSED],
            changed=counts[MatterOutcome.CHANGED],
            refused=counts[MatterOutcome.REFUSED],
        )
        for unit, counts in found.items()
    ]


def alarms(*, at: datetime, viewer: Viewer, hours: int = ALARM_HOURS) -> list[AlarmView]:
    """Measures that end by themselves within the hours, have done so unsaid, or whose clock has passed (lesson 1).

    To managers of their units and to the elected; the earliest first. One statement, no child.
    """
    return answer(ask_alarms(at=at, viewer=viewer, hours=hours), viewer=viewer)


def ask_alarms(*, at: datetime, viewer: Viewer, hours: int = ALARM_HOURS) -> Question[AlarmView]:
    """The same, to be asked together with other questions."""
    return Question(Door("compulsory_alarms", (at, local_date(at), hours, sorted(rules.OUR_CLOCKS))), {}, _alarm)


def _alarm(row: dict[str, Any]) -> AlarmView:
    read = {
        "kind": AlarmKind(row["kind"]),
        "track": Track(row["track"]),
        "lapses_at": moment_or_none(row["lapses_at"]),
        "due_on": day_or_none(row["due_on"]),
    }
    return AlarmView(**row | read)


# --- Days that no meeting comes before --------------------------------------------------------------------------------


def clocks_without_meeting(
    *, today: date, viewer: Viewer, file_ids: Iterable[int] | None = None
) -> list[LateMatterView]:
    """Clocks that only the board meets, whose day no meeting comes before; shown from the day it arises (lesson 10).

    A matter that is not drafted yet counts. The earliest day first.
    """
    rows = Measure.objects.filter(ended_at=None).order_by("id")
    if file_ids is not None:
        rows = rows.filter(file_id__in=list(file_ids))
    measures = {f"compulsory.measure:{row.pk}": row for row in rows}
    clocks = open_clocks_of_files(file_ids={row.file_id for row in measures.values()}, viewer=viewer, most=1000)
    matters = _undecided(measures.values())
    calendar = _Calendar(today, delegation_on(day=today), meetings(after=today, most=_MEETINGS))
    late = (_late(clock, measures[clock.subject], matters, calendar) for clock in clocks if clock.subject in measures)
    return sorted((each for each in late if each), key=lambda each: (each.due_on, each.measure_id, each.rule))


@dataclass(frozen=True, slots=True)
class _Calendar:
    """Who decides what on the day, and when they meet."""

    today: date
    order: list[DelegationView]
    meetings: list[MeetingView]

    def decider_of(self, section: str) -> MatterLevel:
        """Who decides under the section."""
        return rules.matter_right(section, on=self.today, order=self.order, is_urgent=False).level

    def next_of(self, level: MatterLevel) -> MeetingView | None:
        """The next meeting of the body that still takes papers."""
        wanted = MEETING_LEVELS[level]
        coming = (each for each in self.meetings if each.level is wanted and each.papers_by >= self.today)
        return next(coming, None)


def _undecided(measures: Iterable[Measure]) -> dict[tuple[int, str], int]:
    """The matter that waits for the board, by measure and act; of several the latest."""
    rows = Matter.objects.filter(measure_id__in=[row.pk for row in measures]).exclude(state=MatterState.DECIDED.value)
    found = rows.order_by("pk").values_list("pk", "measure_id", "act")
    return {(measure_id, act): pk for pk, measure_id, act in found if measure_id}


def _late(
    clock: DeadlineView, row: Measure, matters: dict[tuple[int, str], int], calendar: _Calendar
) -> LateMatterView | None:
    """The clock, when only the board's deed meets it and its body does not meet in time."""
    track = Track(row.track)
    deed = rules.deed_that_meets(track, clock.rule, act_after(track, row.statute, calendar.today))
    if deed is None or deed.section is None or clock.plan_on is None:
        return None
    level = calendar.decider_of(deed.section)
    coming = calendar.next_of(level) if level in MEETING_LEVELS else None
    if level not in MEETING_LEVELS or (coming is not None and coming.held_on <= clock.plan_on):
        return None
    return LateMatterView(
        file_id=row.file_id,
        measure_id=row.pk,
        matter_id=matters.get((row.pk, deed.act.value)),
        act=deed.act,
        rule=clock.rule,
        due_on=clock.plan_on,
        level=level,
        next_meeting=coming,
    )
