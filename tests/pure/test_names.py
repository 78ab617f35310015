"""Whatever gives a protected name away in a text is found, and nothing else is."""

import pytest

from skyddsnat.foundation.documents.names import masked, traces
from skyddsnat.foundation.staff.types import ProtectedName

BO = ProtectedName(1, "Bo Erik Qvarnström", "NH-17", "boqva", "bo.qvarnstrom@norrhamn.example")
ANN = ProtectedName(2, "Ann-Sofie Berg", "NH-18", "ann", "")


@pytest.mark.parametrize(
    "text",
    [
        "Bo Erik Qvarnström", "Bo Qvarnström ringde.", "Ring bo qvarnström!", "BO QVARNSTRÖM", "Bo\nQvarnström",
        "Bo\u00a0Qvarnström", "Bo Qvarn\u00adström", "Bo Qvarnstro\u0308m", "Qvarnström, Bo", "Qvarnströms anteckning",
        "(Qvarnström)", "Bo Erik Qvarnstrom", "boqva", "BOQVA@sms", "mejla bo.qvarnstrom@norrhamn.example", "B.Q.",
        "B. Q.", "B.E.Q.", "Med vänlig hälsning /BQ", "Hälsningar\n/ BEQ", "Anteckning: B.Q",
    ],
)  # fmt: skip
def test_every_way_to_write_the_name_is_found(text: str) -> None:
    assert [trace.service_code for trace in traces(text, [BO])] == ["NH-17"]


@pytest.mark.parametrize(
    "text",
    ["", "Bo ringde.", "Erik", "Qvarnströmska huset", "nBQ", "b.q.", "w/BQ", "a/b/BQx", "Bo bor här.", "boqvarn",
     "Sofie", "ann", "bergen", "Ansökan/BQa"],
)  # fmt: skip
def test_what_is_another_word_is_left_alone(text: str) -> None:
    assert traces(text, [BO, ANN]) == []


def test_the_code_stands_in_place_of_each_trace_and_nothing_else_changes() -> None:
    text = "Bo Qvarnström (boqva) och Ann-Sofie Berg, Bergs kollega, på Bergvägen. /BQ"
    assert masked(text, [BO, ANN]) == "NH-17 (NH-17) och NH-18, NH-18 kollega, på Bergvägen. NH-17"


def test_somebody_else_of_the_same_family_is_named_and_the_employee_is_not() -> None:
    known = ("Stina Berg",)
    text = "Stina Berg sa till Ann-Sofie Berg att Berg ..."
    assert masked(text, [ANN], known=known) == "Stina Berg sa till NH-18 att Berg ..."
    assert masked("Berg ringde", [ANN], known=("Stina Ek",)) == "NH-18 ringde"


def test_one_who_is_known_by_the_very_same_name_hides_nothing() -> None:
    assert masked("Ann-Sofie Berg", [ANN], known=("Ann-Sofie  Berg",)) == "NH-18"


def test_with_nobody_protected_nothing_is_searched() -> None:
    assert masked("Bo Qvarnström", []) == "Bo Qvarnström"
