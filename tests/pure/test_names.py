"""Whatever gives a protected name away in a text is found, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        # Without å, ä and ö; as the local part of an address; broken at the end of a line, as it is copied from a PDF.
        "Qvarnstrom ringde", "Bo Qvarnstroem", "QVARNSTROM", "qvarnstrom@gmail.com", "bo.qvarnstrom", "Bo_Qvarnström",
        "Qvarn-\nström", "Bo Qvarn\u00ad\u200bström", "Bo-Erik Qvarnström", "Bo E. Qvarnström", "Bo Erik",
        "Bo Q. ringde", "Bo Q", "//BQ", "/bq", "sign. BQ", "Sign: BQ", "Mvh BQ", "Eva ringde.\nBQ",
    ],
)  # fmt: skip
def test_every_way_to_write_the_name_is_found(text: str) -> None:
    assert [trace.service_code for trace in traces(text, [BO])] == ["NH-17"]


@pytest.mark.parametrize(
    "text",
    ["", "Bo ringde.", "Erik", "Qvarnströmska huset", "nBQ", "b.q.", "w/BQ", "a/b/BQx", "Bo bor här.", "boqvarn",
     "Sofie", "ann", "bergen", "Ansökan/BQa", "Bo Quist", "Kortet BQ visades", "hem/bq", "qvarnstromska"],
)  # fmt: skip
def test_what_is_another_word_is_left_alone(text: str) -> None:
    assert traces(text, [BO, ANN]) == []


def test_a_name_with_a_hyphen_is_found_without_it() -> None:
    who = ProtectedName(3, "Ann-Sofie Berg-Lind", "NH-19", "asbl", "")
    for text in (
        "Ann Sofie Berg Lind",
        "Ann-Sofie Berg",
        "Ann-Sofie Lind",
        "Berg Lind",
        "/ASBL",
        "Ann-Sofie\nBerg-\nLind",
    ):
        assert masked(text, [who]) == "NH-19"


def test_a_name_that_is_a_word_without_its_dots_is_found_by_its_capital_letter() -> None:
    who = ProtectedName(3, "Stina Öst", "NH-19", "sto", "")
    assert masked("Ost skrev att barnet åt ost.", [who]) == "NH-19 skrev att barnet åt ost."


def test_letters_that_a_pdf_wrote_in_one_sign_hide_nothing() -> None:
    who = ProtectedName(3, "Olof Griffith", "NH-19", "ogr", "")
    assert masked("Olof Gri\ufb03th", [who]) == "NH-19"


def test_a_family_name_that_another_shares_gives_away_with_title_initial_or_address() -> None:
    who = ProtectedName(3, "Bo Lind", "NH-19", "boli", "")
    for text in (
        "B. Lind",
        "B Lind",
        "Bo E. Lind",
        "Lind, B.",
        "bo.lind",
        "handläggare Lind",
        "Socialsekreteraren Lind",
    ):
        assert masked(text, [who], known=["Eva Lind"]) == "NH-19"
    assert masked("B. Lind och Lind", [who], known=["Bodil Lind"]) == "B. Lind och Lind"


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


@pytest.mark.parametrize(
    ("name", "known", "text", "expected"),
    [
        ("Bodil Berglind", "Lind", "Bodil Berglind ringde", "NH-9 ringde"),
        ("Bodil Berglind", "Lind", "Berglinds barn Lind", "NH-9 barn Lind"),
        ("Anna-Maria Berg", "Maria Berg", "Anna-Maria Berg och Maria Berg", "NH-9 och Maria Berg"),
        ("Per Ljungbo", "Bo", "Ljungbo mötte Bo", "NH-9 mötte Bo"),
        ("Bo Lind", "Bo", "Bo Lind mötte Bo. Lind, Bo", "NH-9 mötte Bo. NH-9"),
        ("Bo Lind", "Bo", "mejla bo.lind@norrhamn.example", "mejla NH-9"),
        ("Bo Erik Lind", "Erik Lind", "Bo Erik Lind och Erik Lind", "NH-9 och Erik Lind"),
        ("Eva Berg Lind", "Eva Berg", "Eva Berg Lind och Eva Berg", "NH-9 och Eva Berg"),
        # Masked, the name of the child would tell that of the employee.
        ("Maria Berg", "Anna-Maria Berg", "Anna-Maria Berg mötte Maria Berg", "Anna-Maria Berg mötte NH-9"),
        ("Per Berg", "Anna Berg Lind", "Anna Berg Lind mötte Berg", "Anna Berg Lind mötte NH-9"),
        ("Per Berg", "Stina Ek", "Stina Ekberg mötte Stina Ek", "Stina Ekberg mötte Stina Ek"),
    ],
)  # fmt: skip
def test_another_who_shares_a_part_of_the_name_hides_none_of_it(
    name: str, known: str, text: str, expected: str
) -> None:
    who = ProtectedName(9, name, "NH-9", "nh9", "bo.lind@norrhamn.example")
    assert masked(text, [who], known=[known]) == expected


WORDS = st.sampled_from(["Bo", "Lind", "Berglind", "Ljungbo", "Maria", "Anna-Maria", "Berg", "Berg-Lind", "Eva"])
FULL_NAMES = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)


@given(name=FULL_NAMES, known=st.lists(FULL_NAMES, max_size=4), before=WORDS, after=WORDS)
def test_the_whole_name_is_found_whoever_else_is_known(name: str, known: list[str], before: str, after: str) -> None:
    """Unless it is a part of the longer name of another, where it is that other's."""
    who = ProtectedName(9, name, "NH-9", "nh9", "")
    text = f"{before}, {name}; {after}"
    if any(name.casefold() in each.casefold() and len(each) > len(name) for each in known):
        return
    assert "; " in masked(text, [who], known=known)
    assert f", {name};" not in masked(text, [who], known=known)


def test_with_nobody_protected_nothing_is_searched() -> None:
    assert masked("Bo Qvarnström", []) == "Bo Qvarnström"
