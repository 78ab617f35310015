"""`skyddsnat docs`: write the pages of `docs/reference/` that are made from code, or check that they are up to date.

A page is a path below `docs/reference/` and a function that returns its text. Whoever adds a generated page adds a row
to `PAGES`.
"""

import argparse
import importlib
import sys
from collections.abc import Callable
from pathlib import Path

from skyddsnat.insight.indicator_file import indicators
from skyddsnat.insight.page import indicators_page
from skyddsnat.jobs.command import WORDS
from skyddsnat.jobs.commands_page import commands_page
from skyddsnat.jobs.import_page import import_page
from skyddsnat.law.compulsory_states import states_page
from skyddsnat.law.reference import rules_page
from skyddsnat.law.register import rules

OUT_OF_DATE = 1


def _rules_page() -> str:
    return rules_page(rules())


def _commands_page() -> str:
    return commands_page({name: word.summary for name, word in WORDS.items()})


def _indicators_page() -> str:
    return indicators_page(indicators())


def _openapi_page() -> str:
    # By name: ways in do not know each other.
    return str(importlib.import_module("skyddsnat.api.v1").openapi_page())


PAGES: tuple[tuple[str, Callable[[], str]], ...] = (
    ("commands.md", _commands_page),
    ("compulsory-states.md", states_page),
    ("import-reports.md", import_page),
    ("indicators.md", _indicators_page),
    ("openapi.json", _openapi_page),
    ("rules.md", _rules_page),
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--check", action="store_true", help="change nothing; fail if a page is out of date")
    parser.add_argument("--into", type=Path, default=Path("docs/reference"), metavar="FOLDER", help="%(default)s")


def run(args: argparse.Namespace) -> int:
    """0, or 1 when `--check` finds pages that are out of date; those are named on standard error."""
    if args.check:
        return _check(args.into)
    for name, text in _pages():
        path = args.into / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return 0


def out_of_date(folder: Path) -> list[Path]:
    """The pages in `folder` that are missing or differ from what the code says now."""
    return [folder / name for name, text in _pages() if not _is_same(folder / name, text)]


def _check(folder: Path) -> int:
    stale = out_of_date(folder)
    for path in stale:
        print(f"{path} is out of date; run: python3 run.py docs", file=sys.stderr)
    return OUT_OF_DATE if stale else 0


def _pages() -> list[tuple[str, str]]:
    return [(name, make()) for name, make in PAGES]


def _is_same(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text
