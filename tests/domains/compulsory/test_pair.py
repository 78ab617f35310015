"""Two caseworkers behind every step: said beforehand, and refused by the database at commit."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from tests.factories.board import case_with_two
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, SETUP, Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions.cases import open_case
from skyddsnat.domains.compulsory.types import DeviationView, NewDeviation
from skyddsnat.foundation.access.actions import assign, end_assignment
from skyddsnat.foundation.access.models import Assignment
from skyddsnat.foundation.access.queries import NotOpen, assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.foundation.audit.queries import events_of_file
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.kernel.stockholm import start_of_day
from skyddsnat.kernel.verdict import Refused

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LATER = MORNING + 4 * HOUR
FRIDAY_NIGHT = datetime(2026, 11, 6, 21, 0, tzinfo=UTC)
MONDAY = date(2026, 11, 9)


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office)


def check_walls() -> None:
    """What the database would say at commit."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def began(since: date | None) -> None:
    """When everybody entered the profession."""
    check_walls()
    with seeing(SETUP):
        Employee.objects.update(in_profession_since=since)


def is_walled(office: Office, child: Child, case_id: int, at: datetime) -> bool:
    """Whether the database refuses a step at the moment, in raw SQL as the running role."""
    bo = office.viewer("bo", LATER)
    check_walls()
    try:
        with seeing(bo), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO compulsory_outing (case_id, file_id, kind, recorded_at, planned_at, place, risk, outcome, "
                "planned_by_id, cancelled_at, version, earlier_risks) "
                "VALUES (%s, %s, 'home_visit', %s, %s, '', 'x', '', %s, %s, 1, '[]')",
                [case_id, child.file_id, at, at, bo.employee_id, at],
            )
            check_walls()
    except IntegrityError as refused:
        return str(refused).startswith("pair: fewer than two")
    return False


def open_alone(office: Office, child: Child, deviation: NewDeviation | None, *, at: datetime = LATER) -> int:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return open_case(
            file_id=child.file_id, child_id=child.person_id, investigation_id=None, grounds=(),
            circumstances="Alma är ensam hemma.", deviation=deviation, actor=bo, at=at,
        )  # fmt: skip


def acute(*, ends_on: date) -> NewDeviation:
    return NewDeviation(reason="Bo är ensam i jour.", ends_on=ends_on, is_acute=True)


def deviation_of(office: Office, case_id: int, *, at: datetime = LATER) -> DeviationView:
    bo = office.viewer("bo", at)
    with seeing(bo):
        return queries.deviations_of_case(case_id=case_id, viewer=bo)[0]


def planned(office: Office, case_id: int, *, by: str = "mia", manager: str = "mia", days: int, at: datetime) -> int:
    """A deviation that the manager decides."""
    viewer = office.viewer(by, at)
    with seeing(viewer):
        return actions.deviate(
            case_id=case_id, reason="Dag är sjuk.", ends_on=at.date() + timedelta(days=days),
            manager_id=office.employees[manager], is_acute=False, actor=viewer, at=at,
        )  # fmt: skip


def take_off(office: Office, child: Child, name: str, *, by: str = "mia", at: datetime) -> None:
    mia = office.viewer(by, at)
    with seeing(mia):
        (running,) = (
            each
            for each in assignments_of(file_id=child.file_id, viewer=mia)
            if each.employee_id == office.employees[name] and each.ends_at is None
        )
        end_assignment(assignment_id=running.id, actor=mia, at=at)
        check_walls()


# --- What is said -----------------------------------------------------------------------------------------------------


def test_two_different_one_of_them_experienced_are_whole(office: Office, alma: Child) -> None:
    case_with_two(office, alma)

    bo = office.viewer("bo", LATER)
    with seeing(bo):
        pair = queries.pair_of(file_id=alma.file_id, at=LATER, viewer=bo)

    assert (pair.is_whole, pair.is_demanded, pair.years, pair.reasons) == (True, True, 3, ())
    assert [(worker.service_code, worker.part) for worker in pair.workers] == [
        ("NH002", "responsible"), ("NH003", "second"),
    ]  # fmt: skip


def test_a_case_is_not_opened_by_one_alone(office: Office, alma: Child) -> None:
    with pytest.raises(Refused) as refused:
        open_alone(office, alma, None)

    assert "compulsory.pair_fewer_than_two" in refused.value.verdict.codes


def test_two_beginners_are_told_that_one_must_be_experienced(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    began(LATER.date() - timedelta(days=100))

    bo = office.viewer("bo", LATER)
    with seeing(bo):
        verdict = queries.pair_verdict(file_id=alma.file_id, at=LATER, viewer=bo)

    assert verdict.codes == ("compulsory.pair_nobody_experienced",)
    assert is_walled(office, alma, case_id, LATER)


@pytest.mark.parametrize(
    ("since", "on", "enough"),
    [
        (date(2023, 11, 2), date(2026, 11, 2), True),
        (date(2023, 11, 3), date(2026, 11, 2), False),
        (date(2024, 2, 29), date(2027, 2, 28), True),
        (date(2024, 2, 29), date(2027, 2, 27), False),
        (None, date(2027, 2, 27), False),
    ],
)
def test_python_and_the_database_count_the_same_years(
    office: Office, alma: Child, since: date | None, on: date, enough: bool
) -> None:
    case_id = case_with_two(office, alma)
    began(since)
    at = start_of_day(on) + 20 * HOUR

    bo = office.viewer("bo", LATER)
    with seeing(bo):
        pair = queries.pair_of(file_id=alma.file_id, at=at, viewer=bo)

    assert pair.is_whole == enough
    assert is_walled(office, alma, case_id, at) == (not enough)


def test_who_has_left_does_not_count_and_leaves_no_case(office: Office, alma: Child) -> None:
    case_with_two(office, alma)

    with seeing(SETUP), pytest.raises(IntegrityError, match="pair: employee"):
        leave(office, "dag")


def leave(office: Office, name: str) -> None:
    check_walls()
    with seeing(SETUP):
        Employee.objects.filter(pk=office.employees[name]).update(is_active=False)
        check_walls()


def test_nobody_elsewhere_asks_about_the_pair(office: Office, alma: Child) -> None:
    case_with_two(office, alma)
    with seeing(office.viewer("cia")) as cia, pytest.raises(NotOpen):
        queries.pair_of(file_id=alma.file_id, at=LATER, viewer=cia)


# --- Deviations -------------------------------------------------------------------------------------------------------


def test_acute_protection_goes_through_with_one_worker_at_once(office: Office, alma: Child) -> None:
    """Lesson 8. On a Friday night: it covers until and with Monday, and the database lets it through."""
    open_alone(office, alma, acute(ends_on=FRIDAY_NIGHT.date() + 10 * DAY), at=FRIDAY_NIGHT)
    check_walls()

    bo = office.viewer("bo", FRIDAY_NIGHT)
    with seeing(bo):
        pair = queries.pair_of(file_id=alma.file_id, at=FRIDAY_NIGHT, viewer=bo)
    assert pair.deviation is not None
    assert (pair.is_whole, pair.reasons) == (False, ())
    assert (pair.deviation.ends_on, pair.deviation.confirm_by) == (MONDAY, MONDAY)
    assert (pair.deviation.manager_id, pair.deviation.awaits_confirmation) == (None, True)


def test_what_no_manager_confirms_covers_no_longer(office: Office, alma: Child) -> None:
    case_id = open_alone(office, alma, acute(ends_on=FRIDAY_NIGHT.date() + 10 * DAY), at=FRIDAY_NIGHT)
    last, after = start_of_day(MONDAY + DAY) - timedelta(seconds=1), start_of_day(MONDAY + DAY)

    bo = office.viewer("bo", FRIDAY_NIGHT)
    with seeing(bo):
        assert queries.pair_verdict(file_id=alma.file_id, at=last, viewer=bo).allowed
        assert queries.pair_verdict(file_id=alma.file_id, at=after, viewer=bo).codes == (
            "compulsory.pair_fewer_than_two",
        )
    assert not is_walled(office, alma, case_id, last)
    assert is_walled(office, alma, case_id, after)


def test_a_manager_confirms_on_the_next_working_day_and_may_let_it_last(office: Office, alma: Child) -> None:
    case_id = open_alone(office, alma, acute(ends_on=MONDAY), at=FRIDAY_NIGHT)
    monday = start_of_day(MONDAY) + 8 * HOUR
    waiting = deviation_of(office, case_id)

    mia = office.viewer("mia", monday)
    with seeing(mia):
        units = [office.units["barn1"]]
        assert [each.id for each in queries.deviations_to_confirm(unit_ids=units, viewer=mia)] == [waiting.id]
        actions.confirm_deviation(deviation_id=waiting.id, ends_on=FRIDAY_NIGHT.date() + 14 * DAY, actor=mia, at=monday)
        assert queries.deviations_to_confirm(unit_ids=units, viewer=mia) == []
        (running,) = queries.deviations_running(unit_ids=units, at=monday, viewer=mia)

    assert (running.manager, running.ends_on) == ("Mia Chef", date(2026, 11, 20))
    with seeing(mia), pytest.raises(Refused) as refused:
        actions.confirm_deviation(deviation_id=waiting.id, ends_on=None, actor=mia, at=monday)
    assert refused.value.verdict.codes == ("compulsory.deviation_not_waiting",)


def test_nobody_but_the_units_manager_confirms(office: Office, alma: Child) -> None:
    case_id = open_alone(office, alma, acute(ends_on=LATER.date()))
    bo = office.viewer("bo", LATER)
    with seeing(bo), pytest.raises(Refused) as refused:
        actions.confirm_deviation(
            deviation_id=deviation_of(office, case_id).id, ends_on=LATER.date() + 15 * DAY, actor=bo, at=LATER
        )
    assert refused.value.verdict.codes == ("compulsory.deviation_not_confirmer", "compulsory.deviation_too_long")


@pytest.mark.parametrize(("days", "allowed"), [(0, True), (14, True), (15, False), (-1, False)])
def test_a_deviation_lasts_at_most_fourteen_days(office: Office, alma: Child, days: int, allowed: bool) -> None:
    case_id = case_with_two(office, alma)

    if allowed:
        planned(office, case_id, days=days, at=LATER)
        assert deviation_of(office, case_id).ends_on == LATER.date() + timedelta(days=days)
        return
    with pytest.raises(Refused) as refused:
        planned(office, case_id, days=days, at=LATER)
    code = "compulsory.deviation_too_long" if days > 0 else "compulsory.deviation_in_past"
    assert refused.value.verdict.codes == (code,)


def test_a_deviation_has_a_reason_and_the_manager_who_decides_it(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    bo = office.viewer("bo", LATER)

    with seeing(bo), pytest.raises(Refused) as refused:
        actions.deviate(
            case_id=case_id, reason=" ", ends_on=LATER.date(), manager_id=office.employees["mia"], is_acute=False,
            actor=bo, at=LATER,
        )  # fmt: skip
    assert refused.value.verdict.codes == ("compulsory.deviation_no_reason", "compulsory.deviation_not_manager")
    with pytest.raises(Refused):
        planned(office, case_id, manager="stina", days=3, at=LATER)


def test_a_deviation_ends_early_when_two_stand_there_again(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    planned(office, case_id, days=7, at=LATER)
    take_off(office, alma, "dag", at=LATER + HOUR)
    mia = office.viewer("mia", LATER + 2 * HOUR)
    running = deviation_of(office, case_id).id

    with seeing(mia), pytest.raises(Refused) as refused:
        actions.end_deviation(deviation_id=running, actor=mia, at=LATER + 2 * HOUR)
    assert refused.value.verdict.codes == ("compulsory.deviation_still_needed",)
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["stina"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=LATER + 3 * HOUR,
        )  # fmt: skip
        actions.end_deviation(deviation_id=running, actor=mia, at=LATER + 4 * HOUR)
        check_walls()
        with pytest.raises(Refused):
            actions.end_deviation(deviation_id=running, actor=mia, at=LATER + 5 * HOUR)


def test_nobody_elsewhere_touches_a_deviation(office: Office, alma: Child) -> None:
    found = deviation_of(office, open_alone(office, alma, acute(ends_on=LATER.date())))
    other = office.viewer("max", LATER)
    with seeing(other), pytest.raises(NotOpen):
        actions.confirm_deviation(deviation_id=found.id, ends_on=None, actor=other, at=LATER)


def test_deviations_stand_in_the_log_without_their_reason(office: Office, alma: Child) -> None:
    case_id = open_alone(office, alma, acute(ends_on=LATER.date()))
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        events = [event for event in events_of_file(file_id=alma.file_id, viewer=bo) if "deviation" in event.deed]
    assert [event.deed for event in events] == ["compulsory.deviation.made"]
    assert deviation_of(office, case_id).reason == "Bo är ensam i jour."


# --- The walls --------------------------------------------------------------------------------------------------------


def test_the_second_worker_is_not_taken_off_an_open_case(office: Office, alma: Child) -> None:
    case_with_two(office, alma)
    with pytest.raises(IntegrityError, match="pair: fewer than two"):
        take_off(office, alma, "dag", at=LATER)


def test_one_may_come_in_anothers_place_in_one_transaction(office: Office, alma: Child) -> None:
    case_with_two(office, alma)
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["stina"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=LATER,
        )  # fmt: skip
    take_off(office, alma, "dag", at=LATER)


def test_a_hand_over_moves_nobody_and_is_not_refused(office: Office, alma: Child) -> None:
    """Dag joined later than Bo: a change of words on Bo's assignment looks at now, not at when Bo was alone."""
    case_with_two(office, alma, at=LATER)
    ingvar = office.viewer("mia", LATER)
    with seeing(ingvar):
        (first, _) = assignments_of(file_id=alma.file_id, viewer=ingvar)
        Assignment.objects.filter(pk=first.id).update(handover="Alma är trött på morgonen.")
        Assignment.objects.filter(pk=first.id).update(part=first.part.value)
        check_walls()


RAW_DEVIATION = """
INSERT INTO compulsory_deviation (case_id, file_id, reason, is_acute, starts_at, starts_on, ends_on, manager_id,
    confirm_by, confirmed_at, recorded_by_id)
VALUES (%(case)s, %(file)s, %(reason)s, %(acute)s, %(at)s, %(on)s, %(until)s, %(manager)s, %(by)s, %(confirmed)s,
    %(bo)s)
"""


@pytest.mark.parametrize(
    ("changed", "wall"),
    [
        ({"until": date(2026, 11, 17)}, "deviation_at_most_fourteen_days"),
        ({"reason": ""}, "deviation_has_reason"),
        ({"on": date(2026, 12, 1), "until": date(2026, 12, 15)}, "deviation_day_is_that_of_its_moment"),
        ({"manager": None}, "confirmed by nobody who manages"),
        ({"manager": None, "confirmed": None}, "deviation_has_manager_or_is_acute"),
        ({"manager": "stina"}, "confirmed by nobody who manages"),
        ({"manager": "max"}, "confirmed by nobody who manages"),
        ({"acute": True, "confirmed": None, "by": date(2026, 11, 3)}, "deviation_unconfirmed_is_short"),
        ({"acute": True, "confirmed": None, "by": date(2026, 12, 3)}, "deviation_confirmed_soon"),
    ],
)
def test_the_database_refuses_a_deviation_that_is_not_one(
    office: Office, alma: Child, changed: dict[str, object], wall: str
) -> None:
    case_id = case_with_two(office, alma)
    values = {
        "case": case_id, "file": alma.file_id, "reason": "Dag är sjuk.", "acute": False, "at": LATER,
        "on": LATER.date(), "until": date(2026, 11, 16), "manager": "mia", "by": None, "confirmed": LATER,
        "bo": office.employees["bo"], **changed,
    }  # fmt: skip
    values["manager"] = office.employees.get(str(values["manager"]))

    with pytest.raises(IntegrityError, match=wall), seeing(office.viewer("bo", LATER)), connection.cursor() as cursor:
        cursor.execute(RAW_DEVIATION, values)


def test_a_deviation_is_never_moved(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    planned(office, case_id, days=7, at=LATER)
    for change in ("ends_on = ends_on + 5", "starts_at = starts_at + interval '1 hour'", "confirmed_at = NULL"):
        mia = office.viewer("mia", LATER)
        with pytest.raises(IntegrityError, match="is not moved"), seeing(mia), connection.cursor() as cursor:
            cursor.execute(f"UPDATE compulsory_deviation SET {change} WHERE case_id = %s", [case_id])


# --- The board's demand -----------------------------------------------------------------------------------------------


def set_rule(office: Office, **changed: Any) -> int:
    given = {
        "valid_from": LATER.date(), "is_demanded": False, "years": 0, "decided_on": LATER.date(),
        "reference": "SN § 88", "reason": "Prov i ett år.", **changed,
    }  # fmt: skip
    rut = office.viewer(given.pop("by", "rut"), LATER)
    with seeing(rut):
        return actions.set_pair_rule(**given, actor=rut, at=LATER)


def test_the_board_may_ask_for_less_from_a_day_on(office: Office, alma: Child) -> None:
    """And the database reads the same switch."""
    set_rule(office, valid_from=LATER.date() + DAY)
    with pytest.raises(Refused):
        open_alone(office, alma, None)

    case_id = open_alone(office, alma, None, at=LATER + DAY)

    check_walls()
    assert not is_walled(office, alma, case_id, LATER + DAY)
    bo = office.viewer("bo", LATER + DAY)
    with seeing(bo):
        pair = queries.pair_of(file_id=alma.file_id, at=LATER + DAY, viewer=bo)
    assert (pair.is_demanded, pair.is_whole, pair.reasons) == (False, False, ())
    assert [rule.reference for rule in queries.pair_rules()] == ["SN § 88"]


def test_no_years_asked_for_lets_two_beginners_stand(office: Office, alma: Child) -> None:
    case_id = case_with_two(office, alma)
    began(None)
    set_rule(office, is_demanded=True, years=0)

    bo = office.viewer("bo", LATER)
    with seeing(bo):
        assert queries.pair_verdict(file_id=alma.file_id, at=LATER, viewer=bo).allowed
    assert not is_walled(office, alma, case_id, LATER)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"reason": " "}, ("compulsory.pair_rule_no_reason",)),
        ({"reference": ""}, ("compulsory.pair_rule_no_reference",)),
        ({"years": 41}, ("compulsory.pair_rule_years",)),
        ({"valid_from": LATER.date() - DAY}, ("compulsory.pair_rule_backwards",)),
        (
            {"decided_on": LATER.date() + DAY},
            ("compulsory.pair_rule_backwards", "compulsory.pair_rule_not_decided"),
        ),
        ({"by": "mia"}, ("decisions.not_keeper",)),
    ],
)
def test_the_switch_is_a_decision_of_the_board(
    office: Office, changed: dict[str, object], codes: tuple[str, ...]
) -> None:
    with pytest.raises(Refused) as refused:
        set_rule(office, **changed)
    assert refused.value.verdict.codes == codes


def test_one_demand_begins_on_a_day(office: Office) -> None:
    set_rule(office)
    with pytest.raises(Refused) as refused:
        set_rule(office)
    assert refused.value.verdict.codes == ("compulsory.pair_rule_twice",)


# --- Days below two ---------------------------------------------------------------------------------------------------


def days(office: Office, who: str, *, since: date, until: date) -> dict[str, tuple[int, int, int]]:
    viewer = office.viewer(who, LATER)
    with seeing(viewer):
        found = queries.days_below_two(viewer=viewer, unit_ids=office.units.values(), since=since, until=until)
    return {each.unit: (each.days, each.covered, each.cases) for each in found}


def test_days_below_two_are_counted_from_an_uninterrupted_timeline(office: Office, alma: Child) -> None:
    """Two from the 2nd; Dag goes on the 5th under a deviation until the 8th; Stina comes on the 10th at noon."""
    case_id = case_with_two(office, alma)
    fifth = MORNING + 3 * DAY
    planned(office, case_id, days=3, at=fifth)
    take_off(office, alma, "dag", at=fifth)
    mia = office.viewer("mia", fifth)
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["stina"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=MORNING + 8 * DAY,
        )  # fmt: skip

    november = {"since": date(2026, 11, 1), "until": date(2026, 12, 1)}
    assert days(office, "mia", **november) == {"Barn 1": (6, 4, 1)}
    assert days(office, "mia", since=date(2026, 11, 7), until=date(2026, 11, 9)) == {"Barn 1": (2, 2, 1)}
    assert days(office, "mia", since=date(2026, 11, 11), until=date(2026, 12, 1)) == {"Barn 1": (0, 0, 0)}


def test_a_change_without_a_gap_is_no_day_below_two(office: Office, alma: Child) -> None:
    case_with_two(office, alma)
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["stina"], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=LATER,
        )  # fmt: skip
    take_off(office, alma, "dag", at=LATER)

    assert days(office, "mia", since=date(2026, 11, 1), until=date(2026, 12, 1)) == {"Barn 1": (0, 0, 0)}


def test_the_board_sees_every_unit_and_others_only_what_they_answer_for(office: Office, alma: Child) -> None:
    open_alone(office, alma, acute(ends_on=LATER.date()))
    since, until = LATER.date(), LATER.date() + 2 * DAY

    assert days(office, "kaj", since=since, until=until) == {
        "Barn 1": (2, 1, 1), "Barn 2": (0, 0, 0), "Mottagning": (0, 0, 0), "Nämnden": (0, 0, 0),
    }  # fmt: skip
    assert days(office, "max", since=since, until=until) == {"Barn 2": (0, 0, 0)}
    assert days(office, "bo", since=since, until=until) == {}
