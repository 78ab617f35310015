"""Extracts of many municipalities, looked at before anything is counted: a broken or foreign one is refused, never left
out, because a sum that lacks somebody tells something else than it says.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from skyddsnat.foundation.access.extract import Mart
from skyddsnat.insight.figures_file import Told, read_figures
from skyddsnat.insight.folders import current
from skyddsnat.insight.marts import MARTS, columns_of, opened

_TYPES = {"text": "VARCHAR", "date": "DATE", "integer": "INTEGER", "boolean": "BOOLEAN"}


class NotAnExtract(ValueError):
    """A folder that cannot be gathered, and why, as a sentence for whoever gathers."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"{folder}: {why}")


def taken(folder: Path) -> tuple[list[Path], list[Told]]:
    """The current night of each municipality that has a folder of its own in `folder`, and what it shows itself.

    Raises `NotAnExtract` of the first that cannot be gathered. A municipality without any rows is one like others.
    """
    found = [each for each in sorted(folder.iterdir()) if each.is_dir() and not each.name.startswith(".")]
    nights = [_night(each) for each in found]
    told = [_told(night) for night in nights]
    names = Counter(each.made.municipality for each in told)
    for where, each in zip(found, told, strict=True):
        if names[each.made.municipality] > 1:
            raise NotAnExtract(where, f"another folder is of {each.made.municipality} too; keep one of them.")
    return nights, told


def _night(folder: Path) -> Path:
    found = current(folder)
    if found is None:
        raise NotAnExtract(folder, "it has no current night; run `skyddsnat insight extract` there, or take it away.")
    return found


def _told(night: Path) -> Told:
    try:
        told = read_figures(night)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise NotAnExtract(night, "its figures cannot be read; make the extract anew and copy it whole.") from None
    _check_rows(night, told.made.municipality)
    return told


def _check_rows(night: Path, municipality: str) -> None:
    import duckdb  # noqa: PLC0415 - loads slowly

    with opened() as database:
        for mart in MARTS:
            name = f"{mart.name}.parquet"
            try:
                rows = database.read_parquet(str(night / name))
                columns = zip(rows.columns, map(str, rows.types), strict=True)
                whose = {row[0] for row in rows.project("municipality").distinct().fetchall()}
            except duckdb.Error:
                raise NotAnExtract(
                    night, f"{name} is not there or cannot be read; make the extract anew and copy it whole."
                ) from None
            if list(columns) != list(_wanted(mart)):
                raise NotAnExtract(
                    night, f"{name} was made by another version of Skyddsnät; make it with the one that gathers."
                )
            if others := whose - {municipality}:
                raise NotAnExtract(night, f"{name} has rows of {', '.join(sorted(others))}, not of {municipality}.")


def _wanted(mart: Mart) -> Iterable[tuple[str, str]]:
    return ((name, _TYPES[kind]) for name, kind in columns_of(mart))
