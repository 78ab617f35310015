"""A list stands in the same order each time it is read.

Rows that an order leaves equal come as the database's plan finds them, and what is written elsewhere changes the plan:
two colleagues with one name would change places, and a page would tell that something happened that it must not tell.
"""

import ast
from collections.abc import Iterator

import pytest
from tests.architecture.layout import OWN_MODELS, PACKAGE, python_files, tree

# Questions that count over groups, whose rows have no key of their own: the whole group stands in the order.
GROUPED = {
    ("domains/survey/queries/following.py", "unit"),
    ("foundation/audit/review.py", "actor_id"),
}
KEYS = {"pk", "id"}


def _ends() -> Iterator[tuple[str, str]]:
    """Where something is ordered, and the name that the order ends in, without the way that leads there."""
    for path in python_files():
        for node in ast.walk(tree(path)):
            is_order = (
                isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by"
            )
            if is_order and node.args:
                yield str(path.relative_to(PACKAGE)), _name(node.args[-1])


def _name(last: ast.expr) -> str:
    names = [each.value for each in ast.walk(last) if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return names[-1].lstrip("-").rpartition("__")[2] if names else ast.unparse(last)


def _is_unique(name: str) -> bool:
    """Whether every table that has such a column holds each value once."""
    columns = [field for model in OWN_MODELS for field in model._meta.fields if field.name == name]
    return name in KEYS or (bool(columns) and all(column.unique for column in columns))


@pytest.mark.parametrize(("where", "name"), sorted(set(_ends()) - GROUPED))
def test_every_order_ends_in_what_only_one_row_has(where: str, name: str) -> None:
    assert _is_unique(name), f"{where} orders by {name} last: let the order end in the key"


def test_every_exception_is_needed() -> None:
    assert set(_ends()) >= GROUPED
