"""The demo's place on disk: database, key, and the mark that it is filled. Commands find the demo through it."""

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from skyddsnat.insight.folders import remove as remove_figures
from skyddsnat.jobs import cluster
from skyddsnat.jobs.cluster import SUPERUSER, Cluster
from skyddsnat.jobs.database import APP, OWNER, drop_database, make_database, make_roles
from skyddsnat.jobs.trouble import Trouble

DATABASE = "skyddsnat"
NEEDED_MEGABYTES = 300
_CHECKOUT = Path(__file__).resolve().parents[3]


def default_folder() -> Path:
    """`var/` of the checkout, or of the working folder where the package is installed without one."""
    return (_CHECKOUT if (_CHECKOUT / "run.py").exists() else Path.cwd()) / "var"


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """A data folder (`--data-dir`)."""

    folder: Path

    @property
    def postgres(self) -> Path:
        """The folder of the database server."""
        return self.folder / "postgres"

    @property
    def is_filled(self) -> bool:
        """Whether the fictional municipality was made to its end. A run killed half-way left no mark."""
        return (self.folder / "filled").exists()

    def mark_filled(self) -> None:
        """Note that the municipality is whole."""
        (self.folder / "filled").touch()

    def prepare(self) -> None:
        """Make the folder. Raises Trouble when that is not possible."""
        try:
            # Root's server runs as another account, which must be able to pass through to its own folder.
            self.folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
            (self.folder / "lock").touch(mode=0o600)
        except OSError as error:
            raise Trouble(
                f"The data folder {self.folder} cannot be used ({error.strerror}): choose another with --data-dir."
            ) from None
        free = shutil.disk_usage(self.folder).free // 1_000_000
        if free < NEEDED_MEGABYTES:
            raise Trouble(
                f"The disk of {self.folder} has {free} MB left and {NEEDED_MEGABYTES} MB are needed: "
                "free some space, or choose another with --data-dir."
            )

    def reset(self) -> None:
        """Delete what the demo made here, and nothing else that may lie in the folder."""
        cluster.remove(cluster.place(self.postgres))
        for name in ("filled", "secret_key", "oncall_key"):
            (self.folder / name).unlink(missing_ok=True)
        remove_figures(self.folder / "figures")
        for extract in (self.folder / "oncall").glob("jourutdrag-*.html"):
            extract.unlink()

    @contextmanager
    def held(self) -> Iterator[bool]:
        """Hold the folder for this process. Yields False when another process holds it."""
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
            else:
                yield True

    def secret_key(self) -> str:
        """The key of this demo, made on first use."""
        path = self.folder / "secret_key"
        if not path.exists():
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(50))
        return path.read_text()

    def make_database(self, server: Cluster) -> None:
        """Roles and database. One that was only half filled is thrown away first."""
        superuser = server.url(SUPERUSER, SUPERUSER)
        make_roles(superuser)
        if not self.is_filled:
            drop_database(superuser, DATABASE)
        make_database(superuser, DATABASE)

    def point_settings(self, server: Cluster) -> None:
        """Set the variables that the demo settings read, for this process and those it starts."""
        os.environ.update(
            DJANGO_SETTINGS_MODULE="skyddsnat.config.settings.demo",
            DATABASE_URL=server.url(APP, DATABASE),
            DATABASE_OWNER_URL=server.url(OWNER, DATABASE),
            SECRET_KEY=self.secret_key(),
            ONCALL_FOLDER=str(self.folder / "oncall"),
            ONCALL_KEY=str(self.folder / "oncall_key"),
            FIGURES_FOLDER=str(self.folder / "figures"),
        )


@contextmanager
def opened(place: DemoPlace) -> Iterator[None]:
    """The demo's database for one command: the running one when the demo is up, else started and stopped again."""
    with place.held() as alone:
        server = cluster.place(place.postgres)
        if alone:
            cluster.start(server)
        try:
            place.point_settings(server)
            yield
        finally:
            if alone:
                cluster.stop(server)
