"""The locks: every package pinned and hashed, nothing about where it came from, nothing beside pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = {name: (ROOT / "requirements" / f"{name}.txt").read_text() for name in ("app", "test")}

APP = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["install"]]
WANTED = [("app", text) for text in APP] + [("test", text) for text in [*APP, *PROJECT["dependency-groups"]["test"]]]


def pinned(lock: str) -> dict[str, set[str]]:
    """Name → versions; there may be one for each Python."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;]+)", LOCKS[lock], re.MULTILINE):
        found.setdefault(canonicalize_name(name), set()).add(version)
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_has_a_hash(lock: str) -> None:
    for entry in re.split(r"\n(?=[A-Za-z])", LOCKS[lock]):
        assert "--hash=sha256:" in entry, entry.splitlines()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_no_line_tells_where_packages_come_from(lock: str) -> None:
    for line in LOCKS[lock].splitlines():
        assert re.match(r"[A-Za-z0-9._-]+==|    --hash=sha256:[0-9a-f]{64}|    #", line), line
        assert "://" not in line


@pytest.mark.parametrize(("lock", "wanted"), WANTED)
def test_what_pyproject_asks_for_is_locked_within_its_range(lock: str, wanted: str) -> None:
    """Fails when pyproject.toml was changed without `python3 run.py lock`."""
    requirement = Requirement(wanted)
    versions = pinned(lock).get(canonicalize_name(requirement.name), set())
    assert versions
    assert all(requirement.specifier.contains(version) for version in versions)


def test_tests_run_on_the_very_packages_of_the_application() -> None:
    test = pinned("test")
    assert {name: test.get(name) for name in pinned("app")} == pinned("app")


def test_each_dependency_says_what_it_is_for() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    for requirement in {text for _, text in WANTED}:
        assert re.search(rf'"{re.escape(requirement)}",\s+# \w.{{8,}}', text), requirement
