"""The pages for people say what is true of the code: words, names, commands, links."""

import re
import runpy
from functools import cache
from pathlib import Path

import pytest
from tests.architecture.layout import PACKAGE, ROOT, python_files

from skyddsnat.jobs.command import WORDS

GLOSSARY = ROOT / "docs" / "glossary.md"
USER_GUIDES = sorted((ROOT / "docs" / "tutorial").glob("*.md"))
ROOT_PAGES = sorted(ROOT.glob("*.md"))
PAGES = [*ROOT_PAGES, *sorted((ROOT / "docs").rglob("*.md"))]
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))


@cache
def identifiers() -> frozenset[str]:
    """Every word of the package's Python."""
    return frozenset(word for path in python_files() for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))


@cache
def texts() -> str:
    """What pages can say: the sources of templates, presenters and rules, as one text on one line."""
    sources = [path for kind in ("html", "py") for path in sorted(PACKAGE.rglob(f"*.{kind}"))]
    return " ".join(" ".join(path.read_text(encoding="utf-8").split()) for path in sources)


def names(column: int) -> list[str]:
    """The code names in a column of the glossary."""
    rows = [line.strip("|").split("|") for line in GLOSSARY.read_text(encoding="utf-8").splitlines() if "|" in line]
    return [name for row in rows for name in re.findall(r"`(\w+)`", row[column])]


@pytest.mark.parametrize("name", names(1))
def test_a_word_of_the_glossary_is_used_in_the_code(name: str) -> None:
    assert name in identifiers()


@pytest.mark.parametrize("name", names(4))
def test_a_word_to_avoid_is_not_used_in_the_code(name: str) -> None:
    assert name not in identifiers()


def test_the_glossary_has_one_name_for_one_thing() -> None:
    assert len(names(1)) == len(set(names(1)))
    assert not set(names(1)) & set(names(4))


def bold(text: str) -> set[str]:
    """Words that a guide quotes from a page. One that ends in a full stop is a heading of the guide's own."""
    quoted = (" ".join(words.split()) for words in re.findall(r"\*\*([^*]+)\*\*", text))
    return {words for words in quoted if not words.endswith((".", ":"))}


def ten_minutes() -> str:
    """The steps of the README that tell what to press."""
    return (ROOT / "README.md").read_text(encoding="utf-8").partition("### Ten minutes")[2].partition("\n## ")[0]


def to_press() -> set[str]:
    """What all guides quote."""
    return bold(ten_minutes()).union(*(bold(guide.read_text(encoding="utf-8")) for guide in USER_GUIDES))


@pytest.mark.parametrize("words", sorted(to_press()))
def test_what_the_guides_tell_to_press_stands_on_a_page(words: str) -> None:
    assert re.search(rf"""["'>]{re.escape(words)}["'<]""", texts())


@pytest.mark.parametrize("path", ROOT_PAGES, ids=lambda path: path.name)
def test_a_link_of_a_page_at_the_root_leads_somewhere(path: Path) -> None:
    # Pictures are made by the journeys, which see that each is there.
    linked = re.findall(r"(?<!!)\[[^\]]*\]\(([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in linked if "://" not in link and not (ROOT / link).exists()] == []


@each_page
def test_a_command_that_is_named_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    recipes = runpy.run_path(str(ROOT / "run.py"))["RECIPES"]
    assert set(re.findall(r"\brun\.py ([a-z]+)\b", text)) <= set(recipes)
    assert set(re.findall(r"(?:`|bin/)skyddsnat ([a-z][a-z-]+)\b", text)) <= set(WORDS)


@each_page
def test_a_file_that_is_named_exists(path: Path) -> None:
    named = re.findall(r"`((?:\w+/)+\w+\.py)`", path.read_text(encoding="utf-8"))
    assert [name for name in named if not any((base / name).exists() for base in (ROOT, PACKAGE))] == []
