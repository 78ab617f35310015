"""Small CSV files with a first line that is known: read into rows, each with its line. Commas or semicolons, UTF-8."""

import csv
import io
from collections.abc import Sequence

from skyddsnat.domains.survey.types.faults import BrokenFile, FileFault
from skyddsnat.kernel.text import Text

Row = tuple[int, list[str]]
"""The line, and its cells without blanks at their ends."""

_NO_ROWS = Text("Filen har inget efter första raden.", "The file has nothing after its first line.")
_UNREADABLE = Text("Raden går inte att läsa som CSV.", "The line cannot be read as CSV.")


def rows_of(text: str, header: Sequence[str]) -> tuple[list[Row], list[FileFault]]:
    """The rows that have as many cells as the header, and the faults of those that have not.

    Raises `BrokenFile`: another first line, nothing after it, or no CSV.
    """
    lines = text.removeprefix("\ufeff").rstrip()
    reader = csv.reader(io.StringIO(lines), delimiter=";" if ";" in lines.partition("\n")[0] else ",", strict=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader if row]
    except csv.Error:
        raise BrokenFile([FileFault(max(1, reader.line_num), 1, _UNREADABLE)]) from None
    if not rows or rows[0][1] != list(header):
        named = ",".join(header)
        first = Text(f"Första raden ska vara: {named}", f"The first line should be: {named}")
        raise BrokenFile([FileFault(1, 1, first)])
    if len(rows) == 1:
        raise BrokenFile([FileFault(2, 1, _NO_ROWS)])
    wide = Text(f"Raden ska ha {len(header)} delar.", f"A line has {len(header)} parts.")
    faults = [FileFault(line, 1, wide) for line, row in rows[1:] if len(row) != len(header)]
    return [row for row in rows[1:] if len(row[1]) == len(header)], faults
