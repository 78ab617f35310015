"""What leaves for a spreadsheet is shown there and not run."""

import csv
import io
import re

import pytest
from tests.architecture.layout import PACKAGE

from skyddsnat.kernel.spreadsheet import spreadsheet

# The answers of a survey, which the product itself reads again: codes, numbers, and how the sample was drawn.
READ_AGAIN = {"domains/survey/types/answers_file.py"}


@pytest.mark.parametrize("cell", ['=HYPERLINK("http://example.org")', "+46", "-2+3", "@SUM(1)", "\t=1", "-1,5+2"])
def test_what_begins_as_a_formula_is_text(cell: str) -> None:
    ((found,),) = csv.reader(io.StringIO(spreadsheet([[cell]])), delimiter=";")
    assert found == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "5", "-5", "-5,5", "–", "Barn 1", "a=b", 'ett "ord"; två', "rad\nrad"])
def test_everything_else_stands_as_it_is(cell: str) -> None:
    ((found, last),) = csv.reader(io.StringIO(spreadsheet([[cell, "x"]]), newline=""), delimiter=";")
    assert (found, last) == (cell, "x")


def test_every_file_for_a_spreadsheet_is_written_there() -> None:
    writes = re.compile(r"\bcsv\.(writer|DictWriter)\b")
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if writes.search(path.read_text(encoding="utf-8"))
    }
    assert found == READ_AGAIN | {"kernel/spreadsheet.py"}
