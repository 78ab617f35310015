"""Definitions of figures: those that there are, what is refused and where, and when each is looked at again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from skyddsnat.insight.indicator_file import FOLDER, indicators, read_indicator
from skyddsnat.insight.page import due_for_review, indicators_page
from skyddsnat.insight.types import Kind
from skyddsnat.kernel.file_faults import BrokenFile

GOOD = (FOLDER / "01_threatened.yaml").read_text(encoding="utf-8")


def faults(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(BrokenFile) as refused:
        read_indicator(text)
    return [(fault.line, fault.column, fault.text.en) for fault in refused.value.faults]


def test_every_indicator_is_read_and_has_its_own_name() -> None:
    found = indicators()
    assert len(found) == len(list(FOLDER.glob("*.yaml"))) >= 14
    assert len({each.id for each in found}) == len(found)
    assert [each.kind for each in found].count(Kind.WEEKLY) == 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("kind: classes", "kind: guess", "Choose one of"),
        ("sources: [exposed]", "sources: [people]", "no such mart"),
        ("  SELECT municipality", "  DELETE; SELECT", "one SELECT"),
        ("next_review: 2027-11-01", "next_review: some day", "2026-11-02"),
        ("public: true", "public: perhaps", "Choose one of"),
        ("guard: register", "guards: register", "There are:"),
        ("least: 4", "least: many", "whole number"),
        ("{least: 0, sv: Ingen gång, en: Never}", "never", "Entries with names"),
    ],
)
def test_a_fault_is_told_where_it_stands(old: str, new: str, what: str) -> None:
    line = next(number for number, text in enumerate(GOOD.splitlines(), start=1) if old in text)
    found = faults(GOOD.replace(old, new, 1))
    said = [(where, column) for where, column, text in found if what in text]
    assert said
    assert abs(said[0][0] - line) <= 1
    assert said[0][1] >= 1


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("least: 1,", "least: 11,", "rise"),
        ("kind: classes", "kind: share", "rise"),
        ("counterpart: threatened\n", "", "counterpart"),
        ("author: Skyddsnät\n", "", "“author” is missing"),
    ],
)
def test_what_does_not_agree_is_refused(old: str, new: str, what: str) -> None:
    assert any(what in text for _, _, text in faults(GOOD.replace(old, new)))


@pytest.mark.parametrize("text", ["", "- a list", "a: {", "just words"])
def test_what_is_no_definition_is_refused(text: str) -> None:
    assert faults(text)


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(GOOD.replace("kind: classes", "kind: x").replace("public: true", "public: x"))) == 2


def test_the_page_tells_each_definition_and_when_it_is_looked_at_again() -> None:
    page = indicators_page(indicators())
    for each in indicators():
        assert f"(`{each.id}`)" in page
        assert each.rows in page
        assert f"| {each.next_review} | `{each.id}` |" in page


def test_a_definition_is_due_from_the_day_after() -> None:
    one = replace(indicators()[0])
    assert due_for_review([one], on=one.next_review) == ()
    assert due_for_review([one], on=one.next_review + timedelta(days=1)) == (one,)
