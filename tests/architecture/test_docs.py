"""Docs name every rule, state, act and setting, and nothing of the machines it was written on."""

import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from tests.architecture.layout import PACKAGE, ROOT, layers, python_files

from skyddsnat.kernel.states import StateTable
from skyddsnat.law.register import rules

DOCS = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md"))}
DOMAINS = sorted(name for line in layers("case-order") for name in line if (PACKAGE / "domains" / name).is_dir())

# A setting that the code reads and nobody sets: why it stays out of the docs.
UNSET = {
    "DJANGO_SETTINGS_MODULE": "chosen by the command itself",
    "DISPLAY": "tells whether there is a screen to open a browser on",
    "WAYLAND_DISPLAY": "tells whether there is a screen to open a browser on",
    "SKYDDSNAT_TEST_URL": "the tests give it to themselves",
    "SKYDDSNAT_TEST_OWNER_URL": "the tests give it to themselves",
}
_REQUIRED, _NAME = re.compile(r"\brequired\(([^)]*)\)"), re.compile(r"[\"']([A-Z][A-Z_]+)[\"']")
_READ = re.compile(
    r"""(?:environ\.get\(|environ\[|environ\.setdefault\(|getenv\(|\brequired\(|"in os\.environ)\s*["'](\w+)["']"""
)


@cache
def settings_read() -> dict[str, Path]:
    """Every variable that the code reads from the environment, with a file that does."""
    return {name: path for path in python_files() for name in _settings_in(path.read_text(encoding="utf-8"))}


def _settings_in(code: str) -> Iterator[str]:
    for call in _REQUIRED.findall(code):
        yield from _NAME.findall(call)
    yield from _READ.findall(code)


@pytest.mark.parametrize("name", sorted(settings_read()))
def test_every_setting_is_explained(name: str) -> None:
    explained = any(re.search(rf"\b{name}\b", text) for text in DOCS.values())
    assert explained != (name in UNSET), f"read in {settings_read()[name].relative_to(ROOT)}"


def test_the_guard_itself_finds_settings() -> None:
    assert {"DATABASE_URL", "DATABASE_OWNER_URL"} <= settings_read().keys()
    assert settings_read().keys() >= UNSET.keys()


@pytest.mark.parametrize("rule", sorted({rule.id for rule in rules()}))
def test_every_rule_of_the_law_is_explained(rule: str) -> None:
    assert f"`{rule}`" in DOCS[ROOT / "docs" / "reference" / "rules.md"]


def tables(domain: str) -> list[StateTable[str, str]]:
    """The state tables of a domain's rules."""
    rules_of = importlib.import_module(f"skyddsnat.domains.{domain}.rules")
    return [thing for thing in vars(rules_of).values() if isinstance(thing, StateTable)]


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domains_page_names_its_states_and_the_ways_between_them(domain: str) -> None:
    page = (PACKAGE / "domains" / domain / "README.md").read_text(encoding="utf-8")
    for table in tables(domain):
        for before, act, after in table.rows:
            assert re.search(rf"^\s*{before} --> {after} : ", page, re.MULTILINE), f"{before} --> {after} ({act})"


def test_some_domain_has_a_table() -> None:
    assert sum(bool(tables(domain)) for domain in DOMAINS) >= 3


@pytest.mark.parametrize("path", [*DOCS, *sorted(PACKAGE.rglob("*.md"))], ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_has_a_title_and_its_links_lead_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# ")
    linked = [link for link in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text) if "://" not in link]
    assert [link for link in linked if not (path.parent / link).exists()] == []
