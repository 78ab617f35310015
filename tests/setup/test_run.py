"""run.py before anything is installed: what it decides, and what it says when it cannot go on."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from skyddsnat.jobs.trouble import Trouble

RUN = Path(__file__).resolve().parents[2] / "run.py"


@pytest.fixture
def run() -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", RUN)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["run"] = module
    spec.loader.exec_module(module)
    return module


def said(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(RUN), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_alone_it_lists_every_recipe_with_what_it_does(run: ModuleType) -> None:
    listed = said().stdout
    for name, recipe in run.RECIPES.items():
        assert f"{name} " in listed
        assert recipe.__doc__.splitlines()[0] in listed


def test_an_unknown_recipe_is_one_sentence() -> None:
    done = said("fly")
    assert done.returncode == 2
    assert done.stderr == "run.py: there is no recipe 'fly'; `python3 run.py` lists them.\n"


def test_without_venv_it_names_the_package_that_brings_it(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a fresh Debian has: the module venv, but not ensurepip."""
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "ensurepip" else find(name))
    monkeypatch.setattr(run, "works", lambda python: False)
    with pytest.raises(Trouble, match="sudo apt install python3-venv"):
        run.require_venv()


def test_a_nearly_full_disk_is_told_before_anything_is_made(run: ModuleType) -> None:
    with pytest.raises(Trouble, match="free some space"):
        run.require_space(10**9)


@pytest.mark.parametrize(
    ("output", "cure"),
    [
        ("ERROR: [Errno 28] No space left on device", "the disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "do not trust"),
        ("ERROR: No matching distribution found for django==5.2.19", "check the network"),
        ("PermissionError: [Errno 13] Permission denied: '.venv'", "run as the user who owns them"),
        ("first\n\nthe last words\n", "the last words"),
    ],
)
def test_what_pip_says_becomes_one_sentence_with_the_cure(run: ModuleType, output: str, cure: str) -> None:
    sentence = run.explain(output, "The packages could not be installed")
    assert cure in sentence
    assert "\n" not in sentence


class Steps:
    """Stands where pip stands, and notes what would have been installed."""

    def __init__(self, run: ModuleType, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.taken: list[str] = []
        self.locks = {"app": folder / "app.txt", "test": folder / "test.txt"}
        for path in self.locks.values():
            path.write_text(path.name)
        monkeypatch.setattr(run, "LOCKS", self.locks)
        monkeypatch.setattr(run, "STAMP", folder / "installed.json")
        monkeypatch.setattr(run, "works", lambda python: True)
        monkeypatch.setattr(run, "install_lock", lambda lock: self.taken.append(lock.stem))
        monkeypatch.setattr(run, "install_package", lambda: self.taken.append("package"))


@pytest.fixture
def steps(run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(run, tmp_path, monkeypatch)


def test_packages_are_installed_again_only_when_the_lock_changed(run: ModuleType, steps: Steps) -> None:
    run.install("app")
    run.install("app")
    assert steps.taken == ["app", "package"]
    steps.locks["app"].write_text("another lock")
    run.install("app")
    assert steps.taken == ["app", "package", "app", "package"]


def test_the_test_packages_hold_those_of_the_application(run: ModuleType, steps: Steps) -> None:
    run.install("test")
    run.install("app")
    assert steps.taken == ["test", "package"]


def test_the_application_alone_is_not_enough_for_the_tests(run: ModuleType, steps: Steps) -> None:
    run.install("app")
    run.install("test")
    assert steps.taken == ["app", "package", "test", "package"]
