"""The page of docs/reference that lists the commands: the words of `skyddsnat` and the recipes of `run.py`."""

import runpy
from collections.abc import Mapping
from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]

_PAGE = """# Commands

Made from the code with `python3 run.py docs`.

## `skyddsnat`

The installed command: `.venv/bin/skyddsnat` in a checkout. `skyddsnat WORD --help` tells what a word takes. Without
`DATABASE_URL`, words that need a database work on the demo, if it is there, and say so. The status is 0 for success, 1
for a fault that was found or trouble told in one sentence, 2 for a mistake in what was asked.

| Word | What it does |
|---|---|
{words}

## `python3 run.py`

The chores of a checkout. Needs Python and its venv module alone; makes `.venv` and installs the locked packages.

| Recipe | What it does |
|---|---|
{recipes}
"""


def commands_page(words: Mapping[str, str]) -> str:
    """The page as Markdown. In: each word of `skyddsnat` with what it does."""
    recipes = runpy.run_path(str(_CHECKOUT / "run.py"))["RECIPES"]
    summaries = {name: (recipe.__doc__ or "").partition("\n")[0] for name, recipe in recipes.items()}
    return _PAGE.format(words=_rows(words), recipes=_rows(summaries))


def _rows(entries: Mapping[str, str]) -> str:
    return "\n".join(f"| `{name}` | {says.rstrip('.')} |" for name, says in entries.items())
