"""What is told of the units of a wave, with the sums of all beside it: nothing of few, of nobody or of everybody."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as some

from skyddsnat.domains.survey.rules.frame import Line, parts_of


@pytest.mark.parametrize(
    "lines",
    [
        [("A", 20, 3), ("B", 20, 0)],
        [("A", 20, 19), ("B", 20, 20)],
        [("Barn 1", 6, 1), ("E0", 1, 0)],
        [("Barn 1", 30, 12), ("E0", 4, 2)],
        [("A", 20, 20), ("B", 20, 20)],
        [("A", 6, 6), ("B", 3, 3), ("C", 2, 2), ("D", 6, 0)],
        [],
    ],
)
def test_where_the_sums_of_all_tell_the_rest_no_unit_is_told(lines: list[Line]) -> None:
    assert parts_of(lines) == ()


def test_units_of_few_are_told_together_and_large_ones_as_they_are() -> None:
    parts = parts_of([("A", 20, 9), ("B", 3, 3), ("C", 30, 11), ("D", 12, 4)])
    assert parts == ()
    parts = parts_of([("A", 20, 9), ("B", 4, 4), ("C", 30, 11), ("D", 4, 1), ("E", 4, 2)])
    assert [(each.unit, each.asked, each.answered) for each in parts] == [("A", 20, 9), ("C", 30, 11), ("", 12, 7)]


def test_before_the_first_answer_the_frame_is_told_and_nothing_else() -> None:
    parts = parts_of([("A", 20, 0), ("B", 3, 0), ("C", 3, 0)])
    assert [(each.unit, each.asked, each.answered) for each in parts] == [("A", 20, None), ("", 6, None)]


@some.composite
def _frames(draw: some.DrawFn) -> list[Line]:
    asked = draw(some.lists(some.integers(1, 9), min_size=1, max_size=4))
    return [(f"E{number}", each, draw(some.integers(0, each))) for number, each in enumerate(asked)]


@given(_frames())
def test_nobody_finds_out_that_all_or_none_of_a_unit_have_answered(lines: list[Line]) -> None:
    """Whoever knows the size of each unit, the sums and what is shown, finds tables where it is otherwise."""
    parts = parts_of(lines)
    total = sum(done for *_, done in lines)
    if not total or not parts:
        return
    told = {each.unit: each.answered for each in parts}
    sizes = {unit: 0 for unit in told}
    for unit, asked, _ in lines:
        sizes[unit if unit in sizes else ""] += asked
    ways = [range(sizes[unit] + 1) if done is None else (done,) for unit, done in told.items()]
    tables = [each for each in itertools.product(*ways) if sum(each) == total]
    for place, unit in enumerate(told):
        assert any(0 < table[place] < sizes[unit] for table in tables), unit
