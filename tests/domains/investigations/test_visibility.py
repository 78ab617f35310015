"""Every table of the domain is empty in raw SQL for whoever has no business in the file."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.intake import assess, receive
from tests.factories.investigations import Opened, hear_everybody, open_on, write_everything
from tests.factories.people import Child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.investigations import actions
from skyddsnat.domains.investigations.types import ExtensionReason, PlanFields
from skyddsnat.foundation.access.seeing import seeing

TABLES = (
    "investigation",
    "joinedreport",
    "plan",
    "areanote",
    "notice",
    "communication",
    "extension",
    "waiting",
)


@pytest.fixture
def opened(office: Office, alma: Child) -> Opened:
    """An investigation with a row in every table."""
    opened = open_on(office, alma)
    write_everything(office, opened)
    hear_everybody(office, opened)
    assess(office, receive(office, by="bo").report_child_ids[0], by="bo")
    bo, mia = office.viewer("bo"), office.viewer("mia")
    with seeing(bo):
        actions.save_plan(
            investigation_id=opened.id,
            version=None,
            fields=PlanFields(planned_end_on=MORNING.date() + timedelta(days=90)),
            actor=bo,
            at=MORNING,
        )
        actions.wait_for(
            investigation_id=opened.id,
            for_whom="BUP",
            what="Utlåtande",
            until=MORNING.date() + timedelta(days=9),
            actor=bo,
            at=MORNING,
        )
    with seeing(mia):
        actions.extend(
            investigation_id=opened.id,
            until=MORNING.date() + timedelta(days=150),
            reason_code=ExtensionReason.POLICE,
            reason="Förhör dröjer.",
            actor=mia,
            at=MORNING,
        )
    return opened


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM investigations_{table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_empty_to_nobody_and_to_an_outsider_and_not_to_bo(
    office: Office, opened: Opened, table: str
) -> None:
    assert rows(table) == 0
    for name, sees in (("cia", False), ("max", False), ("ida", False), ("lo", False), ("bo", True), ("mia", True)):
        with seeing(office.viewer(name, MORNING + timedelta(hours=1))):
            assert (rows(table) > 0) is sees, name
