"""Cells of the indicators, by the same SQL on PostgreSQL and on DuckDB.

On PostgreSQL the marts are the doors of the domains, asked anew: one municipality, now. On DuckDB they are Parquet
files: any number of municipalities, as their nightly runs left them. What stands between, the rows of an indicator and
the counting, is one text, in the SQL that both understand.
"""

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection

from skyddsnat.insight.marts import MARTS, asked, opened
from skyddsnat.insight.periods import Grain
from skyddsnat.insight.types import Cell, Indicator, Kind, Per

# What each grain is called in a cell, of the columns year, quarter, month, week_year and week.
_PERIODS = {
    Grain.YEAR: "CAST(year AS varchar)",
    Grain.QUARTER: "CAST(year AS varchar) || '-Q' || CAST(quarter AS varchar)",
    Grain.MONTH: "CAST(year AS varchar) || '-' || LPAD(CAST(month AS varchar), 2, '0')",
    Grain.WEEK: "CAST(week_year AS varchar) || '-W' || LPAD(CAST(week AS varchar), 2, '0')",
}
_GRAINS = (Grain.YEAR, Grain.QUARTER, Grain.MONTH)
_PER = {Per.SUM: "SUM(value)", Per.DISTINCT: "COUNT(DISTINCT value)", Per.LEAST: "MIN(value)"}

# Each row counts in its unit and in the whole, and in each period that its day is in.
_CELLS = """
counted AS ({rows}),
dated AS (
    SELECT counted.*, CAST(EXTRACT(year FROM day) AS integer) AS year,
        CAST(EXTRACT(quarter FROM day) AS integer) AS quarter, CAST(EXTRACT(month FROM day) AS integer) AS month,
        CAST(EXTRACT(isoyear FROM day) AS integer) AS week_year, CAST(EXTRACT(week FROM day) AS integer) AS week
    FROM counted
),
placed AS ({placed}),
valued AS ({valued})
SELECT municipality, unit, period, CAST(value AS bigint) AS value, COUNT(*) AS amount
FROM valued
GROUP BY municipality, unit, period, value
"""


def cells_sql(indicator: Indicator) -> str:
    """What counts the indicator's rows, to stand after the marts in a WITH: `municipality` … `amount`."""
    grains = (*_GRAINS, Grain.WEEK) if indicator.kind is Kind.WEEKLY else _GRAINS
    who = ", who" if indicator.per else ""
    placed = " UNION ALL ".join(
        f"SELECT municipality, {unit} AS unit, {_PERIODS[grain]} AS period, value{who} FROM dated"  # nosec B608 - our own
        for grain in grains
        for unit in ("unit", "''")
    )
    valued = "SELECT municipality, unit, period, value FROM placed"
    if indicator.per:
        valued = (
            f"SELECT municipality, unit, period, {_PER[indicator.per]} AS value FROM placed "  # nosec B608 - our own
            "GROUP BY municipality, unit, period, who"
        )
    return _CELLS.format(rows=indicator.rows, placed=placed, valued=valued)


def on_postgresql(indicators: Iterable[Indicator], *, municipality: str, salt: bytes, day: date) -> tuple[Cell, ...]:
    """The cells of one municipality on `day`, from the doors of the domains, which answer the run of the figures."""

    def ask(indicator: Indicator, body: str) -> list[tuple[Any, ...]]:
        marts = [mart for mart in MARTS if mart.name in indicator.sources]
        doors = "".join(f"{mart.name} AS ({asked(mart)}), " for mart in marts)
        values = [value for _ in marts for value in (municipality, day, salt, day)]
        with connection.cursor() as cursor:
            cursor.execute(f"WITH {doors}{body}", values)  # nosec B608 - definitions of our own
            return list(cursor.fetchall())

    return _cells(indicators, ask)


def on_duckdb(indicators: Iterable[Indicator], folders: Iterable[Path]) -> tuple[Cell, ...]:
    """The cells of each municipality whose marts lie in one of the folders, as `marts.extract` leaves them."""
    places = list(folders)
    with opened() as database:
        for mart in MARTS:
            files = [str(folder / f"{mart.name}.parquet") for folder in places]
            database.read_parquet(files).create_view(mart.name)

        def ask(indicator: Indicator, body: str) -> list[tuple[Any, ...]]:
            return database.execute(f"WITH {body}").fetchall()  # nosec B608 - definitions of our own

        return _cells(indicators, ask)


def _cells(indicators: Iterable[Indicator], ask: Callable[[Indicator, str], list[tuple[Any, ...]]]) -> tuple[Cell, ...]:
    return tuple(
        Cell(indicator=indicator.id, municipality=where, unit=unit, period=period, value=value, count=amount)
        for indicator in indicators
        for where, unit, period, value, amount in sorted(ask(indicator, cells_sql(indicator)))
    )
