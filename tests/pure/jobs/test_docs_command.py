"""Generated reference pages."""

import argparse
from pathlib import Path

import pytest

from skyddsnat.jobs import docs_command

REPOSITORY = Path(__file__).parents[3]


def docs(*words: str) -> int:
    parser = argparse.ArgumentParser()
    docs_command.add_arguments(parser)
    return docs_command.run(parser.parse_args(words))


def test_the_pages_in_the_repository_are_up_to_date() -> None:
    assert docs_command.out_of_date(REPOSITORY / "docs" / "reference") == []


def test_written_pages_pass_the_check_and_a_changed_one_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    into = ("--into", str(tmp_path / "reference"))

    assert docs(*into, "--check") == 1
    assert docs(*into) == 0
    assert docs(*into, "--check") == 0

    (tmp_path / "reference" / "rules.md").write_text("changed by hand", encoding="utf-8")
    capsys.readouterr()
    assert docs(*into, "--check") == 1
    assert "rules.md is out of date; run: python3 run.py docs" in capsys.readouterr().err
