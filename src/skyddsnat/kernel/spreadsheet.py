"""A file for a spreadsheet: every cell is shown as it stands, and none is worked out.

Words in it may come from anybody: a unit's name, a question of somebody's survey. One that begins as a formula would be
run by the program of whoever opens the file.
"""

import csv
import io
import re
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-[0-9]{1,9}([.,][0-9]{1,9})?")


def spreadsheet(rows: Iterable[Iterable[str]], *, delimiter: str = ";") -> str:
    """The rows as text separated by `delimiter`, each line ended as spreadsheets do."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows([_shown(cell) for cell in row] for row in rows)
    return out.getvalue()


def _shown(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell) else cell
