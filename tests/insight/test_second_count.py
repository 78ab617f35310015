"""Each indicator counted twice: by its SQL, and here in plain Python, row by row, as its words say.

The rows are made up: every kind of step, answer and effect, chains that were joined, investigations that are late or
run on, days on both sides of New Year, children in two units and workers of several months.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.insight import made_up
from tests.insight.conftest import DAY, SALT

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.engines import on_postgresql
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.marts import MARTS
from skyddsnat.insight.types import WHOLE

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True)
class One:
    """What counts: where, on which day, with what value, and (where a period counts anew) of whom."""

    unit: str
    day: date
    value: Any
    who: str = ""


FORTNIGHT = timedelta(days=14)
NEXT = timedelta(days=1)
Count = Callable[[Rows], Iterator[One]]


def threatened(rows: Rows) -> Iterator[One]:
    for row in rows["exposed"]:
        yield One(row["unit"], row["month"], row["threats"], row["worker"])


def care_avoided(rows: Rows) -> Iterator[One]:
    for row in rows["incidents"]:
        about_care = row["concerns"] in {"custody", "care", "contact", "prohibition", "placement"}
        if about_care and row["effect"] != "unknown":
            yield One(row["unit"], row["month"], int(row["effect"] in {"changed", "avoided"}))


def police(rows: Rows) -> Iterator[One]:
    for row in rows["police"]:
        if row["not_asked"] in {"solved", "childs_interests"}:
            continue
        was_given = row["was_requested"] and row["answer"] not in {"refused", "none"}
        if row["not_asked"] or row["answer"] in {"refused", "none"} or row["attendance"]:
            yield One(row["unit"], row["needed_on"], int(not was_given or row["attendance"] == "did_not_come"))


def money(rows: Rows) -> Iterator[One]:
    for row in rows["decisions"]:
        if row["had_best"]:
            yield One(row["unit"], row["decided_on"], int(row["for_money"]))


def not_best(rows: Rows) -> Iterator[One]:
    for row in rows["decisions"]:
        if row["had_best"]:
            yield One(row["unit"], row["decided_on"], int(not row["is_best"]))


def preliminary(rows: Rows) -> Iterator[One]:
    for row in rows["reports"]:
        last = row["received_on"] + FORTNIGHT
        if row["step"] == "joined":
            continue
        if row["decided_on"] is not None and row["decided_on"] <= last:
            yield One(row["unit"], row["decided_on"], 1)
        elif last < DAY:
            yield One(row["unit"], last + NEXT, 0)


def investigations(rows: Rows) -> Iterator[One]:
    for row in rows["investigations"]:
        if row["closed_on"] is not None and row["closed_on"] <= row["due_on"]:
            yield One(row["unit"], row["closed_on"], 1)
        elif row["due_on"] < DAY:
            yield One(row["unit"], row["due_on"] + NEXT, 0)


def first_service(rows: Rows) -> Iterator[One]:
    reported: dict[str, date] = {}
    for row in rows["reports"]:
        reported[row["file"]] = min(row["received_on"], reported.get(row["file"], row["received_on"]))
    given: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for row in rows["decisions"]:
        if row["gives_service"]:
            given[row["file"]].append((row["decided_on"], row["unit"]))
    for row in rows["care"]:
        given[row["file"]].append((row["happened_on"], row["unit"]))
    for file, found in given.items():
        day, unit = min(found)
        if file in reported and day >= reported[file]:
            yield One(unit, day, (day - reported[file]).days)


def caseworkers(rows: Rows) -> Iterator[One]:
    for row in rows["carers"]:
        yield One(row["unit"], row["month"], row["worker"], row["file"])


def alone(rows: Rows) -> Iterator[One]:
    talks = [row for row in rows["talks"] if row["was_alone"]]
    for row in rows["investigations"]:
        if row["closed_on"] is not None:
            held = (talk["held_on"] for talk in talks if talk["file"] == row["file"])
            yield One(
                row["unit"], row["closed_on"], int(any(row["opened_on"] <= day <= row["closed_on"] for day in held))
            )


def two(rows: Rows) -> Iterator[One]:
    for row in rows["pairs"]:
        yield One(row["unit"], row["month"], int(row["is_kept"]), row["file"])


def changed(rows: Rows) -> Iterator[One]:
    by_the_board = [row for row in rows["decisions"] if row["level"] in {"committee", "board"}]
    for row in (*by_the_board, *rows["matters"]):
        yield One(row["unit"], row["decided_on"], int(row["outcome"] != "as_proposed"))


def reports(rows: Rows) -> Iterator[One]:
    for row in rows["reports"]:
        if row["is_first"]:
            yield One(row["unit"], row["received_on"], 1)


def prevention(rows: Rows) -> Iterator[One]:
    for row in rows["decisions"]:
        if row["gives_service"] and row["is_placement"] == row["is_urgent"]:
            yield One(row["unit"], row["decided_on"], int(not row["is_placement"]))
    for row in rows["care"]:
        if row["is_immediate"]:
            yield One(row["unit"], row["happened_on"], 0)


COUNTS: dict[str, Count] = dict(
    zip(
        (each.id for each in indicators()),
        (threatened, care_avoided, police, money, not_best, preliminary, investigations, first_service)
        + (caseworkers, alone, two, changed, reports, prevention),
        strict=True,
    )
)
TOGETHER = {"threatened": sum, "caseworkers_per_child": lambda values: len(set(values)), "two_caseworkers": min}


def periods(day: date, *, weeks: bool) -> Iterator[str]:
    yield f"{day.year}"
    yield f"{day.year}-Q{(day.month + 2) // 3}"
    yield f"{day.year}-{day.month:02}"
    if weeks:
        year, week, _ = day.isocalendar()
        yield f"{year}-W{week:02}"


def slow(indicator: str, rows: Rows) -> Counter[tuple[str, str, int]]:
    """Unit, period and value: how many."""
    found: Counter[tuple[str, str, int]] = Counter()
    of: dict[tuple[str, str, str], list[Any]] = defaultdict(list)
    for one in COUNTS[indicator](rows):
        for unit in (one.unit, WHOLE):
            for period in periods(one.day, weeks=indicator == "reports_per_week"):
                if indicator in TOGETHER:
                    of[unit, period, one.who].append(one.value)
                else:
                    found[unit, period, one.value] += 1
    for (unit, period, _who), values in of.items():
        found[unit, period, TOGETHER[indicator](values)] += 1
    return found


def told() -> Rows:
    """The rows that the marts have now."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for mart in MARTS:
            cursor.execute(f"SELECT * FROM {mart.door}(%s, %s)", [SALT, DAY])
            names = [column.name for column in cursor.description]
            found[mart.name] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return found


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_every_indicator_counts_as_its_words_say(run: Viewer) -> None:
    with made_up.doors():
        for seed, size in ((11, 500), (12, 60)):
            with seeing(run):
                made_up.fill(seed, rows=size, until=DAY)
                rows = told()
                cells = on_postgresql(indicators(), municipality="A", salt=SALT, day=DAY)
            for each in indicators():
                counted = {
                    (cell.unit, cell.period, cell.value): cell.count for cell in cells if cell.indicator == each.id
                }
                assert counted == slow(each.id, rows), each.id
                assert size < 500 or len({value for _, _, value in counted}) > 1 or each.id == "reports_per_week"
