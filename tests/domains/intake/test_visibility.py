"""In raw SQL: nobody looking sees nothing, an outsider sees nothing, those who work with the child see it."""

from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.intake import assess, receive, write_preliminary
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake import models
from skyddsnat.domains.intake.types import Outcome
from skyddsnat.foundation.access.seeing import seeing

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=3)
TABLES = (
    "intake_report",
    "intake_reportchild",
    "intake_stepchange",
    "intake_protectionassessment",
    "intake_preliminaryassessment",
    "intake_feedback",
)


@pytest.fixture
def told(office: Office) -> Office:
    """Alma is Bo's: her report was assessed and decided by him, and the school was told."""
    make_child(office)
    child = receive(office, by="bo").report_child_ids[0]
    assess(office, child, by="bo")
    version = write_preliminary(office, child, by="bo")
    bo = office.viewer("bo", LATER)
    with seeing(bo):
        intake.decide_preliminary(report_child_id=child, outcome=Outcome.NOT_OPEN, version=version, actor=bo, at=LATER)
        intake.give_feedback(report_child_id=child, actor=bo, at=LATER)
    return office


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_empty_to_nobody_and_to_an_outsider_and_not_to_bo(told: Office, table: str) -> None:
    assert count(table) == 0
    for name, sees in (("cia", False), ("ida", False), ("lo", False), ("bo", True), ("mia", True)):
        with seeing(told.viewer(name, LATER)):
            assert (count(table) > 0) is sees, name


def test_every_table_about_a_child_is_in_the_list() -> None:
    about_children = {
        model._meta.db_table
        for model in vars(models).values()
        if isinstance(model, type) and getattr(model, "__module__", "") == models.__name__ and hasattr(model, "_meta")
    }
    assert about_children - set(TABLES) == {"intake_channelstate"}
