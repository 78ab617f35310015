"""The night's run: rows without names to files, cells counted, what may be shown decided, all swapped in at once."""

import secrets
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

from skyddsnat.domains.safety.extract import behind_the_boards
from skyddsnat.foundation.access.extract import RUN
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.audit.actions import record
from skyddsnat.foundation.staff.queries import unit_names
from skyddsnat.insight.engines import on_duckdb, on_postgresql
from skyddsnat.insight.figures_file import Told, read_figures, spans_in, write_figures
from skyddsnat.insight.folders import current, swapped
from skyddsnat.insight.gathering import gathered
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.making import figures_of, standing, weekly_of
from skyddsnat.insight.marts import write_marts, write_rows
from skyddsnat.insight.register import Boards
from skyddsnat.insight.taking import taken
from skyddsnat.insight.types import WHOLE, Cell, Figure, Guard, Kind, Made
from skyddsnat.kernel.stockholm import local_date

NIGHT = system_run(RUN)
CELLS = "cells.parquet"
_CELL = (
    *(("indicator", "text"), ("municipality", "text"), ("unit", "text"), ("period", "text")),
    *(("value", "bigint"), ("amount", "bigint")),
)


def extract(*, to: Path, municipality: str, actor: Viewer, at: datetime) -> Made:
    """Make the figures of `municipality` as they are at `at`, and swap them in as the current ones of the folder `to`.

    The domains' doors answer `NIGHT` alone, which is logged with how many rows left. The pseudonyms hold for this run:
    what they were made with is never kept. Years of the register of incidents stand as they were told the night before.
    Raises OSError where the folder cannot be written.
    """
    salt, on, before = secrets.token_bytes(32), local_date(at), _before(to, municipality)
    with swapped(to) as folder:
        rows = write_marts(folder, municipality=municipality, salt=salt, day=on)
        cells = on_postgresql(indicators(), municipality=municipality, salt=salt, day=on)
        made = _write(folder, cells, municipality, on, before)
        record(
            deed="insight.extract.made",
            target=f"insight.extract:{on.isoformat()}",
            actor=actor,
            at=at,
            details={"rows": rows, "cells": len(cells)},
        )
    return made


def gather(*, folder: Path, to: Path, name: str, on: date) -> Made:
    """Make the figures of all municipalities whose folders lie in `folder`, of what each shows itself (`gathering`).

    `name` is what they are called together. Nothing but their files is read, and no counts but those shown are left in
    `to`. Raises `NotAnExtract` where one of them cannot be gathered, OSError.
    """
    nights, own = taken(folder)
    counted = on_duckdb(indicators(), nights) if nights else ()
    told = gathered(counted, own, name=name, on=on)
    with swapped(to) as new:
        write_figures(told, new)
    return told.made


def _before(to: Path, municipality: str) -> tuple[Figure, ...]:
    """What was told last of this municipality; nothing where that cannot be read any more."""
    night = current(to)
    try:
        told = None if night is None else read_figures(night)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return told.figures if told is not None and told.made.municipality == municipality else ()


def _write(folder: Path, cells: Iterable[Cell], municipality: str, on: date, before: tuple[Figure, ...]) -> Made:
    found = sorted(cells, key=lambda cell: (cell.indicator, cell.unit, cell.period, cell.value))
    rows = [(each.indicator, each.municipality, each.unit, each.period, each.value, each.count) for each in found]
    write_rows(rows, _CELL, folder / CELLS)
    told = _told(found, _boards(found, on), municipality, on, before)
    write_figures(told, folder)
    return told.made


def _boards(cells: Iterable[Cell], on: date) -> Boards:
    """What stands behind the safety boards of the years that the register is counted in, by the names of units."""
    names = dict[int | None, str]([(None, WHOLE), *unit_names().items()])
    of_register = {each.id for each in indicators() if each.guard is Guard.REGISTER}
    years = {int(cell.period[:4]) for cell in cells if cell.indicator in of_register}
    return {
        (names[unit_id], year): behind
        for year in sorted(each for each in years if each < on.year)
        for unit_id, behind in behind_the_boards(year=year, day=on).items()
    }


def _told(cells: list[Cell], boards: Boards, municipality: str, on: date, before: tuple[Figure, ...]) -> Told:
    own = {each.id: [cell for cell in cells if cell.indicator == each.id] for each in indicators()}
    figures = tuple(
        figure
        for each in indicators()
        for figure in standing(each, figures_of(own[each.id], indicator=each, on=on, boards=boards), before)
    )
    weekly = next((each for each in indicators() if each.kind is Kind.WEEKLY), None)
    weeks, signal = weekly_of(own[weekly.id] if weekly else (), on=on)
    of_units = tuple(sorted({figure.unit for figure in figures} - {WHOLE}))
    made = Made(municipality=municipality, made_on=on, units=of_units, spans=spans_in(figures))
    return Told(made, figures, weeks, signal)
