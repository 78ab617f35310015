"""Two press at the same moment: one decision, one measure, and the second is told that it is done."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from tests.factories import board
from tests.factories.board import AT_MEETING, SIGNED, Written
from tests.factories.people import make_child
from tests.factories.staff import Office, make_office

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.types import MatterOutcome
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_sign_at_once_one_decides() -> None:
    office = make_office()
    board.adopt_board_order(office)
    alma = make_child(office)
    written = board.prepare(office, board.write(office, board.case_with_two(office, alma), alma))
    both = Barrier(2)

    def sign(name: str) -> str:
        try:
            both.wait(timeout=30)
            return _sign(office, written, name)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(sign, ["kaj", "olga"]))
    assert answers in (["changed meanwhile", "decided"], ["decided", "refused"])
    bo = office.viewer("bo", AT_MEETING + timedelta(hours=1))
    with seeing(bo):
        assert len(queries.measures_of_case(case_id=written.case_id, viewer=bo)) == 1
        assert queries.matter(matter_id=written.id, viewer=bo).version == written.version + 1


def _sign(office: Office, written: Written, name: str) -> str:
    who = office.viewer(name, AT_MEETING)
    try:
        with seeing(who):
            actions.decide_matter(
                matter_id=written.id, version=written.version, outcome=MatterOutcome.AS_PROPOSED, no_conflict=True,
                actor=who, at=AT_MEETING,
            )  # fmt: skip
    except actions.MatterChangedMeanwhile:
        return "changed meanwhile"
    except Refused:
        return "refused"
    return "decided"


def test_the_walls_hold_when_the_transaction_is_committed() -> None:
    """What is deferred is asked at commit, and nothing of the custody is left when it is refused."""
    office = make_office()
    board.adopt_board_order(office)
    alma = make_child(office)
    _written, measure_id = board.custody(office, alma)
    bo = office.viewer("bo", SIGNED)
    with seeing(bo):
        assert queries.measure(measure_id=measure_id, viewer=bo).state.value == "decided"
        assert [each.act for each in queries.steps_of(measure_id=measure_id, viewer=bo)] == ["decide_immediate"]
