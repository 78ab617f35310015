"""A child that moves takes no figures of the past along: each counts in the unit that had the child then.

Were it otherwise, a year that is over would change when a child moves, and two nights beside each other tell of it.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from tests.factories.intake import receive
from tests.factories.people import make_child
from tests.factories.staff import MORNING, Office, make_office
from tests.factories.whole_line import WholeLine
from tests.insight.conftest import DAY, SALT

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.insight.marts import MARTS

MOVED = datetime.fromisoformat("2027-03-15T09:00:00+01:00")
MARCH = date(2027, 3, 1)


def rows(run: Viewer, *, day: date = DAY) -> dict[str, Counter[tuple[Any, ...]]]:
    """Every row of each mart that tells a unit."""
    found = {}
    with seeing(run), connection.cursor() as cursor:
        for mart in MARTS:
            if "unit" in dict(mart.columns):
                cursor.execute(f"SELECT * FROM {mart.door}(%s, %s)", [SALT, day])
                found[mart.name] = Counter(cursor.fetchall())
    return found


def move(office: Office, file_id: int, *, to: str, unit: str, by: str, at: datetime) -> None:
    with seeing(office.viewer(by, at)) as actor:
        access.assign(
            file_id=file_id,
            employee_id=office.employees[to],
            part=Part.RESPONSIBLE,
            unit_id=office.units[unit],
            actor=actor,
            at=at,
        )


def test_what_was_counted_before_a_child_moved_stays_where_it_was(told: WholeLine, run: Viewer) -> None:
    before = rows(run)
    with seeing(told.office.viewer("mia", MOVED)):
        files = list(File.objects.filter(is_assigned=True).order_by("pk").values_list("pk", flat=True))
    assert files
    for file_id in files:
        move(told.office, file_id, to="cia", unit="barn2", by="mia", at=MOVED)
    after = rows(run)
    for name, found in before.items():
        gone = [
            row for row in (found - after[name]) if not any(type(value) is date and value >= MARCH for value in row)
        ]
        assert gone == [], name
    assert any("Barn 2" in row for row in after["carers"] if MARCH in row)


@pytest.mark.django_db
def test_a_child_counts_with_each_of_its_units_in_the_months_that_it_was_there(run: Viewer) -> None:
    office = make_office()
    child = make_child(office, at=MORNING - timedelta(days=200))
    move(office, child.file_id, to="cia", unit="barn2", by="mia", at=MORNING - timedelta(days=100))
    months = Counter(row[1] for row in rows(run, day=(MORNING - timedelta(days=1)).date())["carers"])
    assert months.keys() == {"Barn 1", "Barn 2"}
    assert min(months.values()) >= 3


@pytest.mark.django_db
def test_a_report_counts_with_those_who_received_it_also_when_the_child_has_a_caseworker_since(run: Viewer) -> None:
    office = make_office()
    received = receive(office)
    with seeing(office.viewer("ingvar")):
        (file_id,) = File.objects.values_list("pk", flat=True)
    move(office, file_id, to="bo", unit="barn1", by="ingvar", at=MORNING + timedelta(days=2))
    assert received
    assert [row[1] for row in rows(run)["reports"]] == ["Mottagning"]
