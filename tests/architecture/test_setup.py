"""The promises of the set-up that no single tool sees."""

import importlib
import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from skyddsnat.jobs.command import WORDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "skyddsnat"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CI = (ROOT / ".ci" / "run").read_text()

# Packages that may not know a domain's tables and rules, whenever they come to exist.
OUTSIDE_THE_DOMAINS = {"flows", "insight", "web", "api", "jobs", "demo"}


def packages() -> set[str]:
    return {path.parent.name for path in PACKAGE.glob("*/__init__.py")}


def contract(name: str) -> dict[str, list[str]]:
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    return next(dict(found) for found in contracts if found["id"] == name)


def test_ci_tests_the_oldest_postgresql_that_the_docs_promise() -> None:
    promised = re.search(r"PostgreSQL (\d+) or later", (ROOT / "docs/how-to/production.md").read_text())
    tested = re.search(r"^oldest=(\d+)$", CI, re.MULTILINE)
    assert promised is not None
    assert tested is not None
    assert promised[1] == tested[1]


def test_ci_calls_the_recipes_that_everybody_calls() -> None:
    assert "python3 run.py check" in CI
    assert CI.count("python3 run.py test --no-skips") == 2


def test_every_app_is_installed() -> None:
    here = {".".join(path.parent.relative_to(PACKAGE.parent).parts) for path in PACKAGE.rglob("apps.py")}
    assert here == {config.name for config in apps.get_app_configs() if config.name.startswith("skyddsnat")}


def test_domains_stand_in_the_order_of_the_case() -> None:
    """Later domains may build on earlier ones, in settings as in the import contract."""
    floors = [re.findall(r"\w+", floor) for floor in contract("case-order")["layers"]]
    order = {name: len(floors) - number for number, floor in enumerate(floors) for name in floor}
    listed = [order[name.rpartition(".")[2]] for name in settings.DOMAIN_APPS]
    assert listed == sorted(listed)


def test_everything_outside_the_domains_is_kept_from_their_tables() -> None:
    kept = {name.removeprefix("skyddsnat.") for name in contract("no-tables-outside")["source_modules"]}
    assert kept == packages() & OUTSIDE_THE_DOMAINS


def test_the_clock_is_lifted_at_the_edges_alone() -> None:
    lifted = {
        pattern for pattern, rules in PROJECT["tool"]["ruff"]["lint"]["per-file-ignores"].items() if "TID251" in rules
    }
    assert lifted == {"src/skyddsnat/{web,api,jobs,demo}/**", "tests/**"}


@pytest.mark.parametrize("word", WORDS)
def test_every_word_of_the_command_is_there(word: str) -> None:
    module = importlib.import_module(WORDS[word].module)
    assert callable(module.add_arguments)
    assert callable(module.run)


def test_the_licence_is_whole_and_named_alike_everywhere() -> None:
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (ROOT / "LICENSE").read_text()
    assert PROJECT["project"]["license"] == "EUPL-1.2"
    assert "license: EUPL-1.2" in (ROOT / "publiccode.yml").read_text()


def test_the_version_is_one() -> None:
    assert f"softwareVersion: {PROJECT['project']['version']}\n" in (ROOT / "publiccode.yml").read_text()
