"""In raw SQL: nobody looking sees nothing, an outsider sees nothing, those who work with the child see it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from tests.factories.intake import REPORT, assess, receive, write_preliminary
from tests.factories.people import CHILDREN, make_child
from tests.factories.staff import MORNING, Office

from skyddsnat.domains.intake import actions as intake
from skyddsnat.domains.intake import models
from skyddsnat.domains.intake.queries import report_child
from skyddsnat.domains.intake.types import Outcome, ReportedChild
from skyddsnat.domains.people.types import Protection
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
    "intake_earliercare",
)
# Of the three reports on Alma, Hugo and Elsa, who is protected.
SEEN = {"bo": 1, "mia": 1, "ida": 1, "ingvar": 2}


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
        file_id = report_child(report_child_id=child, viewer=bo).file_id
        intake.note_care(file_id=file_id, until=MORNING, actor=bo, at=LATER)
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


@pytest.mark.parametrize("handles_protected", [False, True])
@pytest.mark.parametrize("name", ["bo", "cia", "ida", "ingvar", "mia", "lo"])
def test_the_door_of_the_search_lets_out_what_the_policies_do(told: Office, name: str, handles_protected: bool) -> None:
    """It stands beside the policies and must say the same: of own files, a unit's, those at intake, protected ones."""
    hidden = replace(CHILDREN["elsa"], protection=Protection.FLAG)
    for child in (CHILDREN["hugo"], hidden):
        receive(told, replace(REPORT, children=(ReportedChild(new=child),)))
    viewer = told.viewer(name, LATER)
    # Ida as a colleague at intake, who did not receive the reports herself.
    files = () if name == "ida" else viewer.files
    with seeing(replace(viewer, handles_protected=handles_protected, files=files)), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM intake_reportchild ORDER BY id")
        seen = cursor.fetchall()
        cursor.execute("SELECT id FROM intake_search('-giraff', 100) AS id ORDER BY id")
        assert cursor.fetchall() == seen
    assert len(seen) == SEEN.get(name, 0) + (handles_protected and name == "ida")


def test_the_door_of_the_search_is_shut_when_nobody_looks(told: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT intake_search('-giraff', 100)")
        assert cursor.fetchall() == []


def test_every_table_about_a_child_is_in_the_list() -> None:
    about_children = {
        model._meta.db_table
        for model in vars(models).values()
        if isinstance(model, type) and getattr(model, "__module__", "") == models.__name__ and hasattr(model, "_meta")
    }
    assert about_children - set(TABLES) == {"intake_channelstate"}
