"""`skyddsnat demo`: a whole fictional municipality on this machine, from nothing to the login page."""

import argparse
import importlib
import multiprocessing
import os
import sys
import webbrowser
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import django

from skyddsnat.jobs import cluster, translations
from skyddsnat.jobs.demo_place import DemoPlace, default_folder
from skyddsnat.jobs.progress import bar
from skyddsnat.jobs.trouble import Trouble

HOST = "127.0.0.1"

# By name and not by import: the demo is an entry point of its own, which jobs may start but not know.
_FILL = "skyddsnat.demo.fill"
_LOGINS = "skyddsnat.demo.logins"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where the demo lives and how it shows itself."""
    parser.add_argument("--data-dir", type=Path, default=default_folder(), help="folder of the data (var/)")
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (8000)")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    parser.add_argument("--reset", action="store_true", help="throw the data away and start over")


def run(args: argparse.Namespace) -> int:
    """Make what is missing, serve until Ctrl-C, and stop everything in order."""
    # Imported here: the server's module reads Django's settings, which are known only when the database is placed.
    from skyddsnat.jobs import serve_command  # noqa: PLC0415 - needs the settings

    serve_command.check_port(HOST, args.port)
    place = DemoPlace(args.data_dir.resolve())
    place.prepare()
    with place.held() as alone:
        if not alone:
            raise Trouble(
                f"The demo already runs on {place.folder}: use it, or start another with --data-dir and --port."
            )
        if args.reset:
            place.reset()
        with cluster.running(place.postgres) as server:
            make_ready(place, server)
            show = _Greeting(f"http://{HOST}:{args.port}/", browse=not args.no_browser)
            serve_command.serve(host=HOST, port=args.port, processes=serve_command.cores(), when_ready=show)
    print("Stopped; the data are kept.")
    return 0


def make_ready(place: DemoPlace, server: cluster.Cluster) -> None:
    """Database, tables, translations and people, each only if it is missing."""
    place.make_database(server)
    place.point_settings(server)
    translations.compile_all()
    django.setup()
    from skyddsnat.jobs.migrate_command import migrate  # noqa: PLC0415 - needs the settings

    migrate()
    if not place.is_filled:
        _apart(_fill)
        place.mark_filled()


def _fill() -> None:
    importlib.import_module(_FILL).fill(progress=bar("Fills the fictional municipality"))


def _apart(work: Callable[[], None]) -> None:
    """Do the work in a process of its own; raises Trouble when it failed.

    What makes PDFs starts threads, and the server's processes, forked from one where it has, would wait for those
    threads for ever at their first letter.
    """
    from django.db import connections  # noqa: PLC0415 - needs the settings

    connections.close_all()
    apart = multiprocessing.get_context("fork").Process(target=work)
    apart.start()
    try:
        apart.join()
    finally:
        apart.terminate()
        apart.join()
    if apart.exitcode:
        raise Trouble("The fictional municipality could not be made: see above, and start again with --reset.")


class _Greeting:
    """What is printed when pages can be had: the address and one login for each role."""

    def __init__(self, address: str, *, browse: bool) -> None:
        self.address = address
        self.browse = browse

    def __call__(self) -> None:
        print(f"\nSkyddsnät, with made-up people: {self.address}\n")
        for line in login_lines(importlib.import_module(_LOGINS).LOGINS):
            print(f"  {line}")
        print("\nCtrl-C stops it.", flush=True)
        if self.browse and has_screen():
            webbrowser.open(self.address)


def login_lines(logins: Iterable[Any]) -> list[str]:
    """One aligned line a login. In: objects with `role` (a Text), `username` and `password`."""
    rows = [(login.role.in_language("sv"), login.username, login.password) for login in logins]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(2)]
    return [f"{role:<{widths[0]}}  {name:<{widths[1]}}  {password}" for role, name, password in rows]


def has_screen() -> bool:
    """Whether a browser window could be seen. A text browser would take over the terminal."""
    return sys.platform == "darwin" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
