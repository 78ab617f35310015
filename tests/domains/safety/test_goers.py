"""Whoever goes along sees the file for the sake of each visit and each outing on its own."""

from datetime import timedelta
from importlib import import_module
from itertools import permutations
from typing import Any

import pytest
from django.db import connection
from tests.factories.board import SIGNED, adopt_board_order, case_with_two
from tests.factories.people import Child
from tests.factories.safety import HOUR
from tests.factories.staff import Office

from skyddsnat.domains.compulsory import actions as compulsory
from skyddsnat.domains.compulsory.types import OutingKind
from skyddsnat.domains.safety import actions as safety
from skyddsnat.domains.safety.types.warnings import VisitFields
from skyddsnat.foundation.access.models import Grant
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground

AT = SIGNED + HOUR
GOING = AT + 5 * HOUR
AFTER = AT + 2 * HOUR


@pytest.fixture
def case_id(office: Office, alma: Child) -> int:
    """A compulsory case of Alma's: Bo and Dag work with her, Cia does not."""
    adopt_board_order(office)
    return case_with_two(office, alma)


def planned(office: Office, alma: Child, case_id: int, what: str) -> int:
    """Something on which Bo and Cia go to the home."""
    goers = (office.employees["bo"], office.employees["cia"])
    with seeing(office.viewer("bo", AT)) as bo:
        if what == "visit":
            fields = VisitFields(planned_at=GOING, place="Storgatan 1", goers=goers)
            return safety.plan_visit(file_id=alma.file_id, fields=fields, actor=bo, at=AT)
        return compulsory.plan_outing(
            case_id=case_id, measure_id=None, kind=OutingKind.HOME_VISIT, planned_at=GOING, place="Storgatan 1",
            risk="Hunden är lös.", goers=goers, actor=bo, at=AT,
        )  # fmt: skip


def called_off(office: Office, what: str, row_id: int) -> None:
    with seeing(office.viewer("bo", AFTER)) as bo:
        by: dict[str, Any] = {"version": 1, "actor": bo, "at": AFTER}
        if what == "visit":
            safety.cancel_visit(visit_id=row_id, **by)
        else:
            compulsory.cancel_outing(outing_id=row_id, reason="Ingen hemma.", **by)


@pytest.mark.parametrize(("first", "second"), [*permutations(("visit", "outing")), *2 * [("visit", "visit")]])
def test_one_that_is_over_takes_the_file_from_nobody_who_is_to_go_on_another(
    office: Office, alma: Child, case_id: int, first: str, second: str
) -> None:
    ids = [planned(office, alma, case_id, what) for what in (first, second)]
    assert dict(office.viewer("cia", AT).files) == {alma.file_id: Ground.OUTING}
    called_off(office, first, ids[0])
    assert dict(office.viewer("cia", AFTER).files) == {alma.file_id: Ground.OUTING}
    called_off(office, second, ids[1])
    assert dict(office.viewer("cia", AFTER).files) == {}


def test_what_was_given_ends_with_its_time_where_nothing_tells_what_it_was_for(
    office: Office, alma: Child, case_id: int
) -> None:
    visit_id = planned(office, alma, case_id, "visit")
    with seeing(office.viewer("bo", AT)):
        Grant.objects.update(subject="")
    called_off(office, "visit", visit_id)
    assert office.viewer("cia", GOING + timedelta(hours=23)).file_ids == {alma.file_id}
    assert office.viewer("cia", GOING + timedelta(hours=25)).file_ids == frozenset()


@pytest.mark.parametrize(
    ("what", "migration", "subject"),
    [
        ("visit", "skyddsnat.domains.safety.migrations.0008_visit_subjects", "safety.visit:{}"),
        ("outing", "skyddsnat.domains.compulsory.migrations.0014_outing_subjects", "compulsory.outing:{}"),
    ],
)
def test_what_was_given_before_is_told_what_it_was_for(
    office: Office, alma: Child, case_id: int, what: str, migration: str, subject: str
) -> None:
    """The statement of the migration, over a grant as it was given before."""
    ids = {each: planned(office, alma, case_id, each) for each in ("visit", "outing")}
    with seeing(office.viewer("bo", AT)), connection.cursor() as cursor:
        Grant.objects.filter(subject=subject.format(ids[what])).update(subject="")
        cursor.execute(import_module(migration).GIVE_SUBJECTS)
        subjects = sorted(Grant.objects.values_list("subject", flat=True))
    assert subjects == [f"compulsory.outing:{ids['outing']}", f"safety.visit:{ids['visit']}"]
