"""`skyddsnat bench`: a hundred thousand reports, the real server, and its pages beside the best SQL for the same rows;
and a million answers, tabulated beside R.

Everything happens in a data folder of its own, which is thrown away afterwards unless it is to be kept.
"""

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from skyddsnat.jobs import cluster
from skyddsnat.jobs.demo_place import DemoPlace, default_folder
from skyddsnat.jobs.progress import bar
from skyddsnat.jobs.trouble import Trouble

if TYPE_CHECKING:
    from skyddsnat.jobs.bench.pages import Measured, Page, Seat

CLIENTS = (1, 16)
PROCESSES = 2
AIM_OVER = 5.0  # milliseconds of a page over an empty one and its SQL
AIM_LISTS = 200.0  # pages of the list a second, at 16 clients
_COLUMNS = "{:<16} {:>8} {:>7} {:>8} {:>8} {:>9} {:>8} {:>10}  {}"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the data live, and for how long."""
    parser.add_argument(
        "--data-dir", type=Path, default=default_folder() / "bench", help="folder of the data (var/bench)"
    )
    parser.add_argument("--keep", action="store_true", help="keep the filled database for the next time")
    parser.add_argument("--only", choices=("pages", "tables"), help="one of the two")


def run(args: argparse.Namespace) -> int:
    """Measure and print. Times never fail: they are for reading. A page that asks too often does (1)."""
    within = args.only == "tables" or _pages(args)
    if args.only != "pages":
        from skyddsnat.jobs.bench.tables import measure_tables  # noqa: PLC0415 - loads what the pages do not need

        measure_tables()
    return 0 if within else 1


def _pages(args: argparse.Namespace) -> bool:
    """Fill, measure and print; whether each page asked the database no more often than it may."""
    place = DemoPlace(args.data_dir.resolve())
    place.prepare()
    with place.held() as alone:
        if not alone:
            raise Trouble(f"Somebody measures on {place.folder} already: wait, or choose another --data-dir.")
        try:
            with cluster.running(place.postgres) as server:
                _make_ready(place, server)
                return _measure_all()
        finally:
            if not args.keep:
                place.reset()


def _make_ready(place: DemoPlace, server: cluster.Cluster) -> None:
    place.make_database(server)
    place.point_settings(server)
    # Only now are the settings known.
    import django  # noqa: PLC0415 - needs the settings

    django.setup()
    from skyddsnat.jobs.bench.fill import fill  # noqa: PLC0415 - needs the settings
    from skyddsnat.jobs.migrate_command import migrate  # noqa: PLC0415 - needs the settings

    migrate()
    if not place.is_filled:
        fill(os.environ["DATABASE_OWNER_URL"], bar("Fills in 100,000 reports"))
        place.mark_filled()


def _measure_all() -> bool:
    """Print every page; returns whether each asked the database no more often than it may."""
    from skyddsnat.jobs.bench.fill import CASEWORKERS, INTAKE_WORKERS  # noqa: PLC0415 - needs the settings
    from skyddsnat.jobs.bench.pages import (  # noqa: PLC0415 - needs the settings
        count_questions,
        is_too_many,
        measure,
        pages,
        time_statement,
    )
    from skyddsnat.jobs.bench.server import serving  # noqa: PLC0415 - needs the settings

    at = datetime.now(tz=UTC)
    with serving(PROCESSES) as port:
        intake, casework = _seats(port, INTAKE_WORKERS, at), _seats(port, CASEWORKERS, at)
        heads = ("Page", "asks", "clients", "p50 ms", "p95 ms", "a second", "SQL ms", "over both", "aim")
        print(_COLUMNS.format(*heads))
        empty: dict[int, float] = {}
        is_within = True
        for page in pages(intake, casework, at):
            asks = count_questions(page)
            is_within = is_within and not is_too_many(asks, page)
            statement = time_statement(page) if page.statement else None
            for clients in CLIENTS:
                found = measure(page, clients)
                floor = empty.setdefault(clients, found.p50)
                print(_line(page, found, asks, statement, floor), flush=True)
    return is_within


def _seats(port: int, employees: Sequence[int], at: datetime) -> "list[Seat]":
    from skyddsnat.jobs.bench.fill import PASSWORD  # noqa: PLC0415 - needs the settings
    from skyddsnat.jobs.bench.pages import seat  # noqa: PLC0415 - needs the settings
    from skyddsnat.jobs.bench.server import sign_in  # noqa: PLC0415 - needs the settings

    chosen = employees[: max(CLIENTS)]
    found = [seat(sign_in(port, f"bench-{number}", PASSWORD), number, at) for number in chosen]
    for each in found:
        each.session.ask("GET", "/reports/new/")  # for the token of its form
    return found


def _line(page: "Page", found: "Measured", asks: int | None, statement: float | None, empty: float) -> str:
    over = None if statement is None else found.p50 - empty - statement
    times = (f"{found.p50:.1f}", f"{found.p95:.1f}", f"{found.per_second:.0f}")
    sides = ("–" if each is None else f"{each:.1f}" for each in (statement, over))
    questions = "–" if asks is None else f"{asks} of {page.budget}"
    return _COLUMNS.format(page.name, questions, found.clients, *times, *sides, _judged(page, found, asks, over))


def _judged(page: "Page", found: "Measured", asks: int | None, over: float | None) -> str:
    """How the measure stands to its aim, where it has one."""
    from skyddsnat.jobs.bench.pages import is_too_many  # noqa: PLC0415 - needs the settings

    if is_too_many(asks, page):
        return "asks too often"
    if found.clients == 1 and over is not None:
        return "met" if over <= AIM_OVER else f"{over - AIM_OVER:.1f} ms too slow"
    if found.clients == max(CLIENTS) and page.name == "List of reports":
        return "met" if found.per_second >= AIM_LISTS else f"{AIM_LISTS - found.per_second:.0f} a second too few"
    return ""
