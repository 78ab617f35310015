"""One definition, two engines: what PostgreSQL counts in the tables, DuckDB counts in the files."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.insight import made_up
from tests.insight.conftest import DAY, SALT

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.insight.engines import on_duckdb, on_postgresql
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.marts import write_marts
from skyddsnat.insight.types import WHOLE, Cell


def both(folder: Path, municipality: str) -> tuple[tuple[Cell, ...], Path]:
    """The cells of one municipality on PostgreSQL, and the folder of its files."""
    folder.mkdir()
    write_marts(folder, municipality=municipality, salt=SALT, day=DAY)
    return on_postgresql(indicators(), municipality=municipality, salt=SALT, day=DAY), folder


def test_a_whole_line_is_counted_alike(told: object, run: Viewer, tmp_path: Path) -> None:
    with seeing(run):
        counted, folder = both(tmp_path / "a", "A")
    assert len({cell.indicator for cell in counted}) >= 10
    assert on_duckdb(indicators(), [folder]) == counted


@pytest.mark.django_db(databases=["default", "owner"], transaction=True)
def test_many_municipalities_are_counted_alike_cell_by_cell(run: Viewer, tmp_path: Path) -> None:
    """Every indicator, unit, month, quarter, year and week of three municipalities, and of one that has no rows."""
    counted: list[Cell] = []
    folders: list[Path] = []
    with made_up.doors():
        for seed, (name, rows) in enumerate({"A": 600, "B": 150, "C": 40, "Tom": 0}.items()):
            with seeing(run):
                made_up.fill(seed, rows=rows, until=DAY)
                cells, folder = both(tmp_path / name, name)
            counted += cells
            folders.append(folder)
    found = on_duckdb(indicators(), folders)
    assert {cell.indicator for cell in found} == {each.id for each in indicators()}
    assert {cell.unit for cell in found} == {WHOLE, *made_up.UNITS}
    assert {cell.municipality for cell in found} == {"A", "B", "C"}
    assert Counter(found) == Counter(counted)
    assert len(found) > 5000


def test_what_is_counted_by_hand_is_what_the_engines_count(told: object, run: Viewer) -> None:
    """Alma: reported to nobody, talked with alone, investigated in time, helped; Bo threatened once, five never."""
    with seeing(run):
        cells = on_postgresql(indicators(), municipality="A", salt=SALT, day=date(2027, 4, 1))
    year = {(cell.indicator, cell.value): cell.count for cell in cells if (cell.unit, cell.period) == (WHOLE, "2026")}
    assert year["threatened", 0], year["threatened", 1] == (5, 1)
    assert year["talked_with_alone", 1] == 1
    assert year["investigations_in_time", 1] == 1
    assert year["preliminary_in_time", 1] == 1
    assert year["reports_per_week", 1] == 2
    assert year["caseworkers_per_child", 1] == 1
    assert year["two_caseworkers", 1] == 1
    assert (year["changed_for_money", 1], year["not_most_suitable", 1]) == (1, 1)
    assert year["changed_by_the_board", 0] == 1
    assert (year["prevention_against_acute", 0], year["prevention_against_acute", 1]) == (1, 1)
