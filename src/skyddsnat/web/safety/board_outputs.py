"""The three shapes of the safety board: panels of the page, blocks of the paper, lines of the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skyddsnat.web.bars import bars
from skyddsnat.web.components import Cell, Column, Table
from skyddsnat.web.safety.board_presenters import BoardTable, Sheet


@dataclass(frozen=True)
class Panel:
    """A table on the page, with its picture where it has one; then the table is one click away."""

    title: str
    about: str
    published: tuple[str, ...]
    table: Table
    picture: SafeString | None
    is_wide: bool


def panels(sheet: Sheet) -> list[Panel]:
    """The tables as they stand on the page."""
    return [
        Panel(each.title, each.about, each.published, _table(each), _picture(each, place), len(each.columns) > 2)
        for place, each in enumerate(sheet.tables)
    ]


def _table(table: BoardTable) -> Table:
    columns = tuple(
        Column(label=label, is_number=place > 0, is_hidden=label == table.title)
        for place, label in enumerate(table.columns)
    )
    rows = tuple(tuple(Cell(text=text) for text in row) for row in table.rows)
    return Table(caption=table.title, columns=columns, rows=rows, caption_is_hidden=True)


def _picture(table: BoardTable, place: int) -> SafeString | None:
    if not any(bar.count for bar in table.bars):
        return None
    description = _("Staplar, en för varje rad i tabellen. Samma siffror står i tabellen.")
    return bars(table.bars, name=f"bars-{place}", title=table.title, description=description)


def on_paper(sheet: Sheet) -> dict[str, Any]:
    """The blocks of the paper."""
    tables = [
        {"title": each.title, "columns": each.columns, "rows": each.rows, "notes": _notes(each)}
        for each in sheet.tables
    ]
    return {"about": sheet.about, "tables": tables, "left_out": sheet.left_out}


def _notes(table: BoardTable) -> list[str]:
    return [note for note in (table.about, *table.published) if note]


def lines(sheet: Sheet) -> Iterator[tuple[str, ...]]:
    """The lines of the file: table, row, column and what stands there; what must be known to read it at the end."""
    yield _("Tabell"), _("Rad"), _("Kolumn"), _("Värde")
    for table in sheet.tables:
        for row in table.rows:
            for column, text in zip(table.columns[1:], row[1:], strict=True):
                yield table.title, row[0], column, text
        for note in _notes(table):
            yield table.title, "", _("Att veta"), note
    for note in (*sheet.about, sheet.left_out):
        if note:
            yield sheet.title, "", _("Att veta"), note
