"""`skyddsnat import reports`: every good line once, every bad line with every reason, whatever happens in between."""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from tests.databases import Server
from tests.factories.people import make_child
from tests.factories.staff import Office, make_office
from tests.importing import make_lines

from skyddsnat.domains.intake.queries import channel_states, report, report_of_source
from skyddsnat.domains.intake.types import NewReport
from skyddsnat.foundation.access.seeing import seeing
from skyddsnat.jobs import import_command
from skyddsnat.jobs.database import APP
from skyddsnat.jobs.trouble import Trouble
from skyddsnat.kernel.text import Text
from skyddsnat.kernel.verdict import Reason, Refused, Verdict

pytestmark = pytest.mark.django_db
GOOD = list(make_lines.good_lines(6))


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def take_in(tmp_path: Path, office: Office) -> Callable[..., list[dict[str, Any]]]:
    """Imports these lines and returns the rows of the rejects file."""

    def run(*lines: bytes, end: bytes = b"\n") -> list[dict[str, Any]]:
        path = tmp_path / "reports.jsonl"
        path.write_bytes(b"".join(line + end for line in lines))
        assert import_command.run(argparse.Namespace(file=path, source="kommun", rejects=None)) == 0
        rejects = tmp_path / "reports.rejects.jsonl"
        return [json.loads(row) for row in rejects.read_text("utf-8").splitlines()] if rejects.exists() else []

    return run


def external_ids(office: Office) -> set[str]:
    """Those of GOOD that the database holds, as the intake sees them."""
    ida = office.viewer("ida")
    with seeing(ida):
        return {
            line["external_id"]
            for line in GOOD
            if report_of_source(source="kommun", external_id=line["external_id"], viewer=ida) is not None
        }


def test_good_lines_are_received_with_all_that_they_say(
    take_in: Callable[..., Any], office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    assert take_in(*map(make_lines.written, GOOD)) == []
    assert "6 lines: 6 received and read back, 0 already there, 0 rejected." in capsys.readouterr().out
    ida = office.viewer("ida")
    with seeing(ida):
        found = report_of_source(source="kommun", external_id="R-000000", viewer=ida)
        assert found is not None
        seen = report(report_id=found, viewer=ida)
        assert [each.source for each in channel_states(viewer=ida, at=seen.registered_at)] == ["kommun"]
    assert seen.what_happened == GOOD[0]["what_happened"]
    assert (seen.received_at.isoformat(), seen.channel.value) == (GOOD[0]["received_at"], GOOD[0]["channel"])
    assert seen.received_by_id is None


def test_the_same_file_again_brings_nothing_new(
    take_in: Callable[..., Any], office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = list(map(make_lines.written, GOOD))
    take_in(*lines[:4])
    take_in(*lines)
    assert "6 lines: 2 received and read back, 4 already there, 0 rejected." in capsys.readouterr().out


@pytest.mark.parametrize("kind", make_lines.BROKEN)
def test_a_broken_line_is_rejected_with_every_reason_and_stops_no_other(
    take_in: Callable[..., Any], office: Office, kind: str
) -> None:
    break_line, expected = make_lines.BROKEN[kind]
    (row,) = take_in(make_lines.written(GOOD[0]), break_line(GOOD[1]), make_lines.written(GOOD[2]))
    assert row["line"] == 2
    assert {(reason["code"], reason["field"]) for reason in row["reasons"]} == expected
    assert all(reason["message_sv"] and reason["message_en"] for reason in row["reasons"])
    assert external_ids(office) == {"R-000000", "R-000002"}


def test_an_id_twice_in_the_file_is_received_once(take_in: Callable[..., Any], office: Office) -> None:
    same = make_lines.written(GOOD[1] | {"external_id": "R-000000"})
    (row,) = take_in(make_lines.written(GOOD[0]), same)
    assert (row["line"], row["reasons"][0]["code"]) == (2, "twice_in_file")


def test_the_id_of_a_rejected_line_is_free_for_a_good_one(take_in: Callable[..., Any], office: Office) -> None:
    bad = make_lines.written(GOOD[0] | {"channel": "fax"})
    assert [row["line"] for row in take_in(bad, make_lines.written(GOOD[0]))] == [1]
    assert external_ids(office) == {"R-000000"}


def test_a_mended_rejects_line_is_received(take_in: Callable[..., Any], office: Office) -> None:
    (row,) = take_in(make_lines.written(GOOD[0] | {"channel": "fax"}))
    assert take_in(row["text"].replace("fax", "mail").encode()) == []
    assert external_ids(office) == {"R-000000"}


def test_a_mark_of_byte_order_first_windows_line_ends_and_empty_lines_are_no_faults(
    take_in: Callable[..., Any], office: Office
) -> None:
    assert take_in(b"\xef\xbb\xbf" + make_lines.written(GOOD[0]), b"", make_lines.written(GOOD[1]), end=b"\r\n") == []
    assert external_ids(office) == {"R-000000", "R-000001"}


def test_reasons_never_repeat_what_was_sent(take_in: Callable[..., Any], office: Office) -> None:
    line = GOOD[0] | {"Alma Åkerlund": 1, "reporter": {"kind": "Alma Åkerlund"}, "channel": "Alma Åkerlund"}
    (row,) = take_in(make_lines.written(line))
    assert "Alma" not in json.dumps(row["reasons"], ensure_ascii=False)


def test_a_report_on_a_child_who_is_elsewhere_is_received_and_read_back(
    take_in: Callable[..., Any], office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    alma = make_child(office)
    line = GOOD[0] | {"children": [{"new": {"given_name": "Alma", "number": "20180412-TF12"}}]}
    assert take_in(make_lines.written(line)) == []
    assert "1 received and read back" in capsys.readouterr().out
    bo = office.viewer("bo")
    with seeing(bo):
        found = report_of_source(source="kommun", external_id="R-000000", viewer=bo)
        assert found is not None
        assert [child.file_id for child in report(report_id=found, viewer=bo).children] == [alma.file_id]
    assert take_in(make_lines.written(line)) == []
    assert "1 already there" in capsys.readouterr().out


def test_lesson_3_nothing_is_counted_that_cannot_be_read_back(
    take_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_command, "report_of_source", lambda **_: None)
    with pytest.raises(Trouble, match="not in the database"):
        take_in(make_lines.written(GOOD[0]))


def test_a_fault_in_the_middle_of_a_line_leaves_nothing_of_it(
    take_in: Callable[..., Any], office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = import_command.receive_report

    def failing(*, report: NewReport, **given: Any) -> Any:
        receipt = real(report=report, **given)
        if report.external_id == "R-000001":
            raise Refused(Verdict.of(Reason("on_purpose", Text("Med flit.", "On purpose."))))
        return receipt

    monkeypatch.setattr(import_command, "receive_report", failing)
    assert [row["line"] for row in take_in(*map(make_lines.written, GOOD[:3]))] == [2]
    assert external_ids(office) == {"R-000000", "R-000002"}


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path, office: Office) -> None:
    with pytest.raises(Trouble, match="No such file"):
        import_command.run(argparse.Namespace(file=tmp_path / "none.jsonl", source="kommun", rejects=None))


def test_the_rejects_file_is_for_nobody_else(take_in: Callable[..., Any], tmp_path: Path) -> None:
    take_in(b"x")
    assert (tmp_path / "reports.rejects.jsonl").stat().st_mode & 0o777 == 0o600


# --- Killed -----------------------------------------------------------------------------------------------------------

COUNTS = """
SELECT (SELECT count(*) FROM intake_report), (SELECT count(*) FROM intake_reportchild),
       (SELECT count(*) FROM access_file), (SELECT count(*) FROM people_person), (SELECT count(*) FROM people_relation),
       (SELECT count(*) FROM deadlines_deadline)
"""


# The sixtieth report waits for a lock that the test holds, so that the command stands still in mid-run.
HALT = """
SELECT pg_advisory_lock(60);
ALTER TABLE intake_report ALTER COLUMN id RESTART;
CREATE FUNCTION halt() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_advisory_xact_lock(60); RETURN NEW; END $$;
CREATE TRIGGER halt BEFORE INSERT ON intake_report FOR EACH ROW WHEN (NEW.id = 60) EXECUTE FUNCTION halt()
"""
BLOCKED = "SELECT bool_or(pg_backend_pid() = ANY(pg_blocking_pids(pid))) FROM pg_locks WHERE NOT granted"
GO_ON = """
SELECT pg_terminate_backend(pid, 60000) FROM pg_locks WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid));
DROP FUNCTION halt() CASCADE;
SELECT pg_advisory_unlock(60)
"""


def wait_for_the_halt(superuser: psycopg.Connection) -> None:
    """Until the command has come to the sixtieth report."""
    for _try in range(6000):
        superuser.execute("SELECT pg_sleep(0.01)")
        if superuser.execute(BLOCKED).fetchone() == (True,):
            return
    raise AssertionError("the command never came that far")


def start(path: Path, url: str) -> subprocess.Popen[bytes]:
    """The command in a process of its own, on the database of the test."""
    environment = os.environ | {
        "DATABASE_URL": url,
        "SKYDDSNAT_TEST_URL": url,
        "DJANGO_SETTINGS_MODULE": "skyddsnat.config.settings.test",
    }
    main = "from skyddsnat.jobs.command import main; raise SystemExit(main())"
    command = [sys.executable, "-c", main, "import", "reports", str(path), "--source", "kommun"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)


@pytest.mark.django_db(transaction=True)
def test_a_run_that_was_killed_is_simply_run_again(
    tmp_path: Path, server: Server, worker_id: str, superuser_url: str
) -> None:
    make_office()
    path = tmp_path / "reports.jsonl"
    path.write_bytes(b"".join(line + b"\n" for line in make_lines.lines(120, share_broken=0.05)))
    url = server.address(server.copy(worker_id), APP)
    with psycopg.connect(superuser_url, autocommit=True) as counting:
        counting.execute(HALT)
        running = start(path, url)
        wait_for_the_halt(counting)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=120)
        counting.execute(GO_ON)
        halfway = counting.execute(COUNTS).fetchone()
        again = start(path, url)
        said = again.communicate(timeout=120)[0].decode()
        assert again.returncode == 0
        whole = counting.execute(COUNTS).fetchone()
    assert halfway is not None
    assert whole is not None
    assert halfway[0] == 59
    assert f"120 lines: {114 - halfway[0]} received and read back, {halfway[0]} already there, 6 rejected." in said
    assert whole[0] == whole[1] == 114
    in_one_go = {json.loads(line)["children"][0]["new"]["number"] for line in received(path)}
    assert whole[2] == len(in_one_go)


def received(path: Path) -> list[bytes]:
    """The lines of the file that do not stand in its rejects file."""
    rejected = {json.loads(row)["line"] for row in path.with_suffix(".rejects.jsonl").read_text("utf-8").splitlines()}
    return [line for number, line in enumerate(path.read_bytes().splitlines(), 1) if number not in rejected]
