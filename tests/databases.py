"""The databases of a test run: one server, one migrated template, one copy for each process.

The server is the embedded one, in a folder of its own, or the one that DATABASE_URL names (as a superuser).
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.db import connections

from skyddsnat.config.environment import database
from skyddsnat.jobs.cluster import THROWAWAY, place, remove, start
from skyddsnat.jobs.database import APP, OWNER, drop_database, make_database, make_roles
from skyddsnat.jobs.migrate_command import migrate

# The roles of a test server guard made-up people; an external one may ask for a password all the same.
PASSWORD = "skyddsnat"
_PREFIX = "skyddsnat-tests-"
# Two that wait for each other where the database does not see it end with an error that names the statement.
_PATIENCE = "-c lock_timeout=5min"


@dataclass(frozen=True, slots=True)
class Server:
    """A server that we may do anything on. `url` is a superuser's; `run` tells runs on the same server apart."""

    url: str
    run: str

    def address(self, name: str, role: str | None = None) -> str:
        """The address of database `name`, as `role` or as the superuser."""
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        login = f"{role}:{PASSWORD}@{host}" if role else parts.netloc
        return parts._replace(netloc=login, path=f"/{name}").geturl()

    @property
    def template(self) -> str:
        """The name of the migrated database that every process copies."""
        return f"skyddsnat_{self.run}_template"

    def copy(self, worker: str) -> str:
        """The name of the database of one process."""
        return f"skyddsnat_{self.run}_{worker}"


# --- One run: made by the process that starts the tests, passed to the others as a folder -----------------------------


def new_run() -> Path:
    """A folder for this run. What killed runs left behind is cleared first."""
    for old in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if not _alive(int(old.name.split("-")[2])):
            with suppress(FileNotFoundError):  # another run that starts now clears it too
                end_run(old)
    folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-"))
    folder.chmod(0o711)  # started by root, the server runs as somebody else
    return folder


def end_run(folder: Path) -> None:
    """Stop the server of the run, or drop its databases on the external one, and delete the folder."""
    # A run that was killed may have had the embedded server where this one has another.
    is_external = "DATABASE_URL" in os.environ and not (folder / "postgres").exists()
    if is_external and (folder / "databases").exists():
        for name in (folder / "databases").read_text().split():
            drop_database(os.environ["DATABASE_URL"], name)
    elif (folder / "ready").exists() or (folder / "postgres").exists():
        remove(place(folder / "postgres"))
    shutil.rmtree(folder, ignore_errors=True)


def ready_server(folder: Path) -> Server:
    """The server of the run with its template. The first process that asks starts and migrates it; the others wait."""
    with _one_at_a_time(folder):
        server = Server(_server_url(folder), _run_name(folder))
        if not (folder / "ready").exists():
            make_roles(server.url, PASSWORD)
            _note(folder, server.template)
            make_database(server.url, server.template)
            use(server, server.template)
            migrate()
            connections.close_all()
            (folder / "ready").touch()
    return server


def fresh_copy(folder: Path, server: Server, worker: str) -> None:
    """Give this process an untouched copy of the template, and connect the settings to it."""
    _replaced(folder, server, worker, template=server.template)
    use(server, server.copy(worker))


def filled_copy(folder: Path, server: Server, worker: str, name: str, fill: Callable[[Path], None]) -> Path:
    """Give this process a copy of the database `name`. The first of the run that asks fills it; the others wait.

    `fill` works on an untouched copy of the template, and is told the folder for what lies beside the database. Returns
    that folder.
    """
    kept, beside = server.copy(name), folder / name
    with _one_at_a_time(folder, name):
        if not (beside / "filled").exists():
            fresh_copy(folder, server, worker)
            beside.mkdir(exist_ok=True)
            fill(beside)
            connections.close_all()
            _note(folder, kept)
            make_database(server.url, kept, template=server.copy(worker))
            (beside / "filled").touch()
    _replaced(folder, server, worker, template=kept)
    use(server, server.copy(worker))
    return beside


def restored(folder: Path, server: Server, worker: str, dump: str) -> None:
    """Give this process a database that holds what `dump` says, plain SQL, and connect the settings to it."""
    _replaced(folder, server, worker, template=None)
    with psycopg.connect(server.address(server.copy(worker)), autocommit=True) as superuser:
        superuser.execute(dump.encode())
    use(server, server.copy(worker))


def _replaced(folder: Path, server: Server, worker: str, *, template: str | None) -> None:
    name = server.copy(worker)
    connections.close_all()
    drop_database(server.url, name)
    _note(folder, name)
    make_database(server.url, name, template=template)


def use(server: Server, name: str) -> None:
    """Point both aliases at database `name`: `default` runs as the application, `owner` as the owner."""
    for alias, role in (("default", APP), ("owner", OWNER)):
        address = database(alias, server.address(name, role))
        chosen = {key: address[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
        chosen["OPTIONS"] = {**chosen["OPTIONS"], "options": _PATIENCE}
        settings.DATABASES[alias].update(chosen)
        connections[alias].settings_dict.update(chosen)


def _server_url(folder: Path) -> str:
    if url := os.environ.get("DATABASE_URL"):
        return url
    cluster = place(folder / "postgres")
    # A process of the run has a few connections, and as many processes as there are cores run at once.
    start(cluster, **THROWAWAY, max_connections=str(100 + 10 * (os.cpu_count() or 1)))
    return cluster.url("postgres", "postgres")


def _note(folder: Path, name: str) -> None:
    with (folder / "databases").open("a") as names:
        names.write(f"{name}\n")


def _run_name(folder: Path) -> str:
    return folder.name.removeprefix(_PREFIX).partition("-")[0]


@contextmanager
def _one_at_a_time(folder: Path, what: str = "server") -> Iterator[None]:
    with (folder / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
