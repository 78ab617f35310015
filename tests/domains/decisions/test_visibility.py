"""In raw SQL: nobody looking and an outsider find nothing; Bo, who works with Alma, does."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.decisions import DECIDED, NO_SERVICE, PROPOSED, decide, hand_in, proposed_to, write
from tests.factories.investigations import carried_through
from tests.factories.people import Child
from tests.factories.staff import Office

from skyddsnat.domains.decisions import actions, queries
from skyddsnat.foundation.access.seeing import seeing

LATER = DECIDED + timedelta(days=3)
TABLES = ("decisions_proposal", "decisions_decision", "decisions_consent", "decisions_delivery", "decisions_execution")


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.fixture
def started(office: Office, alma: Child) -> None:
    """A row in every table."""
    decision_id = decide(office, proposed_to(office, alma))
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        actions.record_start(decision_id=decision_id, started_on=LATER.date(), actor=bo, at=LATER)


@pytest.mark.usefixtures("started")
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_empty_to_everybody_but_those_with_need_to_know(office: Office, table: str) -> None:
    assert count(table) == 0
    seen = {}
    for name in ("cia", "max", "kaj", "lo", "bo", "mia"):
        with seeing(office.viewer(name, LATER)):
            seen[name] = count(table) > 0
    assert seen == {"cia": False, "max": False, "kaj": False, "lo": False, "bo": True, "mia": True}


@pytest.mark.usefixtures("started")
def test_a_page_of_decisions_takes_two_questions_whatever_their_number(
    office: Office, alma: Child, django_assert_num_queries: object
) -> None:
    again = carried_through(office, alma, closed_at=PROPOSED, opened_at=PROPOSED, what_is_new="Ny anmälan.")
    draft = write(office, alma, NO_SERVICE, investigation=again)
    decide(office, hand_in(office, draft), by="bo")
    bo = office.viewer("bo", LATER)
    with seeing(bo), django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.decisions_of_file(file_id=alma.file_id, viewer=bo)) == 2
