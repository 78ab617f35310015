"""The systematic review of the log: a draw that nobody steers, and patterns that ask for a look."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from tests.factories.staff import MORNING, Office, make_office

from skyddsnat.foundation.access import actions as access
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Ground, Part
from skyddsnat.foundation.audit import samples
from skyddsnat.foundation.audit.models import Event, Sample
from skyddsnat.foundation.audit.review import (
    ManyReadings,
    Trigger,
    many_readings,
    random_readings,
    readings_with_triggers,
    signing,
    triggers_of,
)
from skyddsnat.foundation.audit.types import FILE_READ, EventView, Finding, Judged
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()
SINCE, UNTIL = MORNING - timedelta(days=1), MORNING + timedelta(days=7)


def event(at: datetime, ground: Ground = Ground.ASSIGNED) -> EventView:
    return EventView(1, at, at, 1, "Bo", "NH002", FILE_READ, "web.child", 1, ground.value)


@pytest.mark.parametrize(
    ("hour", "minute", "is_night"),
    [(20, 59, False), (21, 0, True), (23, 30, True), (3, 0, True), (4, 59, True), (5, 0, False), (12, 0, False)],
)
def test_a_reading_at_night_in_sweden_is_noticed(hour: int, minute: int, is_night: bool) -> None:
    """In winter Swedish time is an hour ahead of UTC: 22-06 is 21-05."""
    at = datetime(2026, 1, 15, hour, minute, tzinfo=UTC)
    assert (Trigger.NIGHT in triggers_of(event(at))) == is_night


def test_the_night_follows_summer_time() -> None:
    assert Trigger.NIGHT in triggers_of(event(datetime(2026, 7, 15, 20, 0, tzinfo=UTC)))


@pytest.mark.parametrize("ground", Ground)
def test_a_reading_without_assignment_is_noticed(ground: Ground) -> None:
    noticed = Trigger.NO_ASSIGNMENT in triggers_of(event(MORNING, ground))
    assert noticed == (ground in {Ground.EMERGENCY, Ground.RECEIVED})


@pytest.fixture
def office() -> Office:
    return make_office()


def open_files(office: Office, how_many: int) -> list[int]:
    """Files that Bo works on."""
    ida, ingvar = office.viewer("ida"), office.viewer("ingvar")
    files = []
    for _ in range(how_many):
        with seeing(ida):
            file = access.open_file(unit_id=office.units["intake"], is_protected=False, actor=ida, at=MORNING)
        with seeing(ingvar):
            access.assign(
                file_id=file.id,
                employee_id=office.employees["bo"],
                part=Part.RESPONSIBLE,
                unit_id=office.units["barn1"],
                actor=ingvar,
                at=MORNING,
            )
        files.append(file.id)
    return files


def read(office: Office, name: str, file_id: int, at: datetime) -> None:
    viewer = office.viewer(name, at)
    with seeing(viewer):
        access.log_reading(file_id=file_id, what="web.child", actor=viewer, at=at)


@pytest.fixture
def read_by_bo(office: Office) -> list[int]:
    """Twelve files that Bo reads, an hour apart from morning to evening; Mia reads one."""
    files = open_files(office, 12)
    for place, file_id in enumerate(files):
        read(office, "bo", file_id, MORNING + timedelta(hours=place))
    read(office, "mia", files[0], MORNING + timedelta(hours=1))
    return files


def draw(office: Office, seed: str = "2026-11", per_unit: int = 4) -> dict[int, list[EventView]]:
    lo = office.viewer("lo")
    with seeing(lo):
        return random_readings(viewer=lo, since=SINCE, until=UNTIL, per_unit=per_unit, seed=seed)


def test_every_unit_is_drawn_from(office: Office, read_by_bo: list[int]) -> None:
    drawn = draw(office)
    assert drawn.keys() == set(office.units.values())
    assert [len(found) for found in drawn.values() if found] == [4]
    assert {event.deed for found in drawn.values() for event in found} == {FILE_READ}
    assert {event.name for event in drawn[office.units["barn1"]]} <= {"Bo Handläggare", "Mia Chef"}


def test_the_same_seed_draws_the_same_and_another_draws_another(office: Office, read_by_bo: list[int]) -> None:
    assert draw(office) == draw(office)
    assert len({tuple(found.id for found in draw(office, str(seed))[office.units["barn1"]]) for seed in range(5)}) > 1


def test_every_reading_may_be_drawn(office: Office, read_by_bo: list[int]) -> None:
    drawn = {found.id for seed in range(40) for found in draw(office, str(seed))[office.units["barn1"]]}
    assert len(drawn) == 13


def test_readings_in_great_numbers_are_a_pattern(office: Office, read_by_bo: list[int]) -> None:
    """Lesson 16. The same child ten times is one child; a day is a Swedish day."""
    for _ in range(3):
        read(office, "mia", read_by_bo[0], MORNING)
    lo = office.viewer("lo")
    with seeing(lo):
        found = many_readings(viewer=lo, since=SINCE, until=UNTIL, at_least=12)
    assert found == [ManyReadings(office.employees["bo"], "Bo Handläggare", "NH002", local_date(MORNING), 12)]


def test_a_reviewer_sees_first_what_shows_a_trigger(office: Office, read_by_bo: list[int]) -> None:
    cia, night = office.viewer("cia"), datetime(2026, 11, 3, 2, 0, tzinfo=UTC)
    with seeing(cia):
        access.take_emergency_access(file_id=read_by_bo[0], reason="Barnet står här.", actor=cia, at=night)
    read(office, "cia", read_by_bo[0], night)
    lo = office.viewer("lo")
    with seeing(lo):
        found = readings_with_triggers(viewer=lo, since=SINCE, until=UNTIL, marks={})
    (event, triggers), *others = found
    assert (event.name, triggers) == ("Cia Utanför", {Trigger.NIGHT, Trigger.NO_ASSIGNMENT})
    assert others == []


def test_marks_that_others_found_count_too(office: Office, read_by_bo: list[int]) -> None:
    lo = office.viewer("lo")
    with seeing(lo):
        chosen = random_readings(viewer=lo, since=SINCE, until=UNTIL, per_unit=1, seed="x")[office.units["barn1"]][0]
        found = readings_with_triggers(viewer=lo, since=SINCE, until=UNTIL, marks={chosen.id: {Trigger.SAME_SURNAME}})
    assert (chosen, frozenset({Trigger.SAME_SURNAME})) in found


@pytest.mark.parametrize("name", ["bo", "mia", "adam"])
def test_the_review_is_for_log_reviewers(office: Office, name: str) -> None:
    viewer = office.viewer(name)
    with seeing(viewer):
        for ask in (
            lambda: random_readings(viewer=viewer, since=SINCE, until=UNTIL, per_unit=1, seed=""),
            lambda: many_readings(viewer=viewer, since=SINCE, until=UNTIL),
            lambda: readings_with_triggers(viewer=viewer, since=SINCE, until=UNTIL, marks={}),
        ):
            with pytest.raises(Refused):
                ask()


# --- Signing a sample -------------------------------------------------------------------------------------------------

FINE, ASK = Finding(Judged.FINE, ""), Finding(Judged.ASK, "Varför?")


@pytest.mark.parametrize(
    ("findings", "more", "code"),
    [
        ({1: FINE}, {}, "audit.not_judged"),
        ({1: FINE, 2: FINE, 3: FINE}, {}, "audit.not_judged"),
        ({1: FINE, 2: Finding(Judged.HANDED_ON, " ")}, {}, "audit.no_words"),
        ({1: FINE, 2: ASK}, {"until": TODAY}, "audit.days_run"),
        ({1: FINE, 2: ASK}, {"is_signed": True}, "audit.signed"),
        ({}, {"drawn": ()}, "audit.nothing_drawn"),
    ],
)
def test_a_sample_is_signed_when_every_reading_is_judged(
    findings: dict[int, Finding], more: dict[str, Any], code: str
) -> None:
    given = {"drawn": (1, 2), "until": TODAY - timedelta(days=1), "today": TODAY, "is_signed": False}
    assert signing({1: FINE, 2: ASK}, **given).allowed
    assert signing(findings, **given | more).codes == (code,)


def test_a_signed_sample_stands_in_the_log_and_cannot_be_changed(office: Office, read_by_bo: list[int]) -> None:
    at, days = MORNING + timedelta(days=9), {"since": MORNING.date(), "until": MORNING.date(), "per_unit": 4}
    lo = office.viewer("lo", at)
    with seeing(lo):
        drawn = [event.id for events in samples.draw(viewer=lo, **days).values() for event in events]
        findings = dict.fromkeys(drawn, FINE)
        sample_id = samples.sign_sample(**days, findings=findings, note="", actor=lo, at=at)
        assert Event.objects.filter(deed="audit.sample.signed", target=f"audit.sample:{sample_id}").count() == 1
    with seeing(lo), pytest.raises(DatabaseError), transaction.atomic():
        Sample.objects.update(note="Annat.")


@pytest.mark.parametrize("name", ["bo", "mia", "adam"])
def test_nobody_but_a_log_reviewer_signs_or_reads_findings(office: Office, name: str) -> None:
    viewer = office.viewer(name)
    with seeing(viewer):
        with pytest.raises(Refused):
            samples.ask_findings(viewer=viewer)
        with pytest.raises(Refused):
            samples.sign_sample(since=TODAY, until=TODAY, per_unit=1, findings={}, note="", actor=viewer, at=MORNING)
