"""What is measured: each page with who asks for it, and the statement for the same rows."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from itertools import count
from statistics import median, quantiles
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from psycopg import ClientCursor

from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.jobs.bench import statements
from skyddsnat.jobs.bench.client import HOST
from skyddsnat.jobs.bench.server import Session
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.stockholm import local_moment

LIST, FILE = 8, 14
"""How often a page may ask the database: a list, and a page about one thing."""

STATEMENT_RUNS = 100
SEATS_COUNTED = 4
SECONDS = 8
MOST = {1: 300, 16: 2400}
# Of the children reported: others each time, so that a database that was kept knows none of them.
_numbers = count(time.time_ns() // 1_000_000)


@dataclass(frozen=True)
class Seat:
    """Somebody signed in, and what the server knows about her."""

    session: Session
    viewer: Viewer


@dataclass(frozen=True)
class Page:
    """A page to measure. `requests` makes so many requests of one seat; `statement` and `values` are its SQL's.

    `budget` is how often it may ask the database; None for what also writes.
    """

    name: str
    seats: Sequence[Seat]
    requests: Callable[[Seat, int], list[str]]
    statement: str = ""
    values: Callable[[Seat, int], Mapping[str, Any]] = lambda seat, number: {}
    status: int = 200
    budget: int | None = LIST


@dataclass(frozen=True)
class Measured:
    """Milliseconds of one page with so many clients, and answers a second."""

    clients: int
    p50: float
    p95: float
    per_second: float


def seat(session: Session, employee_id: int, at: datetime) -> Seat:
    """The session with the viewer that the server makes of its employee."""
    viewer = load_viewer(employee_id=employee_id, at=at)
    assert viewer is not None
    return Seat(session, viewer)


def pages(intake: Sequence[Seat], casework: Sequence[Seat], at: datetime) -> Iterator[Page]:
    """Every page, the empty one first."""
    yield Page("Empty page", casework, _always("/drafts/"))
    yield Page("My day", casework, _always("/"), statements.MY_DAY, lambda seat, _: {"files": _files(seat)})
    yield Page("List of reports", intake, _always("/reports/"), statements.REPORTS)
    yield Page("Search by name", intake, _always("/search/?q=alma+b"), statements.SEARCH, lambda *_: {"name": "alma b"})
    yield Page(
        "Read a file",
        casework,
        _reading,
        statements.FILE,
        lambda seat, number: _reading_values(seat, number, at),
        budget=FILE,
    )
    yield Page(
        "New report",
        intake,
        lambda seat, most: _handing_in(seat, most, at),
        statements.NEW_REPORT,
        lambda seat, _: _who(seat, at) | {"unit": min(seat.viewer.intake_units)},
        status=302,
        budget=None,
    )


def measure(page: Page, clients: int) -> Measured:
    """Ask the server for the page. Raises Trouble when it answers with anything but the page."""
    seats, most = page.seats[:clients], MOST[clients]
    found = _run_client({
        "port": seats[0].session.port,
        "lanes": [page.requests(each, most // clients) for each in seats],
        "status": page.status,
        "most": most,
        "seconds": SECONDS,
    })  # fmt: skip
    if found["refused"]:
        raise Trouble(f"{page.name}: {found['refused']} answers were not the page (status {page.status}).")
    times = found["times"]
    return Measured(clients, median(times), quantiles(times, n=20)[-1], len(times) / found["elapsed"])


def is_too_many(asks: int | None, page: Page) -> bool:
    """Whether the page asks the database more often than it may."""
    return asks is not None and page.budget is not None and asks > page.budget


def count_questions(page: Page) -> int | None:
    """How often the page asks the database at most, for some of those who open it; None where nobody minds.

    To begin and end its transaction is not a question.
    """
    if page.budget is None:
        return None
    return max(_questions_of(each, page.requests(each, 1)[0].split(" ")[1]) for each in page.seats[:SEATS_COUNTED])


def _questions_of(seat: Seat, path: str) -> int:
    browser = Client(headers={"host": HOST})
    browser.cookies.load(seat.session.cookie)
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise Trouble(f"{path} answers {answer.status_code}: it cannot be counted what it asks.")
    return sum(query["sql"] not in {"BEGIN", "COMMIT"} for query in asked.captured_queries)


def time_statement(page: Page) -> float:
    """Half of the statements take less than so many milliseconds, run as the pages' role and seeing what each sees.

    The end of the transaction is in it: what a page writes, if only that somebody read, must be on disk.
    """
    times: list[float] = []
    for number in range(STATEMENT_RUNS):
        if sum(times) > SECONDS * 1000:
            break
        each = page.seats[number % len(page.seats)]
        values = page.values(each, number)
        with seeing(each.viewer), _cursor(page.statement) as cursor:
            begun = time.perf_counter()
            cursor.execute(page.statement, values)
            cursor.fetchall()
        times.append((time.perf_counter() - begun) * 1000)
    return median(times)


def _cursor(statement: str) -> Any:
    """As the pages' own, its plan kept; but several commands at once are sent with their values in them."""
    return ClientCursor(connection.connection) if ";" in statement else connection.cursor()


def _run_client(plan: dict[str, Any]) -> dict[str, Any]:
    command = [sys.executable, "-m", "skyddsnat.jobs.bench.client"]
    done = subprocess.run(command, input=json.dumps(plan), capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"The measuring client failed: {done.stderr.strip().rpartition(chr(10))[2]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _always(path: str) -> Callable[[Seat, int], list[str]]:
    return lambda seat, _most: [seat.session.get(path)]


def _files(seat: Seat) -> list[int]:
    return sorted(seat.viewer.assigned_ids)


def _reading(seat: Seat, _most: int) -> list[str]:
    return [seat.session.get(f"/children/{file_id}/") for file_id in _files(seat)]


def _reading_values(seat: Seat, number: int, at: datetime) -> dict[str, Any]:
    mine = _files(seat)
    return _who(seat, at) | {"file": mine[number % len(mine)]}


def _who(seat: Seat, at: datetime) -> dict[str, Any]:
    return {"at": at, "actor": seat.viewer.key, "employee": seat.viewer.employee_id}


def _handing_in(seat: Seat, most: int, at: datetime) -> list[str]:
    return [seat.session.post("/reports/new/", _report(next(_numbers), at)) for _ in range(most)]


def _report(number: int, at: datetime) -> dict[str, str]:
    """A report on a child whom nobody knows."""
    return {
        "child_count": "1",
        "reporter_kind": "private_person",
        "received_at": local_moment(at).strftime("%Y-%m-%dT%H:%M"),
        "channel": "phone",
        "child_knows": "unknown",
        "guardians_know": "unknown",
        "what_happened": f"Barnet är ute ensamt sent om kvällarna. Mätning {number}.",
        "child-0-given_name": f"Mätning{number}",
        "child-0-family_name": f"Provsson{number}",
        "child-0-protection": "none",
        "act": "save",
    }
