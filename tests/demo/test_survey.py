"""The surveys of Norrham: the published figures as printed, two closed waves to compare, and one that is open."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from tests.demo.conftest import NOW

from skyddsnat.domains.survey import queries
from skyddsnat.domains.survey.types.waves import MailStep, WaveState, WaveView
from skyddsnat.foundation.access.queries import load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.insight import surveys


@pytest.fixture
def signe(norrham: None) -> Iterator[Any]:
    viewer = load_viewer(employee_id=Employee.objects.get(username="signe").pk, at=NOW)
    assert viewer is not None
    with seeing(viewer):
        yield viewer


def wave(signe: Any, name: str) -> WaveView:
    (found,) = [each for each in queries.waves(viewer=signe) if each.fields.name == name]
    return found


def test_what_was_printed_in_2023_stands_beside_the_own_waves(signe: Any) -> None:
    told = surveys.report(wave_id=wave(signe, "SSR 2023").id, viewer=signe)
    table = told.tabulation.table("threatened")
    assert [(line.count, line.percent) for line in table.lines] == [(154, 34), (222, 49), (58, 13), (19, 4)]
    (course,) = [
        each
        for each in surveys.courses(survey_id=told.wave.survey_id, viewer=signe)
        if (each.question, each.answer) == ("threatened", "any")
    ]
    assert [[point.wave.fields.name for point in run] for run in course.runs] == [["SSR 2023"], ["Förra året", "I år"]]
    (change,) = surveys.changes([course])
    assert (change.earlier.fields.name, change.later.fields.name) == ("Förra året", "I år")
    assert change.difference.change > 0


def test_one_wave_is_open_with_a_mail_that_did_not_arrive(signe: Any) -> None:
    found = wave(signe, "Extra omgång")
    assert found.state is WaveState.OPEN
    following = queries.following(wave_id=found.id, viewer=signe)
    assert 5 <= following.answered < following.asked / 2
    assert following.sent[MailStep.INVITATION] == following.asked - 1
    assert len(following.failed) == 1
    assert any(queries.words_of(wave_id=wave(signe, "I år").id, viewer=signe).values())


def test_nobody_can_be_reached_by_the_addresses(norrham: None) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT address FROM survey_invitation WHERE address <> ''")
        addresses = [address for (address,) in cursor.fetchall()]
        cursor.execute("SELECT work_email FROM staff_employee WHERE work_email <> ''")
        addresses += [address for (address,) in cursor.fetchall()]
    assert addresses
    assert all(address.endswith("@norrham.example") for address in addresses)
