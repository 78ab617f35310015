"""Rows leave the domains without names, and to one run alone."""

from datetime import date, datetime
from typing import Any

import pytest
from django.db import connection
from tests.factories.whole_line import WholeLine
from tests.insight.conftest import DAY, SALT

from skyddsnat.domains.people.models import Person
from skyddsnat.foundation.access.extract import Mart
from skyddsnat.foundation.access.models import File
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Viewer, system_run
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.insight.marts import MARTS

each_mart = pytest.mark.parametrize("mart", MARTS, ids=lambda mart: mart.name)
TYPES = {"text": str, "date": date, "integer": int, "boolean": bool}


def rows(mart: Mart, *, salt: bytes = SALT) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {mart.door}(%s, %s)", [salt, DAY])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@each_mart
def test_rows_are_what_the_mart_says(told: WholeLine, run: Viewer, mart: Mart) -> None:
    with seeing(run):
        found = rows(mart)
    assert found
    for row in found:
        assert [*row] == [name for name, _ in mart.columns]
        wrong = [name for name, kind in mart.columns if row[name] is not None and type(row[name]) is not TYPES[kind]]
        assert wrong == []


@each_mart
def test_nobody_but_the_run_is_told_a_row(told: WholeLine, mart: Mart) -> None:
    at = datetime.fromisoformat("2026-12-01T09:00:00+01:00")
    lookers = [told.office.viewer(name, at) for name in ("bo", "mia", "rut")]
    for viewer in (*lookers, system_run("oncall"), system_run("insights")):
        with seeing(viewer):
            assert rows(mart) == []
    assert rows(mart) == []


@each_mart
def test_a_row_names_nobody(told: WholeLine, run: Viewer, mart: Mart) -> None:
    """No name, number, service code or id: what stands for a person or a file is of this run alone."""
    bo = told.office.viewer("bo", datetime.fromisoformat("2026-12-01T09:00:00+01:00"))
    with seeing(bo):
        secrets = {value for row in Person.objects.values_list("given_name", "family_name", "number") for value in row}
        secrets |= set(File.objects.values_list("number", flat=True))
    secrets |= {value for row in Employee.objects.values_list("name", "service_code", "username") for value in row}
    assert len(secrets) > 10
    with seeing(run):
        told_here = {str(value) for row in rows(mart) for value in row.values()}
        again = {str(value) for row in rows(mart, salt=SALT[::-1]) for value in row.values()}
    assert not secrets & told_here
    pseudonyms = {value for value in told_here if len(value) == 16}
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
