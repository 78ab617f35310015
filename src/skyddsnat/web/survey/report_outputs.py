"""The shapes of a report: panels of the page, blocks of the paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from skyddsnat.web.bars import bars
from skyddsnat.web.components import Cell, Column, Table
from skyddsnat.web.survey.pictures import over_waves
from skyddsnat.web.survey.report_presenters import ReportSheet, ReportTable, Row
from skyddsnat.web.survey.trend_presenters import TrendTable, about_chance


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A question, or how it went over the waves, as it stands on the page: words, picture and table."""

    title: str
    told: Sequence[str]
    notes: Sequence[str]
    picture: SafeString | None
    table: Table | None


def panels(sheet: ReportSheet) -> list[Panel]:
    """The questions, and who answered them."""
    tables = sheet.tables if sheet.frame is None or not sheet.tables else (*sheet.tables, sheet.frame)
    return [
        Panel(
            title=each.title,
            told=each.told,
            notes=each.notes,
            picture=_bars(each, place),
            table=_table(each.title, each.columns, each.rows),
        )
        for place, each in enumerate(tables)
    ]


def trend_panels(tables: Iterable[TrendTable]) -> list[Panel]:
    """Each question over the waves."""
    return [
        Panel(
            title=each.title,
            told=each.told,
            notes=(),
            picture=_waves(each, place),
            table=_table(_("Över tid: {question}").format(question=each.title), each.columns, each.rows),
        )
        for place, each in enumerate(tables)
    ]


def on_paper(sheet: ReportSheet, trends: Iterable[TrendTable]) -> dict[str, Any]:
    """The blocks of the paper."""
    return {
        "whom": sheet.whom,
        "tables": [
            {
                **_block(each.title, each.columns, each.rows, each.told),
                "shares": [(bar.label, None if bar.count is None else bar.count / 1000, bar.text) for bar in each.bars],
                "notes": each.notes,
            }
            for each in sheet.tables
        ],
        "frame": [] if sheet.frame is None else [_framed(sheet.frame)],
        "trends": [_block(each.title, each.columns, each.rows, each.told) for each in trends],
        "about_trends": about_chance(),
        "method": sheet.method,
        "notes": sheet.notes,
    }


def _framed(frame: ReportTable) -> dict[str, Any]:
    return {**_block(frame.title, frame.columns, frame.rows, frame.told), "notes": frame.notes}


def _block(title: str, columns: Row, rows: Sequence[Row], told: Sequence[str]) -> dict[str, Any]:
    return {"title": title, "columns": columns, "rows": rows, "told": told}


def _table(title: str, columns: Row, rows: Sequence[Row]) -> Table | None:
    if not rows:
        return None
    heads = tuple(Column(label=label, is_number=place > 0) for place, label in enumerate(columns))
    cells = tuple(tuple(Cell(text=text) for text in row) for row in rows)
    return Table(caption=title, columns=heads, rows=cells, caption_is_hidden=True)


def _bars(table: ReportTable, place: int) -> SafeString | None:
    if not any(bar.count for bar in table.bars):
        return None
    description = _("En stapel för varje svar, så lång som andelen. Samma siffror står i tabellen.")
    return bars(table.bars, name=f"bars-{place}", title=table.title, description=description)


def _waves(table: TrendTable, place: int) -> SafeString | None:
    if not any(spot.share is not None for run in table.runs for spot in run):
        return None
    return over_waves(
        table.runs,
        name=f"waves-{place}",
        title=f"{table.title} {table.drawn}",
        description=_(
            "En punkt för varje omgång, med ett streck för hur osäker den är. Linjen är bruten där frågan ställdes "
            "eller räknades på ett nytt sätt. Samma siffror står i tabellen."
        ),
        broken=_("ny serie"),
    )
