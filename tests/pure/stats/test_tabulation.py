"""Tables from columns of answers: as printed, as R has them, and as a slow way counts them."""

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.pure.stats.published import ANSWERED, ANSWERS, QUESTIONS, YES
from tests.pure.stats.references import reference, sample

from skyddsnat.stats.designs import Single, design
from skyddsnat.stats.estimates import mean, share
from skyddsnat.stats.proportions import Sample, wilson
from skyddsnat.stats.questions import Condition, Kind, Method, Question, QuestionTable, Tabulation
from skyddsnat.stats.tables import NotATable
from skyddsnat.stats.tabulation import from_counts, tabulate

CODES = ("no", "few", "some", "many")
PUBLISHED = tuple(
    Question(key=f"q{number}", kind=Kind.SINGLE, options=CODES, groups={"yes": CODES[1:], "repeatedly": CODES[2:]})
    for number in range(len(QUESTIONS))
)
TELLS = Question(key="unit", kind=Kind.SINGLE, options=("A", "B", "C"))
SINGLE = Question(key="one", kind=Kind.SINGLE, options=("no", "yes", "secret"), missing=frozenset({"secret"}))
SEVERAL = Question(
    key="ways",
    kind=Kind.SEVERAL,
    options=("mail", "call", "visit", "unsaid"),
    groups={"near": ("call", "visit")},
    missing=frozenset({"unsaid"}),
    condition=Condition("one", frozenset({"yes"})),
)
SCALE = Question(key="sure", kind=Kind.SCALE, options=("1", "2", "3"))
NUMBER = Question(key="cases", kind=Kind.NUMBER)
SCREEN = Question(key="here", kind=Kind.SINGLE, options=("no", "yes"), screening=frozenset({"yes"}))


# --- As printed -------------------------------------------------------------------------------------------------------


def printed(table: QuestionTable) -> tuple[Any, ...]:
    return (
        [(line.count, line.percent) for line in table.lines],
        table.answered,
        table.line("yes").percent,
        table.missing,
    )


def test_the_published_tables_come_out_as_printed_from_answers_and_from_counts() -> None:
    columns, tables = {}, []
    for question, (counts, total, _) in zip(PUBLISHED, QUESTIONS.values(), strict=True):
        column = [code for code, (count, _) in zip(CODES, counts, strict=True) for _ in range(count)]
        column += [""] * (ANSWERED - total)
        random.Random(question.key).shuffle(column)
        columns[question.key] = column
        by_code = dict(zip(CODES, (count for count, _ in counts), strict=True))
        tables.append(from_counts(question, by_code, missing=ANSWERED - total, population=4024))

    tabulated = tabulate(PUBLISHED, columns, population=4024)

    assert (tabulated.responses, tabulated.method, tabulated.effective) == (474, Method.FINITE, None)
    for table, (lines, total, yes) in zip(tabulated.tables, QUESTIONS.values(), strict=True):
        assert printed(table) == (lines, total, yes, ANSWERED - total)
    assert [printed(table) for table in tabulated.tables] == [printed(table) for table in tables]
    assert len(ANSWERS) == len(CODES)
    assert set(YES) == {"yes", "repeatedly"}


def test_a_simple_line_has_wilsons_interval_and_the_error_of_the_textbook() -> None:
    table = from_counts(PUBLISHED[2], {"no": 154, "few": 222, "some": 58, "many": 19})
    line = table.line("repeatedly")

    assert table.method is Method.SIMPLE
    assert (line.count, line.exact, line.percent, line.is_hidden) == (77, Fraction(77, 453), 17, False)
    assert line.interval == wilson(Sample(77, 453))
    assert line.error == pytest.approx(share(design(453), np.arange(453) < 77).error)
    assert [line.error] == pytest.approx(reference("line 77 453"), rel=1e-6)
    finite = from_counts(PUBLISHED[2], {"no": 154, "few": 222, "some": 58, "many": 19}, population=4024)
    assert [finite.line("repeatedly").error] == pytest.approx(reference("line 77 453 of 4024"), rel=1e-6)
    whole = design(453, populations=[[4024.0] * 453])
    assert finite.line("repeatedly").error == pytest.approx(share(whole, np.arange(453) < 77).error)
    with pytest.raises(KeyError):
        table.line("perhaps")
    with pytest.raises(KeyError):
        tabulate([SINGLE], {"one": ["no"]}).table("one", "A")


# --- As R has them ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("population", "name"), [(None, "who handed in"), (4024, "of 4024")])
def test_the_error_of_who_answered_among_who_handed_in_is_that_of_r(population: int | None, name: str) -> None:
    column = ["some"] * 58 + ["many"] * 19 + ["no"] * 154 + ["few"] * 222 + [""] * 21
    (table,) = tabulate(PUBLISHED[:1], {"q0": column}, population=population).tables
    counted = from_counts(
        PUBLISHED[0], {"no": 154, "few": 222, "some": 58, "many": 19}, missing=21, population=population
    )
    for line in (table.line("repeatedly"), counted.line("repeatedly")):
        assert [line.share, line.error] == pytest.approx(reference(f"line 77 453 of 474 {name}"), rel=1e-6)
    assert table == counted


def test_tables_of_a_designed_sample_are_those_of_r() -> None:
    given_by = sample()
    answer = Question(
        key="answer", kind=Kind.SINGLE, options=("no", "often", "seldom"), groups={"any": ("often", "seldom")}
    )
    hours, post = (
        Question(key="hours", kind=Kind.NUMBER),
        Question(key="post", kind=Kind.SINGLE, options=("new", "old")),
    )
    weights = np.array(given_by["weight"], dtype=float)
    sampled = design(len(weights), weights=weights, stratum=given_by["area"], clusters=[given_by["school"]])

    tabulated = tabulate([answer, hours, post], given_by, by="post", sampled=sampled)

    lines = tabulated.table("answer").lines
    found = [line.share for line in lines] + [line.error for line in lines]
    assert found == pytest.approx(reference("clustered answers"), rel=1e-6)
    average, of_new = tabulated.table("hours").average, tabulated.table("hours", "new").average
    assert average is not None
    assert of_new is not None
    assert [average.value, average.error] == pytest.approx(reference("clustered mean")[:2], rel=1e-6)
    assert [of_new.value, of_new.error] == pytest.approx(reference("clustered domain mean")[:2], rel=1e-6)
    assert tabulated.method is Method.DESIGN
    assert tabulated.effective == pytest.approx(weights.sum() ** 2 / (weights**2).sum())
    assert tabulated.table("answer").line("any").share == pytest.approx(1 - (lines[0].share or 0))
    assert lines[0].exact is None


def test_weights_that_make_a_half_are_rounded_up() -> None:
    sampled = design(8, weights=[0.1] * 3 + [0.3] * 5)
    (table,) = tabulate([SINGLE], {"one": ["yes"] * 3 + ["no"] * 5}, sampled=sampled).tables
    assert [line.percent for line in table.lines] == [83, 17]
    halves = design(8, weights=[0.1] * 8)
    (table,) = tabulate([SINGLE], {"one": ["yes"] + ["no"] * 7}, sampled=halves).tables
    assert [line.percent for line in table.lines] == [88, 13]


# --- As a slow way counts them ----------------------------------------------------------------------------------------


@st.composite
def handed_in(draw: st.DrawFn, *, least: int = 1, units: str = "ABC") -> list[dict[str, str]]:
    row = st.fixed_dictionaries(
        {
            "here": st.sampled_from(["", "no", "yes", "yes", "yes"]),
            "unit": st.sampled_from(["", *units]),
            "one": st.sampled_from(["", "no", "yes", "secret"]),
            "ways": st.sampled_from(["", "mail", "call visit", "mail visit", "unsaid"]),
            "sure": st.sampled_from(["", "1", "2", "3"]),
            "cases": st.sampled_from(["", "0", "4", "17"]),
        }
    )
    return draw(st.lists(row, min_size=least, max_size=60))


ALL = (SCREEN, TELLS, SINGLE, SEVERAL, SCALE, NUMBER)


@given(handed_in())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_tables_are_what_a_slow_way_counts(rows: list[dict[str, str]]) -> None:
    columns = {question.key: [row[question.key] for row in rows] for question in ALL}

    tabulated = tabulate(ALL, columns, by="unit", least=1)

    let_in = [row for row in rows if row["here"] == "yes"]
    assert tabulated.responses == len(let_in)
    for table in tabulated.tables:
        among = rows if table.question == "here" else let_in
        if table.within is not None:
            among = [row for row in among if row["unit"] == table.within]
        check_slowly(next(each for each in ALL if each.key == table.question), table, among)
    groups = {row["unit"] for row in let_in}
    asked_by_group = {table.within for table in tabulated.tables if table.question == "one"} - {None}
    assert asked_by_group == (groups if "one" not in tabulated.left_out else set())


def check_slowly(question: Question, table: QuestionTable, rows: Sequence[dict[str, str]]) -> None:
    asked = [row for row in rows if question.condition is None or row["one"] == "yes"]
    given_by = [row[question.key].split() for row in asked]
    told = [each for each in given_by if set(each) - question.missing]
    assert (table.answered, table.missing) == (len(told), len(asked) - len(told))
    for line in (*table.lines, *table.groups):
        options = set(question.groups.get(line.answer, (line.answer,)))
        count = sum(bool(options.intersection(each)) for each in told)
        assert line.count == count
        assert line.exact == (Fraction(count, len(told)) if told else None)
    if question.kind in (Kind.SCALE, Kind.NUMBER) and told:
        assert table.average is not None
        assert table.average.value == pytest.approx(math.fsum(float(each[0]) for each in told) / len(told))
    else:
        assert table.average is None


# --- Hidden -----------------------------------------------------------------------------------------------------------


def test_the_tables_of_small_groups_are_empty_and_keep_their_places() -> None:
    unit = ["A"] * 3 + ["B"] * 9 + ["C"] * 40 + [""] * 6
    columns = {"unit": unit, "one": (["no", "yes"] * 29), "sure": ["1", "3"] * 29}

    tabulated = tabulate([TELLS, SINGLE, SCALE], columns, by="unit")

    assert {table.within for table in tabulated.tables if table.is_hidden} == {"A", ""}
    hidden = tabulated.table("one", "A")
    assert [(line.answer, line.count, line.percent, line.is_hidden) for line in hidden.lines] == [
        ("no", None, None, True),
        ("yes", None, None, True),
    ]
    assert (hidden.answered, hidden.missing, tabulated.table("sure", "A").average) == (None, None, None)
    assert tabulated.table("unit").line("A").count == 3
    assert (tabulated.by, tabulated.least, tabulated.left_out) == ("unit", 5, ())


@given(handed_in(least=25, units="ABBBCCCCC"))
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_other_answers_of_hidden_groups_give_the_same_tables(rows: list[dict[str, str]]) -> None:
    """For each hidden count: two people in hidden groups change places; what is shown is as before, it is not."""
    rows = [{**row, "here": "yes"} for row in rows]
    published = tabulated(rows)
    shown = {key: figures for key, figures in all_figures(published).items() if figures[0] is not None}
    for table in published.tables:
        if not table.is_hidden or table.within is None:
            continue
        question = next(each for each in ALL if each.key == table.question)
        hidden = {each.within for each in published.tables if each.question == question.key and each.is_hidden}
        everybody = told(rows, question, None)
        for options in (*map(frozenset, zip(question.counted, strict=True)), *map(frozenset, question.groups.values())):
            given_by = [gave(row, question, options) for row in everybody]
            if told(rows, question, table.within) and any(given_by) and not all(given_by):
                other = changed_places(rows, question, options, table.within, hidden)
                assert shown.items() <= all_figures(tabulated(other, least=1)).items()
                assert how_many(other, question, options, table.within) != how_many(
                    rows, question, options, table.within
                )


@given(handed_in(least=25, units="ABBBCCCCC"))
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
def test_other_numbers_in_hidden_groups_give_the_same_tables(rows: list[dict[str, str]]) -> None:
    """Two people in hidden groups who said different numbers change places: a hidden mean is another, none shown is."""
    rows = [{**row, "here": "yes", "cases": "4" if row["unit"] in "AB" else row["cases"]} for row in rows]
    published = tabulated(rows)
    shown = {key: figures for key, figures in all_figures(published).items() if figures[0] is not None}
    hidden = {each.within for each in published.tables if each.question == "cases" and each.is_hidden} - {None}
    everybody = told(rows, NUMBER, None)
    for unit in hidden:
        here = [row for row in everybody if row["unit"] == unit]
        if not here or len({row["cases"] for row in everybody}) == 1:
            continue
        one, other = next(
            (one, other)
            for one in here
            for other in everybody
            if other["unit"] in hidden - {unit} and one["cases"] != other["cases"]
        )
        exchanged = {id(one): one | {"cases": other["cases"]}, id(other): other | {"cases": one["cases"]}}
        moved = [exchanged.get(id(row), row) for row in rows]
        assert shown.items() <= all_figures(tabulated(moved, least=1)).items()


def test_a_sample_by_design_tells_of_no_small_group_nor_beside_it() -> None:
    unit = ["A"] * 3 + ["B"] * 9 + ["C"] * 40
    columns = {"unit": unit, "one": ["no", "yes"] * 26, "cases": ["1", "3"] * 26}
    weights = [{"A": 10.0, "B": 3.0, "C": 1.0}[each] for each in unit]
    sampled = design(len(unit), weights=weights, stratum=unit)
    tabulated = tabulate([TELLS, SINGLE, NUMBER], columns, by="unit", sampled=sampled)
    assert tabulated.left_out == ("one", "cases")
    assert {table.within for table in tabulated.tables} == {None}


def tabulated(rows: list[dict[str, str]], *, least: int = 5) -> Tabulation:
    return tabulate(
        ALL, {question.key: [row[question.key] for row in rows] for question in ALL}, by="unit", least=least
    )


def all_figures(tabulation: Tabulation) -> dict[tuple[str, str | None], tuple[Any, ...]]:
    return {
        (table.question, table.within): (
            table.answered,
            table.missing,
            [line.count for line in (*table.lines, *table.groups)],
            table.average and (round(table.average.value, 6), round(table.average.error, 6)),
        )
        for table in tabulation.tables
    }


def told(rows: list[dict[str, str]], question: Question, unit: str | None) -> list[dict[str, str]]:
    return [
        row
        for row in rows
        if unit in (None, row["unit"])
        and (question.condition is None or row["one"] == "yes")
        and set(row[question.key].split()) - question.missing
    ]


def gave(row: dict[str, str], question: Question, options: frozenset[str]) -> bool:
    return not options.isdisjoint(row[question.key].split())


def how_many(rows: list[dict[str, str]], question: Question, options: frozenset[str], unit: str) -> int:
    return sum(gave(row, question, options) for row in told(rows, question, unit))


def changed_places(
    rows: list[dict[str, str]], question: Question, options: frozenset[str], unit: str, hidden: set[str | None]
) -> list[dict[str, str]]:
    """Somebody of the unit and somebody of another hidden group, one of whom gave the answer, with answers exchanged;
    with them goes what hangs on the question."""
    here, others = told(rows, question, unit), [row for row in told(rows, question, None) if row["unit"] in hidden]
    one, other = next(
        (one, other)
        for one in here
        for other in others
        if other["unit"] != unit and gave(one, question, options) != gave(other, question, options)
    )
    keys = ("one", "ways") if question.key == "one" else (question.key,)
    exchanged = {
        id(one): one | {key: other[key] for key in keys},
        id(other): other | {key: one[key] for key in keys},
    }
    return [exchanged.get(id(row), row) for row in rows]


def test_a_question_few_answered_is_empty_from_answers_and_from_counts() -> None:
    (table,) = tabulate([SINGLE], {"one": ["no", "yes", "yes", "", ""]}).tables
    assert table.is_hidden
    assert from_counts(SINGLE, {"no": 1, "yes": 2}, missing=2) == table


def test_nobody_at_all_has_a_table_of_noughts() -> None:
    assert from_counts(SINGLE, {}).line("yes").share is None
    (table,) = tabulate([SINGLE], {"one": ["", None, "secret"]}).tables
    assert (table.answered, table.missing) == (0, 3)
    assert [(line.count, line.share, line.percent) for line in table.lines] == [(0, None, None), (0, None, None)]
    weighted = tabulate(
        [SCREEN, NUMBER, SINGLE],
        {"here": ["no"], "cases": ["3"], "one": ["no"]},
        sampled=design(1, single=Single.CENTRED),
    )
    assert weighted.responses == 0
    assert weighted.effective is None
    assert weighted.table("cases").average is None
    assert weighted.table("one").line("no").share is None


def test_where_the_screening_let_nobody_in_its_own_table_stands() -> None:
    columns = {"here": ["no"] * 9, "one": [""] * 9, "cases": [""] * 9}
    tabulated_them = tabulate([SCREEN, SINGLE, NUMBER], columns, population=40)
    assert tabulated_them.table("here").line("no").count == 9
    assert tabulated_them.responses == tabulated_them.table("one").answered == 0


def test_of_a_known_population_part_of_the_answers_are_as_large_a_part() -> None:
    """Everybody was asked and half answered the question: its figures are as sure as half of all people make them."""
    columns = {
        "here": ["yes"] * 40 + ["no"] * 7,
        "one": ["yes", "no", "", ""] * 10 + [""] * 7,
        "cases": ["1", "2"] * 23 + ["1"],
    }
    tabulated = tabulate([SCREEN, SINGLE, NUMBER], columns, population=40)
    (line, _) = tabulated.table("one").lines
    assert (line.error, line.interval) == (0.0, wilson(Sample(10, 20, 20)))
    average = tabulated.table("cases").average
    assert average is not None
    assert average.error == pytest.approx(0, abs=1e-9)
    of_many = tabulate([NUMBER], {"cases": ["1", "2", "9"]}, population=30, least=1).table("cases").average
    whole = mean(design(3, populations=[[30] * 3]), [1, 2, 9])
    assert of_many is not None
    assert (of_many.value, of_many.error) == pytest.approx((whole.value, whole.error))


# --- Refused ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("columns", "more"),
    [
        ({"one": [], "unit": []}, {}),
        ({"one": ["no"], "unit": ["A", "B"]}, {}),
        ({"one": ["perhaps"], "unit": ["A"]}, {}),
        ({"one": ["no yes"], "unit": ["A"]}, {}),
        ({"one": ["no"] * 3, "unit": ["A"] * 3}, {"population": 2}),
        ({"one": ["no"] * 3, "unit": ["A"] * 3}, {"population": 9, "sampled": design(3)}),
        ({"one": ["no"], "unit": ["A"]}, {"by": "nothing"}),
    ],
)
def test_answers_that_cannot_be_are_refused(columns: dict[str, list[str]], more: dict[str, Any]) -> None:
    with pytest.raises(NotATable):
        tabulate([SINGLE, TELLS], columns, **more)


@pytest.mark.parametrize("by", ["here", "ways", "cases"])
def test_groups_are_told_by_a_question_that_puts_everybody_in_one(by: str) -> None:
    row = {"here": ["yes"], "unit": ["A"], "one": ["yes"], "ways": ["mail"], "sure": ["1"], "cases": ["1"]}
    with pytest.raises(NotATable, match="one group"):
        tabulate(ALL, row, by=by)


@pytest.mark.parametrize("given_by", ["many", "nan", "inf"])
def test_what_is_no_number_is_refused(given_by: str) -> None:
    with pytest.raises(NotATable, match="not a number"):
        tabulate([NUMBER], {"cases": [given_by]})


@pytest.mark.parametrize(
    ("question", "counts", "more"),
    [
        (SINGLE, {"no": -1}, {}),
        (SINGLE, {"no": 1}, {"missing": -1}),
        (SINGLE, {"perhaps": 1}, {}),
        (SINGLE, {"secret": 1}, {}),
        (SINGLE, {"no": 1}, {"answered": 2}),
        (SEVERAL, {"mail": 9}, {}),
        (SEVERAL, {"mail": 9}, {"answered": 8}),
        (SEVERAL, {"mail": 9, "call": 2}, {"answered": 12}),
        (NUMBER, {}, {"answered": 0}),
    ],
)
def test_counts_that_cannot_be_are_refused(question: Question, counts: dict[str, int], more: dict[str, int]) -> None:
    with pytest.raises(NotATable):
        from_counts(question, counts, **more)


def test_several_answers_from_counts_have_no_groups() -> None:
    table = from_counts(SEVERAL, {"mail": 9, "call": 2}, answered=10)
    assert ([line.exact for line in table.lines], table.groups) == ([Fraction(9, 10), Fraction(1, 5), Fraction(0)], ())
    assert [line.count for line in table.lines] == [9, 2, 0]
