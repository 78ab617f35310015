#!/usr/bin/env python3
"""Every chore of Skyddsnät as one command: `python3 run.py` lists them.

Needs nothing but Python 3.11 and its venv module. It makes `.venv`, installs the locked packages there, and hands over
to that environment. Standard library only, because it runs before anything is installed.
"""

import sys

# Before anything that an older Python lacks is imported.
if sys.version_info < (3, 11):  # noqa: UP036 - an older one may well be what is called
    sys.exit(
        f"run.py: this is Python {sys.version.split()[0]} and 3.11 or later is needed: run it with a newer python3."
    )

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent

# These two modules use the standard library alone, so that they are at hand before anything is installed.
sys.path.insert(0, str(ROOT / "src"))
from skyddsnat.jobs.progress import bar
from skyddsnat.jobs.trouble import Trouble

VENV = ROOT / ".venv"
BIN = VENV / "bin"
STAMP = VENV / "installed.json"
LOCKS = {"app": ROOT / "requirements" / "app.txt", "test": ROOT / "requirements" / "test.txt"}
PIP = [str(BIN / "python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
NEEDED_MEGABYTES = {"app": 400, "test": 1200}


# --- Recipes ----------------------------------------------------------------------------------------------------------


def demo(arguments: Sequence[str]) -> int:
    """A fictional municipality in the browser (--reset, --port, --no-browser, --data-dir)."""
    install("app")
    os.execv(BIN / "skyddsnat", ["skyddsnat", "demo", *arguments])


def test(arguments: Sequence[str]) -> int:
    """All tests, or those you name; other arguments go to pytest. --no-skips fails the run when one is skipped."""
    install("test")
    call("skyddsnat", "translations", "compile")
    named = any(not argument.startswith("-") for argument in arguments)
    parallel = [] if named else ["-n", "auto", "--dist", "worksteal"]
    return call("python", "-m", "pytest", *parallel, *arguments)


def check(arguments: Sequence[str]) -> int:
    """Every check there is. Changes nothing, runs them all, counts those that failed."""
    install("test")
    failed = [name for name, command in CHECKS.items() if not passes(name, command)]
    print(f"\n{len(CHECKS) - len(failed)} checks passed, {len(failed)} failed", *failed, sep="\n  ")
    if failed:
        print("`python3 run.py fix` repairs what can be repaired without a decision.")
    return bool(failed)


def fix(arguments: Sequence[str]) -> int:
    """Repair what can be repaired without a decision: format, imports, templates, generated pages."""
    install("test")
    return max(call(*command) for command in FIXES)


def docs(arguments: Sequence[str]) -> int:
    """Write the generated pages of docs/reference anew."""
    install("app")
    return call("skyddsnat", "docs")


def bench(arguments: Sequence[str]) -> int:
    """Measure pages against the best single SQL statement for the same rows, and a million answers against R."""
    install("app")
    return call("skyddsnat", "bench", *arguments)


def translate(arguments: Sequence[str]) -> int:
    """Add new texts to the English catalogues and drop those that are gone; translations stay."""
    install("app")
    return call("skyddsnat", "translations", "extract")


def lock(arguments: Sequence[str]) -> int:
    """Resolve the requirements of pyproject.toml anew into requirements/*.txt, with hashes."""
    install("test")
    how = "--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --universal --python-version 3.11"
    base = ("uv", "pip", "compile", "pyproject.toml", *how.split(), "--quiet", "--group", "install", *arguments)
    app, whole = (str(path.relative_to(ROOT)) for path in (LOCKS["app"], LOCKS["test"]))
    return call(*base, "-o", app) or call(*base, "--group", "test", "-c", app, "-o", whole)


def only_install(arguments: Sequence[str]) -> int:
    """The environment .venv only (--test: with the tools and the tests' packages)."""
    parser = argparse.ArgumentParser(prog="run.py install")
    parser.add_argument("--test", action="store_true")
    install("test" if parser.parse_args(arguments).test else "app")
    return 0


RECIPES: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "test": test,
    "check": check,
    "fix": fix,
    "docs": docs,
    "translate": translate,
    "bench": bench,
    "lock": lock,
    "install": only_install,
}

_CODE = ("src", "tests", "run.py")

CHECKS: dict[str, tuple[str, ...]] = {
    "format": ("ruff", "format", "--check", "--quiet", *_CODE),
    "lint": ("ruff", "check", "--quiet", *_CODE),
    "types": ("mypy",),
    "layers": ("lint-imports", "--no-cache"),
    "migrations": ("python", "-W", "ignore::RuntimeWarning", "-m", "django", "makemigrations", "--check", "--dry-run"),
    "templates": ("djlint", "src", "--lint", "--check", "--quiet"),
    "security": ("bandit", "-q", "-r", "src", "-c", "pyproject.toml"),
    "translations": ("skyddsnat", "translations", "check"),
    "reference pages": ("skyddsnat", "docs", "--check"),
    "locks": ("python", "-m", "pytest", "-q", "-p", "no:randomly", "tests/setup/test_locks.py"),
}

FIXES: tuple[tuple[str, ...], ...] = (
    ("ruff", "check", "--fix", "--quiet", *_CODE),
    ("ruff", "format", "--quiet", *_CODE),
    ("djlint", "src", "--reformat", "--quiet"),
    ("skyddsnat", "docs"),
)


def call(program: str, *arguments: str) -> int:
    """Run a program of the environment, its output as it comes. Returns its exit code."""
    command = [str(BIN / program), *arguments]
    return subprocess.run(command, cwd=ROOT, env=tool_environment(), check=False).returncode


def passes(name: str, command: Sequence[str]) -> bool:
    """Run one check and tell how it went; its output is shown only when it fails."""
    done = subprocess.run(
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=tool_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    print(f"{'ok    ' if done.returncode == 0 else 'FAILED'}  {name}", flush=True)
    if done.returncode:
        print(done.stdout.rstrip(), flush=True)
    return done.returncode == 0


def tool_environment() -> dict[str, str]:
    """For tools that read settings: those of the tests, which need no database to be read."""
    return {"DJANGO_SETTINGS_MODULE": "skyddsnat.config.settings.test", **os.environ}


# --- Environment ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Installed:
    """What is in .venv, as digests: of the lock it was made from, and of what our own package looked like."""

    lock: str = ""
    package: str = ""

    @classmethod
    def read(cls) -> "Installed":
        try:
            return cls(**json.loads(STAMP.read_text()))
        except (OSError, ValueError, TypeError):
            return cls()

    def write(self) -> None:
        STAMP.write_text(json.dumps(vars(self)))


def install(name: str) -> None:
    """Make `.venv` and install the packages of lock `name` ("app" or "test"), unless they are there already."""
    require_venv()
    if not works(BIN / "python"):
        require_space(NEEDED_MEGABYTES[name])
        make_environment()
    # The test lock holds everything that the application's lock holds.
    good_enough = {digest(path.read_text()) for key, path in LOCKS.items() if key in (name, "test")}
    now, package = Installed.read(), digest(package_facts())
    if now.lock not in good_enough:
        install_lock(LOCKS[name])
        now = Installed(lock=digest(LOCKS[name].read_text()))
    if now.package != package:
        install_package()
        Installed(now.lock, package).write()


def require_venv() -> None:
    """Refuse a Python that Debian ships without the means to make an environment."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing and not works(BIN / "python"):
        raise Trouble("Python's venv module is missing: on Debian and Ubuntu, run `sudo apt install python3-venv`.")


def require_space(megabytes: int) -> None:
    """Refuse before a half-made environment fills the disk."""
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise Trouble(
            f"The disk of {ROOT} has {free} MB left and {megabytes} MB are needed: free some space and try again."
        )


def works(python: Path) -> bool:
    """Whether the environment's Python can be run: a checkout that was moved or copied has one that cannot."""
    try:
        return subprocess.run([str(python), "-c", "import pip"], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    print("Makes .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    done = subprocess.run([sys.executable, "-m", "venv", str(VENV)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(explain(done.stdout + done.stderr, "The environment .venv could not be made"))


def install_lock(lock: Path) -> None:
    """Install exactly the packages of `lock`, each checked against its hash, with a progress bar."""
    total = sum("==" in line for line in lock.read_text().splitlines())
    progress, done, output = bar("Installs packages"), 0, []
    with subprocess.Popen(
        [*PIP, "install", "--progress-bar=off", "--require-hashes", "--requirement", str(lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as pip:
        for line in pip.stdout or ():
            output.append(line)
            # Some lines of the lock are for other systems: the bar stops one short and is filled at the end.
            done += line.startswith(("Collecting ", "Requirement already satisfied"))
            progress(min(done, total - 1), total)
    if pip.returncode:
        raise Trouble(explain("".join(output), "The packages could not be installed"))
    progress(total, total)


def install_package() -> None:
    command = [*PIP, "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(explain(done.stdout + done.stderr, "Skyddsnät itself could not be installed in .venv"))


def explain(output: str, what: str) -> str:
    """One sentence with the cure, from the output of a tool that failed."""
    causes = {
        "No space left on device": "the disk is full; free some space and run the command again.",
        "DO NOT MATCH THE HASHES": "a download differs from its locked hash; do not trust where it came from.",
        "No matching distribution": "a locked package was not found; check the network and the package index.",
        "Permission denied": f"files under {ROOT} may not be written; run as the user who owns them.",
        "Connection": "the network did not answer; check it and run the command again.",
    }
    cure = next((cure for sign, cure in causes.items() if sign in output), None)
    return f"{what}: {cure or ' '.join(last_lines(output))}"


def last_lines(output: str) -> Iterator[str]:
    yield from [line.strip() for line in output.strip().splitlines() if line.strip()][-2:]


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def package_facts() -> str:
    """What changes the installed package: its commands, how it is built, where it lies and with which Python."""
    tables = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return json.dumps([tables["project"]["scripts"], tables["build-system"], sys.version, str(ROOT)])


# --- Entry ------------------------------------------------------------------------------------------------------------


def overview() -> str:
    lines = [f"  {name:<11}{(recipe.__doc__ or '').splitlines()[0]}" for name, recipe in RECIPES.items()]
    return "\n".join(["python3 run.py RECIPE …", "", *lines])


def main(arguments: Sequence[str]) -> int:
    if not arguments or arguments[0] in ("-h", "--help"):
        print(overview())
        return 0
    recipe = RECIPES.get(arguments[0])
    if recipe is None:
        print(f"run.py: there is no recipe {arguments[0]!r}; `python3 run.py` lists them.", file=sys.stderr)
        return 2
    try:
        return recipe(arguments[1:])
    except Trouble as trouble:
        print(f"run.py: {trouble}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
