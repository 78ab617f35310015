"""State tables: every pair of state and act is tried, also those that are not allowed."""

from enum import StrEnum
from itertools import product

import pytest

from skyddsnat.kernel.states import NotAllowed, StateTable


class Report(StrEnum):
    RECEIVED = "received"
    ASSESSED = "assessed"
    CLOSED = "closed-case"


class Act(StrEnum):
    ASSESS = "assess"
    REASSESS = "reassess"
    CLOSE = "close"


ROWS = (
    (Report.RECEIVED, Act.ASSESS, Report.ASSESSED),
    (Report.ASSESSED, Act.REASSESS, Report.ASSESSED),
    (Report.ASSESSED, Act.CLOSE, Report.CLOSED),
)
TABLE = StateTable(ROWS, start=Report.RECEIVED)


@pytest.mark.parametrize(("state", "act"), list(product(Report, Act)))
def test_only_what_the_table_says_is_allowed(state: Report, act: Act) -> None:
    expected = {(before, done): after for before, done, after in ROWS}.get((state, act))

    assert TABLE.allows(state, act) == (expected is not None)
    if expected is not None:
        assert TABLE.next(state, act) is expected
    else:
        with pytest.raises(NotAllowed) as refused:
            TABLE.next(state, act)
        assert (refused.value.state, refused.value.act) == (state, act)
        assert refused.value.allowed == TABLE.acts(state)


def test_the_table_knows_its_states_acts_and_ends() -> None:
    assert TABLE.states == (Report.RECEIVED, Report.ASSESSED, Report.CLOSED)
    assert TABLE.acts(Report.ASSESSED) == (Act.REASSESS, Act.CLOSE)
    assert TABLE.ends == (Report.CLOSED,)


def test_the_error_names_what_is_allowed_instead() -> None:
    assert str(NotAllowed("assessed", "assess", ("reassess", "close"))).endswith("allowed: reassess, close")
    assert str(NotAllowed("closed", "assess", ())).endswith("allowed: nothing")


def test_two_answers_to_the_same_act_are_refused() -> None:
    with pytest.raises(ValueError, match="two next states for close in assessed"):
        StateTable((*ROWS, (Report.ASSESSED, Act.CLOSE, Report.RECEIVED)))


def test_a_row_said_twice_is_no_contradiction() -> None:
    assert StateTable((*ROWS, ROWS[0])).next(Report.RECEIVED, Act.ASSESS) is Report.ASSESSED


def test_the_diagram_shows_start_rows_and_ends() -> None:
    assert TABLE.mermaid(label=str.upper) == (
        "stateDiagram-v2\n"
        "    received : RECEIVED\n"
        "    assessed : ASSESSED\n"
        "    closed_case : CLOSED-CASE\n"
        "    [*] --> received\n"
        "    received --> assessed : ASSESS\n"
        "    assessed --> assessed : REASSESS\n"
        "    assessed --> closed_case : CLOSE\n"
        "    closed_case --> [*]\n"
    )


def test_a_table_without_a_start_draws_none() -> None:
    assert "[*] -->" not in StateTable(ROWS).mermaid()
