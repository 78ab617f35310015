"""Values that R gave, each beside the call that made it, and the sample that they are of (`reference/`)."""

import csv
import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "reference"
_STORED: dict[str, Any] = json.loads((FOLDER / "reference.json").read_text(encoding="utf-8"))


def reference(name: str) -> list[Any]:
    """The numbers of the call stored under this name, in the order that R gave them; None where R has none."""
    values: list[Any] = _STORED[name]["values"]
    return values


def sample() -> dict[str, list[str]]:
    """The columns of the sample, as they stand in its file."""
    with (FOLDER / "sample.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {name: [row[name] for row in rows] for name in rows[0]}
