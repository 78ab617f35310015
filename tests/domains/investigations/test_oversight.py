"""The elected are shown chains and numbers of units and never a child, by the queries and by the doors in SQL."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories.investigations import Opened, carried_through, open_on
from tests.factories.people import make_child
from tests.factories.staff import MORNING, SETUP, Office
from tests.web.conftest import many_children

from skyddsnat.domains.investigations import actions, queries
from skyddsnat.domains.investigations.queries.oversight import OverseenChain, UnitNumber, Watched
from skyddsnat.domains.investigations.types import Question
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.deadlines.queries import open_clocks_of_units
from skyddsnat.foundation.staff.actions import end_role, give_role
from skyddsnat.foundation.staff.models import Employee, RoleHolding
from skyddsnat.foundation.staff.types import Role
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused
from skyddsnat.law.register import due_from

DAY = timedelta(days=1)
AGAIN = MORNING + 70 * DAY
NEW = "Skolan har anmält våld."

CHAINS = "SELECT * FROM investigations_overseen_chains(%s, 4)"
NUMBERS = "SELECT * FROM investigations_overseen_numbers(%s)"
DOORS = (CHAINS, NUMBERS)


def chain(office: Office, name: str = "alma", *, new: str = NEW, again: datetime = AGAIN) -> Opened:
    """A child of Barn 1 who is investigated on the same question twice; the second investigation runs."""
    child = make_child(office, name, at=MORNING - DAY)
    carried_through(office, child)
    return open_on(office, child, what_is_new=new, at=again)


def overseen(office: Office, who: str, at: datetime) -> tuple[list[OverseenChain], list[UnitNumber]]:
    viewer = office.viewer(who, at)
    with seeing(viewer):
        return queries.overseen(viewer=viewer, today=local_date(at))


def asked(office: Office, who: str, sql: str, at: datetime) -> list[dict[str, Any]]:
    """What the door itself answers, in raw SQL."""
    with seeing(office.viewer(who, at)), connection.cursor() as cursor:
        cursor.execute(sql, [local_date(at)])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


# --- What a chain tells -----------------------------------------------------------------------------------------------


def test_a_chain_is_told_by_unit_month_and_length(office: Office) -> None:
    chain(office)
    (found,), _numbers = overseen(office, "kaj", MORNING + 100 * DAY)
    assert found == OverseenChain(
        unit="Barn 1",
        question=None,
        links=2,
        is_new_said=True,
        started_month=date(2026, 11, 1),
        months=3,
        is_over=False,
        is_running=True,
    )


@pytest.mark.parametrize("names", [("alma", "nils"), ("nils", "alma")])
def test_chains_of_one_length_stand_by_their_month_whichever_is_found_first(
    office: Office, names: tuple[str, str]
) -> None:
    for name, days in zip(names, (0, 2) if names[0] == "alma" else (2, 0), strict=True):
        opened_at = MORNING - days * DAY
        child = make_child(office, name, at=opened_at - DAY)
        carried_through(office, child, opened_at=opened_at)
        open_on(office, child, what_is_new=NEW, at=AGAIN)
    found, _numbers = overseen(office, "kaj", MORNING + 100 * DAY)
    assert [(each.months, each.started_month.month) for each in found] == [(3, 10), (3, 11)]


def test_one_investigation_is_no_chain(office: Office) -> None:
    open_on(office, make_child(office))
    assert overseen(office, "kaj", MORNING + DAY)[0] == []


@pytest.mark.parametrize("days", range(-2, 3))
def test_a_chain_is_over_its_time_on_the_day_that_the_law_says(office: Office, days: int) -> None:
    chain(office)
    due = due_from("sol.investigation", MORNING).due_on
    at = datetime.combine(due + days * DAY, MORNING.timetz())
    (found,), _numbers = overseen(office, "kaj", at)
    assert found.is_over == (days > 0)
    mia = office.viewer("mia", at)
    with seeing(mia):
        (seen,) = queries.chains(viewer=mia)
    assert seen.chain.due_on == due


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2026-11-30T08:00+00:00", "2027-02-27", 2),
        ("2026-11-30T08:00+00:00", "2027-03-01", 3),
        ("2026-11-30T23:30+00:00", "2027-01-31", 1),  # in Sweden the first of December
        ("2026-11-30T23:30+00:00", "2027-02-01", 2),
    ],
)
def test_months_are_whole_ones_by_the_swedish_day(office: Office, start: str, end: str, months: int) -> None:
    opened_at = datetime.fromisoformat(start)
    child = make_child(office, at=MORNING)
    carried_through(office, child, opened_at=opened_at, closed_at=opened_at + 30 * DAY)
    open_on(office, child, what_is_new=NEW, at=opened_at + 40 * DAY)
    (found,), _numbers = overseen(office, "kaj", datetime.fromisoformat(f"{end}T08:00+00:00"))
    assert (found.months, found.started_month) == (months, local_date(opened_at).replace(day=1))


def test_the_same_words_a_second_time_are_nothing_new(office: Office) -> None:
    child = make_child(office, at=MORNING - DAY)
    carried_through(office, child)
    carried_through(office, child, what_is_new=NEW, opened_at=AGAIN, closed_at=AGAIN + 60 * DAY)
    last = AGAIN + 80 * DAY
    open_on(office, child, what_is_new=f" {NEW.upper()} ", at=last)
    (found,), _numbers = overseen(office, "kaj", last + DAY)
    assert (found.links, found.is_new_said) == (3, False)


def test_a_chain_that_ended_is_told_for_a_year_and_no_longer(office: Office) -> None:
    child = make_child(office, at=MORNING - DAY)
    carried_through(office, child)
    ended = AGAIN + 100 * DAY
    carried_through(office, child, what_is_new=NEW, opened_at=AGAIN, closed_at=ended)
    (found,), _numbers = overseen(office, "kaj", ended + 300 * DAY)
    assert (found.is_running, found.is_over, found.months) == (False, True, 5)
    assert overseen(office, "kaj", ended + 366 * DAY)[0] == []


def test_the_question_is_told_where_five_children_were_asked_it_about(office: Office) -> None:
    """A chain is one child: what few are investigated on would point it out."""
    chain(office)
    for child in many_children(office, 3, at=MORNING):
        open_on(office, child)
    assert [found.question for found in overseen(office, "kaj", AGAIN + DAY)[0]] == [None]
    open_on(office, make_child(office, "elsa"))
    assert [found.question for found in overseen(office, "kaj", AGAIN + DAY)[0]] == [Question.CARE]


# --- Numbers ----------------------------------------------------------------------------------------------------------


def test_late_clocks_are_counted_by_rule_as_the_manager_sees_them(office: Office) -> None:
    for name in ("alma", "elsa"):
        open_on(office, make_child(office, name))
    at = MORNING + 150 * DAY
    mia = office.viewer("mia", at)
    with seeing(mia):
        clocks = open_clocks_of_units(unit_ids=mia.managed_units, viewer=mia)
    late = [clock.rule for clock in clocks if clock.is_overdue(local_date(at))]
    _chains, numbers = overseen(office, "kaj", at)
    assert {n.rule: n.amount for n in numbers if n.what is Watched.LATE} == {rule: late.count(rule) for rule in late}
    assert late.count("sol.investigation") == 2


def test_a_notice_withheld_beyond_its_day_is_counted_until_it_is_given(office: Office) -> None:
    opened = open_on(office, make_child(office))
    bo = office.viewer("bo", MORNING + DAY)
    with seeing(bo):
        (notice,) = queries.notices(investigation_id=opened.id, viewer=bo)
        until = local_date(MORNING) + 5 * DAY
        actions.withhold_notice(notice_id=notice.id, reason="Risk för Alma.", until=until, actor=bo, at=MORNING)
    assert untold(office, MORNING + 5 * DAY) == 0
    assert untold(office, MORNING + 6 * DAY) == 1
    with seeing(bo):
        actions.tell_party(notice_id=notice.id, how="brev", told_at=MORNING + DAY, actor=bo, at=MORNING + DAY)
    assert untold(office, MORNING + 6 * DAY) == 0


def untold(office: Office, at: datetime) -> int:
    return sum(number.amount for number in overseen(office, "kaj", at)[1] if number.what is Watched.UNTOLD)


# --- Who is told ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["kaj", "olga", "mia"])
def test_the_elected_and_the_units_manager_are_told(office: Office, who: str) -> None:
    chain(office)
    chains, numbers = overseen(office, who, AGAIN + DAY)
    assert {each.unit for each in (*chains, *numbers)} == {"Barn 1"}
    assert {number.what for number in numbers} >= {Watched.RUNNING, Watched.LATE}


def test_a_manager_is_told_of_her_own_units_alone(office: Office) -> None:
    chain(office)
    assert overseen(office, "max", AGAIN + DAY) == ([], [])


@pytest.mark.parametrize("sql", DOORS)
@pytest.mark.parametrize("who", ["ida", "bo", "stina", "rut", "lo", "anna", "adam", "nils", "max"])
def test_the_doors_answer_nobody_else(office: Office, who: str, sql: str) -> None:
    chain(office)
    at = AGAIN + DAY
    assert asked(office, who, sql, at) == []
    viewer = office.viewer(who, at)
    if who != "max":
        with seeing(viewer), pytest.raises(Refused):
            queries.overseen(viewer=viewer, today=local_date(at))


@pytest.mark.parametrize("sql", DOORS)
def test_the_doors_are_shut_where_nobody_looks(office: Office, sql: str) -> None:
    chain(office)
    with connection.cursor() as cursor:
        cursor.execute(sql, [local_date(AGAIN)])
        assert cursor.fetchall() == []


@pytest.mark.parametrize("sql", DOORS)
def test_settings_without_a_role_open_no_door(office: Office, sql: str) -> None:
    """The role is read in the register of staff: what a careless caller sets does not count."""
    chain(office)
    with seeing(office.viewer("nils", AGAIN)), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.units', %s, true)", [str(office.units["barn1"])])
        cursor.execute("SELECT set_config('app.log', 'on', true)")
        cursor.execute(sql, [local_date(AGAIN)])
        assert cursor.fetchall() == []


@pytest.fixture
def ended(office: Office) -> str:
    """Kaj, whose time on the board is over."""
    with seeing(SETUP):
        holding = RoleHolding.objects.get(employee_id=office.employees["kaj"])
        end_role(holding_id=holding.pk, ends_on=local_date(AGAIN), actor=SETUP, at=MORNING)
    return "kaj"


@pytest.mark.parametrize("sql", DOORS)
def test_whose_time_is_over_is_told_nothing(office: Office, ended: str, sql: str) -> None:
    chain(office)
    assert asked(office, ended, sql, AGAIN - DAY)
    assert asked(office, ended, sql, AGAIN) == []


@pytest.mark.parametrize("sql", DOORS)
def test_whose_time_has_not_come_and_who_has_left_are_told_nothing(office: Office, sql: str) -> None:
    chain(office)
    nils = office.viewer("nils", AGAIN)
    with seeing(SETUP):
        give_role(
            employee_id=office.employees["nils"], unit_id=office.units["board"], role=Role.COMMITTEE_MEMBER,
            starts_on=local_date(AGAIN) + DAY, actor=SETUP, at=MORNING,
        )  # fmt: skip
    with seeing(nils), connection.cursor() as cursor:
        cursor.execute(sql, [local_date(AGAIN)])
        assert cursor.fetchall() == []
        cursor.execute(sql, [local_date(AGAIN) + DAY])
        assert cursor.fetchall() != []
    with seeing(SETUP):
        Employee.objects.filter(pk=office.employees["nils"]).update(is_active=False)
    with seeing(nils), connection.cursor() as cursor:
        cursor.execute(sql, [local_date(AGAIN) + DAY])
        assert cursor.fetchall() == []


# --- What is never told -----------------------------------------------------------------------------------------------


def test_the_doors_answer_with_these_columns_and_no_others(office: Office) -> None:
    chain(office)
    (row,) = asked(office, "kaj", CHAINS, AGAIN)
    assert set(row) == {
        "unit", "question", "links", "is_new_said", "started_month", "months", "is_over", "is_running"
    }  # fmt: skip
    assert {frozenset(row) for row in asked(office, "kaj", NUMBERS, AGAIN)} == {
        frozenset({"unit", "what", "rule", "amount"})
    }


def test_nothing_in_an_answer_is_of_a_child(office: Office) -> None:
    """No id, no day but the first of a month, no word that was written in the file."""
    opened = chain(office)
    told = [value for sql in DOORS for row in asked(office, "kaj", sql, AGAIN) for value in row.values()]
    days = [value for value in told if isinstance(value, date)]
    assert {day.day for day in days} == {1}
    texts = {value for value in told if isinstance(value, str)}
    assert texts <= {"Barn 1", "running", "late", "untold", ""} | {text for text in texts if text.startswith("sol.")}
    assert opened.child.file_id not in told
