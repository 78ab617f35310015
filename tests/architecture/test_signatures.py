"""Actions know who acts and when; queries about people know who looks."""

import ast
import inspect
import textwrap
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.db import connection, connections
from tests.architecture.layout import OWN_MODELS, floors, flow_modules, public_functions

from skyddsnat.foundation.access import queries as access_queries
from skyddsnat.foundation.staff import queries as staff_queries

FLOWS = dict(pair for flow in flow_modules() for pair in public_functions(flow))
ASKING = {name for name, function in FLOWS.items() if "viewer" in inspect.signature(function).parameters}

# A flow that asks instead of acting (a verdict over two domains, a list) takes who looks, as a query does.
ACTIONS = dict(pair for floor in floors("actions") for pair in public_functions(floor))
ACTIONS |= {name: flow for name, flow in FLOWS.items() if name not in ASKING}
QUERIES = dict(pair for floor in floors("queries") for pair in public_functions(floor))
QUERIES |= {name: FLOWS[name] for name in sorted(ASKING)}

# An action that lacks `actor` or `at`, and why.
ACTIONS_WITHOUT: dict[str, str] = {
    "domains.survey.actions.keep_answers": "whoever holds a personal link to a survey is nobody",
    "domains.survey.actions.hand_in": "whoever holds a personal link to a survey is nobody",
}

# A query that touches people and has no `viewer`, and why.
QUERIES_WITHOUT: dict[str, str] = {
    "foundation.access.queries.load_viewer": "makes the viewer, before anybody looks",
    "domains.survey.queries.open_link": "whoever holds a personal link to a survey is nobody",
    "domains.safety.queries.published_facts": "what is published, for everybody: who looks is nobody",
    "domains.safety.queries.published_facts_page": "the same, one of them",
}

# Apps whose tables hold people and are open to every colleague: no viewer is needed to read them.
OPEN_APPS = {"staff": "units, employees and roles, never private data (OSL 39:3)"}

PERSON_BEARING = {
    model
    for model in OWN_MODELS
    if (model.privacy.personal or model.privacy.secret) and model._meta.app_label not in OPEN_APPS  # type: ignore[attr-defined]
}


def _keyword_only(function: Callable[..., Any]) -> set[str]:
    return {
        name
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }


@pytest.mark.parametrize("name", ACTIONS)
def test_an_action_takes_who_acts_and_when(name: str) -> None:
    missing = {"actor", "at"} - _keyword_only(ACTIONS[name])
    assert bool(missing) == (name in ACTIONS_WITHOUT), f"{name} lacks {missing or 'nothing: a stale exemption'}"


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_that_touches_people_takes_who_looks(name: str) -> None:
    function = QUERIES[name]
    touches = _touches(function)
    lacks = bool(touches) and "viewer" not in _keyword_only(function)
    assert lacks == (name in QUERIES_WITHOUT), f"{name} touches {touches} (or the exemption is stale)"


@pytest.mark.parametrize("name", [*ACTIONS, *QUERIES])
def test_arguments_are_named_where_they_are_given(name: str) -> None:
    """But for a function of one argument that reads no row: `subject_of(12)`."""
    function = ACTIONS[name] if name in ACTIONS else QUERIES[name]
    given = set(inspect.signature(function).parameters)
    assert _keyword_only(function) == given or (len(given) == 1 and not _touches(function))


@pytest.mark.parametrize("name", [*ACTIONS, *QUERIES])
def test_a_public_function_says_what_it_does(name: str) -> None:
    function = ACTIONS[name] if name in ACTIONS else QUERIES[name]
    assert inspect.getdoc(function)


def test_exemptions_are_of_functions_that_exist() -> None:
    assert set(ACTIONS_WITHOUT) <= set(ACTIONS)
    assert set(QUERIES_WITHOUT) <= set(QUERIES)


def test_the_guard_itself_sees_what_a_query_touches() -> None:
    """Through a private function, also one that is only named (of a question), and through raw SQL."""
    assert _touches(access_queries.file_of) == {"File", "Conflict", "SQL"}
    assert _touches(access_queries.load_viewer) == {"SQL"}
    assert _touches(staff_queries.units) == set()


def _touches(function: Callable[..., Any]) -> set[str]:
    """The person-bearing models (and raw SQL) that a function reaches by itself or through others of its package."""
    reached: set[Callable[..., Any]] = set()
    waiting, touched = [function], set()
    while waiting:
        reached.add(current := waiting.pop())
        for thing in _used(current):
            if inspect.isfunction(thing) and _package(thing) == _package(current) and thing not in reached:
                waiting.append(thing)
            elif isinstance(thing, type) and thing in PERSON_BEARING:
                touched.add(thing.__name__)
            elif thing is connection or thing is connections:
                touched.add("SQL")
    return touched


def _package(function: Callable[..., Any]) -> list[str]:
    return function.__module__.split(".")[:3]


def _used(function: Callable[..., Any]) -> list[Any]:
    """What the names in the function's code stand for: `thing`, and `module.thing`."""
    found = []
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Name):
            found.append(function.__globals__.get(node.id))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = function.__globals__.get(node.value.id)
            found.append(getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None)
    return [thing for thing in found if thing is not None]
