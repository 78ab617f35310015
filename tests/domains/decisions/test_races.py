"""Two people press at the same moment: one after the other, and the second is told why not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.factories.decisions import DECIDED, adopt_order, decide, proposed_to
from tests.factories.people import make_child
from tests.factories.staff import Office, make_office

from skyddsnat.domains.decisions import actions
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_who_write_down_the_start_at_once_one_is_refused() -> None:
    office = make_office()
    adopt_order(office)
    decision_id = decide(office, proposed_to(office, make_child(office)))
    both = Barrier(2)

    def start(name: str) -> str:
        try:
            both.wait(timeout=60)
            return _start(office, name, decision_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(start, ["bo", "mia"]))
    assert answers == ["refused", "written"]


def _start(office: Office, name: str, decision_id: int) -> str:
    who = office.viewer(name, DECIDED)
    try:
        with seeing(who):
            actions.record_start(decision_id=decision_id, started_on=DECIDED.date(), actor=who, at=DECIDED)
    except Refused:
        return "refused"
    return "written"
