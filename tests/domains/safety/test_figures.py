"""The counts of the safety board against a slow count of every row, and the door that they come through."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from tests.factories.safety import reported
from tests.factories.safety_year import YEAR, tell_year
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.safety.actions import send_police_report
from skyddsnat.domains.safety.extract import behind_the_boards
from skyddsnat.domains.safety.models import Duty, Incident, Offer
from skyddsnat.domains.safety.queries.figures import NoSuchBoard, safety_board
from skyddsnat.domains.safety.rules.figures import FIRST, SECOND, Row, grid_of, place_of
from skyddsnat.domains.safety.types.figures import SPLITS, Period, Topic
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import system_run
from skyddsnat.kernel.stockholm import local_date, start_of_day

AS_OF = start_of_day(date(2026, 11, 1))
TWO_YEARS = timedelta(days=730)
ALL_YEAR = Period(YEAR)


@pytest.fixture
def told(office: Office) -> Office:
    tell_year(office, count=60)
    return office


def rows(office: Office, name: str, *, year: int = YEAR, at: datetime = MORNING) -> list[tuple[int | None, Row]]:
    """What the door gives, with the unit as far as it is told."""
    with seeing(office.viewer(name, at)), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM safety_figures(%s, %s)", [year, local_date(at)])
        found = cursor.fetchall()
    return [(unit, Row(place, half, topic, code, times)) for place, unit, half, topic, code, times in found]


def times_class(times: int) -> str:
    return "0" if times == 0 else "1-3" if times <= 3 else "4-10" if times <= 10 else "11+"


# --- The slow count ---------------------------------------------------------------------------------------------------


def slow_count(office: Office) -> Counter[tuple[int | None, int, str, str]]:
    """Every row, read by whoever keeps the register, counted one by one: by unit, half, topic and code."""
    found: Counter[tuple[int | None, int, str, str]] = Counter()
    with seeing(office.viewer("sven")):
        incidents = list(Incident.objects.order_by("reported_at", "pk").prefetch_related("exposures", "links"))
        for place, one in enumerate(incidents):
            earlier = [each for each in incidents[:place] if each.reported_at >= one.reported_at - TWO_YEARS]
            found.update(_of_incident(one, earlier))
        for duty in Duty.objects.select_related("exposure", "incident"):
            found.update(_of_duty(duty))
    return found


def _half(moment: datetime) -> int:
    return 1 if local_date(moment).month <= 6 else 2


def _of_incident(one: Incident, earlier: list[Incident]) -> list[tuple[int | None, int, str, str]]:
    exposures = sorted(one.exposures.all(), key=lambda each: each.pk)
    unit, half, police = exposures[0].unit_id, _half(one.reported_at), one.police_report
    of_police = [("police", "sent" if police.sent_at else "due")]
    if police.sent_at:
        days = (local_date(police.sent_at) - local_date(one.happened_at)).days
        of_police += [("police_end", "closed" if police.closed_at else "running"), ("days_to_sent", str(days))]
    if police.closed_at:
        days = (local_date(police.closed_at) - local_date(police.sent_at)).days
        of_police += [("outcome", police.outcome), ("days_to_closed", str(days))]
    codes = [
        *(("incidents", ""), ("kind", one.kind), ("channel", one.channel), ("effect", one.effect)),
        *((tie, times_class(times)) for tie, times in _times(one, earlier).items()),
        *of_police,
    ]
    found: list[tuple[int | None, int, str, str]] = [(unit, half, topic, code) for topic, code in codes]
    found.append((None, half, "month", str(local_date(one.reported_at).month)))
    for each in exposures:
        offers = Offer.objects.filter(exposure=each)
        wishes = [wish for wish in each.wishes if wish != "nothing"]
        support = "given" if offers.filter(given_at__isnull=False) else "offered" if offers else "not_offered"
        found += [
            (each.unit_id, half, "exposures", ""),
            (each.unit_id, half, "wish", "something" if wishes else "nothing" if each.asked_at else "not_asked"),
            (each.unit_id, half, "support", support),
            *((each.unit_id, half, "wished", wish) for wish in wishes),
        ]
    return found


def _times(one: Incident, earlier: list[Incident]) -> dict[str, int]:
    """How many earlier incidents share its source, decision, worker and wave."""

    def called(each: Incident) -> str:
        return " ".join(each.alias.casefold().split())

    files = {link.linked_file_id for link in one.links.all()} if one.concerns != "none" else set()
    decisions = [
        sum(
            each.concerns == one.concerns and file_id in {link.linked_file_id for link in each.links.all()}
            for each in earlier
        )
        for file_id in files
    ]
    workers = [
        sum(worker.employee_id in {each.employee_id for each in other.exposures.all()} for other in earlier)
        for worker in one.exposures.all()
    ]
    return {
        "by_source": sum(called(each) == called(one) for each in earlier) if called(one) else 0,
        "by_decision": max(decisions, default=0),
        "by_worker": max(workers, default=0),
        "by_wave": 0,
    }


def _of_duty(duty: Duty) -> list[tuple[int | None, int, str, str]]:
    first = min(duty.incident.exposures.all(), key=lambda each: each.pk)
    unit, half = duty.exposure.unit_id if duty.exposure else first.unit_id, _half(duty.due_at)
    if local_date(duty.due_at).year != YEAR:
        return []
    late = "late" if duty.done_at and duty.done_at > duty.due_at else "in_time"
    state = "not_done" if not duty.done_at else "skipped" if duty.skipped_reason else late
    name = "measure" if duty.kind == "measure" else "duty"
    total = {"measure": "measures", "duty": "duties"}[name]
    what = duty.measure or duty.kind
    return [(unit, half, total, ""), (unit, half, name, what), (unit, half, f"{name}_state", state)]


def test_every_count_is_that_of_a_slow_count(told: Office) -> None:
    expected = slow_count(told)
    counted: Counter[tuple[int | None, int, str, str]] = Counter()
    for unit, row in rows(told, "kim"):
        if row.half:
            counted[unit, row.half, row.topic, row.code] += row.times
    assert counted == expected
    assert sum(times for (_, _, topic, _), times in expected.items() if topic == "incidents") == 60
    assert {code for _, _, topic, code in expected if topic == "by_worker"} == {"0", "1-3", "4-10", "11+"}


def test_workers_are_those_who_do_casework(told: Office) -> None:
    """Bo, Dag, Stina, Cia, Ida and Ingvar; the manager who was exposed too is not among them."""
    grid = grid_of(row for _, row in rows(told, "kim"))
    assert grid["year"][Topic.WORKERS, ""] == 6
    assert grid[place_of(2)][Topic.WORKERS, ""] == 3


def test_the_run_of_the_figures_is_told_of_every_unit_what_stands_behind_its_board(told: Office) -> None:
    """One source: what else is told of the register is decided on the counts and the hiding of the boards."""
    with seeing(system_run("insight")):
        found = behind_the_boards(year=YEAR, day=local_date(MORNING))
    assert found.keys() >= {None, told.units["intake"], told.units["barn1"], told.units["barn2"]}
    with seeing(told.viewer("kim")) as kim:
        for unit_id in (None, told.units["barn1"]):
            shown = safety_board(period=ALL_YEAR, unit_id=unit_id, at=MORNING, viewer=kim).figures
            for cell in ((split.topic, code) for split in SPLITS for code in split.codes):
                if cell in shown and shown[cell].count is not None:
                    assert found[unit_id].counts.get(cell, 0) == shown[cell].count
                else:
                    assert cell in found[unit_id].silent
    with seeing(system_run("alarms")):
        assert behind_the_boards(year=YEAR, day=local_date(MORNING)) == {}


def test_units_and_halves_add_up_to_the_year(told: Office) -> None:
    grid = grid_of(row for _, row in rows(told, "kim"))
    units = [counts for place, counts in grid.items() if place.startswith("unit")]
    for cell in {cell for cell in grid["year"] if cell[0] is not Topic.WORKERS}:
        assert grid["year"][cell] == grid[FIRST].get(cell, 0) + grid[SECOND].get(cell, 0)
        if cell[0] is not Topic.MONTH:
            assert grid["year"][cell] == sum(each.get(cell, 0) for each in units)


# --- The door ---------------------------------------------------------------------------------------------------------


def test_whoever_has_no_part_in_it_is_given_nothing(told: Office) -> None:
    for name in ("bo", "cia", "ida", "kaj", "olga", "rut", "lo", "anna", "adam", "nils"):
        assert rows(told, name) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM safety_figures(%s, %s)", [YEAR, local_date(MORNING)])
        assert cursor.fetchone() == (0,)


def test_the_same_counts_to_all_and_the_names_of_units_to_whom_they_are_for(told: Office) -> None:
    """What is hidden must be the same whoever looks; which unit it is of is told of one's own."""
    given = {name: rows(told, name) for name in ("mia", "sara", "max", "sven", "kim")}
    assert len({tuple(sorted((row for _, row in each), key=str)) for each in given.values()}) == 1
    named = {name: {unit for unit, _ in each if unit} for name, each in given.items()}
    units = told.units
    assert named["mia"] == named["sara"] == {units["barn1"]}
    assert named["max"] == {units["barn2"]}
    assert named["sven"] == named["kim"] >= {units["intake"], units["barn1"], units["barn2"]}


def test_a_role_that_is_over_gives_nothing(told: Office) -> None:
    with seeing(told.viewer("kim")), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM safety_figures(%s, %s)", [YEAR, date(2019, 12, 31)])
        assert cursor.fetchone() == (0,)


def test_a_time_that_is_not_over_is_not_counted(office: Office) -> None:
    """In November the first half of the year is over; in December still, and on 1 January the whole."""
    reported(office, at=datetime.fromisoformat("2026-03-02T09:00+01:00"), happened_at=MORNING - timedelta(days=400))
    reported(office, at=datetime.fromisoformat("2026-10-02T09:00+02:00"), happened_at=MORNING - timedelta(days=400))

    def incidents(day: str) -> list[tuple[int, int]]:
        at = datetime.fromisoformat(f"{day}T12:00+01:00")
        found = [row for _, row in rows(office, "kim", year=2026, at=at)]
        return sorted((row.half, row.times) for row in found if row.topic == "incidents")

    assert incidents("2026-06-30") == []
    assert incidents("2026-07-01") == incidents("2026-11-02") == incidents("2026-12-31") == [(1, 1)]
    assert incidents("2027-01-01") == [(1, 1), (2, 1)]


def test_what_happens_in_a_month_is_counted_when_it_is_over(office: Office) -> None:
    """A report to the police on 20 November is made from December on."""
    first = datetime.fromisoformat("2026-03-02T09:00+01:00")
    incident_id = reported(office, at=first, happened_at=first - timedelta(hours=1))
    with seeing(office.viewer("sven")) as sven:
        sent = datetime.fromisoformat("2026-11-20T09:00+01:00")
        send_police_report(incident_id=incident_id, version=1, channel="114 14", actor=sven, at=sent)

    def state(day: str) -> list[str]:
        at = datetime.fromisoformat(f"{day}T12:00+01:00")
        return [row.code for _, row in rows(office, "kim", year=2026, at=at) if row.topic == "police"]

    assert (state("2026-11-30"), state("2026-12-01")) == (["due"], ["sent"])


# --- The board --------------------------------------------------------------------------------------------------------


def test_who_sees_which_board(told: Office) -> None:
    units = told.units
    may = {
        "mia": {units["barn1"]},
        "sara": {units["barn1"]},
        "max": {units["barn2"]},
        "sven": {None, *units.values()},
        "kim": {None, *units.values()},
        "bo": set[int | None](),
    }
    for name, seen in may.items():
        for unit_id in (None, *units.values()):
            with seeing(told.viewer(name)) as viewer:
                if unit_id in seen:
                    safety_board(period=ALL_YEAR, unit_id=unit_id, at=MORNING, viewer=viewer)
                else:
                    with pytest.raises(NoSuchBoard):
                        safety_board(period=ALL_YEAR, unit_id=unit_id, at=MORNING, viewer=viewer)


def test_a_unit_is_never_told_for_a_half_nor_anything_before_it_is_over(told: Office) -> None:
    with seeing(told.viewer("kim")) as kim:
        for period, unit_id in ((Period(YEAR, 1), told.units["barn1"]), (Period(2026), None), (Period(2026, 2), None)):
            with pytest.raises(NoSuchBoard):
                safety_board(period=period, unit_id=unit_id, at=MORNING, viewer=kim)
        half = safety_board(period=Period(2026, 1), unit_id=None, at=MORNING, viewer=kim)
    assert half.figures[Topic.INCIDENTS, ""].count == 0


def test_a_unit_looks_the_same_to_its_manager_and_to_the_commission(told: Office) -> None:
    boards = []
    for name in ("mia", "sara", "sven", "kim"):
        with seeing(told.viewer(name)) as viewer:
            boards.append(safety_board(period=ALL_YEAR, unit_id=told.units["barn1"], at=MORNING, viewer=viewer))
    assert all(board == boards[0] for board in boards)
    assert boards[0].per_worker is not None
    assert boards[0].workers == 3


def test_the_year_has_medians_and_the_units(told: Office) -> None:
    with seeing(told.viewer("kim")) as kim:
        board = safety_board(period=ALL_YEAR, unit_id=None, at=MORNING, viewer=kim)
    assert board.figures[Topic.INCIDENTS, ""].count == 60
    assert board.units.keys() == set(told.units.values()) - {told.units["board"]}
    assert board.as_of == date(2026, 11, 1)
    assert board.workers == 6
