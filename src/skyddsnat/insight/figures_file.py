"""The file of figures in a night's folder: what may be shown, and nothing else. Pages read this file alone."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from skyddsnat.insight.periods import Span, span
from skyddsnat.insight.types import ClassCount, Course, Figure, Hidden, Made, Signal, Week
from skyddsnat.kernel.text import Text
from skyddsnat.stats.proportions import Interval

NAME = "figures.json"


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that may be shown: what it is of, the figures, and the weeks with what the latest of them say."""

    made: Made
    figures: tuple[Figure, ...]
    weeks: tuple[Week, ...]
    signal: Signal


def write_figures(told: Told, folder: Path) -> None:
    """Write the file in a folder that nobody reads yet."""
    text = {
        "made": {
            **asdict(told.made),
            "made_on": told.made.made_on.isoformat(),
            "spans": [each.text for each in told.made.spans],
        },
        "figures": [_written(figure) for figure in told.figures],
        "weeks": [[week.starts_on.isoformat(), week.count, week.weeks] for week in told.weeks],
        "signal": asdict(told.signal),
    }
    (folder / NAME).write_text(json.dumps(text, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


@lru_cache(maxsize=4)
def read_figures(folder: Path) -> Told:
    """What stands in a night's folder, which never changes: read once. The same that was written."""
    text = json.loads((folder / NAME).read_text(encoding="utf-8"))
    made = text["made"]
    return Told(
        Made(
            municipality=made["municipality"],
            made_on=date.fromisoformat(made["made_on"]),
            units=tuple(made["units"]),
            spans=tuple(map(span, made["spans"])),
        ),
        tuple(_read(figure) for figure in text["figures"]),
        tuple(_week(*each) for each in text["weeks"]),
        Signal(**text["signal"] | {"course": Course(text["signal"]["course"])}),
    )


def spans_in(figures: Iterable[Figure]) -> tuple[Span, ...]:
    """The periods of the figures, each once, the latest first, the longer of two that end together first."""
    found = {figure.span for figure in figures}
    return tuple(sorted(found, key=lambda each: (each.ends_before, each.days), reverse=True))


def _week(day: str, count: int | None, weeks: int = 1) -> Week:
    """How many weeks are told together is not said in a file that was made before some were."""
    return Week(starts_on=date.fromisoformat(day), count=count, weeks=weeks)


def _written(figure: Figure) -> dict[str, Any]:
    return asdict(figure) | {"span": figure.span.text}


def _read(figure: dict[str, Any]) -> Figure:
    classes = [ClassCount(Text(**each["title"]), each["count"], each["percent"]) for each in figure["classes"]]
    return Figure(
        **figure
        | {
            "span": span(figure["span"]),
            "interval": figure["interval"] and Interval(**figure["interval"]),
            "classes": tuple(classes),
            "hidden": figure["hidden"] and Hidden(figure["hidden"]),
        }
    )
