"""The database server that comes along: made, reused, taken over and stopped, and what it says when it cannot start."""

import os
import stat
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from skyddsnat.jobs import cluster
from skyddsnat.jobs.cluster import SUPERUSER, THROWAWAY, Cluster
from skyddsnat.jobs.trouble import Trouble


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A data folder to be. As root, its parents are opened for the account that runs the server."""
    root = Path(tempfile.gettempdir()).resolve()
    for folder in (tmp_path, *tmp_path.parents):
        if folder == root or root not in folder.parents:
            break
        folder.chmod(0o755)
    yield tmp_path / "postgres"
    cluster.remove(cluster.place(tmp_path / "postgres"))


def superuser(server: Cluster) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True)


def started(folder: Path) -> Cluster:
    server = cluster.place(folder)
    cluster.start(server, **THROWAWAY)
    return server


def test_the_second_start_keeps_the_data(folder: Path) -> None:
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1")
    assert not cluster.is_running(server)
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        assert connection.execute("SELECT * FROM kept").fetchone() == (1,)


def test_only_its_account_gets_at_the_data_and_no_port_is_open(folder: Path) -> None:
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        assert stat.S_IMODE(server.folder.stat().st_mode) == 0o700
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert connection.execute("SHOW unix_socket_permissions").fetchone() == ("0700",)


def test_it_does_not_run_as_root(folder: Path) -> None:
    server = started(folder)
    number = (folder / "postmaster.pid").read_text().split()[0]
    assert Path(f"/proc/{number}").stat().st_uid != 0
    cluster.stop(server)


def test_swedish_letters_have_upper_and_lower_case(folder: Path) -> None:
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        assert connection.execute("SELECT lower('ÅÄÖ'), upper('åäö')").fetchone() == ("åäö", "ÅÄÖ")


def test_a_server_that_a_killed_run_left_behind_is_taken_over(folder: Path) -> None:
    left_behind = started(folder)
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    assert not cluster.is_running(left_behind)


def test_a_stale_pid_that_another_program_has_got_does_not_stop_it(folder: Path) -> None:
    cluster.stop(started(folder))
    (folder / "postmaster.pid").write_text(f"{os.getpid()}\n{folder}\n")
    with cluster.running(folder, **THROWAWAY) as server, superuser(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_path_too_long_for_a_socket_is_no_hindrance(folder: Path) -> None:
    deep = folder.parent / ("x" * 110) / "postgres"
    with cluster.running(deep, **THROWAWAY) as server, superuser(server) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    cluster.remove(server)
    assert not server.sockets.exists()


def test_a_folder_that_holds_something_else_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "letter.txt").write_text("mine")
    with pytest.raises(Trouble, match=r"is broken, it holds no database: start over with --reset"):
        started(folder)
    assert (folder / "letter.txt").read_text() == "mine"


def test_a_folder_of_another_version_is_named(folder: Path) -> None:
    folder.mkdir()
    (folder / "PG_VERSION").write_text("14\n")
    with pytest.raises(Trouble, match=r"was made by PostgreSQL 14 and this is \d+"):
        started(folder)


@pytest.mark.parametrize("part", ["global/pg_control", "pg_wal", "postgresql.conf"])
def test_a_broken_folder_is_one_sentence_with_the_cure(folder: Path, part: str) -> None:
    cluster.stop(started(folder))
    subprocess.run(["rm", "-r", str(folder / part)], check=True)
    with pytest.raises(Trouble, match="start over with --reset") as trouble:
        started(folder)
    assert "\n" not in str(trouble.value)


def test_where_nothing_can_be_made_the_cure_is_another_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Trouble, match="choose another --data-dir"):
        started(tmp_path / "file" / "var" / "postgres")


def test_a_full_disk_is_one_sentence(folder: Path) -> None:
    sentence = cluster._why(cluster.place(folder), "FATAL: could not write lock file: No space left on device")
    assert sentence == f"The database in {folder} does not start, the disk is full: free some space and start again."
