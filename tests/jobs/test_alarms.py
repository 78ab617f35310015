"""Alarms by mail, to a mail server that takes them: who, when, once, and not a word about anybody (lesson 1)."""

import argparse
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from tests.factories import board, compulsory
from tests.factories.people import Child, make_child
from tests.factories.staff import MORNING, Office, make_office
from tests.postbox import Postbox, listening

from skyddsnat.domains.compulsory import actions, queries
from skyddsnat.domains.compulsory.actions.alarms import TAKEN_OVER_AFTER
from skyddsnat.domains.compulsory.models import AlarmSending
from skyddsnat.domains.compulsory.rules.alarms import rungs_due, told_on
from skyddsnat.domains.compulsory.types import AlarmFailure, AlarmHours, AlarmRung
from skyddsnat.domains.decisions.types import Level
from skyddsnat.flows.keep_staff import set_work_email
from skyddsnat.foundation.access.actions import assign
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.foundation.access.types import Part
from skyddsnat.jobs import alarms_command
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.stockholm import local_date
from skyddsnat.kernel.verdict import Refused

TAKEN = MORNING + 4 * compulsory.HOUR
# The custody of that Monday, never submitted, ends as the next Monday does: at 23:00 UTC.
MIDNIGHT = datetime(2026, 11, 9, 23, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
HOURS = AlarmHours()
QUARTER = timedelta(minutes=15)
MAIL = {name: f"{name}@kommun.example" for name in ("bo", "stina", "mia", "olga")}


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    with listening(settings) as box:
        yield box


@pytest.fixture
def office(db: None) -> Office:
    return staffed()


@pytest.fixture
def alma(office: Office) -> Child:
    return make_child(office, guardians=("eva",))


@pytest.fixture
def custody(office: Office, alma: Child) -> compulsory.Running:
    return taken(office, alma)


def staffed() -> Office:
    """Everybody but Dag has an address at work."""
    made = make_office()
    board.adopt_board_order(made)
    board.meet(made, local_date(MORNING), level=Level.COMMITTEE)
    adam = made.viewer("adam", MORNING)
    with seeing(adam):
        for name, address in MAIL.items():
            set_work_email(employee_id=made.employees[name], work_email=address, actor=adam, at=MORNING)
    return made


def taken(office: Office, alma: Child) -> compulsory.Running:
    """Bo is responsible for Alma, and Stina is his deputy."""
    on = compulsory.taken(office, alma, at=TAKEN)
    mia = office.viewer("mia", TAKEN)
    with seeing(mia):
        assign(
            file_id=alma.file_id, employee_id=office.employees["stina"], part=Part.DEPUTY,
            unit_id=office.units["barn1"], actor=mia, at=TAKEN,
        )  # fmt: skip
    return on


def run(at: datetime, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(timezone, "now", lambda: at)
    return alarms_command.run(argparse.Namespace())


def test_the_alarm_rises_as_the_hours_run_out(
    custody: compulsory.Running, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = []
    for left in (49, 48, 47, 24, 23, 6, 1):
        assert run(MIDNIGHT - left * HOUR, monkeypatch) == 0
        told.append((left, sorted(postbox.to())))
    assert told == [(49, []), (48, ["bo", "stina"]), (47, []), (24, ["mia"]), (23, []), (6, ["olga"]), (1, [])]
    run(MIDNIGHT, monkeypatch)
    assert postbox.to() == []


def test_a_mail_says_when_and_where_and_nothing_about_anybody(
    custody: compulsory.Running, alma: Child, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(MIDNIGHT - 47 * HOUR, monkeypatch)
    for _, mail in postbox.taken:
        whole = f"{mail}\n{mail.get_body().get_content()}"  # type: ignore[attr-defined]
        assert mail["Subject"].strip() == "Skyddsnät: något behöver dig före 2026-11-09 23:59"
        assert "https://skyddsnat.example/board/" in whole
        assert mail["Auto-Submitted"] == "auto-generated"
        for word in ("Alma", "Eva", "Berg", "LVU", "tvång", "omhänder", "barn", f"/{custody.case_id}"):
            assert word.lower() not in whole.lower(), word


def test_what_moves_the_midnight_alarms_anew_and_what_ends_it_alarms_nobody(
    custody: compulsory.Running, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Submitted in time, the custody has four weeks from its execution; decided to end, it has none."""
    compulsory.step(custody, compulsory.Act.EXECUTE, at=TAKEN + HOUR)
    run(MIDNIGHT - 40 * HOUR, monkeypatch)
    assert sorted(postbox.to()) == ["bo", "stina"]
    compulsory.send(custody, compulsory.Act.SUBMIT, at=MIDNIGHT - 30 * HOUR)
    run(MIDNIGHT - 20 * HOUR, monkeypatch)
    assert postbox.to() == []
    later = compulsory.see(custody, at=MIDNIGHT - 20 * HOUR).lapses_at
    assert later is not None
    assert later > MIDNIGHT
    run(later - 40 * HOUR, monkeypatch)
    assert sorted(postbox.to()) == ["bo", "stina"]


def test_what_does_not_leave_is_tried_again_and_stands_on_call_as_not_reached(
    office: Office, custody: compulsory.Running, postbox: Postbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    postbox.refuses = {MAIL["bo"]}
    adam = office.viewer("adam", MORNING)
    with seeing(adam):
        set_work_email(employee_id=office.employees["stina"], work_email="", actor=adam, at=MORNING)
    first = MIDNIGHT - 40 * HOUR
    assert run(first, monkeypatch) == 1
    assert postbox.to() == []
    seen: dict[str, list[tuple[str, AlarmFailure | None]]] = {}
    for name in ("mia", "max", "olga", "bo", "rut"):
        viewer = office.viewer(name, first)
        with seeing(viewer):
            seen[name] = sorted((each.who, each.failure) for each in queries.alarms_unreached(at=first, viewer=viewer))
    code = {name: office.viewer(name, first).service_code for name in ("bo", "stina")}
    expected = sorted([(code["bo"], AlarmFailure.NOT_TAKEN), (code["stina"], AlarmFailure.NO_ADDRESS)])
    assert seen == {"mia": expected, "olga": expected, "max": [], "bo": [], "rut": []}

    postbox.refuses = set()
    assert run(first + QUARTER, monkeypatch) == 1
    assert postbox.to() == ["bo"]
    mia = office.viewer("mia", first)
    with seeing(mia):
        (left,) = queries.alarms_unreached(at=first + QUARTER, viewer=mia)
        assert queries.alarms_unreached(at=MIDNIGHT, viewer=mia) == []
    assert left.who == code["stina"]


def test_where_nobody_is_responsible_the_manager_is_told_at_once() -> None:
    people = {
        AlarmRung.WORKERS: frozenset[int](),
        AlarmRung.MANAGER: frozenset({2}),
        AlarmRung.CHAIR: frozenset({3}),
    }
    assert [sorted(told_on(rung, people)) for rung in AlarmRung] == [[2], [2], [3]]
    assert told_on(AlarmRung.CHAIR, {**people, AlarmRung.CHAIR: frozenset()}) == frozenset()


@pytest.mark.parametrize(
    ("left", "due"),
    [
        (0, 0),
        (MINUTE, 3),
        (6 * HOUR, 3),
        (6 * HOUR + MINUTE, 2),
        (24 * HOUR, 2),
        (48 * HOUR, 1),
        (48 * HOUR + MINUTE, 0),
    ],
)
def test_which_rungs_have_come(left: timedelta | int, due: int) -> None:
    before = left if isinstance(left, timedelta) else timedelta(left)
    assert rungs_due(MIDNIGHT, MIDNIGHT - before, HOURS) == tuple(AlarmRung)[:due]


def test_the_database_tells_what_ends_soon_to_that_run_alone(office: Office, custody: compulsory.Running) -> None:
    at = MIDNIGHT - HOUR
    for name in ("adam", "olga", "mia", "bo"):
        viewer = office.viewer(name, at)
        with seeing(viewer):
            assert queries.alarms_due(at=at, hours=48, viewer=viewer) == []
            assert not AlarmSending.objects.exists()
    with seeing(alarms_command.RUN):
        (due,) = queries.alarms_due(at=at, hours=48, viewer=alarms_command.RUN)
        assert queries.measures_of_case(case_id=custody.case_id, viewer=alarms_command.RUN) == []
    assert (due.lapses_at, due.owner_id) == (MIDNIGHT, office.employees["bo"])


@pytest.mark.django_db(transaction=True)
def test_of_two_runs_at_once_one_sends(postbox: Postbox) -> None:
    office = staffed()
    taken(office, make_child(office, guardians=("eva",)))
    both, at = Barrier(2), MIDNIGHT - 40 * HOUR

    def claim(_turn: int) -> int:
        try:
            both.wait(timeout=30)
            with seeing(alarms_command.RUN):
                mails = actions.claim_alarms(hours=HOURS, link="https://x", actor=alarms_command.RUN, at=at)
            return len(mails)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(claim, range(2))) == 2
        at += TAKEN_OVER_AFTER
        assert sum(pool.map(claim, range(2))) == 2, "a claim that nothing came of is taken over, once"


@pytest.mark.parametrize("said", ["48,24", "6,24,48", "x,y,z", "48,24,0"])
def test_hours_that_make_no_sense_are_refused_in_one_sentence(settings: Any, said: str) -> None:
    settings.ALARM_HOURS, settings.EMAIL_HOST = said, "127.0.0.1"
    with pytest.raises(Trouble, match="ALARM_HOURS"):
        alarms_command.run(argparse.Namespace())


@pytest.mark.parametrize("missing", ["EMAIL_HOST", "ONCALL_ADDRESS"])
def test_without_a_server_or_an_address_it_says_so(settings: Any, missing: str) -> None:
    settings.EMAIL_HOST, settings.ONCALL_ADDRESS = "127.0.0.1", "https://skyddsnat.example"
    setattr(settings, missing, "")
    with pytest.raises(Trouble, match=missing):
        alarms_command.run(argparse.Namespace())


def test_an_address_at_work_is_the_administrators_to_write(office: Office) -> None:
    rut = office.viewer("rut", MORNING)
    with seeing(rut), pytest.raises(Refused):
        set_work_email(employee_id=office.employees["bo"], work_email="x@y.example", actor=rut, at=MORNING)
