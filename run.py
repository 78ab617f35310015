#!/usr/bin/env python3
"""Every chore of Skyddsnät as one command: `python3 run.py` lists them.

Needs nothing but Python 3.11 and its venv module. It makes `.venv`, installs the locked packages there, and hands over
to that environment. Standard library only, because it runs before anything is installed.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = {"app": ROOT / "requirements" / "app.txt", "test": ROOT / "requirements" / "test.txt"}


class Trouble(Exception):
    """Something the reader can cure. Its text is one sentence that says what is wrong and what to do."""


# --- Environment ------------------------------------------------------------------------------------------------------


def install(lock: str) -> None:
    """Make `.venv` and install the packages of `lock` ("app" or "test"), unless they are there already."""
    require_venv()
    if not PYTHON.exists():
        make_environment()
    wanted = {"lock": digest(LOCKS[lock].read_text()), "package": digest(package_facts())}
    installed = read_stamp()
    # The test lock holds everything that the application lock holds.
    locks_in_place = {installed.get(name) for name in ({"app", "test"} if lock == "app" else {"test"})}
    current = {digest(path.read_text()) for path in LOCKS.values()}
    if not (locks_in_place & current):
        install_lock(LOCKS[lock])
        installed = {lock: wanted["lock"]}
    elif installed.get("package") == wanted["package"]:
        return
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    STAMP.write_text(json.dumps({**installed, "package": wanted["package"]}))


def require_venv() -> None:
    """Refuse a Python that is too old, or that Debian ships without the means to make an environment."""
    if sys.version_info < (3, 11):
        raise Trouble(f"Python 3.11 or later is needed, this is {sys.version.split()[0]}: run run.py with a newer one.")
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing and not PYTHON.exists():
        raise Trouble("Python's venv module is missing: on Debian and Ubuntu, run `sudo apt install python3-venv`.")


def make_environment() -> None:
    print("Makes .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True, capture_output=True, text=True)
    except subprocess.CalledProcessError as error:
        raise Trouble(explain(error.stdout + error.stderr, "The environment .venv could not be made")) from error


def install_lock(lock: Path) -> None:
    """Install exactly the packages of `lock`, each checked against its hash, with a progress bar."""
    total = sum("==" in line for line in lock.read_text().splitlines())
    command = [*PIP, "install", "--require-hashes", "--requirement", str(lock)]
    collected, tail = 0, []
    for line in lines_of(command):
        tail = [*tail[-20:], line]
        collected += line.startswith("Collecting ") or line.startswith("Requirement already satisfied")
        show_progress("Installs packages", collected, total)
    show_progress("Installs packages", total, total)
    if not tail or tail[-1].startswith("ERROR") or any(line.startswith("ERROR") for line in tail):
        raise Trouble(explain("\n".join(tail), "The packages could not be installed"))


def pip(*arguments: str) -> None:
    done = subprocess.run([*PIP, *arguments], capture_output=True, text=True)
    if done.returncode:
        raise Trouble(explain(done.stdout + done.stderr, "The package itself could not be installed"))


PIP = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input"]


def explain(output: str, what: str) -> str:
    """One sentence with the cure, from the output of a tool that failed."""
    causes = {
        "No space left on device": "the disk is full: free some space and run the command again.",
        "THESE PACKAGES DO NOT MATCH THE HASHES": "a download differs from its locked hash: do not trust that mirror.",
        "No matching distribution": "a locked package was not found: check the network and the package index.",
        "Permission denied": f"files under {ROOT} may not be written: run as the user who owns them.",
        "Connection": "the network did not answer: check it and run the command again.",
    }
    cure = next((cure for sign, cure in causes.items() if sign in output), None)
    return f"{what}: {cure or output.strip().splitlines()[-1:]}"


def lines_of(command: list[str]) -> Iterator[str]:
    """The lines that `command` prints, errors too, as they come."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=ROOT) as process:
        assert process.stdout is not None  # noqa: S101 - asked for on the line above
        yield from (line.rstrip() for line in process.stdout)


def show_progress(what: str, done: int, total: int) -> None:
    """A bar on a terminal; elsewhere one line when all is done."""
    if sys.stdout.isatty():
        filled = 30 * min(done, total) // total
        print(f"\r{what} [{'█' * filled}{'░' * (30 - filled)}] {min(done, total)}/{total}", end="", flush=True)
        if done >= total:
            print()
    elif done == total:
        print(f"{what}: {total}", flush=True)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def package_facts() -> str:
    """What in pyproject.toml changes the installed package, its commands above all."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return json.dumps([tables["project"].get("scripts"), tables["build-system"], sys.version])


def read_stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="run.py")
    parser.add_argument("recipe", choices=["install"])
    parser.add_argument("--test", action="store_true")
    chosen = parser.parse_args(arguments)
    try:
        install("test" if chosen.test else "app")
    except Trouble as trouble:
        print(f"run.py: {trouble}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
