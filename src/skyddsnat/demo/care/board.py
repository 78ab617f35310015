"""What the board of Norrham has decided beforehand: lines for compulsory care, meetings, and whom it has named."""

from datetime import date, datetime, timedelta

from skyddsnat.demo.clockwork import Story
from skyddsnat.demo.days import on
from skyddsnat.demo.norrham import Norrham, meeting_days
from skyddsnat.domains.compulsory import actions as compulsory
from skyddsnat.domains.decisions import actions as decisions
from skyddsnat.domains.decisions.queries import meetings
from skyddsnat.domains.decisions.types import Kind, Level
from skyddsnat.kernel.working_days import next_working_day
from skyddsnat.law.citations import CUSTODY, LVM, LVU, SHELTER, WITHOUT_CONSENT, Statute
from skyddsnat.law.deciding import DecisionRight
from skyddsnat.law.decision_rights import DECISION_RIGHTS

_ACTS = (LVU, CUSTODY, WITHOUT_CONSENT, SHELTER, LVM)
# Whether custody of a child moves to its family home is for the whole board.
_KEPT_BY_THE_BOARD = frozenset({"LVU 13 c", f"{CUSTODY.short} 9:1"})
_WEEKS_BETWEEN = 3
# Who asks the police, and which member decides what cannot wait when the chair is not reached.
POLICE_ASKER, MEMBER = "johan", "gun"


def adopt_care_order(place: Norrham, *, since: date) -> None:
    """Rut enters what the committee may decide under each Act, meetings of the board, and the board's appointments."""
    at = on(since, 9)
    with place.acting("rut", at) as rut:
        for number, (right, start, end) in enumerate(_lines(since), start=1):
            decisions.add_delegation(
                reference=f"7.{number}",
                kind=Kind.SERVICE,
                section=right.section,
                level=Level.COMMITTEE,
                valid_from=start,
                valid_to=end,
                adopted_on=min(start, place.today),
                actor=rut,
                at=at,
            )
        # The calendar of the committee has every third meeting of the board on the same Thursday.
        for held_on in meeting_days(since, place.today + timedelta(days=90))[::_WEEKS_BETWEEN]:
            decisions.add_meeting(
                level=Level.BOARD, held_on=held_on, papers_by=held_on - timedelta(days=8), actor=rut, at=at
            )
        for employee, section in ((MEMBER, _of_the_day(since, "6", "5:1")), (POLICE_ASKER, _police(since))):
            compulsory.appoint(
                employee_id=place.employees[employee],
                section=section,
                reference="§ 12",
                decided_on=since,
                valid_from=since,
                actor=rut,
                at=at,
            )


def _lines(since: date) -> list[tuple[DecisionRight, date, date | None]]:
    """What the law lets the committee decide under the Acts of care without consent, from `since` on."""
    prefixes = tuple(f"{act.short} " for act in _ACTS)
    return [
        (right, max(since, right.valid_from), right.valid_to)
        for right in DECISION_RIGHTS
        if right.section.startswith(prefixes)
        and right.section not in _KEPT_BY_THE_BOARD
        and (right.valid_to is None or right.valid_to > since)
    ]


def _of_the_day(day: date, old: str, new: str) -> str:
    """The place in the Act in force that day. An appointment under LVU holds under the Act that took over."""
    act: Statute = LVU if day < CUSTODY.valid_from else CUSTODY
    return f"{act.short} {old if act is LVU else new}"


def _police(day: date) -> str:
    return _of_the_day(day, "43", "20:1")


def meet(place: Norrham, day: date) -> datetime:
    """The committee meets on the first working day from `day`, by an extra meeting if need be. When it decides."""
    held_on = next_working_day(day)
    listed = (each for each in meetings(after=held_on, most=6) if each.level is Level.COMMITTEE)
    if not any(each.held_on == held_on for each in listed):
        at = on(held_on - timedelta(days=6), 9)
        with place.acting("rut", at) as rut:
            decisions.add_meeting(
                level=Level.COMMITTEE, held_on=held_on, papers_by=held_on - timedelta(days=1), actor=rut, at=at
            )
    return on(held_on, 13, 20)


def minutes(place: Norrham, *, since: date) -> Story:
    """After each meeting of the calendar Rut writes down which of the chair's decisions the committee was told of."""
    listed = [each for each in meetings(after=since, most=100) if each.level is Level.COMMITTEE]
    for each in listed:
        at = on(each.held_on, 16)
        yield at
        with place.acting("rut", at) as rut:
            compulsory.report_at(meeting_id=each.id, actor=rut, at=at)
