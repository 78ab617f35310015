"""Who answered beside who was asked, and weights that meet what is known."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.pure.stats.references import reference, sample

from skyddsnat.stats.nonresponse import CannotRake, composition, effective_size, rake, response_rate, tells_of_few

ANSWERS = st.lists(st.fixed_dictionaries({"age": st.sampled_from("yo"), "post": st.sampled_from("abc")}), max_size=30)
EVERY_KIND = [{"age": age, "post": post} for age in "yo" for post in "abc"]


def test_the_rate_is_exact() -> None:
    assert response_rate(asked=300, answered=100) == Fraction(1, 3)
    for asked, answered in [(0, 0), (5, 6), (5, -1)]:
        with pytest.raises(ValueError, match="asked"):
            response_rate(asked=asked, answered=answered)


def test_answers_stand_beside_the_frame() -> None:
    north, south, closed = composition({"north": 60, "south": 40, "closed": 0}, {"north": 10, "south": 30})

    assert (north.share_of_asked, north.share_of_answers, north.rate) == (
        Fraction(3, 5),
        Fraction(1, 4),
        Fraction(1, 6),
    )
    assert (south.answered, south.rate) == (30, Fraction(3, 4))
    assert closed.rate is None


def test_a_frame_nobody_has_answered_yet_has_its_shares() -> None:
    (part,) = composition({"north": 5}, {})
    assert (part.share_of_asked, part.share_of_answers, part.rate) == (1, None, 0)


@pytest.mark.parametrize(
    ("answered", "least", "few"),
    [(5, 5, False), (4, 5, True), (0, 5, True), (16, 5, True), (20, 5, True), (20, 1, False)],
)
def test_a_composition_tells_of_few_where_few_answered_or_few_did_not(answered: int, least: int, few: bool) -> None:
    parts = composition({"north": 60, "south": 20}, {"north": 30, "south": answered})
    assert tells_of_few(parts, least=least) is few


@pytest.mark.parametrize(("frame", "answered"), [({"a": 1}, {"b": 1}), ({"a": 1}, {"a": 2}), ({}, {}), ({"a": 0}, {})])
def test_more_answers_than_people_are_refused(frame: dict[str, int], answered: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="group"):
        composition(frame, answered)


@given(st.lists(st.floats(0.01, 100), min_size=1))
def test_unequal_weights_are_worth_fewer_answers(weights: list[float]) -> None:
    size = effective_size(weights)
    assert 1 - 1e-9 <= size <= len(weights) + 1e-9
    assert effective_size([1.0] * len(weights)) == len(weights)


def test_the_effective_size_of_kish() -> None:
    """Ten that weigh 1 and ten that weigh 3: (10 + 30)² / (10 + 90)."""
    assert effective_size([1.0] * 10 + [3.0] * 10) == 16
    for refused in ([], [0.0], [1.0, -1.0]):
        with pytest.raises(ValueError, match="weights"):
            effective_size(refused)


@given(ANSWERS, st.integers(1, 500), st.integers(1, 500))
def test_raking_over_one_variable_is_post_stratification(more: list[dict[str, str]], young: int, older: int) -> None:
    answers = EVERY_KIND + more
    known = {"y": young, "o": older}

    raked = rake(answers, {"age": known})

    asked = [each["age"] for each in answers]
    assert raked.weights == pytest.approx([known[age] / asked.count(age) for age in asked])


@given(ANSWERS, st.integers(20, 80), st.integers(10, 50), st.integers(10, 40))
def test_raked_answers_add_up_to_what_is_known(more: list[dict[str, str]], young: int, a: int, b: int) -> None:
    answers = EVERY_KIND + more
    totals = {"age": {"y": young, "o": 100 - young}, "post": {"a": a, "b": b, "c": 100 - a - b}}

    raked = rake(answers, totals)

    for variable, known in totals.items():
        for group, people in known.items():
            reached = sum(w for w, each in zip(raked.weights, answers, strict=True) if each[variable] == group)
            assert reached == pytest.approx(people)
    assert raked.weights == pytest.approx(_answer_by_answer(answers, totals), rel=1e-6)
    assert raked.effective_size == effective_size(raked.weights)


def _answer_by_answer(answers: Sequence[Mapping[str, str]], totals: Mapping[str, Mapping[str, float]]) -> list[float]:
    weights = [1.0] * len(answers)
    for _ in range(300):
        for variable, known in totals.items():
            for group, people in known.items():
                here = [place for place, each in enumerate(answers) if each[variable] == group]
                factor = people / sum(weights[place] for place in here)
                for place in here:
                    weights[place] *= factor
    return weights


def test_the_weights_of_the_design_are_the_start() -> None:
    raked = rake(EVERY_KIND[:2], {"age": {"y": 30}}, weights=[1, 2])
    assert raked.weights == pytest.approx((10, 20))


def test_raked_weights_and_their_effective_size_are_those_of_r() -> None:
    given = sample()
    answers = [{"area": area, "post": post} for area, post in zip(given["area"], given["post"], strict=True)]
    totals = {"area": {"north": 1400.0, "middle": 2300.0, "south": 5200.0}, "post": {"new": 2000.0, "old": 6900.0}}

    raked = rake(answers, totals, weights=[float(weight) for weight in given["weight"]])

    assert raked.weights == pytest.approx(reference("raked"), rel=1e-6)
    assert [raked.effective_size] == pytest.approx(reference("raked effective size"), rel=1e-6)


@pytest.mark.parametrize(
    ("answers", "totals", "why"),
    [
        ([], {"age": {"y": 1}}, "needs answers"),
        (EVERY_KIND, {}, "needs answers"),
        (EVERY_KIND, {"age": {"y": 1}}, r"no total is known for \['o'\]"),
        (EVERY_KIND, {"age": {"y": 1, "o": 1, "child": 1}}, r"nobody answered in \['child'\]"),
        (EVERY_KIND, {"size": {"big": 1}}, "not known of every"),
        (EVERY_KIND, {"age": {"y": 1, "o": 1}, "post": {"a": 1, "b": 1, "c": 1}}, "same number"),
        (
            [EVERY_KIND[0], EVERY_KIND[4]],
            {"age": {"y": 1, "o": 2}, "post": {"a": 2, "b": 1}},
            "do not go together",
        ),
    ],
)
def test_totals_that_cannot_be_met_are_refused(
    answers: list[dict[str, str]], totals: dict[str, dict[str, float]], why: str
) -> None:
    with pytest.raises(CannotRake, match=why):
        rake(answers, totals)
