"""Rows leave the domains without names, and to one run alone."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from tests.factories.people import make_child
from tests.factories.staff import make_office
from tests.factories.whole_line import WholeLine
from tests.insight.conftest import DAY, SALT

from skyddsnat.domains.people.models import Person
from skyddsnat.foundation.access.extract import Mart
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.insight.marts import MARTS

AT = datetime.fromisoformat("2026-12-01T09:00:00+01:00")
TYPES = {"text": str, "date": date, "integer": int, "boolean": bool}


def rows(mart: Mart, *, salt: bytes = SALT) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {mart.door}(%s, %s)", [salt, DAY])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_rows_are_what_the_mart_says(told: WholeLine, run: Viewer) -> None:
    with seeing(run):
        for mart in MARTS:
            found = rows(mart)
            assert found, mart.name
            assert {tuple(row) for row in found} == {tuple(name for name, _ in mart.columns)}
            kinds = dict(mart.columns)
            values = [(kinds[name], value) for row in found for name, value in row.items() if value is not None]
            assert [value for kind, value in values if type(value) is not TYPES[kind]] == []


def test_nobody_but_the_run_is_told_a_row(told: WholeLine) -> None:
    lookers = [told.office.viewer(name, AT) for name in ("bo", "mia", "rut")]
    for viewer in (*lookers, system_run("oncall"), system_run("insights")):
        with seeing(viewer):
            assert [row for mart in MARTS for row in rows(mart)] == []
    assert [row for mart in MARTS for row in rows(mart)] == []


def test_a_row_names_nobody(told: WholeLine, run: Viewer) -> None:
    """No name, number, service code or id: what stands for a person or a file is of this run alone."""
    bo = told.office.viewer("bo", AT)
    with seeing(bo):
        secrets = {value for row in Person.objects.values_list("given_name", "family_name", "number") for value in row}
        secrets |= set(File.objects.values_list("number", flat=True))
    secrets |= {value for row in Employee.objects.values_list("name", "service_code", "username") for value in row}
    assert len(secrets) > 10
    with seeing(run):
        told_here = {str(value) for mart in MARTS for row in rows(mart) for value in row.values()}
        again = {str(value) for mart in MARTS for row in rows(mart, salt=SALT[::-1]) for value in row.values()}
    assert not secrets & told_here
    pseudonyms = {value for value in told_here if len(value) == 16}
    assert pseudonyms
    assert not pseudonyms & again


def test_an_incident_is_joined_to_no_child_and_to_no_day(told: WholeLine, run: Viewer) -> None:
    by_name = {mart.name: mart for mart in MARTS}
    with seeing(run):
        children = {row["worker"] for row in rows(by_name["carers"])} | {row["file"] for row in rows(by_name["carers"])}
        exposed, incidents = rows(by_name["exposed"]), rows(by_name["incidents"])
    assert sum(row["incidents"] for row in exposed) == len(incidents) == 1
    assert not {row["worker"] for row in exposed} & children
    assert not {"file", "worker", "day"} & {name for name, _ in by_name["incidents"].columns}
    assert {row["month"].day for row in (*exposed, *incidents)} == {1}


@pytest.mark.django_db
def test_a_worker_is_another_with_each_child(run: Viewer) -> None:
    """The months that one worker works would tell who she is where threats are counted by worker and month."""
    office = make_office()
    for name in ("alma", "elsa"):
        make_child(office, name, worker="bo")
    with seeing(run):
        (carers,) = (rows(mart) for mart in MARTS if mart.name == "carers")
    assert len({row["file"] for row in carers}) == 2
    assert len({row["worker"] for row in carers}) == 2
