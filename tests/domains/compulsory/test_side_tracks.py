"""Beside the care: restricted contact, prohibitions, sheltered accommodation and an adult's own case."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from tests.factories import board
from tests.factories import compulsory as line
from tests.factories.compulsory import DAY, HOUR, Running
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.compulsory import actions
from skyddsnat.domains.compulsory.rules.lapsing import Running as Clock
from skyddsnat.domains.compulsory.rules.lapsing import lapsing_at
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.stockholm import start_of_day
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.compulsory_states import Act, State, Track

AT = MORNING + DAY
FEBRUARY = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)


def begun(
    office: Office, child: Child, track: Track, act: Act, *, at: datetime, grounds: tuple[str, ...] = ()
) -> Running:
    """The board's decision begins the measure."""
    case_id = line.open_case(office, child, at=at - 4 * HOUR)
    fields = replace(board.APPLICATION, grounds=grounds)
    _, measure_id = line.decided(office, child, case_id, act, at=at, track=track, fields=fields)
    assert measure_id is not None
    return Running(office, child, case_id, measure_id)


@pytest.mark.parametrize(
    ("at", "law", "months"), [(AT, "lvu", 3), (FEBRUARY, "sfs2026_1600", 3)], ids=["LVU", "2026:1600"]
)
def test_restricted_contact_is_considered_every_third_month(
    office: Office, alma: Child, at: datetime, law: str, months: int
) -> None:
    on = begun(office, alma, Track.CONTACT, Act.DECIDE, at=at)
    clock = line.clocks(on, at=at)[f"{law}.consider_contact"]
    assert (clock.due_on, clock.lapses) == (at.date().replace(year=2027, month=(at.month + months - 1) % 12 + 1), False)
    line.step(on, Act.MAIN_MEASURE_ENDS, at=at + 30 * DAY)
    view = line.see(on, at=at + 30 * DAY)
    assert (view.state, view.is_over(at + 30 * DAY)) == (State.ENDED, True)
    assert line.clocks(on, at=at + 30 * DAY) == {}


@pytest.mark.parametrize(
    ("track", "name", "days"),
    [(Track.REMOVAL, "removal_prohibition", 14), (Track.EXIT, "exit_ban", 28)],
    ids=["flyttningsförbud", "utreseförbud"],
)
def test_a_temporary_prohibition_lapses_unless_an_application_follows_its_confirmation(
    office: Office, alma: Child, track: Track, name: str, days: int
) -> None:
    on = begun(office, alma, track, Act.DECIDE_IMMEDIATE, at=AT)
    assert line.clocks(on, at=AT)[f"lvu.submit_temporary_{name}"].lapses
    line.send(on, Act.SUBMIT, at=AT + DAY)
    line.step(on, Act.CONFIRM, at=AT + 3 * DAY)
    clock = line.clocks(on, at=AT + 3 * DAY)[f"lvu.apply_{name}"]
    assert (clock.due_on - (AT + 3 * DAY).date()).days == days
    lapses_at = line.see(on, at=AT + 3 * DAY).lapses_at
    assert lapses_at == start_of_day(clock.extended_on + DAY)
    view = line.see(on, at=lapses_at)
    assert (view.state_on(lapses_at), view.in_force(lapses_at)) == (State.LAPSED, False)


def applied_for(office: Office, child: Child, *, at: datetime) -> Running:
    """The board has applied for a prohibition of removal, and the court has the papers."""
    case_id = line.open_case(office, child, at=at - 4 * HOUR)
    fields = replace(board.APPLICATION, grounds=())
    matter_id, measure_id = line.decided(office, child, case_id, Act.APPLY, at=at, track=Track.REMOVAL, fields=fields)
    assert measure_id is not None
    on = Running(office, child, case_id, measure_id)
    line.send(on, Act.APPLY, at=at + DAY, matter_id=matter_id)
    return on


@pytest.mark.parametrize("at", [AT, FEBRUARY], ids=["LVU", "2026:1600"])
def test_a_prohibition_of_removal_for_a_time_ends_at_the_midnight_after_its_last_day(
    office: Office, alma: Child, at: datetime
) -> None:
    """The court set the day: it ends by itself, and a consideration moves nothing. Both end in 2027, under 12:1."""
    on = applied_for(office, alma, at=at)
    ordered, last = at + 20 * DAY, (at + 130 * DAY).date()
    with pytest.raises(Refused) as past:
        line.step(on, Act.ORDER, at=ordered, extended_to=ordered.date())
    assert past.value.verdict.codes == ("compulsory.not_later",)
    line.step(on, Act.ORDER, at=ordered, extended_to=last)
    midnight = start_of_day(last + DAY)
    assert line.see(on, at=ordered).lapses_at == midnight
    line.board_decides(on, Act.CONSIDER, at=ordered + 60 * DAY)
    view = line.see(on, at=midnight)
    assert (view.lapses_at, view.state_on(midnight), view.in_force(midnight)) == (midnight, State.EXPIRED, False)
    assert view.in_force(midnight - HOUR)
    with pytest.raises(Refused) as over:
        line.step(on, Act.CONSIDER, at=midnight + HOUR)
    assert over.value.verdict.reasons[0].citation == "12 kap. 1 § lagen (2026:1600)"
    with pytest.raises(IntegrityError, match="midnight"), transaction.atomic(), seeing(office.viewer("bo", ordered)):
        _move(on.measure_id, midnight + DAY)


def test_a_prohibition_of_removal_until_further_notice_has_no_last_midnight(office: Office, alma: Child) -> None:
    on = applied_for(office, alma, at=AT)
    line.step(on, Act.ORDER, at=AT + 20 * DAY)
    assert line.see(on, at=AT + 20 * DAY).lapses_at is None


def _move(measure_id: int, lapses_at: datetime) -> None:
    """As raw SQL would; the deferred wall is asked before the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE compulsory_measure SET lapses_at = %s WHERE id = %s", [lapses_at, measure_id])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_adults_own_case_is_submitted_the_day_after(office: Office, alma: Child) -> None:
    on = begun(office, alma, Track.LVM, Act.DECIDE_IMMEDIATE, at=AT)
    assert line.clocks(on, at=AT)["lvm.submit_custody"].due_on == (AT + DAY).date()


def test_sheltered_accommodation_is_applied_for_within_six_weeks_of_the_placement(office: Office, alma: Child) -> None:
    on = begun(office, alma, Track.SHELTER, Act.DECIDE_IMMEDIATE, at=AT)
    line.place(on, at=AT + HOUR)
    clock = line.clocks(on, at=AT + HOUR)["sfs2024_79.apply"]
    assert (clock.due_on, clock.lapses, clock.other_rule) == ((AT + 42 * DAY).date(), True, "")


def test_contact_in_sheltered_accommodation_is_restricted_by_its_own_act(office: Office, alma: Child) -> None:
    """SFS 2024:79 5:4 and 5:6: considered every sixth month, and every third beside care."""
    on = begun(office, alma, Track.SHELTER, Act.DECIDE_IMMEDIATE, at=AT)
    _, contact = line.decided(office, alma, on.case_id, Act.DECIDE, at=AT + DAY, track=Track.CONTACT)
    assert contact is not None
    beside = replace(on, measure_id=contact)
    assert line.see(beside, at=AT + DAY).statute == "2024:79"
    assert line.clocks(beside, at=AT + DAY).keys() == {"sfs2024_79.consider_contact"}
    line.board_decides(beside, Act.DISMISS_REQUEST, at=AT + 2 * DAY)  # a deed that only this Act knows


def test_what_has_no_board_behind_it_is_prepared_and_planned_first(office: Office, alma: Child) -> None:
    case_id = line.open_case(office, alma, at=AT)
    bo = office.viewer("bo", AT)
    with seeing(bo):
        measure_id = actions.start_measure(
            case_id=case_id, track=Track.INTERMEDIATE, grounds=("lvu.crime",), content="Kontaktperson.",
            matter_id=None, is_temporary=False, actor=bo, at=AT,
        )  # fmt: skip
    on = Running(office, alma, case_id, measure_id)
    line.step(on, Act.DRAW_PLAN, at=AT + HOUR)
    line.board_decides(on, Act.DECIDE, at=AT + 5 * HOUR)
    february = FEBRUARY
    clock = line.clocks(on, at=february)["lvu.examine_intermediate"]
    assert (clock.citation, clock.other_rule) == ("22 § LVU", ""), "lives on after 2026 as it was decided"
    assert line.see(on, at=february).act_on(february.date()) == "1990:52"


# --- The rule of the midnight, by itself ------------------------------------------------------------------------------

MONDAY, FRIDAY, SATURDAY = date(2027, 1, 11), date(2027, 1, 15), date(2027, 1, 16)


@pytest.mark.parametrize(
    ("clock", "last_day"),
    [
        (Clock(rule="a", extended_on=FRIDAY), FRIDAY),
        (Clock(rule="a", extended_on=FRIDAY, other_on=MONDAY), MONDAY),
        (Clock(rule="a", extended_on=MONDAY, other_on=FRIDAY), MONDAY),
        (Clock(rule="a", extended_on=date(2027, 1, 20), other_on=SATURDAY), date(2027, 1, 18)),
        (Clock(rule="a", extended_on=MONDAY, other_on=MONDAY, set_to=SATURDAY), SATURDAY),
    ],
    ids=[
        "one Act",
        "the other is earlier",
        "the other is later",
        "the other ends on a Saturday",
        "a day the court set",
    ],
)
def test_time_ends_a_measure_at_the_earlier_midnight(clock: Clock, last_day: date) -> None:
    assert lapsing_at([clock], {"a"}) == start_of_day(last_day + DAY)


def test_only_a_clock_that_ends_something_has_a_midnight() -> None:
    clocks = [Clock(rule="a", extended_on=FRIDAY), Clock(rule="b", extended_on=MONDAY)]
    assert lapsing_at(clocks, {"a"}) == start_of_day(SATURDAY)
    assert lapsing_at(clocks, ()) is None
