"""What docs/how-to/production.md tells to do is done, line by line, on a server of its own, and proved to work."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from skyddsnat.jobs import cluster
from skyddsnat.jobs.cluster import SUPERUSER, THROWAWAY, Cluster
from skyddsnat.jobs.database import APP, OWNER, make_database

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "how-to" / "production.md").read_text(encoding="utf-8")
SKYDDSNAT = Path(sys.executable).with_name("skyddsnat")


def block(language: str, holding: str) -> str:
    """The one code block of the page in that language that holds the text."""
    (found,) = (text for text in re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL) if holding in text)
    return str(found)


@dataclass(frozen=True)
class Installation:
    """A database on a server, and the way to run commands on it."""

    server: Cluster
    folder: Path
    name: str = "skyddsnat"

    def run(self, *command: str, stdin: str = "") -> "subprocess.CompletedProcess[str]":
        environment = {
            **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
            "SECRET_KEY": "Kq3" * 30 + "!x7",
            "ALLOWED_HOSTS": "skyddsnat.example",
            "DATABASE_URL": self.server.url(APP, self.name),
            "DATABASE_OWNER_URL": self.server.url(OWNER, self.name),
        }
        return subprocess.run(
            command,
            cwd=self.folder,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            timeout=500,
        )

    def skyddsnat(self, *words: str, stdin: str = "") -> str:
        done = self.run(str(SKYDDSNAT), *words, stdin=stdin)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def shell(self, line: str) -> None:
        """A line of the page, with the programs of the server that comes along."""
        found = f"PATH={self.server.binaries}:$PATH; {line}"
        done = self.run("sh", "-c", found)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A database made, migrated and given its first people as the page says."""
    folder = tmp_path_factory.mktemp("production")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)
    with cluster.running(folder / "postgres", **THROWAWAY) as server:
        with psycopg.connect(server.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            for statement in block("sql", "CREATE ROLE").split(";")[:-1]:
                connection.execute(statement)  # type: ignore[call-overload]  # the page's own text
        made = Installation(server, folder)
        made.skyddsnat("migrate")
        made.skyddsnat("django", "shell", stdin=first_people())
        yield made
    cluster.remove(server)


def first_people() -> str:
    """The script of the page; nobody sits at the keyboard of a test."""
    return block("python", "add_employee").replace('getpass("Password of ali: ")', "'a word of the tests'")


def rows(of: Installation, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(of.server.url(OWNER, of.name)) as connection:
        return connection.execute(query).fetchall()  # type: ignore[call-overload,no-any-return]


def test_the_first_employee_can_log_in_and_stands_in_the_log(installation: Installation) -> None:
    (found,) = rows(installation, "SELECT username, password, must_change_password FROM staff_employee")
    assert (found[0], found[2]) == ("ali", True)
    assert str(found[1]).startswith("argon2")
    deeds = {deed for (deed,) in rows(installation, "SELECT deed FROM audit_event WHERE actor = 'system:staff-list'")}
    assert deeds >= {"staff.unit.added", "staff.employee.added", "staff.role.given", "staff.employee.password_set"}


def test_a_dump_by_the_owner_restores_whole(installation: Installation) -> None:
    """Rows, log and rights come back as they were, by the page's own commands; the checks of the night say so."""
    counts, anchor = str(installation.folder / "counts.json"), str(installation.folder / "anchor")
    installation.skyddsnat("check-data", "--counts", counts)
    installation.skyddsnat("audit", "anchor", anchor)
    # An answer of an open survey: two dumps with one between them would tell whose it is.
    with psycopg.connect(installation.server.url(SUPERUSER, installation.name)) as connection:
        connection.execute("INSERT INTO answers.urn VALUES (gen_random_uuid(), 1, '{}')")
    installation.shell(block("sh", "pg_dump"))

    make_database(installation.server.url(SUPERUSER, "postgres"), "restored")
    restored = Installation(installation.server, installation.folder, "restored")
    restored.shell(block("sh", "pg_restore"))

    assert "as on" in restored.skyddsnat("audit", "verify", "--anchor", anchor)
    assert "ok     rows.kept" in restored.skyddsnat("check-data", "--counts", counts)
    assert rows(restored, "SELECT count(*) FROM audit_event") == rows(installation, "SELECT count(*) FROM audit_event")
    assert rows(restored, "SELECT * FROM answers.urn") == [], "no dump holds what lies in the urn"
    with psycopg.connect(restored.server.url(APP, restored.name)) as connection:
        assert connection.execute("SELECT count(*) FROM audit_event").fetchone() == (0,), "the wall did not come along"
