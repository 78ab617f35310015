"""The night's run, as the command line starts it: what it leaves, who may read it, what it tells the log."""

import json
import stat
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import duckdb
import pytest
from tests.factories.whole_line import WholeLine
from tests.insight import made_up
from tests.insight.conftest import DAY

from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.audit.models import Event
from skyddsnat.insight import figures
from skyddsnat.insight.engines import on_duckdb
from skyddsnat.insight.figures_file import NAME
from skyddsnat.insight.folders import CURRENT, current, swapped
from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.marts import MARTS
from skyddsnat.insight.nightly import CELLS, NIGHT, extract
from skyddsnat.insight.periods import Grain, span
from skyddsnat.insight.types import WHOLE, Guard, NotMadeYet
from skyddsnat.jobs.command import main
from skyddsnat.kernel.stockholm import local_moment

AT = local_moment(datetime.fromisoformat(f"{DAY.isoformat()}T02:00:00+00:00"))
EVERYWHERE = pytest.mark.django_db(databases=["default", "owner"], transaction=True)


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.FIGURES_FOLDER, settings.MUNICIPALITY = str(tmp_path / "figures"), "Norrham"
    return tmp_path / "figures"


@pytest.fixture
def doors() -> Iterator[None]:
    with made_up.doors():
        yield


def make(folder: Path, *, seed: int = 1, rows: int = 800) -> None:
    with seeing(NIGHT):
        made_up.fill(seed, rows=rows, until=DAY)
        extract(to=folder, municipality=folder.name, actor=NIGHT, at=AT)


def test_there_are_no_figures_before_the_first_night(folder: Path, settings: Any) -> None:
    with pytest.raises(NotMadeYet):
        figures.made()
    settings.FIGURES_FOLDER = ""
    with pytest.raises(NotMadeYet):
        figures.signal()


def test_the_run_is_one_event_of_a_named_run_and_tells_no_row(told: WholeLine, folder: Path) -> None:
    with seeing(NIGHT):
        extract(to=folder, municipality="Norrham", actor=NIGHT, at=AT)
    lo = told.office.viewer("lo", AT)
    with seeing(lo):
        (event,) = Event.objects.filter(deed="insight.extract.made")
    assert (event.actor, event.actor_id, event.file_id) == ("system:insight", None, None)
    assert set(event.details) == {"rows", "cells"}
    assert event.details["rows"] > 50


def test_files_are_the_accounts_alone_and_hold_what_they_should(told: WholeLine, folder: Path) -> None:
    assert main(["insight", "extract"]) == 0
    night = current(folder)
    assert night is not None
    assert {path.name for path in night.iterdir()} == {NAME, CELLS, *(f"{mart.name}.parquet" for mart in MARTS)}
    modes = {stat.S_IMODE(path.stat().st_mode) for path in night.iterdir()}
    assert (stat.S_IMODE(folder.stat().st_mode), stat.S_IMODE(night.stat().st_mode), modes) == (0o700, 0o700, {0o600})


def test_a_night_that_fails_leaves_the_one_before(folder: Path, tmp_path: Path) -> None:
    with swapped(folder) as first:
        (first / "a").write_text("first")
    with pytest.raises(IsADirectoryError), swapped(folder) as second:
        second.write_text("a folder is no file")
    assert (folder / CURRENT / "a").read_text() == "first"
    for number in range(4):
        with swapped(folder) as later:
            (later / "a").write_text(str(number))
    assert (folder / CURRENT / "a").read_text() == "3"
    assert len(list(folder.glob("night-*"))) == 2
    assert list(folder.glob("*.link")) == []


@EVERYWHERE
def test_the_pages_read_what_was_decided_to_be_shown_and_only_ended_periods(folder: Path, doors: None) -> None:
    make(folder)
    made = figures.made()
    assert (made.municipality, made.made_on, made.units) == ("figures", DAY, tuple(sorted(made_up.UNITS)))
    assert made.spans[0].text == "2027-Q1"
    found = figures.figures(span=span("2026"))
    assert [each.indicator for each in found] == [each.id for each in indicators()]
    night = current(folder)
    counted = duckdb.read_parquet(str(night / CELLS)).filter("unit = '' AND period = '2026'")
    for each in found:
        if each.indicator == "reports_per_week":  # of the weeks that are told (test_weeks.py)
            continue
        own = counted.filter(f"indicator = '{each.indicator}'")
        assert each.denominator in (None, own.sum("amount").fetchall()[0][0] or 0)
        if each.numerator is not None:
            assert each.numerator == own.filter("value > 0").sum("amount").fetchall()[0][0]
    assert sum(each.hidden is None for each in found) >= 9
    of_register = {each.id for each in indicators() if each.guard is Guard.REGISTER}
    assert {each.value for each in found if each.indicator in of_register} == {None}, "no board is made up beside them"
    _check_series()
    _check_weeks()


def _check_series() -> None:
    quarters = figures.series(indicator="preliminary_in_time", grain=Grain.QUARTER)
    assert [each.span.text for each in quarters][-5:] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1"]
    assert figures.series(indicator="preliminary_in_time", grain=Grain.YEAR)[-1].span.text == "2026"
    own = figures.series(indicator="preliminary_in_time", unit=made_up.UNITS[0], grain=Grain.YEAR)
    assert {each.unit for each in own} == {made_up.UNITS[0]}
    assert figures.series(indicator="preliminary_in_time", unit=made_up.UNITS[0], grain=Grain.MONTH) == ()


def _check_weeks() -> None:
    weeks = figures.series(indicator="reports_per_week", grain=Grain.WEEK)
    assert len(weeks) > 40
    assert weeks[-1].span.ends_before <= DAY
    assert all(each.span.ends_before == later.span.starts_on for each, later in pairwise(weeks))
    assert all(each.numerator is None or each.numerator == 0 or each.numerator >= 5 for each in weeks)
    assert {each.span.days for each in weeks} >= {7, 14}
    assert figures.grains(indicator="reports_per_week") == (Grain.YEAR, Grain.QUARTER, Grain.WEEK)
    assert figures.grains(indicator="reports_per_week", unit=made_up.UNITS[0]) == ()
    assert figures.grains(indicator="threatened") == (Grain.YEAR,)
    assert figures.signal().weeks >= 1


@EVERYWHERE
def test_a_year_of_the_register_stands_as_it_was_told_and_all_else_follows_the_records(
    folder: Path, doors: None
) -> None:
    """What was corrected is on the boards at once. A figure that followed would tell what a single correction is of."""
    make(folder)
    file = json.loads((folder / CURRENT / NAME).read_text())
    of_register = {each.id for each in indicators() if each.guard is Guard.REGISTER}
    told = [each for each in file["figures"] if each["indicator"] in of_register]
    assert {each["span"] for each in told} >= {"2025", "2026"}
    for number, each in enumerate(told):
        each |= {"value": 0.5, "numerator": 20 + number, "denominator": 40 + 2 * number, "hidden": None}
    (folder / CURRENT / NAME).write_text(json.dumps(file))
    make(folder, seed=2)
    second = _figures(folder)
    assert [each for each in second if each["indicator"] in of_register] == told
    assert sum(each not in file["figures"] for each in second) > 50
    (folder / CURRENT / NAME).write_text("broken")
    make(folder, seed=2)
    assert [each["value"] for each in _figures(folder) if each["indicator"] in of_register] == [None] * len(told)


def _figures(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / CURRENT / NAME).read_text())["figures"]
    return found


@EVERYWHERE
def test_many_municipalities_are_gathered_each_as_a_unit(
    folder: Path, doors: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, name in enumerate(("Norrham", "Söderköla", "Östby")):
        make(tmp_path / "many" / name, seed=number, rows=400)
    to = tmp_path / "land"
    assert main(["insight", "gather", "--from", str(tmp_path / "many"), "--to", str(to), "--name", "Landet"]) == 0
    assert "Figures of Landet, 3 units" in capsys.readouterr().out
    assert [path.name for path in (to / CURRENT).iterdir()] == [NAME]
    text = json.loads((to / CURRENT / NAME).read_text())
    assert text["made"]["units"] == ["Norrham", "Söderköla", "Östby"]
    cells = on_duckdb(indicators(), [tmp_path / "many" / name / CURRENT for name in text["made"]["units"]])
    whole = sum(
        cell.count for cell in cells if (cell.indicator, cell.unit, cell.period) == ("two_caseworkers", WHOLE, "2025")
    )
    told = [
        each["denominator"]
        for each in text["figures"]
        if (each["indicator"], each["unit"], each["span"]) == ("two_caseworkers", WHOLE, "2025")
    ]
    assert told == [whole]
    _check_that_each_shows_it_itself(text["figures"], tmp_path / "many", text["made"]["units"])


def _check_that_each_shows_it_itself(found: list[dict[str, Any]], many: Path, names: list[str]) -> None:
    shown = [each for each in found if each["hidden"] is None]
    assert len(shown) > 50
    own = {
        (each["indicator"], name, each["span"]): each | {"unit": name}
        for name in names
        for each in json.loads((many / name / CURRENT / NAME).read_text())["figures"]
        if each["unit"] == WHOLE
    }
    # Of a year in which a municipality has no rows it has no figure, and nothing to hide.
    nobody = {"hidden": "nobody", "denominator": 0}
    for each in shown:
        if each["indicator"] == "reports_per_week":  # of the weeks that everybody tells (test_gathering.py)
            continue
        parts = [own.get((each["indicator"], name, each["span"]), nobody) for name in names]
        assert each["unit"] or all(part["hidden"] != "few" for part in parts)
        assert each["unit"] or each["denominator"] == sum(part["denominator"] for part in parts)
        assert not each["unit"] or each == own[each["indicator"], each["unit"], each["span"]]


def test_trouble_is_told_in_a_sentence(
    settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str], db: None
) -> None:
    settings.FIGURES_FOLDER = ""
    assert main(["insight", "extract"]) == 1
    assert "Set FIGURES_FOLDER" in capsys.readouterr().err
    (tmp_path / "file").write_text("")
    assert main(["insight", "extract", "--to", str(tmp_path / "file")]) == 1
    assert "cannot be written" in capsys.readouterr().err
    (tmp_path / "none").mkdir()
    given = ["insight", "gather", "--to", str(tmp_path / "to"), "--name", "Landet", "--from"]
    assert main([*given, str(tmp_path / "none")]) == 1
    assert "No municipality" in capsys.readouterr().err
    assert main([*given, str(tmp_path / "nowhere")]) == 1


def test_nobody_else_makes_an_extract_of_anything(told: WholeLine, tmp_path: Path, run: Viewer) -> None:
    """The doors answer the run alone, whoever calls."""
    bo = told.office.viewer("bo", AT)
    with seeing(bo):
        made = extract(to=tmp_path / "bo", municipality="Norrham", actor=bo, at=AT)
    assert (made.units, made.spans) == ((), ())
