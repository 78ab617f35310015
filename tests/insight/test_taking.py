"""A folder that is broken, old, foreign or there twice stops the gathering with a sentence, and nothing is left out."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.insight.telling import share, tell

from skyddsnat.insight.figures_file import NAME, read_figures
from skyddsnat.insight.folders import CURRENT
from skyddsnat.insight.marts import MARTS, columns_of, write_rows
from skyddsnat.insight.nightly import gather
from skyddsnat.insight.taking import NotAnExtract
from skyddsnat.jobs.command import main

ON = date(2026, 3, 1)


def municipality(folder: Path, name: str = "Norrham", rows_of: str | None = None) -> Path:
    """An extract as a night leaves it, here with a row in each mart, or without any where `rows_of` is empty."""
    tell(folder, share("police_not_given", 10, when="2025"))
    night = (folder / CURRENT).resolve()
    text = (night / NAME).read_text(encoding="utf-8")
    (night / NAME).write_text(text.replace('"Norrham"', f'"{name}"'), encoding="utf-8")
    whose = name if rows_of is None else rows_of
    for mart in MARTS:
        columns = columns_of(mart)
        made = {"text": whose, "date": ON, "integer": 1, "boolean": True}
        row = [whose if column == "municipality" else made[kind] for column, kind in columns]
        write_rows([row] if whose else [], columns, night / f"{mart.name}.parquet")
    return night


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = tmp_path / "many"
    folder.mkdir()
    municipality(folder / "norrham")
    return folder


def refused(many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says; nothing is there afterwards."""
    to = tmp_path / "to"
    assert main(["insight", "gather", "--from", str(many), "--to", str(to), "--name", "Landet"]) == 1
    assert not to.exists()
    said = capsys.readouterr().err
    assert "Nothing has been gathered" in said
    assert "Traceback" not in said
    return said


def test_whole_extracts_are_gathered_also_of_one_that_has_no_rows(many: Path, tmp_path: Path) -> None:
    municipality(many / "tomby", "Tomby", rows_of="")
    (many / ".trash").mkdir()
    made = gather(folder=many, to=tmp_path / "to", name="Landet", on=ON)
    assert made.units == ("Norrham", "Tomby")
    assert read_figures((tmp_path / "to" / CURRENT).resolve()).made == made


def test_two_of_one_name_are_not_added_up(many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    municipality(many / "the-same-again")
    assert "another folder is of Norrham too" in refused(many, tmp_path, capsys)


def test_rows_of_another_are_refused(many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    municipality(many / "south", "Söderköla", rows_of="Östby")
    assert "has rows of Östby, not of Söderköla" in refused(many, tmp_path, capsys)


def test_what_another_version_made_is_refused(many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    night = municipality(many / "south", "Söderköla")
    columns = [("municipality", "text"), ("as_of", "date"), ("unit", "text")]
    write_rows([["Söderköla", ON, "Barn 1"]], columns, night / "police.parquet")
    assert "police.parquet was made by another version" in refused(many, tmp_path, capsys)


@pytest.mark.parametrize("name", ["police.parquet", NAME])
@pytest.mark.parametrize("how", ["missing", "empty", "cut"])
def test_a_file_that_is_broken_or_not_there_is_refused(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, how: str
) -> None:
    file = municipality(many / "south", "Söderköla") / name
    content = file.read_bytes()
    file.unlink()
    if how != "missing":
        file.write_bytes(content[: len(content) // 2] if how == "cut" else b"")
    said = refused(many, tmp_path, capsys)
    assert "copy it whole" in said
    assert "south" in said


def test_a_folder_without_a_night_is_refused_and_not_left_out(
    many: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (many / "south").mkdir()
    assert "no current night" in refused(many, tmp_path, capsys)


def test_what_was_gathered_cannot_be_gathered_again(many: Path, tmp_path: Path) -> None:
    """Its figures are of municipalities that were counted: it holds no rows."""
    gather(folder=many, to=tmp_path / "to", name="Landet", on=ON)
    shutil.copytree(tmp_path / "to", many / "landet", symlinks=True)
    with pytest.raises(NotAnExtract, match="not there"):
        gather(folder=many, to=tmp_path / "again", name="Allt", on=ON)
