"""Two take one worker each off the same case at the same moment: one after the other, and the second is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection
from tests.factories.board import case_with_two
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.domains.compulsory import queries
from skyddsnat.domains.compulsory.actions.cases import open_case
from skyddsnat.foundation.access.actions import assign, end_assignment
from skyddsnat.foundation.access.queries import assignments_of
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer

pytestmark = pytest.mark.django_db(transaction=True)

LATER = MORNING + timedelta(hours=4)


def at_once(deeds: dict[str, Callable[[], None]], *, by: Viewer) -> list[str]:
    """Each deed in a connection of its own; all of them are done before any is committed. What became of each."""
    all_done = Barrier(len(deeds))

    def run(name: str) -> str:
        try:
            with seeing(by):
                deeds[name]()
                all_done.wait(timeout=60)
        except IntegrityError as refused:
            return str(refused).partition(":")[0]
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(run, deeds))


def running(child: Child, viewer: Viewer) -> dict[int, int]:
    """Running assignments by employee."""
    every = assignments_of(file_id=child.file_id, viewer=viewer)
    return {each.employee_id: each.id for each in every if each.ends_at is None}


def add(office: Office, child: Child, name: str) -> None:
    mia = office.viewer("mia")
    with seeing(mia):
        assign(
            file_id=child.file_id, employee_id=office.employees[name], part=Part.SECOND,
            unit_id=office.units["barn1"], actor=mia, at=MORNING,
        )  # fmt: skip


def test_of_two_who_each_take_one_worker_away_at_once_one_is_refused() -> None:
    """Three work there. Each removal alone leaves two; both would leave one."""
    office = make_office()
    alma = make_child(office)
    case_with_two(office, alma)
    add(office, alma, "stina")
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        now = running(alma, mia)

    def take(name: str) -> Callable[[], None]:
        def deed() -> None:
            end_assignment(assignment_id=now[office.employees[name]], actor=mia, at=LATER)

        return deed

    assert at_once({name: take(name) for name in ("dag", "stina")}, by=mia) == ["done", "pair"]
    with seeing(mia):
        assert len(running(alma, mia)) == 2
        assert queries.pair_verdict(file_id=alma.file_id, at=LATER, viewer=mia).allowed


def test_raw_sql_meets_the_same_wall_in_two_connections() -> None:
    office = make_office()
    alma = make_child(office)
    case_with_two(office, alma)
    add(office, alma, "stina")
    mia = office.viewer("mia", LATER)

    def take(name: str) -> Callable[[], None]:
        def deed() -> None:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE access_assignment SET ends_at = %s WHERE file_id = %s AND employee_id = %s",
                    [LATER, alma.file_id, office.employees[name]],
                )

        return deed

    assert at_once({name: take(name) for name in ("bo", "dag", "stina")}, by=mia) == ["done", "pair", "pair"]


def test_a_case_is_not_opened_while_its_second_worker_leaves() -> None:
    """Either the case is open and the worker stays, or the worker goes and the case is refused: never both."""
    office = make_office()
    alma = make_child(office)
    add(office, alma, "dag")
    mia = office.viewer("mia", LATER)
    with seeing(mia):
        now = running(alma, mia)

    def leave() -> None:
        end_assignment(assignment_id=now[office.employees["dag"]], actor=mia, at=LATER)

    def open_it() -> None:
        open_case(
            file_id=alma.file_id, child_id=alma.person_id, investigation_id=None, grounds=(),
            circumstances="Alma är ensam hemma.", deviation=None, actor=mia, at=LATER,
        )  # fmt: skip

    assert at_once({"leave": leave, "open": open_it}, by=mia) == ["done", "pair"]
