"""Many write to the log at once, and the chains still hold. The command that verifies, from the shell's side."""

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connections
from tests.databases import Server
from tests.factories.staff import make_office

from skyddsnat.foundation.audit.verification import CHAINS, verify
from skyddsnat.jobs import audit_command
from skyddsnat.jobs.database import APP
from skyddsnat.jobs.trouble import Trouble

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

APPEND = (
    "INSERT INTO audit_event (at, actor, deed, target, ground, details) VALUES (now(), %s, 'a.b.c', 'x:1', '', '{}')"
)


@pytest.fixture
def app_url(server: Server, worker_id: str) -> str:
    """The address of this process's database as the role that runs."""
    return server.address(server.copy(worker_id), APP)


def session(app_url: str) -> psycopg.Connection:
    """A session of its own in which a system run looks, as `seeing` would have it."""
    opened = psycopg.connect(app_url)
    opened.execute("SELECT set_config('app.actor', 'system:tests', false)")
    opened.execute("SET lock_timeout = '2s'")
    opened.commit()
    return opened


def two_sessions(app_url: str) -> tuple[psycopg.Connection, psycopg.Connection]:
    """Two sessions that keep to different chains."""
    first = session(app_url)
    while True:
        second = session(app_url)
        if (first.info.backend_pid - second.info.backend_pid) % CHAINS:
            return first, second
        second.close()


def test_two_sessions_append_at_the_same_time_and_neither_waits(app_url: str) -> None:
    """The first holds its chain, uncommitted, while the second writes and commits: a wait would time out."""
    first, second = two_sessions(app_url)
    with first, second:
        first.execute(APPEND, ["system:tests"])
        second.execute(APPEND, ["system:tests"])
        second.commit()
        first.commit()
    assert verify() == []


def test_an_event_that_is_rolled_back_leaves_no_gap(app_url: str) -> None:
    with session(app_url) as opened:
        for _ in range(3):
            opened.execute(APPEND, ["system:tests"])
            opened.commit()
            opened.execute(APPEND, ["system:tests"])
            opened.rollback()
    assert verify() == []


def test_a_crowd_appends_and_every_chain_holds(app_url: str) -> None:
    def write(_: int) -> None:
        with session(app_url) as opened:
            opened.execute("SET lock_timeout = '20s'")
            for _ in range(20):
                opened.execute(APPEND, ["system:tests"])
                opened.commit()

    with ThreadPoolExecutor(20) as crowd:
        list(crowd.map(write, range(20)))
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        assert cursor.fetchone() == (400,)
    assert verify() == []


# --- The command ------------------------------------------------------------------------------------------------------


def audit(*words: str) -> int:
    parser = argparse.ArgumentParser()
    audit_command.add_arguments(parser)
    return audit_command.run(parser.parse_args(words))


@pytest.fixture
def tamper(superuser_url: str) -> Iterator[psycopg.Connection]:
    """A superuser whose triggers are off."""
    with psycopg.connect(superuser_url, autocommit=True) as opened:
        opened.execute("SET session_replication_role = replica")
        yield opened


def test_the_command_says_that_the_log_holds(capsys: pytest.CaptureFixture[str]) -> None:
    make_office()
    assert audit("verify") == 0
    assert "as they were written" in capsys.readouterr().out


def test_the_command_names_the_first_changed_event_and_fails(
    tamper: psycopg.Connection, capsys: pytest.CaptureFixture[str]
) -> None:
    make_office()
    row = tamper.execute("SELECT min(id) + 3 FROM audit_event").fetchone()
    assert row is not None
    tamper.execute("UPDATE audit_event SET actor = 'employee:1' WHERE id >= %s", row)
    assert audit("verify") == 1
    assert f"changed: event {row[0]} (" in capsys.readouterr().err


def test_the_command_keeps_the_heads_in_a_file_and_compares_with_them(
    tamper: psycopg.Connection, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_office()
    kept = tmp_path / "heads.json"
    assert audit("anchor", str(kept)) == 0
    assert audit("verify", "--anchor", str(kept)) == 0
    tamper.execute("TRUNCATE audit_event")
    tamper.execute("UPDATE audit_chain SET number = 0, hash = sha256(convert_to('skyddsnat chain ' || chain, 'UTF8'))")
    assert audit("verify") == 0
    assert audit("verify", "--anchor", str(kept)) == 1
    assert "removed: number 1 of chain" in capsys.readouterr().err


def test_a_tampered_log_gets_no_anchor(tamper: psycopg.Connection, tmp_path: Path) -> None:
    make_office()
    tamper.execute("DELETE FROM audit_event WHERE number = 1")
    assert audit("anchor", str(tmp_path / "heads.json")) == 1
    assert list(tmp_path.iterdir()) == []


def test_an_anchor_never_takes_the_place_of_another(tmp_path: Path) -> None:
    kept = tmp_path / "heads.json"
    assert audit("anchor", str(kept)) == 0
    with pytest.raises(Trouble, match="cannot be written"):
        audit("anchor", str(kept))
    assert len(json.loads(kept.read_text())["heads"]) == CHAINS


def test_a_missing_or_broken_anchor_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be read"):
        audit("verify", "--anchor", str(tmp_path / "none.json"))
    (tmp_path / "broken.json").write_text("{}")
    with pytest.raises(Trouble, match="is no anchor"):
        audit("verify", "--anchor", str(tmp_path / "broken.json"))


def test_without_the_owner_nothing_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """The role that runs sees a part of the log, and would call the rest removed."""
    monkeypatch.delitem(settings.DATABASES, "owner")
    with pytest.raises(Trouble, match="DATABASE_OWNER_URL"):
        audit("verify")
