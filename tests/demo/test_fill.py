"""Norrham, made small: every story holds together, and nobody in it can be taken for somebody who lives."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.db import connections

from skyddsnat.demo.figures import make_figures
from skyddsnat.demo.fill import NotADemo, fill
from skyddsnat.demo.logins import LOGINS
from skyddsnat.domains.intake.queries import reports_of_file
from skyddsnat.domains.intake.types import Step
from skyddsnat.domains.investigations.queries import running_in_files
from skyddsnat.domains.journal.queries import planned_talks, talks_of_file
from skyddsnat.domains.people.queries import search_people, subjects_of_files
from skyddsnat.foundation.access.asking import ask
from skyddsnat.foundation.access.queries import ask_handovers, assignments_of, grants_to_review, load_viewer
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part, Viewer
from skyddsnat.foundation.deadlines.queries import open_clocks_of_files
from skyddsnat.foundation.drafts.queries import drafts_of
from skyddsnat.foundation.staff.models import Employee
from skyddsnat.insight import figures
from skyddsnat.insight.periods import span
from skyddsnat.jobs.data_checks import CHECKS, run_check
from skyddsnat.kernel.stockholm import STOCKHOLM
from skyddsnat.kernel.verdict import Refused

NOW = datetime(2026, 11, 21, 14, 30, tzinfo=STOCKHOLM)
TODAY = NOW.date()


def silent(done: int, total: int) -> None:
    """Draws nothing."""


@pytest.fixture(scope="module")
def norrham(
    renew_database: Callable[[], None], django_db_setup: None, django_db_blocker: Any
) -> Iterator[tuple[Refused, ...]]:
    """A small Norrham, once for all tests here; what the product refused."""
    with django_db_blocker.unblock():
        try:
            yield fill(progress=silent, now=NOW, size="small")
        finally:
            renew_database()


def viewer(name: str) -> Viewer:
    found = load_viewer(employee_id=Employee.objects.get(username=name).pk, at=NOW)
    assert found is not None
    return found


@pytest.fixture
def anja(norrham: None) -> Iterator[Viewer]:
    with seeing(viewer("anja")) as looking:
        yield looking


def owner_rows(sql: str) -> list[tuple[Any, ...]]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


# --- Whose it is ------------------------------------------------------------------------------------------------------


def test_no_invented_person_has_a_number_that_somebody_real_could_have(norrham: None) -> None:
    numbers = owner_rows("SELECT number, number_kind FROM people_person WHERE number IS NOT NULL")
    assert len(numbers) > 20
    assert {kind for _number, kind in numbers} == {"reserve"}
    assert not [number for number, _kind in numbers if number.isdigit()]


def test_an_installation_for_real_people_is_never_filled(settings: Any) -> None:
    settings.IS_DEMO = False
    with pytest.raises(NotADemo):
        fill(progress=silent, now=NOW, size="named")


@pytest.mark.parametrize("login", LOGINS, ids=lambda login: login.username)
def test_every_login_that_is_shown_works(norrham: None, login: Any) -> None:
    assert authenticate(username=login.username, password=login.password) is not None
    assert viewer(login.username).roles


# --- What holds -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_what_must_be_true_every_morning_is_true_of_the_demo(norrham: None, check: Any) -> None:
    assert run_check(check).named == ()


def test_no_story_was_refused(norrham: tuple[Refused, ...]) -> None:
    assert [str(each) for each in norrham] == []


def test_nothing_was_done_later_than_now(norrham: None) -> None:
    assert owner_rows("SELECT max(at) FROM audit_event WHERE deed NOT LIKE 'row.%'")[0][0] <= NOW


# --- Anja's day -------------------------------------------------------------------------------------------------------


def test_anja_has_a_full_day(anja: Viewer) -> None:
    clocks = open_clocks_of_files(file_ids=anja.assigned_ids, viewer=anja)
    assert len(clocks) >= 11
    assert any(clock.rule == "sol.unexecuted_decision" and clock.days_left(TODAY) == -1 for clock in clocks)
    assert sum(clock.plan_on == TODAY for clock in clocks) >= 3
    assert any(clock.rule == "sol.investigation" and clock.days_left(TODAY) == 4 for clock in clocks)
    assert any(clock.rule == "sol.preliminary_assessment" and clock.days_left(TODAY) == 3 for clock in clocks)


def test_anja_has_talks_a_draft_and_a_handover_to_sign(anja: Viewer) -> None:
    assert len(planned_talks(day=TODAY, viewer=anja)) == 2
    assert [draft.title for draft in drafts_of(viewer=anja)] == ["Förhandsbedömning"]
    assert len(ask(viewer=anja, handovers=ask_handovers(viewer=anja))["handovers"]) == 1


def test_tindras_line_is_as_drawn(anja: Viewer) -> None:
    file_id = search_people(text="Tindra", viewer=anja)[0].file_id
    reports = reports_of_file(file_id=file_id, viewer=anja)
    assert sorted(report.step for report in reports) == [Step.JOINED, Step.NOT_OPENED, Step.OPENED, Step.OPENED]
    responsible = [each for each in assignments_of(file_id=file_id, viewer=anja) if each.part is Part.RESPONSIBLE]
    assert len(responsible) == 4
    gaps = [
        (after.starts_at - before.ends_at).days
        for before, after in zip(responsible, responsible[1:], strict=False)
        if before.ends_at is not None
    ]
    assert max(gaps) in (16, 17)
    held = [talk.was_alone for talk in talks_of_file(file_id=file_id, viewer=anja) if talk.held_at]
    assert sorted(held) == [False, True, True]


def test_two_reports_on_alva_wait_to_be_assessed_today(anja: Viewer) -> None:
    file_id = search_people(text="Alva", viewer=anja)[0].file_id
    waiting = [each for each in reports_of_file(file_id=file_id, viewer=anja) if each.step is Step.RECEIVED]
    assert len(waiting) == 2
    assert any(each.is_second_today for each in waiting)
    assert all(NOW - each.received_at < timedelta(days=1) for each in waiting)


def test_a_protected_child_is_masked_and_under_investigation(anja: Viewer) -> None:
    masked = [child for child in subjects_of_files(file_ids=anja.assigned_ids, viewer=anja).values() if child.is_masked]
    assert [child.name for child in masked] == [""]
    assert masked[0].file_id in running_in_files(file_ids=anja.assigned_ids, viewer=anja)


def test_one_emergency_access_waits_for_review(norrham: None) -> None:
    with seeing(viewer("leif")) as leif:
        waiting = [grant for grant in grants_to_review(viewer=leif) if grant.kind == "emergency"]
    assert len(waiting) == 1


def test_norrham_has_figures(norrham: tuple[Refused, ...], settings: Any, tmp_path: Path) -> None:
    settings.FIGURES_FOLDER, settings.MUNICIPALITY = str(tmp_path), "Norrham"
    make_figures(NOW)
    made = figures.made()
    assert (made.municipality, made.made_on) == ("Norrham", TODAY)
    assert [each.indicator for each in figures.figures(span=span("2025")) if each.value is not None]
