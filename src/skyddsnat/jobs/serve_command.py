"""`skyddsnat serve`: the pages, by one process for each core with one thread each.

More threads in a process, or asynchronous serving of these synchronous views, was slower in every measurement.
"""

import argparse
import os
import socket
from collections.abc import Callable

from django.conf import settings
from django.core.checks import run_checks
from django.db import connections
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from skyddsnat.jobs.trouble import Trouble

# How long a page that is being made may take to finish when the server stops.
STOP_SECONDS = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--processes", type=int, default=cores(), help="server processes (one for each core)")


def run(args: argparse.Namespace) -> int:
    """Serve until told to stop."""
    check_port(args.host, args.port)
    serve(host=args.host, port=args.port, processes=args.processes)
    return 0


def serve(*, host: str, port: int, processes: int, when_ready: Callable[[], None] | None = None) -> None:
    """Check the database's rights and serve until SIGINT or SIGTERM. `when_ready` is called once, at the start.

    Raises Trouble when the database role could read past row-level security, or static files are missing.
    """
    check_rights()
    check_static_files()
    server = Granian(
        "skyddsnat.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=processes,
        blocking_threads=1,
        websockets=False,
        respawn_failed_workers=True,
        # A process that is idle now and then misses the signal to stop; without this, Ctrl-C would wait for ever.
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
    )
    if when_ready:
        server.on_startup(when_ready)
    server.serve()


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def check_port(host: str, port: int) -> None:
    """Raise Trouble when something else listens there, or when this user may not."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as attempt:
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((host, port))
        except PermissionError:
            raise Trouble(f"Port {port} is for root alone: choose one above 1023 with --port.") from None
        except OverflowError:
            raise Trouble(f"There is no port {port}: choose one between 1024 and 65535 with --port.") from None
        except OSError as error:
            raise Trouble(
                f"Port {port} on {host} cannot be used ({error.strerror}): free it, or choose another with --port."
            ) from None


def check_rights() -> None:
    """Raise Trouble when the running role is not bound by row-level security."""
    faults = run_checks(tags=["database"], databases=["default"])
    connections.close_all()
    if serious := [fault for fault in faults if fault.is_serious()]:
        raise Trouble(" ".join(f"{fault.msg} {fault.hint}" for fault in serious))


def check_static_files() -> None:
    """Raise Trouble when pages would come without their style."""
    root = getattr(settings, "STATIC_ROOT", None)
    if root and not (root / "staticfiles.json").exists():
        raise Trouble(f"There are no static files in {root}: run `skyddsnat static` first.")
