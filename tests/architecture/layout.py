"""What the guards read: the modules of the package, their public functions, and the order of `pyproject.toml`."""

import ast
import importlib
import importlib.util
import inspect
import pkgutil
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from django.apps import apps
from django.db.models import Model

import skyddsnat

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "skyddsnat"
OWN_MODELS: list[type[Model]] = [
    model for model in apps.get_models(include_auto_created=True) if model.__module__.startswith("skyddsnat.")
]


def pyproject() -> dict[str, Any]:
    """The project's own declarations."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def layers(contract: str) -> list[frozenset[str]]:
    """The layers of an import contract, top first; names on one line stand in one set."""
    (found,) = (one for one in pyproject()["tool"]["importlinter"]["contracts"] if one["id"] == contract)
    return [frozenset(name.strip().strip("()") for name in re.split(r"[|:]", line)) for line in found["layers"]]


def python_files(*folders: str) -> Iterator[Path]:
    """Every Python file of the package below these folders, migrations left out."""
    for folder in folders or ("",):
        yield from (path for path in sorted((PACKAGE / folder).rglob("*.py")) if "migrations" not in path.parts)


def tree(path: Path) -> ast.Module:
    """The file, parsed."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def floors(name: str) -> Iterator[ModuleType]:
    """The floor `name` (actions, queries) of every domain and foundation that has it, as a module or a package."""
    for part in ("domains", "foundation"):
        for package in pkgutil.iter_modules([str(PACKAGE / part)], f"skyddsnat.{part}."):
            if importlib.util.find_spec(f"{package.name}.{name}") is not None:
                yield importlib.import_module(f"{package.name}.{name}")


def flow_modules() -> Iterator[ModuleType]:
    """Every module of the flows, when there are any."""
    if importlib.util.find_spec("skyddsnat.flows") is not None:
        flows = importlib.import_module("skyddsnat.flows")
        for part in pkgutil.walk_packages(flows.__path__, f"{flows.__name__}."):
            yield importlib.import_module(part.name)


def public_functions(floor: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    """The functions that a floor offers, by their full name: its own, and those of its parts that it lets out."""
    for name, function in vars(floor).items():
        if inspect.isfunction(function) and function.__module__.startswith(floor.__name__) and not name.startswith("_"):
            yield f"{floor.__name__.removeprefix(skyddsnat.__name__ + '.')}.{name}", function


def layer_of(model: type[Model]) -> str:
    """ "domains" or "foundation": the part of the package that the model belongs to."""
    return model.__module__.split(".")[1]


def app_of(model: type[Model]) -> str:
    """The package of the model, for instance "intake"."""
    return model.__module__.split(".")[2]
