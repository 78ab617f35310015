"""The lists that are read all day go by the indexes made for them, as the role that runs and on filled tables."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client
from psycopg import ClientCursor
from tests.databases import Server

from skyddsnat.domains.compulsory.queries import ask_measures
from skyddsnat.domains.intake.queries import open_report_children
from skyddsnat.domains.people.queries import ask_parties, search_people, subjects_of_files
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer
from skyddsnat.foundation.deadlines.queries import ask_duties, open_clocks_of_units
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.jobs.bench.fill import CASEWORKERS, INTAKE_WORKERS, MANAGERS, fill
from skyddsnat.jobs.bench.pages import LIST, SEATS_COUNTED, Page, Seat, count_questions, is_too_many
from skyddsnat.jobs.bench.server import Session
from skyddsnat.jobs.database import OWNER
from skyddsnat.web.duties import MEASURE, ids_of

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def filled(
    django_db_setup: None, django_db_blocker: Any, renew_database: Callable[[], None], server: Server, worker_id: str
) -> Iterator[None]:
    """Eight thousand reports, committed, and gone when the module is done."""
    with django_db_blocker.unblock():
        try:
            owner = server.address(server.copy(worker_id), OWNER)
            fill(owner, lambda _done, _total: None, reports=8000, children=4000)
            yield
        finally:
            renew_database()


def _first_file(viewer: Viewer) -> int:
    return min(viewer.assigned_ids)


# (who looks, question, the index that answers it)
ASKED: dict[str, tuple[range, Callable[[Viewer], object], str]] = {
    "reports that wait": (
        INTAKE_WORKERS,
        lambda viewer: open_report_children(viewer=viewer, today=TODAY),
        "report_child_open",
    ),
    "clocks of her own children": (
        CASEWORKERS,
        lambda viewer: ask(viewer=viewer, found=ask_duties(today=TODAY, viewer=viewer)),
        "deadline_open_of_file",
    ),
    "clocks of the unit": (
        MANAGERS,
        lambda viewer: open_clocks_of_units(unit_ids=viewer.managed_units, viewer=viewer),
        "deadline_open_in_unit",
    ),
    "a name, given name first": (
        CASEWORKERS,
        lambda viewer: search_people(text="alma b", viewer=viewer),
        "person_by_given_name",
    ),
    "a name, family name first": (
        CASEWORKERS,
        lambda viewer: search_people(text="alma b", viewer=viewer),
        "person_by_family_name",
    ),
    "a number": (
        CASEWORKERS,
        lambda viewer: search_people(text="20180412", viewer=viewer),
        "person_by_number",
    ),
    "the children of a list": (
        CASEWORKERS,
        lambda viewer: subjects_of_files(file_ids=viewer.assigned_ids, viewer=viewer),
        "person_one_subject_in_file",
    ),
    "the parties of a file": (
        CASEWORKERS,
        lambda viewer: ask(viewer=viewer, found=ask_parties(file_id=_first_file(viewer), on=TODAY, viewer=viewer)),
        "people_person_pkey",
    ),
}


@pytest.mark.parametrize("is_kept", [False, True], ids=["planned now", "kept plan"])
@pytest.mark.parametrize("name", ASKED)
def test_a_list_goes_by_its_index(filled: None, django_db_blocker: Any, name: str, is_kept: bool) -> None:
    """Also by the plan that the database keeps when the same was asked often, made without knowing the values."""
    employees, question, index = ASKED[name]
    with django_db_blocker.unblock():
        viewer = _busiest(employees)
        with seeing(viewer):
            assert index in _indexes_of(lambda: question(viewer), _kept_plan if is_kept else _plan)


def test_the_contents_of_reports_are_searched_by_their_index(filled: None, django_db_blocker: Any) -> None:
    """What runs behind the door is planned here as the door plans it, with the words and the viewer's files at hand."""
    with django_db_blocker.unblock():
        intake_units = list(_busiest(INTAKE_WORKERS).intake_units)
        values = dict(zip("123456", ("giraff", 26, [], [], intake_units, False), strict=True))
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'intake_search'")
            _before, query, _after = cursor.fetchone()[0].split("$query$")
            found = set(_named(_plan(re.sub(r"\$(\d)", r"%(\1)s", query), values, of=connections["owner"])))
    assert "report_by_content" in found


def _busiest(employees: range) -> Viewer:
    """The one of them who works with most children."""
    at = datetime.now(tz=UTC)
    found = [load_viewer(employee_id=number, at=at) for number in employees]
    return max((viewer for viewer in found if viewer), key=lambda viewer: len(viewer.assigned_ids))


def _indexes_of(work: Callable[[], object], plan: Callable[[str, Any], Any]) -> set[str]:
    """The indexes by which the database answers everything that is asked in `work`."""
    found: set[str] = set()

    def explained(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found.update(_named(plan(sql, params)))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explained):
        work()
    return found


def _plan(sql: str, values: Any, of: Any = connection) -> Any:
    with ClientCursor(of.connection) as cursor:
        (plan,) = cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", values).fetchone()
    return plan


def _kept_plan(sql: str, values: Any) -> Any:
    """The plan for whatever values: each place gets its number, as the driver does it."""
    places = [f"${number}" for number, _ in enumerate(values, start=1)]
    given = f"({', '.join('%s' for _ in values)})" if values else ""
    with ClientCursor(connection.connection) as cursor:
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        cursor.execute(f"PREPARE kept AS {sql % tuple(places)}")
        (plan,) = cursor.execute(f"EXPLAIN (FORMAT JSON) EXECUTE kept{given}", values).fetchone()
        cursor.execute("DEALLOCATE kept")
    return plan


def _named(plan: Any) -> Iterator[str]:
    if isinstance(plan, list):
        for part in plan:
            yield from _named(part)
    elif isinstance(plan, dict):
        if "Index Name" in plan:
            yield plan["Index Name"]
        for part in plan.values():
            yield from _named(part)


def test_my_day_in_a_full_office_carries_the_clocks_of_compulsory_care_within_its_budget(
    filled: None, django_db_blocker: Any
) -> None:
    """As `skyddsnat bench` counts it, for each who is measured there."""
    with django_db_blocker.unblock():
        seats = [_seat(number) for number in CASEWORKERS[:SEATS_COUNTED]]
        carried = [_compulsory_duties(each.viewer) for each in seats]
        page = Page("My day", seats, lambda seat, _most: [seat.session.get("/")])
        asks = count_questions(page)
    assert all(duties >= 2 for duties in carried), carried
    assert asks is not None
    assert 5 <= asks <= LIST
    assert not is_too_many(asks, page)
    assert is_too_many(LIST + 1, page)


def _seat(number: int) -> Seat:
    """An employee of the filled office, signed in."""
    browser, at = Client(), datetime.now(UTC)
    viewer = load_viewer(employee_id=number, at=at)
    assert viewer is not None
    with seeing(viewer):
        browser.force_login(Employee.objects.get(pk=number))
    return Seat(Session(0, {name: morsel.value for name, morsel in browser.cookies.items()}), viewer)


def _compulsory_duties(viewer: Viewer) -> int:
    with seeing(viewer):
        clocks = ask(viewer=viewer, found=ask_duties(today=datetime.now(UTC).date(), viewer=viewer))["found"]
        measures = ask(viewer=viewer, found=ask_measures(measure_ids=ids_of(clocks, MEASURE), viewer=viewer))["found"]
    return len(measures)
