"""What is done on the pages with a child's case is done by the API too, or left with a reason.

An action counts as reached when an operation calls it, or calls something that does.
"""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from tests.architecture.layout import floors, flow_modules, public_functions

from skyddsnat.api.v1 import api

Function = Callable[..., Any]

# Parts that no operation reaches, and why.
PARTS_LEFT = {
    "foundation.drafts.": "a draft is what somebody types on a page",
    "foundation.staff.": "who works here is kept by an administrator on a page",
    "flows.keep_staff.": "the same",
    "foundation.oncall.": "the extract for the on-call team: keys made in a browser, and the night's run",
    "flows.staff_absence.": "the same, by a manager",
    "domains.safety.": "no integration sees that anybody was threatened: the register is kept on pages",
    "domains.survey.": "no step of a child's case: staff are asked, and answer by a personal link",
}
_NOT_THE_CHAIN = "sets up the municipality: no step of a child's case"
_ON_A_SCREEN = "shows what is protected, in one answer on a screen, for a reason that a person writes there"
_BY_THE_WAY = "called where a step needs it, never by itself"

_MAILED = "the run of the alarms, which alone the database tells what ends before long"
ACTIONS_LEFT = {
    "domains.compulsory.actions.appoint": _NOT_THE_CHAIN,
    "domains.compulsory.actions.end_appointment": _NOT_THE_CHAIN,
    "domains.compulsory.actions.set_pair_rule": _NOT_THE_CHAIN,
    "domains.compulsory.actions.preview_paper": "a look before one signs, kept nowhere",
    "domains.compulsory.actions.claim_alarms": _MAILED,
    "domains.compulsory.actions.note_alarm": _MAILED,
    "domains.compulsory.actions.make_agenda": "a PDF to read on the page; the API gives the agenda as data",
    "domains.decisions.actions.add_delegation": _NOT_THE_CHAIN,
    "domains.decisions.actions.end_delegation": _NOT_THE_CHAIN,
    "domains.decisions.actions.add_meeting": _NOT_THE_CHAIN,
    "domains.decisions.actions.preview_letter": "a look before one signs, kept nowhere",
    "domains.intake.actions.note_channel_test": "the nightly test's",
    "domains.intake.actions.reveal_reporter": _ON_A_SCREEN,
    "domains.people.actions.reveal_protected": _ON_A_SCREEN,
    "domains.people.actions.file_of_number": "emergency access's",
    "domains.journal.actions.lock_notes_of": "for handing out a file, which is not built yet",
    "foundation.access.actions.take_emergency_access": "taken in red on a screen, by a person, and reviewed",
    "foundation.access.actions.miss_emergency_access": "a try at the same that finds nothing",
    "foundation.access.actions.review_grant": "the log reviewer's, not the chain's",
    "foundation.access.actions.close_to_leaver": "called where an administrator ends somebody's work, on a page",
    "foundation.access.actions.mark_protected": "the database marks a file by itself",
    "foundation.documents.actions.make_document": _BY_THE_WAY,
    "foundation.documents.actions.sign_document": _BY_THE_WAY,
    "foundation.documents.actions.correct_document": _BY_THE_WAY,
    "foundation.documents.actions.preview_document": "a look before one signs, kept nowhere",
    "flows.export_oncall.export_oncall": "the night's run, by the command",
    "flows.hand_in_proposal.hand_in_proposal": "two operations in one press",
    "flows.open_in_emergency.open_in_emergency": "taken in red on a screen, by a person, and reviewed",
    "flows.oversee_units.oversee_units": "the board's page: not a step of a child's case",
}


def test_every_act_is_reached_by_an_operation_or_left_with_a_reason() -> None:
    reached = _reached()
    missing = {name for name, act in _acts() if inspect.unwrap(act) not in reached and not _is_left(name)}
    assert missing == set(), "give each an operation in src/skyddsnat/api, or a reason here"


def test_what_is_left_exists_and_is_not_reached() -> None:
    reached, acts = _reached(), dict(_acts())
    assert {name for name in ACTIONS_LEFT if name not in acts or inspect.unwrap(acts[name]) in reached} == set()
    assert {part for part in PARTS_LEFT if not any(name.startswith(part) for name in acts)} == set()


def _is_left(name: str) -> bool:
    return name in ACTIONS_LEFT or name.startswith(tuple(PARTS_LEFT))


def _acts() -> Iterator[tuple[str, Function]]:
    """What acts: every action, and every flow but those that ask."""
    for floor in floors("actions"):
        yield from public_functions(floor)
    for flow in flow_modules():
        yield from (pair for pair in public_functions(flow) if "actor" in inspect.signature(pair[1]).parameters)


def _reached() -> set[Function]:
    """Everything of ours that the operations call, and what that calls."""
    found: set[Function] = set()
    waiting = list(_operations())
    while waiting:
        function = waiting.pop()
        if function not in found:
            found.add(function)
            waiting += [inspect.unwrap(each) for each in _named_in(function) if _is_ours(each)]
    return found


def _operations() -> Iterator[Function]:
    for _prefix, router in api._routers:
        for path in router.path_operations.values():
            yield from (inspect.unwrap(operation.view_func) for operation in path.operations)


def _is_ours(thing: Any) -> bool:
    return inspect.isfunction(thing) and thing.__module__.startswith("skyddsnat.")


@cache
def _named_in(function: Function) -> tuple[Any, ...]:
    """What the names in the function's code stand for: `thing`, and `module.thing`. Many ways lead to one function."""
    return tuple(_names(function))


def _names(function: Function) -> Iterator[Any]:
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Name):
            yield function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            owner = function.__globals__.get(node.value.id)
            yield getattr(owner, node.attr, None) if isinstance(owner, ModuleType) else None
