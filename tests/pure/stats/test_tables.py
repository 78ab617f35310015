"""Tables come out as printed, from counts and from answers."""

import random
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats.published import ANSWERED, ANSWERS, QUESTIONS, YES

from skyddsnat.stats.tables import NotATable, from_answers, from_counts, whole_percent


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_published_tables_come_out_as_printed(question: str) -> None:
    printed, total, yes = QUESTIONS[question]
    counts = dict(zip(ANSWERS, (count for count, _ in printed), strict=True))

    table = from_counts(counts, missing=ANSWERED - total, groups=YES)

    assert [(line.count, line.percent) for line in table.lines] == printed
    assert table.total == total
    assert table.missing == ANSWERED - total
    assert table.line("yes").percent == yes


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_published_tables_come_out_the_same_from_single_answers(question: str) -> None:
    printed, total, _ = QUESTIONS[question]
    counts = dict(zip(ANSWERS, (count for count, _ in printed), strict=True))
    answers: list[str | None] = [answer for answer in ANSWERS for _ in range(counts[answer])]
    answers += [None] * (ANSWERED - total)
    random.Random(2023).shuffle(answers)

    assert from_answers(answers, order=ANSWERS, groups=YES) == from_counts(counts, missing=ANSWERED - total, groups=YES)


def test_those_threatened_repeatedly_are_seventeen_percent() -> None:
    """The text says "nearly one in five"."""
    printed, _, _ = QUESTIONS["threatened"]
    table = from_counts(dict(zip(ANSWERS, (count for count, _ in printed), strict=True)), groups=YES)

    assert table.line("repeatedly").share == Fraction(77, 453)
    assert table.line("repeatedly").percent == 17


@pytest.mark.parametrize(("share", "percent"), [((1, 8), 13), ((1, 200), 1), ((3, 200), 2), ((99, 20000), 0)])
def test_a_half_is_rounded_up(share: tuple[int, int], percent: int) -> None:
    assert whole_percent(Fraction(*share)) == percent


@given(st.integers(1, 5000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_rounding_is_that_of_decimal_numbers(share: tuple[int, int]) -> None:
    part, whole = share
    # A whole percent or its half is a finite decimal, so that 28 digits never round twice here.
    by_hand = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert whole_percent(Fraction(part, whole)) == by_hand


@given(st.lists(st.sampled_from(["yes", "no", None])))
def test_shares_are_exact_and_add_up(answers: list[str | None]) -> None:
    table = from_answers(answers, order=["yes", "no", "perhaps"], groups={"any": ["yes", "no", "perhaps"]})

    assert table.total + table.missing == len(answers)
    shares = [line.share for line in table.lines]
    if table.total:
        assert sum(share for share in shares if share is not None) == 1
        assert table.line("any").share == 1
    else:
        assert shares == [None, None, None]
        assert table.line("yes").percent is None


def test_an_answer_nobody_gave_stands_as_nought() -> None:
    assert from_answers(["yes"], order=["yes", "no"]).line("no").count == 0


def test_what_cannot_be_a_table_is_refused() -> None:
    with pytest.raises(NotATable):
        from_counts({"yes": -1})
    with pytest.raises(NotATable):
        from_counts({"yes": 1}, missing=-1)
    with pytest.raises(NotATable):
        from_counts({"yes": 1}, groups={"any": ["perhaps"]})
    with pytest.raises(NotATable):
        from_counts({"yes": 1}, groups={"yes": ["yes"]})
    with pytest.raises(NotATable):
        from_answers(["perhaps"], order=["yes", "no"])
    with pytest.raises(KeyError):
        from_counts({"yes": 1}).line("perhaps")
