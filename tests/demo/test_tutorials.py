"""Whoever follows a tutorial can log in as those it tells her to be."""

import re
from pathlib import Path

import pytest

from skyddsnat.demo.logins import LOGINS

ROOT = Path(__file__).parents[2]
TEXTS = [ROOT / "README.md", *sorted((ROOT / "docs/tutorial").glob("*.md"))]
# «As `ines`», «Logga in som `signe`», and the first cell of a table of whom to be.
_AS = re.compile(r"(?:[Ll]ogga in som|\bAs) `([a-z]+)`|^\| `([a-z]+)` \(", re.MULTILINE)


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: path.stem)
def test_everybody_that_a_tutorial_names_can_log_in(text: Path) -> None:
    named = {one or other for one, other in _AS.findall(text.read_text(encoding="utf-8"))}
    assert named <= {each.username for each in LOGINS}


def test_the_tutorials_do_name_somebody() -> None:
    assert sum(bool(_AS.search(text.read_text(encoding="utf-8"))) for text in TEXTS) >= 3
