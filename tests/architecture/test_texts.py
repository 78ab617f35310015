"""What no import shows: names of files, joins written as text, the clock, templates and client hooks."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from tests.architecture.layout import OWN_MODELS, PACKAGE, app_of, layer_of, layers, pyproject, python_files, tree

# --- Files ------------------------------------------------------------------------------------------------------------

NAMES_THAT_SAY_NOTHING = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "tools",
    "base_models",
    "admin",
    "signals",
}
LONGEST = 500


@pytest.mark.parametrize("path", [*python_files()], ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_named_after_what_it_holds_and_is_not_too_long(path: Path) -> None:
    assert path.stem not in NAMES_THAT_SAY_NOTHING
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


DOMAINS = sorted(name for line in layers("case-order") for name in line if (PACKAGE / "domains" / name).is_dir())


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_domain_has_its_page_and_its_floors(domain: str) -> None:
    folder = PACKAGE / "domains" / domain
    here = {path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert (folder / "README.md").is_file(), "words, states, statutes, who may, where data comes from and goes"
    assert {"types", "rules", "models", "permissions", "queries", "actions"} <= here


# --- Joins ------------------------------------------------------------------------------------------------------------

_PATH = re.compile(r"-?([a-z][a-z0-9]*(?:_[a-z0-9]+)*(?:__[a-z0-9_]+)+)")
_WHOLE_ROWS = {"select_related", "prefetch_related"}


def _crossings(path: Path) -> Iterator[str]:
    """Lookups in a domain's file that read another domain's row through a foreign key."""
    app = path.relative_to(PACKAGE / "domains").parts[0]
    own = [model for model in OWN_MODELS if layer_of(model) == "domains" and app_of(model) == app]
    for node in ast.walk(tree(path)):
        for text, whole in _lookups(node):
            if any(_leaves(model, text.lstrip("-").split("__"), whole) for model in own):
                yield f"{path.relative_to(PACKAGE)}: {text}"


def _lookups(node: ast.AST) -> Iterator[tuple[str, bool]]:
    """Field paths in the code, and whether whole rows are fetched along them."""
    if isinstance(node, ast.keyword) and node.arg and "__" in node.arg:
        yield node.arg, False
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and _PATH.fullmatch(node.value):
        yield node.value, False
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WHOLE_ROWS:
        names = (one.value for one in node.args if isinstance(one, ast.Constant))
        yield from ((name, True) for name in names if isinstance(name, str))


def _leaves(model: type[Model], steps: list[str], whole: bool) -> bool:
    """Whether the path, from `model`, reaches another domain's row for more than its id."""
    for place, step in enumerate(steps):
        try:
            field = model._meta.get_field(step)
        except FieldDoesNotExist:
            return False  # a lookup, or a column by its id
        if not isinstance(field.related_model, type):
            return False
        if layer_of(field.related_model) == "domains" and app_of(field.related_model) != app_of(model):
            after = steps[place + 1 :]
            return whole or (bool(after) and after[0] not in {"id", "pk"} and _is_field(field.related_model, after[0]))
        model = field.related_model
    return False


def _is_field(model: type[Model], name: str) -> bool:
    return name in {field.name for field in model._meta.get_fields()}


def test_no_domain_reads_the_rows_of_another_through_a_foreign_key() -> None:
    """Its tables are its own: ask its queries."""
    assert [found for path in python_files("domains") for found in _crossings(path)] == []


def test_the_guard_itself_sees_a_join_that_leaves_the_domain() -> None:
    talk = apps.get_model("journal", "Talk")
    assert _leaves(talk, ["child", "given_name"], whole=False)
    assert _leaves(talk, ["child", "file", "number"], whole=False)
    assert _leaves(talk, ["child"], whole=True)
    assert not _leaves(talk, ["child", "id"], whole=False)
    assert not _leaves(talk, ["child", "in"], whole=False)
    assert not _leaves(talk, ["written_by", "name"], whole=False)


# --- The clock --------------------------------------------------------------------------------------------------------

CLOCKS = {
    "django.utils.timezone.now",
    "django.utils.timezone.localtime",
    "django.utils.timezone.localdate",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "datetime.datetime.today",
    "datetime.date.today",
    "time.time",
    "django.db.models.functions.Now",
}
EDGES = {"web", "api", "jobs", "demo"}


def test_the_linter_forbids_every_clock() -> None:
    assert pyproject()["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"].keys() >= CLOCKS
    assert {"TID", "DTZ"} <= set(pyproject()["tool"]["ruff"]["lint"]["select"])


def test_the_clock_is_read_at_the_edges_and_nowhere_else() -> None:
    lifted = {
        place for place, rules in pyproject()["tool"]["ruff"]["lint"]["per-file-ignores"].items() if "TID251" in rules
    }
    assert lifted == {f"src/skyddsnat/{{{','.join(['web', 'api', 'jobs', 'demo'])}}}/**", "tests/**"}


def test_no_file_below_the_edges_lifts_the_ban_for_itself() -> None:
    below = [path for path in python_files() if path.relative_to(PACKAGE).parts[0] not in EDGES]
    assert [str(path) for path in below if re.search(r"noqa:.*(TID251|DTZ)|ruff: noqa", path.read_text())] == []


# --- Templates --------------------------------------------------------------------------------------------------------

# Templates that Django itself looks for.
BY_DJANGO = {"400.html", "403.html", "404.html", "500.html"}


def _templates() -> dict[str, Path]:
    """Every page template of the package, by the name it is asked for."""
    folders = PACKAGE.rglob("templates")
    return {str(path.relative_to(folder)): path for folder in folders for path in folder.rglob("*.html")}


_NAMED = re.compile(r"[\"']([\w./-]+\.html)(?:#[\w-]+)?[\"']")
_MADE = re.compile(r"f[\"']([\w./-]+/)\{\w+\}\.html[\"']")


def _asked_for() -> set[str]:
    """Names written out in code and templates, and those made from a word that is written out beside."""
    texts = {path: path.read_text(encoding="utf-8") for path in [*python_files(), *_templates().values()]}
    found = {name for text in texts.values() for name in _NAMED.findall(text)}
    for path, text in texts.items():
        for folder in _MADE.findall(text):
            beside = " ".join(texts[near] for near in texts if near.parent == path.parent)
            words = {word.replace("-", "_") for word in re.findall(r"[\"']([\w-]+)[\"']", beside)}
            found |= {f"{folder}{word}.html" for word in words} & _templates().keys()
    return found


def test_every_template_is_used() -> None:
    assert sorted(_templates().keys() - _asked_for() - BY_DJANGO) == []


def test_every_template_that_is_asked_for_is_there() -> None:
    assert sorted(_asked_for() - _templates().keys()) == []


def test_no_two_apps_have_a_template_of_the_same_name() -> None:
    names = [str(path.relative_to(folder)) for folder in PACKAGE.rglob("templates") for path in folder.rglob("*.html")]
    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("name", sorted(_templates()))
def test_a_page_has_nothing_inline(name: str) -> None:
    """The policy of the browser forbids it; so a handler, a style or a script in the page would do nothing at all."""
    text = _templates()[name].read_text(encoding="utf-8")
    assert re.findall(r"\son[a-z]+=|\sstyle=|<style|javascript:|<script(?![^>]*\ssrc=)", text) == []
    assert re.findall(r"(?:src|href)=[\"'](?:https?:)?//", text) == [], "nothing is fetched from elsewhere"


def test_a_text_that_is_translated_stands_in_no_f_string() -> None:
    """The catalogues are made from what the tokens say, and a text inside an f-string would be missed."""
    pages = (PACKAGE / "web").rglob("*.py")
    assert [str(page) for page in pages if re.search(r"\{_\(", page.read_text(encoding="utf-8"))] == []
