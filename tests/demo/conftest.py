"""Norrham with the families told by name, filled once in a run: each module that asks for it gets a copy of its own."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from skyddsnat.demo.fill import fill
from skyddsnat.kernel.stockholm import STOCKHOLM

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=STOCKHOLM)


@pytest.fixture(scope="module")
def norrham(
    filled_database: Callable[[str, Callable[[Path], None]], Path],
    renew_database: Callable[[], None],
    django_db_setup: None,
    django_db_blocker: Any,
) -> Iterator[tuple[str, ...]]:
    """Norrham at `NOW`, with its figures; what the product refused."""
    with django_db_blocker.unblock():
        try:
            place = filled_database("norrham", fill_named)
            with override_settings(FIGURES_FOLDER=str(place / "figures")):
                yield tuple(json.loads((place / "refused.json").read_text()))
        finally:
            renew_database()


def fill_named(place: Path) -> None:
    """Fill the database, and put the figures and what was refused into `place`."""
    with override_settings(FIGURES_FOLDER=str(place / "figures")):
        refused = fill(progress=lambda done, total: None, now=NOW, size="named")
    (place / "refused.json").write_text(json.dumps([str(each) for each in refused]))
